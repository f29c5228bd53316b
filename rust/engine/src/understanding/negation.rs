//! Which words of a phrase say what something shall not have?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12, "Negation". What the thing is, the words tell; whether it stands in the index, and what
//! becomes of it, is asked elsewhere.

use super::normal::Normal;
use super::price_words::{PriceWords, price_words};
use crate::text::negation_words::{NegationWords, negation_words};
use crate::text::tokens::{is_cjk, is_word};
use std::ops::Range;

/// Words between what negates and the thing.
const MOST_ARTICLES: usize = 2;
/// Characters of a thing.
const LEAST_CHARACTERS: usize = 2;

/// Words that say what something shall not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negation {
    /// All of it.
    pub place: Range<usize>,
    /// What it shall not have.
    pub thing: Range<usize>,
    /// The thing together with the last word of the text, if that is all that stands behind it.
    pub longer: Option<Range<usize>>,
    /// The listed words that stand behind the thing, and what follows them: a brand may be called so.
    pub behind: Option<Range<usize>>,
}

/// Reads negations in the languages of a locale.
pub struct NegationReader {
    words: Vec<&'static NegationWords>,
    tails: Vec<&'static PriceWords>,
}

impl NegationReader {
    /// For a chain of languages.
    pub fn new(languages: &[String]) -> Self {
        Self {
            words: languages.iter().filter_map(|tag| negation_words(tag)).collect(),
            tails: languages.iter().filter_map(|tag| price_words(tag)).collect(),
        }
    }

    /// The negation that starts at a place of `text`.
    pub fn negation_at(&self, text: &str, normal: &Normal, start: usize) -> Option<Negation> {
        self.before_thing(normal, start).or_else(|| self.behind_thing(text, normal, start))
    }

    fn before_thing(&self, normal: &Normal, start: usize) -> Option<Negation> {
        let mut at = normal.skip_spaces(self.longest(normal, start, |words| words.without)?);
        for _ in 0..MOST_ARTICLES {
            let Some(end) = self.longest(normal, at, |words| words.any) else { break };
            at = normal.skip_spaces(end);
        }
        let end = word_end(normal, at, &['-', '\'']).or_else(|| two_characters(normal, at))?;
        normal.is_end(end).then(|| Negation {
            place: start..end,
            thing: at..end,
            longer: longer(normal, at..end),
            behind: None,
        })
    }

    fn behind_thing(&self, text: &str, normal: &Normal, start: usize) -> Option<Negation> {
        let thing_end = word_end(normal, start, &['\'']).or_else(|| script_end(text, normal, start))?;
        let dash = normal.get(thing_end).filter(|&c| c == '-').map(|_| thing_end + 1);
        let free_start = dash.unwrap_or_else(|| normal.skip_spaces(thing_end));
        let free_end = self.longest(normal, free_start, |words| words.free)?;
        let tails = self.tails.iter().flat_map(|words| words.tail.iter().copied());
        let end = normal.longest(free_end, tails).unwrap_or(free_end);
        let next = normal.skip_spaces(end);
        let behind = Some(free_start..next + normal.run(next, is_word));
        normal.is_end(end).then_some(Negation { place: start..end, thing: start..thing_end, longer: None, behind })
    }

    fn longest(
        &self,
        normal: &Normal,
        at: usize,
        list: impl Fn(&NegationWords) -> &'static [&'static str],
    ) -> Option<usize> {
        normal.longest(at, self.words.iter().flat_map(|words| list(words).iter().copied()))
    }
}

/// The end of a word without digits and characters of scripts without spaces; `joins` are what may stand once between two letters of it.
fn word_end(normal: &Normal, start: usize, joins: &[char]) -> Option<usize> {
    let is_letter = |at: usize| normal.get(at).is_some_and(|c| is_word(c) && !is_cjk(c));
    let is_join =
        |at: usize| normal.get(at).is_some_and(|c| joins.contains(&c)) && is_letter(at - 1) && is_letter(at + 1);
    let mut end = start;
    while is_letter(end) || (end > start && is_join(end)) {
        end += 1;
    }
    let has_digit = (start..end).any(|at| normal.get(at).is_some_and(|c| c.is_ascii_digit()));
    (!has_digit && end >= start + LEAST_CHARACTERS).then_some(end)
}

