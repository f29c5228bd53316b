//! Parts of a phrase that are no prices: what something shall not have, and that the cheapest shall come first.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12, "Negation" and "Sort".

use super::negation::{Negation, NegationReader};
use super::normal::Normal;
use super::price_words::{PriceWords, price_words};
use crate::text::negation_words::negation_words;
use std::ops::Range;

/// A part that is no price, not yet known to be no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherPart {
    /// Something that is not wanted.
    Negation(Negation),
    /// The cheapest first.
    Cheap(Range<usize>),
}

impl OtherPart {
    fn place(&self) -> &Range<usize> {
        match self {
            Self::Negation(negation) => &negation.place,
            Self::Cheap(place) => place,
        }
    }
}

/// Reads them in the languages of a locale.
pub struct OtherParts<'a> {
    languages: &'a [String],
    negations: Option<NegationReader>,
    cheap: Vec<&'static PriceWords>,
}

impl<'a> OtherParts<'a> {
    /// For a chain of languages, and the kinds that are read.
    pub fn new(languages: &'a [String], negations: bool, sorts: bool) -> Self {
        let cheap = languages.iter().filter_map(|tag| price_words(tag)).filter(|_| sorts).collect();
        Self { languages, negations: negations.then(|| NegationReader::new(languages)), cheap }
    }

    /// Whether a text may have any: a quick look, since most have none.
    pub fn may_be_in(&self, text: &str) -> bool {
        let negations =
            self.languages.iter().filter_map(|tag| negation_words(tag)).filter(|_| self.negations.is_some());
        let negations = negations.flat_map(|words| words.without.iter().chain(words.free));
        let lists = negations.chain(self.cheap.iter().flat_map(|words| words.cheap));
        // Most words are told from all lists by their first letter.
        let first_letters = lists.clone().fold(0_u64, |letters, listed| letters | letter(listed));
        let is_listed = |word: &str| {
            let begins = |listed: &&str| listed.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            letter(word) & first_letters != 0 && lists.clone().any(begins)
        };
        !text.is_ascii() || text.split(|c: char| !c.is_ascii_alphanumeric()).any(is_listed)
    }

    /// Those of a part of `text`, in order; none within another or within what is `taken`.
    pub fn read(&self, text: &str, normal: &Normal, taken: &[Range<usize>]) -> Vec<OtherPart> {
        let (mut found, mut at) = (Vec::new(), 0);
        while normal.get(at).is_some() {
            let part = self.part_at(text, normal, at).filter(|part| !meets(taken, part.place()));
            at = part.as_ref().map_or(at + 1, |part| part.place().end);
            found.extend(part);
        }
        found
    }

    fn part_at(&self, text: &str, normal: &Normal, start: usize) -> Option<OtherPart> {
        if normal.get(start) == Some(' ') || !normal.is_start(start) {
            return None;
        }
        let negation = self.negations.as_ref().and_then(|reader| reader.negation_at(text, normal, start));
        negation.map(OtherPart::Negation).or_else(|| self.cheap_at(normal, start).map(OtherPart::Cheap))
    }

    fn cheap_at(&self, normal: &Normal, start: usize) -> Option<Range<usize>> {
        let end = normal.longest(start, self.cheap.iter().flat_map(|words| words.cheap.iter().copied()))?;
        let end = normal.longest(end, self.cheap.iter().flat_map(|words| words.tail.iter().copied())).unwrap_or(end);
        normal.is_end(end).then_some(start..end)
    }
}

/// One bit for the first letter of a word; none for one without any.
fn letter(word: &str) -> u64 {
    word.bytes().next().map_or(0, |byte| 1 << (byte.to_ascii_lowercase() % 64))
}

fn meets(taken: &[Range<usize>], place: &Range<usize>) -> bool {
    taken.iter().any(|other| other.start < place.end && place.start < other.end)
}
