//! Phrase text -> clauses, exclusions and pieces. Definition: `docs/reference/semantics.md`, paragraph 3.

use crate::error::{Error, Result};
use crate::index::identifiers::normal_form;
use crate::text::cut::cut;
use crate::text::stop_words::StopWords;
use crate::text::tokens::{Purpose, is_cjk, is_word, tokenize};
use crate::text::{Language, fold_words, fold_words_into};
use std::collections::BTreeMap;
use std::ops::Range;

/// Clauses that are searched.
pub const MOST_CLAUSES: usize = 32;
/// Bytes above which a phrase is refused: nobody typed it.
pub const MOST_BYTES: usize = 64 * 1024;
/// Pieces that one identifier may have been typed in.
const MOST_SPAN: usize = 8;
/// An identifier inside a longer phrase needs so many characters, one of them a digit.
const LEAST_INNER_IDENTIFIER: usize = 4;

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A word, with its alternatives.
    Word(String),
    /// Words as they are, at these distances from the first.
    Quote(Vec<(String, u32)>),
    /// The beginning of a word that is still being typed.
    Prefix(String),
}

impl Wanted {
    /// The word, if it is one.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Quote(_) | Self::Prefix(_) => None,
        }
    }
}

/// What cuts a script without spaces into words.
pub trait RunCutter {
    /// A folded piece with the words of its runs apart; `None`: it stays as it is. `runs` are the unquoted pieces of the phrase side by side, folded.
    fn cut(&self, piece: &str, runs: &[String]) -> Result<Option<String>>;
}

/// How a phrase ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ending {
    /// Everything was typed.
    #[default]
    Whole,
    /// The last word may go on.
    Open,
}

/// A clause and the pieces it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedClause {
    /// What is asked for.
    pub wanted: Wanted,
    /// Numbers of the unquoted pieces that gave it.
    pub pieces: Vec<usize>,
}

/// A run of pieces that may be one identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// Its normal form.
    pub form: String,
    /// Whether identifiers may go on behind it.
    pub is_open: bool,
}

/// A phrase, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Its words in order, stop words and quoted ones too, without those that are excluded or stand apart, and before runs are cut.
    pub words: Vec<String>,
    /// What a hit must match.
    pub clauses: Vec<ParsedClause>,
    /// What a hit must not match.
    pub excluded: Vec<Wanted>,
    /// Runs of pieces that may be an identifier.
    pub spans: Vec<Span>,
    /// Unquoted words side by side, folded, where these may have a measure.
    pub runs: Vec<String>,
    /// Whether the last of these may go on.
    pub has_open_run: bool,
    /// Something was cut.
    pub truncated: bool,
    /// Nothing was typed at all.
    pub blank: bool,
}

impl Phrase {
    /// Reads a phrase of the locale of some stop words. What stands `apart` is no words: these ranges of bytes are read as white space.
    /// Without a cutter no run of a script without spaces is cut into words.
    pub fn parse(
        text: &str,
        apart: &[Range<usize>],
        stop_words: StopWords,
        ending: Ending,
        cutter: Option<&dyn RunCutter>,
    ) -> Result<Self> {
        let language = stop_words.language;
        if text.len() > MOST_BYTES {
            return Err(Error::Request(format!("the phrase has {} bytes; at most {MOST_BYTES} are read", text.len())));
        }
        let read = cut(text);
        let truncated = read.len() < text.len();
        let text = read;
        let mut items = items(text, apart, language);
        let mut phrase = Self { runs: runs(&items, language), words: wanted_words(&items), ..Self::default() };
        cut_runs(&mut items, &phrase.runs, language, cutter)?;
        let is_blank = items.iter().all(|item| item.part.kind == Kind::Apart);
        (phrase.truncated, phrase.blank) = (truncated, is_blank);
        let keep_stop_words = items.iter().all(|item| item.tokens.iter().all(|(token, _)| stop_words.has(token)));
        let pieces: Vec<&Item> = items.iter().filter(|item| item.part.kind == Kind::Piece).collect();
        let is_open = ending == Ending::Open && ends_open(text, items.last());
        phrase.spans = spans(&pieces, is_open);
        phrase.has_open_run = is_open;
        let last = if is_open { items.last_mut().and_then(|item| item.tokens.pop()) } else { None };
        let mut piece = 0;
        for item in items {
            let is_piece = item.part.kind == Kind::Piece;
            phrase.add(item, piece, |token| !keep_stop_words && stop_words.has(token));
            piece += usize::from(is_piece);
        }
        if let Some((token, _)) = last {
            phrase.add_prefix(token, piece - 1);
        }
        Ok(phrase)
    }

