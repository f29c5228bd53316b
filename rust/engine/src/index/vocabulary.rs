//! Every part numbers its terms for itself: here are the numbers that all share.

use super::forward::Forward;
use crate::text::Language;
use crate::text::further::is_further;

/// All terms of the parts, sorted, and where each part's own number for them went.
pub(super) struct Vocabulary<'f> {
    /// (term, the bits of the languages whose text holds it).
    pub terms: Vec<(&'f str, u8)>,
    /// Part -> its number -> the number here.
    pub numbers: Vec<Vec<u32>>,
}

impl<'f> Vocabulary<'f> {
    /// Merges the terms of the parts.
    pub fn merge(forwards: &'f [Forward]) -> Self {
        let mut all: Vec<(&str, usize, u32)> = Vec::new();
        for (part, forward) in forwards.iter().enumerate() {
            all.extend(forward.terms.iter().enumerate().map(|(number, term)| (&**term, part, number as u32)));
        }
        all.sort_unstable();
        let mut numbers: Vec<Vec<u32>> = forwards.iter().map(|forward| vec![0; forward.terms.len()]).collect();
        let mut terms: Vec<(&str, u8)> = Vec::new();
        for (term, part, number) in all {
            if terms.last().is_none_or(|(last, _)| *last != term) {
                terms.push((term, 0));
            }
            numbers[part][number as usize] = terms.len() as u32 - 1;
            if let Some(last) = terms.last_mut() {
                last.1 |= forwards[part].languages_of_terms[number as usize];
            }
        }
        Self { terms, numbers }
    }

    /// The number of the first word of the locale itself: those of further languages stand before them.
    pub fn first_own(&self) -> u32 {
        self.terms.partition_point(|(term, _)| is_further(term)) as u32
    }

    /// Whether English text holds every term.
    pub fn is_pure_english(&self) -> bool {
        self.terms[self.first_own() as usize..].iter().all(|(_, languages)| languages & Language::English.bit() != 0)
    }
}
