//! What may a word become that is still being typed? Every word that begins so; if there is none, words that begin nearly so.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 9.

use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::index::text_index::TextIndex;
use crate::spelling::candidates::Speller;
use crate::text::tokens::is_plain;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Weight of a word that begins so, in 1/256.
const BEGINS_SO: u32 = 192;
/// Words of this weight, the most frequent: a page is ranked by what its products most likely mean, and rare words would cost more than they tell.
const MOST_COUNTED: usize = 16;
/// And of one that begins nearly so.
const BEGINS_NEARLY_SO: u32 = 128;
/// Letters from which a beginning may be misspelt, and twice.
const ONE_EDIT: usize = 4;
const TWO_EDITS: usize = 8;
/// Words that begin nearly so, at most.
const MOST_NEAR: usize = 1000;

/// What a word may become that is still being typed.
pub struct Completions {
    /// The forms that count.
    pub forms: WordForms,
    /// All terms that match.
    pub terms: Range<u32>,
    /// Whether looking for words that begin nearly so took more than the budget.
    pub was_cut: bool,
}

/// Looks them up; `own` are the forms that the word has as it is.
pub fn completions(text: &TextIndex, word: &str, own: &[Alternative]) -> Result<Completions> {
    let terms = text.terms.beginning_with(word)?;
    let mut forms: BTreeMap<u32, Alternative> = own.iter().map(|form| (form.term, *form)).collect();
    let mut speller = Speller::new(text);
    if forms.is_empty() && terms.is_empty() {
        forms.extend(
            near(&mut speller, word)?.into_iter().map(|term| (term, Alternative::typed(term, BEGINS_NEARLY_SO))),
        );
    }
    let mut frequency = 0;
    for &term in forms.keys().filter(|term| !terms.contains(term)) {
        frequency += u64::from(text.frequency(term)?);
    }
    let frequencies = text.frequencies(terms.clone())?;
    frequency += frequencies.iter().map(|&each| u64::from(each)).sum::<u64>();
    let usual = most_frequent(terms.clone().zip(frequencies), |term| forms.contains_key(&term));
    forms.extend(usual.into_iter().map(|term| (term, Alternative::typed(term, BEGINS_SO))));
    // The exact number would need every posting of every form; the sum is as good to tell a rare beginning from a usual one.
    let frequency = frequency.min(text.relevance.documents());
    let forms = WordForms { alternatives: forms.into_values().collect(), frequency };
    Ok(Completions { forms, terms, was_cut: speller.was_cut })
}

/// The most frequent of ascending terms, without some. Nearly all are rarer than those found before: they are not even collected.
fn most_frequent<'f>(terms: impl Iterator<Item = (u32, &'f u32)>, is_left_out: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut usual: Vec<(Reverse<u32>, u32)> = Vec::with_capacity(4 * MOST_COUNTED);
    let mut least = 0;
    for (term, &frequency) in terms {
        if frequency > least && !is_left_out(term) {
            usual.push((Reverse(frequency), term));
            if usual.len() == 4 * MOST_COUNTED {
                least = usual.select_nth_unstable(MOST_COUNTED - 1).1.0.0;
                usual.truncate(MOST_COUNTED);
            }
        }
    }
    usual.sort_unstable();
    usual.into_iter().take(MOST_COUNTED).map(|(_, term)| term).collect()
}

fn near(speller: &mut Speller, word: &str) -> Result<Vec<u32>> {
    let letters = word.chars().count();
    if letters < ONE_EDIT || !is_plain(word) {
        return Ok(Vec::new());
    }
    let found = speller.completions(word, 1, MOST_NEAR)?;
    if found.is_empty() && letters >= TWO_EDITS {
        return speller.completions(word, 2, MOST_NEAR);
    }
    Ok(found)
}
