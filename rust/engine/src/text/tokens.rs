//! Where words begin and end.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 2. Scripts written without spaces are cut into characters and bigrams, which
//! find every substring; words of those languages come with the language rooms.

use super::Language;
use super::measures::Units;
use std::ops::Range;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether a text is analysed for the index or for a phrase: bigram scripts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Every single character and every bigram.
    Index,
    /// Bigrams only (a lone character stays itself).
    Phrase,
}

/// Longest token in characters; the rest of the run is dropped.
pub const LONGEST_TOKEN: usize = 64;

/// Longest plain word in characters.
pub const LONGEST_PLAIN: usize = 63;

/// French words that lose their vowel before another.
const ELIDED: [&str; 12] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu"];

/// A run of so many characters is found without the long vowel mark at its end.
const LEAST_WITHOUT_MARK: usize = 4;

/// Letters, digits and marks make words.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number | GeneralCategoryGroup::Mark
    )
}

/// Han and kana: scripts that are searched by character.
pub fn is_cjk(c: char) -> bool {
    matches!(c as u32,
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x323af
        | 0x3040..=0x30fa | 0x30fc..=0x30ff | 0x31f0..=0x31ff)
}

/// The maximal runs of Han and kana in a folded text: where they stand, in bytes.
pub fn cjk_runs(folded: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in folded.char_indices().filter(|&(_, c)| is_cjk(c) && is_word(c)) {
        let end = at + c.len_utf8();
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = end,
            _ => runs.push(at..end),
        }
    }
    runs
}

/// Whether a word has only letters, none of a script without spaces, and is short enough to be compared with others letter by letter: what may
/// be misspelt.
pub fn is_plain(word: &str) -> bool {
    let is_letter = |c: char| {
        c.is_ascii_alphabetic()
            || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Letter && !is_cjk(c))
    };
    !word.is_empty()
        && word.len() <= 4 * LONGEST_PLAIN
        && word.chars().all(is_letter)
        && word.chars().count() <= LONGEST_PLAIN
}

/// Calls `emit(token, position)` for every token of a folded text, positions counted from `first`; `language` is the first of the locale.
/// Returns the number of positions taken: the length of the text.
pub fn tokenize(
    folded: &str,
    language: Language,
    purpose: Purpose,
    first: u32,
    mut emit: impl FnMut(&str, u32),
) -> u32 {
    tokenize_places(folded, language, purpose, first, |token, position, _| emit(token, position))
}

/// The same, and where each token stands, in bytes: one of a run that lost apostrophes, where the run does.
pub fn tokenize_places(
    folded: &str,
    language: Language,
    purpose: Purpose,
    first: u32,
    mut emit: impl FnMut(&str, u32, Range<usize>),
) -> u32 {
    let mut position = first;
    let mut joined = String::new();
    let mut rest = folded;
    while let Some((run, after)) = next_run(rest, &mut joined) {
        let end = folded.len() - after.len();
        position += match run {
            Run::Plain(text) => {
                let start = end - text.len();
                emit_run(text, purpose, position, &mut |token, position, range: Range<usize>| {
                    emit(token, position, start + range.start..start + range.end);
                })
            }
            Run::Joined { elided, bytes } => {
                let mut emit = |token: &str, position, _| emit(token, position, end - bytes..end);
                let is_elided = elided > 0 && language == Language::French;
                // The index has both: who forgets the apostrophe means the same.
                if is_elided && purpose == Purpose::Index {
                    emit_word(&joined, position, 0, &mut emit);
                }
                emit_run(&joined[if is_elided { elided } else { 0 }..], purpose, position, &mut emit)
            }
        };
        rest = after;
    }
    position - first
}

/// The tokens of an indexed text, and at their places the terms of its measures.
pub fn tokenize_with_measures(
    folded: &str,
    language: Language,
    units: &Units,
    first: u32,
    mut emit: impl FnMut(&str, u32),
) -> u32 {
    let measures = units.measures(folded);
    let mut measures = measures.iter().peekable();
    tokenize_places(folded, language, Purpose::Index, first, |token, position, place| {
        while let Some(measure) = measures.next_if(|measure| measure.bytes.start < place.end) {
            measure.terms().into_iter().for_each(|term| emit(term, position));
        }
        emit(token, position);
    })
}

/// Calls `emit` for every run of word characters of a folded text, before scripts are cut: the words as they are written.
pub fn for_each_run(folded: &str, mut emit: impl FnMut(&str)) {
    let mut joined = String::new();
    let mut rest = folded;
    while let Some((run, after)) = next_run(rest, &mut joined) {
        match run {
            Run::Plain(text) => emit(text),
            Run::Joined { .. } => emit(&joined),
        }
        rest = after;
    }
}

enum Run<'a> {
    /// The run stands in the text as it is.
    Plain(&'a str),
    /// An apostrophe was taken out: the run stands in the buffer, the first so many bytes of it a French word that lost its vowel.
    /// In the text it has so many bytes.
    Joined { elided: usize, bytes: usize },
}

/// The next maximal run of word characters, and the text behind it.
fn next_run<'a>(text: &'a str, joined: &mut String) -> Option<(Run<'a>, &'a str)> {
    let start = text.char_indices().find(|&(_, c)| is_word(c))?.0;
    let text = &text[start..];
    let mut chars = text.char_indices().peekable();
    let (mut previous, mut has_apostrophe) = ('\0', false);
    let mut end = text.len();
    while let Some((at, c)) = chars.next() {
        if !is_word(c) {
            let next = chars.peek().map_or('\0', |&(_, n)| n);
            if !joins(previous, c, next) {
                end = at;
                break;
            }
            has_apostrophe |= c != '.';
        }
        previous = c;
    }
    let (run, after) = text.split_at(end);
    if !has_apostrophe {
        return Some((Run::Plain(run), after));
    }
    let bytes = run.len();
    let run = run.strip_suffix("'s").or_else(|| run.strip_suffix("\u{2019}s")).unwrap_or(run);
    joined.clear();
    joined.extend(run.chars().filter(|&c| !is_apostrophe(c)));
    Some((Run::Joined { elided: elision(run), bytes }, after))
}

