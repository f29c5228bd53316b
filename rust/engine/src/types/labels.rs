//! Which types are called by the words of a phrase? Labels in every language of a locale, found by the word at their head.

use super::head::{Side, heads, heads_being_typed};
use crate::columns::Column;
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::index::schema::Schema;
use crate::text::known_stems::KnownStems;
use crate::text::tokens::{Purpose, cjk_runs, is_cjk, tokenize};
use crate::text::{Language, fold_words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Letters from which what is being typed names a type on its own.
const LEAST_LETTERS: usize = 3;
/// What a word is worth that a phrase and a label share, and one that only begins a word of the label.
const SHARED: usize = 2;
const BEGUN: usize = 1;

/// The labels of all types in the languages of one locale.
pub struct TypeLabels {
    languages: Vec<LabelsOfLanguage>,
    /// Runs of Han and kana in any of them.
    pub cjk_runs: FxHashSet<String>,
}

struct LabelsOfLanguage {
    tag: String,
    stems: KnownStems,
    /// By the side and word at the head.
    labels: Vec<Label>,
    /// Side and stem at the head -> labels.
    by_stem: FxHashMap<(Side, Arc<str>), Vec<usize>>,
    /// All words of each label, as it is written, and its type; in the order of the alphabet.
    written: Vec<(Vec<String>, u32)>,
}

struct Label {
    side: Side,
    /// From the head outwards.
    words: Vec<String>,
    stems: Vec<Arc<str>>,
    ordinal: u32,
}

impl TypeLabels {
    /// Reads the labels of a column's values.
    pub fn read(schema: &Schema, locale: usize, column: &Column) -> Result<Self> {
        let mut languages: Vec<LabelsOfLanguage> =
            schema.locales[locale].languages.iter().map(|tag| LabelsOfLanguage::new(tag)).collect();
        let first_language = schema.first_language(locale);
        let mut runs = FxHashSet::default();
        for_each_label(schema, locale, column, |ordinal, language, label| {
            let folded = fold_words(label, first_language);
            runs.extend(cjk_runs(&folded).into_iter().map(|run| folded[run].to_owned()));
            if let Some(language) = languages.get_mut(language) {
                language.add(label, first_language, ordinal);
            }
        })?;
        languages.iter_mut().for_each(LabelsOfLanguage::sort);
        Ok(Self { languages, cjk_runs: runs })
    }

    /// The types that words name, ascending: those with the most words of their labels, from the head on; `goes_on`: the last word is being typed.
    pub fn find(&self, words: &[String], goes_on: bool) -> Vec<u32> {
        let (mut most, mut found) = (1, BTreeSet::new());
        for language in &self.languages {
            language.visit(words, goes_on, |common, ordinal| {
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
        let stems = KnownStems::of(Language::of(tag));
        Self { tag: tag.to_owned(), stems, labels: Vec::new(), by_stem: FxHashMap::default(), written: Vec::new() }
    }

    fn add(&mut self, label: &str, first: Language, ordinal: u32) {
        let mut words = Vec::new();
        tokenize(&fold_words(label, first), first, Purpose::Phrase, 0, |word, _| words.push(word.to_owned()));
        for (side, words) in heads(&words, &self.tag) {
            if !words.is_empty() {
                let stems = words.iter().map(|word| self.stems.group(word)).collect();
                let words = words.into_iter().map(str::to_owned).collect();
                self.labels.push(Label { side, words, stems, ordinal });
            }
        }
        self.written.push((words, ordinal));
    }

    fn sort(&mut self) {
        self.written.sort();
        self.labels.sort_by(|one, other| (one.side, &one.words).cmp(&(other.side, &other.words)));
        for (at, label) in self.labels.iter().enumerate() {
            self.by_stem.entry((label.side, label.stems[0].clone())).or_default().push(at);
        }
    }

    /// Calls `visit` with what each label shares with a phrase, from the head on, if anything.
    fn visit(&self, words: &[String], goes_on: bool, mut visit: impl FnMut(usize, u32)) {
        for (side, head) in heads(words, &self.tag) {
            self.visit_side(side, &head, None, &mut visit);
        }
        if !goes_on {
            return;
        }
        for (side, head, typed) in heads_being_typed(words, &self.tag) {
            self.visit_side(side, &head, Some(typed), &mut visit);
        }
        self.visit_begun(words, visit);
    }

    /// Calls `visit` for the labels that go on from all words, without those of what goes with a thing: it is the thing that is being typed.
    fn visit_begun(&self, words: &[String], mut visit: impl FnMut(usize, u32)) {
        let Some((typed, before)) = words.split_last() else { return };
        let is_spaced = !typed.chars().any(is_cjk);
        if is_spaced && before.is_empty() && typed.chars().count() < LEAST_LETTERS {
            return;
        }
        let at = before.len();
        let start = self.written.partition_point(|(label, _)| label.as_slice() < words);
        let goes_on = |label: &[String]| label.len() > at && label[..at] == *before && label[at].starts_with(typed);
        let mut shorter: &[String] = &[];
        for (label, ordinal) in self.written[start..].iter().take_while(|(label, _)| goes_on(label)) {
            if !shorter.is_empty() && label.len() > shorter.len() && label.starts_with(shorter) {
                continue;
            }
            shorter = label;
            if !(is_spaced && self.is_thing(&label[at])) {
                visit(BEGUN, *ordinal);
            }
        }
    }

    /// Whether a label is read from a word of this stem on.
    fn is_thing(&self, word: &str) -> bool {
        let stem = self.stems.group(word);
        [Side::Start, Side::End].into_iter().any(|side| self.by_stem.contains_key(&(side, stem.clone())))
    }

    fn visit_side(&self, side: Side, head: &[&str], typed: Option<usize>, visit: &mut impl FnMut(usize, u32)) {
        let Some(&first) = head.first() else { return };
        let of_stem = self.by_stem.get(&(side, self.stems.group(first)));
        let begun = if typed == Some(0) { self.beginning_with(side, first) } else { 0..0 };
        if of_stem.is_none() && begun.is_empty() {
            return;
        }
        let stems: Vec<Arc<str>> = head.iter().map(|word| self.stems.group(word)).collect();
        let of_stem = of_stem.into_iter().flatten().copied();
        for label in of_stem.chain(begun).map(|at| &self.labels[at]) {
            let common = common(head, &stems, typed, label);
            let is_enough = common > BEGUN || first.chars().nth(LEAST_LETTERS - 1).is_some();
            visit(if is_enough { common } else { 0 }, label.ordinal);
        }
    }

    /// The labels whose word at the head begins so.
    fn beginning_with(&self, side: Side, word: &str) -> Range<usize> {
        let start = self.labels.partition_point(|label| (label.side, label.words[0].as_str()) < (side, word));
        let length =
            self.labels[start..].partition_point(|label| label.side == side && label.words[0].starts_with(word));
        start..start + length
    }
}

/// What a head shares with a label, from the first word on.
fn common(head: &[&str], stems: &[Arc<str>], typed: Option<usize>, label: &Label) -> usize {
    let mut common = 0;
    for (at, (stem, other)) in stems.iter().zip(&label.stems).enumerate() {
        if stem == other {
            common += SHARED;
        } else if typed == Some(at) && label.words[at].starts_with(head[at]) {
            common += BEGUN;
        } else {
            break;
        }
    }
    common
}
