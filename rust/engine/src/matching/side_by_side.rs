//! Which words of a phrase that follow each other stand side by side in the name of a document?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Side by side".

use super::lists::ClauseLists;
use crate::error::Result;
use crate::index::names::NamesOfDocuments;
use crate::index::text_index::TextIndex;

/// The pairs of a phrase, ready to be looked for in names. Sets of clauses are bits, and a pair has the bit of its second clause.
pub struct Pairs<'a> {
    names: NamesOfDocuments<'a>,
    /// Form, and the clauses that it is of; ascending.
    forms: Vec<(u32, u64)>,
    /// A bit for the last six of each form: most words of names are none, and nearly all of these are told so at once.
    filter: u64,
    /// All pairs.
    pub all: u64,
}

impl<'a> Pairs<'a> {
    /// The pairs of a phrase; `None`: it has none, or nothing tells where words stand.
    pub fn of(text: &'a TextIndex, clauses: &[ClauseLists]) -> Result<Option<Self>> {
        let Some(names) = text.names.as_ref().filter(|_| clauses.len() > 1) else { return Ok(None) };
        let is_word = |clause: &ClauseLists| clause.sequence.is_none();
        let pairs = (1..clauses.len()).filter(|&at| is_word(&clauses[at - 1]) && is_word(&clauses[at]));
        let all = pairs.fold(0, |all, at| all | 1 << at);
        if all == 0 {
            return Ok(None);
        }
        let words = clauses.iter().enumerate().filter(|(_, clause)| is_word(clause));
        let mut forms: Vec<(u32, u64)> =
            words.flat_map(|(at, clause)| clause.forms.iter().map(move |form| (form.term, 1 << at))).collect();
        forms.sort_unstable();
        forms.dedup_by(|form, known| {
            let is_known = form.0 == known.0;
            known.1 |= if is_known { form.1 } else { 0 };
            is_known
        });
        let filter = forms.iter().fold(0, |filter, &(form, _)| filter | bit_of(form));
        Ok(Some(Self { names: names.view()?, forms, filter, all }))
    }

    /// The pairs that stand side by side in the name of a document.
    pub fn standing(&self, document: u32) -> u64 {
        // The clauses that stand at a place, and at the one before it.
        let (mut here, mut before) = (0, 0);
        let (mut step, mut standing) = (0, 0);
        for (word, more) in self.names.of(document) {
            step += more;
            if self.filter & bit_of(word) == 0 {
                continue;
            }
            let Ok(at) = self.forms.binary_search_by_key(&word, |&(form, _)| form) else { continue };
            (here, before) = match step {
                0 => (here, before),
                1 => (0, here),
                _ => (0, 0),
            };
            step = 0;
            here |= self.forms[at].1;
            standing |= here & before << 1;
        }
        standing & self.all
    }
}

fn bit_of(word: u32) -> u64 {
    1 << (word % u64::BITS)
}
