//! What is as good as some words becomes part of their clauses.
//!
//! Each clause of a key gets all that is as good as the whole key: `(a or s) and (b or s)` is `(a and b) or s`, and a phrase keeps a clause for
//! every word. Definition: `docs/reference/semantics.md`, paragraph 3.

use super::clauses::{Clause, Resolver, Sequence, Target};
use super::merchant_words::Alternate;
use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::relevance::bm25::FULL_WEIGHT;
use std::collections::BTreeMap;

/// Ways to spell the words of a sequence that are looked for.
const MOST_SPELLINGS: usize = 64;

/// Everything that is as good as a key, looked up.
#[derive(Default)]
struct LookedUp {
    /// Term -> what an occurrence counts.
    forms: BTreeMap<u32, u32>,
    sequences: Vec<Sequence>,
    /// The clauses' own words find nothing.
    replaces: bool,
}

impl Resolver<'_> {
    /// Adds to the clauses of a key what is as good.
    pub(super) fn add_alternates(&self, clauses: &mut [Clause], alternates: &[&Alternate]) -> Result<()> {
        let mut found = LookedUp::default();
        for alternate in alternates {
            self.look_up_alternate(alternate, &mut found)?;
        }
        for clause in clauses {
            self.add(clause, &found)?;
        }
        Ok(())
    }

    fn look_up_alternate(&self, alternate: &Alternate, found: &mut LookedUp) -> Result<()> {
        let Alternate { words, weight, replaces } = alternate;
        let [(word, _)] = &words[..] else {
            let sequence = self.sequence_of(words, *weight)?;
            found.replaces |= *replaces && sequence.is_some();
            found.sequences.extend(sequence);
            return Ok(());
        };
        for form in self.forms(word, 0)?.alternatives.iter() {
            let known = found.forms.entry(form.term).or_default();
            *known = (*known).max(form.weight * weight / FULL_WEIGHT);
        }
        Ok(())
    }

    /// The words with their near forms; `None`: some word is not in the index.
    pub(super) fn sequence_of(&self, words: &[(String, u32)], weight: u32) -> Result<Option<Sequence>> {
        let near = self.segment.schema.relevance.stem_near;
        let mut places = Vec::with_capacity(words.len());
        let mut spellings: Vec<Vec<(u32, u32)>> = vec![Vec::new()];
        for (word, distance) in words {
            let forms = self.forms(word, near)?.alternatives;
            let longer = |spelling: &Vec<(u32, u32)>| {
                let spelling = spelling.clone();
                let next = move |form: &Alternative| [&spelling[..], &[(form.term, *distance)]].concat();
                forms.iter().map(next).collect::<Vec<_>>()
            };
            spellings = spellings.iter().flat_map(longer).take(MOST_SPELLINGS).collect();
            let counts = |form: &Alternative| form.weight * weight / FULL_WEIGHT / words.len() as u32;
            places.push(forms.iter().map(|form| Alternative::typed(form.term, counts(form))).collect());
        }
        Ok((!spellings.is_empty()).then_some(Sequence { places, spellings }))
    }

    fn add(&self, clause: &mut Clause, found: &LookedUp) -> Result<()> {
        let Target::Forms(own) = &clause.target else { return Ok(()) };
        let mut forms = found.forms.clone();
        for form in own.iter().filter(|_| !found.replaces) {
            let known = forms.entry(form.term).or_default();
            *known = form.weight.max(*known);
        }
        let frequency = self.text.count_documents(forms.keys().copied())?;
        let sequences = found.sequences.iter().flat_map(|sequence| sequence.spellings.iter().map(Vec::as_slice));
        let values = self.row_words.map_or_else(Vec::new, |words| words.of_any(forms.keys().copied(), sequences));
        let alternatives = forms.into_iter().map(|(term, weight)| Alternative::typed(term, weight)).collect();
        let changed = self.word(&clause.wanted, WordForms { alternatives, frequency })?;
        *clause = Clause { values, sequences: found.sequences.clone(), is_known: true, ..changed };
        Ok(())
    }
}
