//! What is the search of a label? A phrase is searched; a category, a brand and a value are chosen, with the words before them as the phrase.

use super::standing::{Standing, Tries};
use super::{Leads, Suggestion};
use crate::completion::entries::{Entries, Entry, TARGET_PART};
use crate::error::Result;
use crate::text::stem::StemGroups;
use crate::text::stop_words::is_stop_word;
use crate::text::tokens::{LONGEST_PLAIN, Purpose, tokenize};
use crate::text::{Language, fold_words};
use std::collections::BTreeSet;

impl Standing<'_> {
    /// Phrases that go on from what was typed, with so many edits.
    pub fn phrases(&mut self, recent: Option<&Entries>, key: &str, edits: usize) -> Result<Vec<Suggestion>> {
        let of_catalog = self.segment.entries[self.asked.locale].as_ref().map(|entries| &entries.phrases);
        let lists: Vec<&Entries> = recent.into_iter().chain(self.overlay.phrases.as_ref()).chain(of_catalog).collect();
        let language = self.segment.schema.first_language(self.asked.locale);
        let mut phrases = Vec::new();
        let mut meanings = BTreeSet::new();
        let leads = |_: &Entry| Some(Leads::Nowhere);
        let tries = Tries { lists: &lists, typed: key, head: "", edits, leads: &leads };
        self.take(&tries, &mut phrases, &mut |phrase| meanings.insert(meaning(&phrase.label, language)))?;
        Ok(phrases)
    }

    /// Categories, brands and other values, likewise.
    pub fn kinds(&mut self, key: &str, edits: usize) -> Result<[Vec<Suggestion>; 3]> {
        let segment = self.segment;
        let Some(entries) = &segment.entries[self.asked.locale] else { return Ok(Default::default()) };
        let categories = &self.asked.categories;
        let category = |entry: &Entry| {
            let number = segment.tree.number(entry.target)?;
            let is_within = |scope: &Vec<u32>| scope.iter().any(|&above| segment.tree.subtree(above).contains(&number));
            categories.as_ref().is_none_or(is_within).then_some(Leads::Category(number))
        };
        let chosen_in = &self.overlay.chosen_in;
        let value = |entry: &Entry| {
            let (name, value) = entry.target.split_once(TARGET_PART)?;
            let (number, &definition) = (segment.column(name)?, chosen_in.get(name)?);
            let ordinal = segment.columns[number].dictionary()?.find(value).ok()??;
            Some(Leads::Value { definition, value: value.to_owned(), ordinal })
        };
        Ok([
            self.named(&entries.categories, key, edits, &category)?,
            self.named(&entries.brands, key, edits, &value)?,
            self.named(&entries.values, key, edits, &value)?,
        ])
    }

    /// Labels that go on from what was typed or, without edits, from its last words; the words before are the phrase.
    fn named(
        &mut self,
        entries: &Entries,
        key: &str,
        edits: usize,
        leads: &dyn Fn(&Entry) -> Option<Leads>,
    ) -> Result<Vec<Suggestion>> {
        let (mut named, mut seen): (Vec<Suggestion>, Vec<Leads>) = (Vec::new(), Vec::new());
        for (head, typed) in splits(key).take(if edits == 0 { usize::MAX } else { 1 }) {
            if self.asked.is_too_short(typed) {
                continue;
            }
            let tries = Tries { lists: &[entries], typed, head, edits, leads };
            self.take(&tries, &mut named, &mut |one| {
                let is_new = !seen.contains(&one.leads);
                seen.push(one.leads.clone());
                is_new
            })?;
        }
        Ok(named)
    }

    /// Edits that what was typed may have.
    pub fn most_edits(&self, key: &str) -> usize {
        if key.chars().count() > LONGEST_PLAIN { 0 } else { self.asked.rules.reach(key.trim_end()) }
    }
}

/// The words of a key before each of its words, and the rest.
fn splits(key: &str) -> impl Iterator<Item = (&str, &str)> {
    let last = key.trim_end().len();
    let spaces = key.match_indices(' ').map(|(at, _)| at).take_while(move |&at| at < last);
    std::iter::once(("", key)).chain(spaces.map(|at| (&key[..at], &key[at + 1..])))
}

/// What a phrase asks for, whatever the order of its words: two that ask for the same are one suggestion.
fn meaning(phrase: &str, language: Language) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    tokenize(&fold_words(phrase, language), language, Purpose::Phrase, 0, |word, _| {
        words.insert(word.to_owned());
    });
    let is_all = words.iter().all(|word| is_stop_word(word, language));
    words.retain(|word| is_all || !is_stop_word(word, language));
    if language != Language::English {
        // Their groups are wider: `gorro` and `gorra` are two things to wear.
        return words;
    }
    let groups = StemGroups::of(language);
    words.iter().map(|word| groups.group(word).into_owned()).collect()
}