    /// The last word is a clause of its own, even if it stood before; what is cut is none.
    fn add_prefix(&mut self, token: String, piece: usize) {
        if self.clauses.len() < MOST_CLAUSES {
            self.clauses.push(ParsedClause { wanted: Wanted::Prefix(token), pieces: vec![piece] });
        } else {
            self.truncated = true;
        }
    }

    /// A phrase with other words for some of its unquoted ones, nothing for those whose place is empty.
    pub fn rewritten(
        text: &str,
        apart: &[Range<usize>],
        language: Language,
        replaced: &BTreeMap<String, String>,
        ending: Ending,
        cutter: &dyn RunCutter,
    ) -> Result<Written> {
        let text = cut(text);
        let mut items = items(text, apart, language);
        let runs = runs(&items, language);
        cut_runs(&mut items, &runs, language, Some(cutter))?;
        let is_open = ending == Ending::Open && ends_open(text, items.last());
        let last = items.len().wrapping_sub(1);
        let mut written = Written::default();
        for (number, item) in items.iter().enumerate() {
            // A word that is still being typed stays.
            let whole = item.tokens.len() - usize::from(is_open && number == last);
            let is_piece = item.part.kind == Kind::Piece;
            let other = |at: usize, token: &str| replaced.get(token).filter(|_| at < whole && is_piece);
            let tokens = item.tokens.iter().enumerate();
            let is_changed = tokens.clone().any(|(at, (token, _))| other(at, token).is_some());
            let tokens = tokens.map(|(at, (token, _))| other(at, token).unwrap_or(token).as_str());
            let words: Vec<&str> = if is_changed {
                tokens.filter(|word| !word.is_empty()).collect()
            } else {
                item.part.raw.split_whitespace().collect()
            };
            written.add(&item.part, &words.join(" "));
        }
        Ok(written)
    }

    fn add(&mut self, mut item: Item, piece: usize, drops: impl Fn(&str) -> bool) {
        match item.part.kind {
            Kind::Piece => item
                .tokens
                .into_iter()
                .filter(|(token, _)| !drops(token))
                .for_each(|(token, _)| self.add_clause(Wanted::Word(token), Some(piece))),
            Kind::Quote if !item.tokens.is_empty() => self.add_clause(Wanted::Quote(item.relative()), None),
            Kind::ExcludedWord if item.tokens.len() == 1 => {
                let (token, _) = item.tokens.remove(0);
                if !drops(&token) {
                    self.excluded.push(Wanted::Word(token));
                }
            }
            Kind::ExcludedWord | Kind::ExcludedQuote if !item.tokens.is_empty() => {
                self.excluded.push(Wanted::Quote(item.relative()));
            }
            _ => {}
        }
    }

    fn add_clause(&mut self, wanted: Wanted, piece: Option<usize>) {
        if let Some(known) = self.clauses.iter_mut().find(|clause| clause.wanted == wanted) {
            known.pieces.extend(piece);
        } else if self.clauses.len() < MOST_CLAUSES {
            self.clauses.push(ParsedClause { wanted, pieces: piece.into_iter().collect() });
        } else {
            self.truncated = true;
        }
    }
}

/// A phrase that was written anew, and what stands apart in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The phrase.
    pub text: String,
    /// Byte ranges of what is no words.
    pub apart: Vec<Range<usize>>,
}

impl Written {
    fn add(&mut self, part: &Part, words: &str) {
        if part.is_behind_space && !self.text.is_empty() && !words.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(words);
        if part.kind == Kind::Apart {
            self.apart.push(start..self.text.len());
        }
    }
}

/// What a part of a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Piece,
    /// Words that stand side by side.
    Quote,
    /// A word that must not be there.
    ExcludedWord,
    /// Words that must not stand side by side.
    ExcludedQuote,
    /// No words: it was understood otherwise.
    Apart,
}

/// A part of a phrase, as it was typed.
#[derive(Debug, Clone)]
pub(crate) struct Part<'a> {
    pub kind: Kind,
    /// What stands between its quotes or behind its minus.
    pub text: &'a str,
    /// All of it.
    pub raw: &'a str,
    /// The byte at which it starts.
    pub start: usize,
    /// Whether white space stands before it.
    pub is_behind_space: bool,
}

/// A part of the phrase with its tokens.
#[derive(Debug)]
struct Item<'a> {
    part: Part<'a>,
    tokens: Vec<(String, u32)>,
}

impl<'a> Item<'a> {
    fn new(part: Part<'a>, language: Language) -> Self {
        let is_apart = part.kind == Kind::Apart;
        let tokens = if is_apart { Vec::new() } else { tokens(&fold_words(part.text, language), language) };
        Self { part, tokens }
    }

