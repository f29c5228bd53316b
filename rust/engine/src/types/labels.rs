//! Which types are called by the words of a phrase? Labels in every language of a locale, found by the word at their head.

use super::head::{Side, heads};
use crate::columns::Column;
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::index::schema::Schema;
use crate::text::stem::StemGroups;
use crate::text::tokens::{Purpose, tokenize};
use crate::text::{Language, fold_words};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The labels of all types in the languages of one locale.
pub struct TypeLabels {
    languages: Vec<LabelsOfLanguage>,
}

struct LabelsOfLanguage {
    tag: String,
    stems: StemGroups,
    /// Side and stem at the head -> labels.
    labels: FxHashMap<(Side, String), Vec<Label>>,
}

struct Label {
    /// From the head outwards.
    stems: Vec<String>,
    ordinal: u32,
}

impl TypeLabels {
    /// Reads the labels of a column's values.
    pub fn read(schema: &Schema, locale: usize, column: &Column) -> Result<Self> {
        let mut languages: Vec<LabelsOfLanguage> =
            schema.locales[locale].languages.iter().map(|tag| LabelsOfLanguage::new(tag)).collect();
        let first_language = schema.first_language(locale);
        for_each_label(schema, locale, column, |ordinal, language, label| {
            if let Some(language) = languages.get_mut(language) {
                language.add(label, first_language, ordinal);
            }
        })?;
        Ok(Self { languages })
    }

    /// The types that words name, ascending: those with the most words of their labels, from the head on.
    pub fn find(&self, words: &[String]) -> Vec<u32> {
        let (mut most, mut found) = (1, BTreeSet::new());
        for language in &self.languages {
            language.visit(words, |common, ordinal| {
                if common > most {
                    most = common;
                    found.clear();
                }
                if common == most {
                    found.insert(ordinal);
                }
            });
        }
        found.into_iter().collect()
    }
}

/// Calls `visit` with each value of a column, the number of a language of a locale, and what the value is called in it; one that is called
/// nothing in any of them is called so in the first.
pub fn for_each_label(
    schema: &Schema,
    locale: usize,
    column: &Column,
    mut visit: impl FnMut(u32, usize, &str),
) -> Result<()> {
    let texts = schema.value_text.get(&column.spec.name);
    let values = column.dictionary().map_or_else(|| Ok(Vec::new()), Dictionary::all)?;
    for (ordinal, value) in (0..).zip(&values) {
        let text = texts.and_then(|texts| texts.get(value));
        let mut is_labelled = false;
        for (language, tag) in schema.locales[locale].languages.iter().enumerate() {
            if let Some(label) = text.and_then(|text| text.texts.get(tag)) {
                visit(ordinal, language, label);
                is_labelled = true;
            }
        }
        if !is_labelled {
            visit(ordinal, 0, text.and_then(|text| text.otherwise.as_deref()).unwrap_or(value));
        }
    }
    Ok(())
}

impl LabelsOfLanguage {
    fn new(tag: &str) -> Self {
        Self { tag: tag.to_owned(), stems: StemGroups::of(Language::of(tag)), labels: FxHashMap::default() }
    }

    fn stems(&self, words: &[String]) -> Vec<(Side, Vec<String>)> {
        let stem = |word: &str| self.stems.group(word).into_owned();
        heads(words, &self.tag).map(|(side, head)| (side, head.into_iter().map(stem).collect())).collect()
    }

    fn add(&mut self, label: &str, first: Language, ordinal: u32) {
        let mut words = Vec::new();
        tokenize(&fold_words(label, first), first, Purpose::Phrase, 0, |word, _| words.push(word.to_owned()));
        for (side, stems) in self.stems(&words) {
            if let Some(head) = stems.first() {
                self.labels.entry((side, head.clone())).or_default().push(Label { stems, ordinal });
            }
        }
    }

    /// Calls `visit` with how many words each label shares with a phrase, from the head on, if any.
    fn visit(&self, words: &[String], mut visit: impl FnMut(usize, u32)) {
        for (side, stems) in self.stems(words) {
            let Some(head) = stems.first() else { continue };
            for label in self.labels.get(&(side, head.clone())).into_iter().flatten() {
                let common = stems.iter().zip(&label.stems).take_while(|(a, b)| a == b).count();
                visit(common, label.ordinal);
            }
        }
    }
}