fn two_characters(normal: &Normal, start: usize) -> Option<usize> {
    let end = start + LEAST_CHARACTERS;
    (start..end).all(|at| normal.get(at).is_some_and(is_cjk)).then_some(end)
}

/// The end of characters of one script, as typed.
fn script_end(text: &str, normal: &Normal, start: usize) -> Option<usize> {
    let script = |at: usize| normal.typed(text, at).filter(|_| normal.get(at).is_some_and(is_cjk)).map(script_of);
    let first = script(start)?;
    let mut end = start + 1;
    while script(end) == Some(first) {
        end += 1;
    }
    (end >= start + LEAST_CHARACTERS).then_some(end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Katakana,
    Hiragana,
    Other,
}

fn script_of(c: char) -> Script {
    match c {
        '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        _ => Script::Other,
    }
}

/// A thing and the one word behind it, if the text ends there.
fn longer(normal: &Normal, thing: Range<usize>) -> Option<Range<usize>> {
    let next = normal.skip_spaces(thing.end);
    let end = word_end(normal, next, &['-', '\'']).filter(|_| next > thing.end)?;
    let is_word_thing = word_end(normal, thing.start, &['-', '\'']) == Some(thing.end);
    (is_word_thing && normal.get(normal.skip_spaces(end)).is_none()).then_some(thing.start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// From left to right, none within another.
    fn negations(languages: &[String], text: &str, normal: &Normal) -> Vec<Negation> {
        let reader = NegationReader::new(languages);
        let (mut found, mut at) = (Vec::new(), 0);
        while normal.get(at).is_some() {
            let starts = normal.get(at) != Some(' ') && normal.is_start(at);
            let negation = reader.negation_at(text, normal, at).filter(|_| starts);
            at = negation.as_ref().map_or(at + 1, |negation| negation.place.end);
            found.extend(negation);
        }
        found
    }

    fn things(text: &str, languages: &[&str]) -> Vec<String> {
        let languages: Vec<String> = languages.iter().map(|&tag| tag.to_owned()).collect();
        let normal = Normal::of(text, 0..text.len());
        negations(&languages, text, &normal)
            .into_iter()
            .map(|one| normal.words(one.longer.unwrap_or(one.thing)))
            .collect()
    }

    #[test]
    fn words_before_and_behind_a_thing_negate_it() {
        assert_eq!(things("jacket without a hood", &["en"]), ["hood"]);
        assert_eq!(things("fragrance-free sunscreen", &["en"]), ["fragrance"]);
        assert_eq!(things("dress without long sleeves", &["en"]), ["long sleeves"]);
        assert_eq!(things("Jacke ohne Kapuze in rot", &["de", "en"]), ["kapuze"]);
        assert_eq!(things("不含BPA水瓶", &["zh"]), ["bpa"]);
        assert_eq!(things("不带帽子外套", &["zh"]), ["帽子"]);
        assert_eq!(things("赤いフードなしの", &["ja"]), ["フード"]);
        for words in ["no 6", "robe pas cher", "hands off", "free hood", "without", "non slip mat", "noir"] {
            assert_eq!(things(words, &["en", "fr"]), Vec::<String>::new(), "{words}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_negations_in_order(text in "(without |no |free| |a |-|'|hood|red|なし|フード|不含|帽子|\\PC){0,20}") {
            let languages = ["fr".to_owned(), "en".to_owned(), "ja".to_owned(), "zh".to_owned()];
            let normal = Normal::of(&text, 0..text.len());
            let mut behind = 0;
            for one in negations(&languages, &text, &normal) {
                prop_assert!(behind <= one.place.start && one.place.start <= one.thing.start);
                prop_assert!(one.thing.start < one.thing.end && one.thing.end <= one.place.end);
                behind = one.place.end;
            }
        }
    }
}
