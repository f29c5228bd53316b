//! Which values are called so? The labels of what shoppers may choose, in every language of a locale, found by their first word.

use super::normal::{Normal, one_spelling};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::text::known_stems::KnownStems;
use crate::text::tokens::{Purpose, is_cjk, tokenize};
use crate::text::{Language, fold_words};
use crate::types::labels::for_each_label;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Fewer characters of a script without spaces say too little: they are parts of many words.
const LEAST_CJK: usize = 2;

/// A value: the number of its column among those that are looked at, and its ordinal.
pub type ValueNumber = (usize, u32);

/// The labels of the values of some columns, in one locale.
pub struct ValueLabels {
    languages: Vec<LabelsOfLanguage>,
    /// First character -> labels of a script without spaces, as they are compared.
    without_spaces: FxHashMap<char, Vec<(String, ValueNumber)>>,
}

struct LabelsOfLanguage {
    stems: KnownStems,
    /// First stem -> labels.
    labels: FxHashMap<Arc<str>, Vec<Label>>,
}

struct Label {
    stems: Box<[Arc<str>]>,
    value: ValueNumber,
}

impl ValueLabels {
    /// Reads the labels of columns.
    pub fn read(segment: &Segment, locale: usize, columns: &[usize]) -> Result<Self> {
        let schema = &segment.schema;
        let first = schema.first_language(locale);
        let mut labels = Self {
            languages: schema.locales[locale].languages.iter().map(|tag| LabelsOfLanguage::new(tag)).collect(),
            without_spaces: FxHashMap::default(),
        };
        for (number, &column) in columns.iter().enumerate() {
            for_each_label(schema, locale, &segment.columns[column], |ordinal, language, label| {
                labels.add(first, language, label, (number, ordinal));
            })?;
        }
        Ok(labels)
    }

    fn add(&mut self, first: Language, language: usize, label: &str, value: ValueNumber) {
        let normal = one_spelling(label);
        if let Some(c) = normal.chars().next().filter(|_| normal.chars().all(is_cjk)) {
            if normal.chars().count() >= LEAST_CJK {
                self.without_spaces.entry(c).or_default().push((normal, value));
            }
        } else if let Some(language) = self.languages.get_mut(language) {
            language.add(&words(label, first), value);
        }
    }

    /// How many of these words, from the first on, are the longest label of which `fits` says that it may end there, and what is called so.
    pub fn at_start(&self, words: &[String], fits: impl Fn(usize) -> bool) -> Option<(usize, Vec<ValueNumber>)> {
        let (mut longest, mut found) = (0, Vec::new());
        for language in &self.languages {
            language.visit(words, |length, value| {
                if length < longest || !fits(length) {
                    return;
                }
                if length > longest {
                    longest = length;
                    found.clear();
                }
                found.push(value);
            });
        }
        sorted(found).map(|found| (longest, found))
    }

    /// The end of the longest label of a script without spaces that stands at a place, and what is called so.
    pub fn at_place(&self, text: &str, normal: &Normal, at: usize) -> Option<(usize, Vec<ValueNumber>)> {
        let labels = self.without_spaces.get(&normal.get(at)?)?;
        let standing = |label: &str| normal.literal(at, label).filter(|&end| !parts_katakana(text, normal, at, end));
        let end = labels.iter().filter_map(|(label, _)| standing(label)).max()?;
        let found = labels.iter().filter(|(label, _)| standing(label) == Some(end)).map(|&(_, value)| value).collect();
        sorted(found).map(|found| (end, found))
    }
}

/// A word of katakana ends where another script begins: a beret is no part of a bracelet.
fn parts_katakana(text: &str, normal: &Normal, start: usize, end: usize) -> bool {
    let is_katakana = |at: Option<usize>| {
        at.and_then(|at| normal.typed(text, at)).is_some_and(|c| ('\u{30a1}'..='\u{30fe}').contains(&c))
    };
    let goes_on = |before: Option<usize>, behind| is_katakana(before) && is_katakana(Some(behind));
    goes_on(start.checked_sub(1), start) || goes_on(Some(end - 1), end)
}

fn sorted(mut found: Vec<ValueNumber>) -> Option<Vec<ValueNumber>> {
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// The words of a text, as a phrase has them.
pub fn words(text: &str, language: Language) -> Vec<String> {
    let mut words = Vec::new();
    tokenize(&fold_words(text, language), language, Purpose::Phrase, 0, |word, _| words.push(word.to_owned()));
    words
}

impl LabelsOfLanguage {
    fn new(tag: &str) -> Self {
        Self { stems: KnownStems::of(Language::of(tag)), labels: FxHashMap::default() }
    }

    fn add(&mut self, words: &[String], value: ValueNumber) {
        let stems: Box<[Arc<str>]> = words.iter().map(|word| self.stems.group(word)).collect();
        if let Some(first) = stems.first() {
            self.labels.entry(first.clone()).or_default().push(Label { stems, value });
        }
    }

    /// Calls `visit` with the length of each label that these words begin with.
    fn visit(&self, words: &[String], mut visit: impl FnMut(usize, ValueNumber)) {
        let Some(first) = words.first() else { return };
        for label in self.labels.get(&*self.stems.group(first)).into_iter().flatten() {
            let rest = words.get(1..label.stems.len()).unwrap_or_default();
            if rest.len() + 1 == label.stems.len()
                && label.stems[1..].iter().zip(rest).all(|(stem, word)| *self.stems.group(word) == **stem)
            {
                visit(label.stems.len(), label.value);
            }
        }
    }
}