    /// Cuts the runs of a script without spaces into words.
    fn cut(&mut self, cutter: &dyn RunCutter, runs: &[String], language: Language) -> Result<()> {
        if self.part.kind == Kind::Piece
            && !self.part.text.is_ascii()
            && let Some(cut) = cutter.cut(&fold_words(self.part.text, language), runs)?
        {
            self.tokens = tokens(&cut, language);
        }
        Ok(())
    }

    fn relative(self) -> Vec<(String, u32)> {
        let first = self.tokens.first().map_or(0, |&(_, position)| position);
        self.tokens.into_iter().map(|(token, position)| (token, position - first)).collect()
    }
}

/// Whether the last thing typed is an unquoted word that may go on.
fn ends_open(text: &str, last: Option<&Item>) -> bool {
    text.ends_with(is_word) && last.is_some_and(|item| item.part.kind == Kind::Piece && !item.tokens.is_empty())
}

/// What a text is as one clause, a quote of its words if it has several; `None`: it has no words.
pub fn wanted(text: &str, language: Language) -> Option<Wanted> {
    let mut tokens = tokens(&fold_words(text, language), language);
    if tokens.len() < 2 {
        return tokens.pop().map(|(token, _)| Wanted::Word(token));
    }
    let first = tokens[0].1;
    Some(Wanted::Quote(tokens.into_iter().map(|(token, position)| (token, position - first)).collect()))
}

fn tokens(folded: &str, language: Language) -> Vec<(String, u32)> {
    let mut tokens = Vec::new();
    tokenize(folded, language, Purpose::Phrase, 0, |token, position| tokens.push((token.to_owned(), position)));
    tokens
}

/// The words of a phrase in order, stop words and quoted ones too, without those that are excluded or stand apart.
pub fn words(text: &str, apart: &[Range<usize>], language: Language) -> Vec<String> {
    wanted_words(&items(cut(text), apart, language))
}

fn wanted_words(items: &[Item]) -> Vec<String> {
    let wanted = items.iter().filter(|item| matches!(item.part.kind, Kind::Piece | Kind::Quote));
    wanted.flat_map(|item| &item.tokens).map(|(token, _)| token.clone()).collect()
}

fn items<'a>(text: &'a str, apart: &[Range<usize>], language: Language) -> Vec<Item<'a>> {
    split(text, apart).into_iter().map(|part| Item::new(part, language)).collect()
}

/// Cuts the unquoted pieces where they have no spaces between words; `runs` are these pieces side by side, folded.
fn cut_runs(items: &mut [Item], runs: &[String], language: Language, cutter: Option<&dyn RunCutter>) -> Result<()> {
    let Some(cutter) = cutter.filter(|_| runs.iter().any(|run| !run.is_ascii() && run.contains(is_cjk))) else {
        return Ok(());
    };
    items.iter_mut().try_for_each(|item| item.cut(cutter, runs, language))
}

/// The parts of a phrase: quotes, excluded words, pieces, and what stands apart, which parts what is beside it as white space does.
pub(crate) fn split<'a>(text: &'a str, apart: &[Range<usize>]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut apart = apart.iter().peekable();
    let (mut start, mut at_start, mut is_behind_space) = (0, true, true);
    while let Some(c) = text[start..].chars().next() {
        if c.is_whitespace() {
            start += c.len_utf8();
            (at_start, is_behind_space) = (true, true);
            continue;
        }
        let (kind, inner, end) = match apart.next_if(|range| range.start == start) {
            Some(range) => (Kind::Apart, range.clone(), range.end),
            None => part_at(&text[..apart.peek().map_or(text.len(), |range| range.start)], start, at_start),
        };
        parts.push(Part { kind, text: &text[inner], raw: &text[start..end], start, is_behind_space });
        (at_start, is_behind_space) = (kind == Kind::Apart, false);
        start = end;
    }
    parts
}

/// The part that starts at a byte: what it is, what is inside of it, and where it ends.
fn part_at(text: &str, start: usize, at_start: bool) -> (Kind, Range<usize>, usize) {
    let rest = &text[start..];
    let excludes =
        at_start && rest.strip_prefix('-').is_some_and(|body| body.starts_with(|next| next == '"' || is_word(next)));
    let body = start + usize::from(excludes);
    if let Some(quoted) = text[body..].strip_prefix('"') {
        let inner = body + 1..body + 1 + quoted.find('"').unwrap_or(quoted.len());
        let end = text.len().min(inner.end + 1);
        return (if excludes { Kind::ExcludedQuote } else { Kind::Quote }, inner, end);
    }
    // Elsewhere a quote is punctuation: 24" is a size.
    let end = body + text[body..].find(char::is_whitespace).unwrap_or(text.len() - body);
    (if excludes { Kind::ExcludedWord } else { Kind::Piece }, body..end, end)
}

