//! What may a word become that is still being typed? Every word that begins so; if there is none, words that begin nearly so.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 9.

use super::clauses::Resolver;
use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::spelling::candidates::Speller;
use crate::text::tokens::is_plain;
use std::collections::BTreeMap;

/// Weight of a word that begins so, in 1/256.
const BEGINS_SO: u32 = 192;
/// And of one that begins nearly so.
const BEGINS_NEARLY_SO: u32 = 128;
/// Letters from which a beginning may be misspelt, and twice.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;
/// Words that begin nearly so, at most.
const MOST_NEAR: usize = 1000;

/// The forms of a word that is still being typed.
pub fn completions(resolver: &Resolver, word: &str) -> Result<WordForms> {
    let own = resolver.forms(word, 0)?.alternatives;
    let mut forms: BTreeMap<u32, Alternative> =
        resolver.text.terms.beginning_with(word)?.map(|term| (term, Alternative::typed(term, BEGINS_SO))).collect();
    forms.extend(own.iter().map(|form| (form.term, *form)));
    if forms.is_empty() {
        forms.extend(near(resolver, word)?.into_iter().map(|term| (term, Alternative::typed(term, BEGINS_NEARLY_SO))));
    }
    let mut frequency = 0;
    for &term in forms.keys() {
        frequency += u64::from(resolver.text.frequency(term)?);
    }
    // The exact number would need every posting of every form; the sum is as good to tell a rare beginning from a usual one.
    Ok(WordForms {
        alternatives: forms.into_values().collect(),
        frequency: frequency.min(resolver.text.relevance.documents()),
    })
}

fn near(resolver: &Resolver, word: &str) -> Result<Vec<u32>> {
    let letters = word.chars().count();
    if letters < ONE_EDIT || !is_plain(word) {
        return Ok(Vec::new());
    }
    let mut speller = Speller::new(resolver.text);
    let found = speller.completions(word, 1, MOST_NEAR)?;
    if found.is_empty() && letters >= TWO_EDITS {
        return speller.completions(word, 2, MOST_NEAR);
    }
    Ok(found)
}
