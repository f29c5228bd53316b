//! The measures of a phrase: in the place of their words what stands for them in the index, however it is written there.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 3. They are as good as words of the merchant's ([`super::alternates`]): a phrase keeps a
//! clause for every word.

use super::clauses::{Clause, Resolver};
use super::merchant_words::Alternate;
use super::phrase::Phrase;
use crate::error::Result;
use crate::relevance::bm25::FULL_WEIGHT;
use crate::text::Language;
use crate::text::measures::Measure;
use crate::text::tokens::{Purpose, tokenize_places};

impl Resolver<'_> {
    /// Adds to the clauses of measures what stands for them in the index, if anything does.
    pub(super) fn add_measures(&self, phrase: &Phrase, clauses: &mut [Clause]) -> Result<()> {
        let mut alternates: Vec<Vec<Alternate>> = vec![Vec::new(); clauses.len()];
        for (number, run) in phrase.runs.iter().enumerate() {
            let is_open = phrase.has_open_run && number + 1 == phrase.runs.len();
            for measure in self.units().measures(run) {
                // What is still being typed may become another unit.
                if is_open && measure.bytes.end == run.len() {
                    continue;
                }
                let words = words_of(run, &measure, self.first_language());
                let Some(found) = self.alternates_of(&measure, &words)? else { continue };
                let is_own =
                    |clause: &&Clause| !clause.is_known && clause.wanted.word().is_some_and(|own| has(&words, own));
                let own = clauses.iter().zip(&mut alternates).filter(|(clause, _)| is_own(clause));
                own.for_each(|(_, known)| known.extend(found.iter().cloned()));
            }
        }
        for (clause, mut known) in clauses.iter_mut().zip(alternates).filter(|(_, known)| !known.is_empty()) {
            known.sort_by(|a, b| a.words.cmp(&b.words));
            known.dedup();
            self.add_alternates(std::slice::from_mut(clause), &known.iter().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// What stands for a measure in the index; `None`: nothing does.
    fn alternates_of(&self, measure: &Measure, words: &[(String, u32)]) -> Result<Option<Vec<Alternate>>> {
        let mut found = Vec::new();
        for reading in &measure.readings {
            let mut is_known = true;
            for term in reading {
                is_known &= self.text.terms.find(term)?.is_some();
            }
            if is_known {
                let words = reading.iter().map(|term| (term.clone(), 0)).collect();
                found.push(Alternate { words, weight: FULL_WEIGHT, replaces: false });
            }
        }
        let stands = !found.is_empty();
        if words.len() > 1 {
            found.push(Alternate { words: words.to_vec(), weight: FULL_WEIGHT, replaces: true });
        }
        Ok(stands.then_some(found))
    }
}

/// The words of a measure, at their distances from the first.
fn words_of(run: &str, measure: &Measure, language: Language) -> Vec<(String, u32)> {
    let mut words: Vec<(String, u32)> = Vec::new();
    tokenize_places(run, language, Purpose::Phrase, 0, |token, position, place| {
        if measure.bytes.start <= place.start && place.end <= measure.bytes.end {
            words.push((token.to_owned(), position));
        }
    });
    let first = words.first().map_or(0, |&(_, position)| position);
    words.iter_mut().for_each(|(_, position)| *position -= first);
    words
}

fn has(words: &[(String, u32)], own: &str) -> bool {
    words.iter().any(|(word, _)| word == own)
}