/// The folded text of unquoted pieces side by side; what stands apart is white space.
fn runs(items: &[Item], language: Language) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for part in items.iter().map(|item| &item.part).filter(|part| part.kind != Kind::Apart) {
        let is_piece = part.kind == Kind::Piece;
        if is_piece && !goes_on {
            runs.push(String::new());
        }
        if let Some(run) = runs.last_mut().filter(|_| is_piece) {
            if goes_on {
                run.push(' ');
            }
            fold_words_into(part.text, language, run);
        }
        goes_on = is_piece;
    }
    runs
}

/// Runs of 1 to 8 pieces that may name an identifier.
fn spans(pieces: &[&Item], is_open: bool) -> Vec<Span> {
    let mut found = Vec::new();
    for start in 0..pieces.len() {
        let mut joined = String::new();
        for end in start + 1..=pieces.len().min(start + MOST_SPAN) {
            joined.push_str(pieces[end - 1].part.text);
            let whole = start == 0 && end == pieces.len();
            // Most words have no digit, and folding gives ASCII none: only the whole phrase may be an identifier then.
            if !whole && joined.is_ascii() && !joined.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            let form = normal_form(&joined);
            let long = form.chars().count() >= LEAST_INNER_IDENTIFIER && form.bytes().any(|b| b.is_ascii_digit());
            if !form.is_empty() && (whole || long) {
                let is_open = is_open && long && end == pieces.len();
                found.push(Span { pieces: start..end, form, is_open });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let phrase = Phrase::parse(text, &[], StopWords::of(Language::English), Ending::Whole, None).unwrap();
        phrase
            .clauses
            .into_iter()
            .map(|clause| match clause.wanted {
                Wanted::Word(word) => word,
                Wanted::Quote(words) => format!("{words:?}"),
                Wanted::Prefix(word) => format!("{word}..."),
            })
            .collect()
    }

    #[test]
    fn stop_words_go_unless_there_is_nothing_else() {
        assert_eq!(words("towel for the beach"), ["towel", "beach"]);
        assert_eq!(words("the who"), ["who"]);
        assert_eq!(words("to be or not to be"), ["to", "be", "or", "not"]);
    }

    #[test]
    fn minus_excludes_only_before_a_word() {
        let phrase = Phrase::parse(
            "towel -red - t-shirt -\"deep blue\" -t-shirt",
            &[],
            StopWords::of(Language::English),
            Ending::Whole,
            None,
        )
        .unwrap();
        assert_eq!(phrase.clauses.len(), 3);
        assert_eq!(phrase.excluded.len(), 3);
        assert_eq!(phrase.excluded[0], Wanted::Word("red".into()));
    }

    #[test]
    fn a_span_must_be_all_or_look_like_a_code() {
        let forms = |text| {
            Phrase::parse(text, &[], StopWords::of(Language::English), Ending::Whole, None)
                .unwrap()
                .spans
                .into_iter()
                .map(|span| span.form)
                .collect::<Vec<_>>()
        };
        assert_eq!(forms("ab-12 3"), ["ab12", "ab123"]);
        assert_eq!(forms("hp 0012 xl"), ["hp0012", "hp0012xl", "12xl"]);
    }

    /// The forms of all runs of pieces, none passed over.
    fn every_form(text: &str) -> Vec<String> {
        let pieces: Vec<&str> = text.split_whitespace().collect();
        let runs = (0..pieces.len())
            .flat_map(|start| (start + 1..=pieces.len().min(start + MOST_SPAN)).map(move |end| (start, end)));
        runs.map(|(start, end)| (end - start == pieces.len(), normal_form(&pieces[start..end].concat())))
            .filter(|(whole, form)| {
                let long = form.chars().count() >= LEAST_INNER_IDENTIFIER && form.bytes().any(|b| b.is_ascii_digit());
                !form.is_empty() && (*whole || long)
            })
            .map(|(_, form)| form)
            .collect()
    }

    proptest! {
        #[test]
        fn spans_that_are_passed_over_could_name_nothing(text in "[a-c0-2é½²１ ./]{0,24}") {
            let phrase = Phrase::parse(&text, &[], StopWords::of(Language::English), Ending::Whole, None).unwrap();
            let forms: Vec<String> = phrase.spans.into_iter().map(|span| span.form).collect();
            prop_assert_eq!(forms, every_form(&text));
        }

        #[test]
        fn every_text_is_some_phrase(text in "\\PC{0,80}|[\"\\- a-c]{0,40}") {
            let phrase = Phrase::parse(&text, &[], StopWords::of(Language::English), Ending::Whole, None).unwrap();
            prop_assert!(phrase.clauses.len() <= MOST_CLAUSES);
        }
    }
}