/// Bytes of the article (or another word) that a French run begins with, before its apostrophe; 0 if it begins with none.
fn elision(run: &str) -> usize {
    let Some((article, rest)) = run.split_once(is_apostrophe) else { return 0 };
    let is_word_of_its_own = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) && rest.chars().count() > 1;
    let elides = ELIDED.contains(&article) && is_word_of_its_own && !rest.contains(is_cjk);
    if elides { article.len() } else { 0 }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn joins(previous: char, c: char, next: char) -> bool {
    (is_apostrophe(c) && is_word(previous) && is_word(next))
        || (c == '.' && previous.is_ascii_digit() && next.is_ascii_digit())
}

/// Emits one run, split where it changes between bigram script and others; returns the positions it took.
fn emit_run(run: &str, purpose: Purpose, first: u32, emit: &mut impl FnMut(&str, u32, Range<usize>)) -> u32 {
    if run.is_ascii() {
        emit(&run[..run.len().min(LONGEST_TOKEN)], first, 0..run.len());
        return 1;
    }
    let (mut taken, mut start) = (0, 0);
    while let Some(c) = run[start..].chars().next() {
        let cjk = is_cjk(c);
        let part = &run[start..];
        let end = part.char_indices().find(|&(_, c)| is_cjk(c) != cjk).map_or(part.len(), |(at, _)| at);
        let part = &part[..end];
        taken += if cjk {
            emit_bigrams(part, purpose, first + taken, start, emit)
        } else {
            emit_word(part, first + taken, start, emit)
        };
        start += end;
    }
    taken
}

fn emit_word(word: &str, position: u32, start: usize, emit: &mut impl FnMut(&str, u32, Range<usize>)) -> u32 {
    // A lone mark (the variation selector of an emoji) is no word.
    if word.chars().all(|c| c.general_category_group() == GeneralCategoryGroup::Mark) {
        return 0;
    }
    let end = word.char_indices().nth(LONGEST_TOKEN).map_or(word.len(), |(at, _)| at);
    emit(&word[..end], position, start..start + word.len());
    1
}

fn emit_bigrams(
    run: &str,
    purpose: Purpose,
    first: u32,
    start: usize,
    emit: &mut impl FnMut(&str, u32, Range<usize>),
) -> u32 {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let characters = starts.len() - 1;
    // Loan words are written with the mark or without: `コンピューター`, `コンピュータ`.
    let is_marked = purpose == Purpose::Phrase && characters >= LEAST_WITHOUT_MARK && run.ends_with('ー');
    let bigrams = characters - 1 - usize::from(is_marked);
    let mut emit = |i: usize, end: usize| {
        let range = starts[i]..starts[end];
        emit(&run[range.clone()], first + i as u32, start + range.start..start + range.end);
    };
    for i in 0..characters {
        if purpose == Purpose::Index || characters == 1 {
            emit(i, i + 1);
        }
        if i < bigrams {
            emit(i, i + 2);
        }
    }
    characters as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str, purpose: Purpose) -> Vec<(String, u32)> {
        tokens_in(Language::English, text, purpose)
    }

    fn tokens_in(language: Language, text: &str, purpose: Purpose) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        tokenize(text, language, purpose, 0, |token, position| found.push((token.to_owned(), position)));
        found
    }

    fn words(text: &str) -> Vec<String> {
        tokens(text, Purpose::Index).into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn splits_at_everything_that_is_no_letter_or_digit() {
        assert_eq!(words("t-shirt (red/blue), 100% cotton"), ["t", "shirt", "red", "blue", "100", "cotton"]);
    }

    #[test]
    fn joins_apostrophes_and_decimals() {
        assert_eq!(words("women's o'shore boys' 15.6 v1.2. end."), ["women", "oshore", "boys", "15.6", "v1.2", "end"]);
        assert_eq!(words("women\u{2019}s"), ["women"]);
    }

    #[test]
    fn french_articles_are_cut_off() {
        let found = |text, purpose| tokens_in(Language::French, text, purpose);
        let both = [("robe", 0), ("dete", 1), ("ete", 1)].map(|(token, at)| (token.to_owned(), at));
        assert_eq!(found("robe d'ete", Purpose::Index), both);
        assert_eq!(found("l\u{2019}eau", Purpose::Phrase), [("eau".to_owned(), 0)]);
        assert_eq!(found("aujourd'hui m'm l'東", Purpose::Phrase).len(), 4);
        assert_eq!(words("l'eau"), ["leau"]);
    }

    #[test]
    fn cuts_bigram_scripts_into_characters_and_bigrams() {
        let found = tokens("ab连衣裙", Purpose::Index);
        let expected = [("ab", 0), ("连", 1), ("连衣", 1), ("衣", 2), ("衣裙", 2), ("裙", 3)];
        assert_eq!(found, expected.map(|(t, p)| (t.to_owned(), p)));
        assert_eq!(tokens("裙", Purpose::Phrase), [("裙".to_owned(), 0)]);
        assert_eq!(tokens("连衣裙", Purpose::Phrase).len(), 2);
    }
}
