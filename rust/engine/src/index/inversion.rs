//! Inversion: from the terms of each document to the documents of each term.
//!
//! Only so many postings are in memory as one pass may hold; each pass reads all documents.

use super::forward::Forward;
use super::order::DocumentOrder;
use super::vocabulary::Vocabulary;
use crate::error::Result;
use crate::postings::encode::{Posting, PostingsWriter};
use crate::postings::signature::Signature;
use crate::relevance::bm25::Relevance;

/// Postings turned round at a time: bounds the builder's memory (about 24 bytes each).
const POSTINGS_PER_PASS: usize = 16 << 20;

/// A posting on its way from document order to term order.
#[derive(Clone, Copy, Default)]
struct Turned {
    document: u32,
    signature: Signature,
    /// Its positions: part, and bytes in it.
    part: u16,
    position_length: u16,
    position_start: u64,
    bound: u8,
}

/// What is turned round.
pub(super) struct Inversion<'a> {
    pub forwards: &'a [Forward],
    pub vocabulary: &'a Vocabulary<'a>,
    pub order: &'a DocumentOrder,
    pub relevance: &'a Relevance,
}

impl Inversion<'_> {
    /// Writes the posting lists of all terms, a range of terms at a time.
    pub fn write(&self, writer: &mut PostingsWriter) -> Result<()> {
        let counts = self.count_postings();
        let mut first = 0;
        while first < counts.len() {
            let last = first + terms_of_pass(&counts[first..]);
            self.write_pass(first, &counts[first..last], writer)?;
            first = last;
        }
        Ok(())
    }

    /// Postings of each term.
    fn count_postings(&self) -> Vec<usize> {
        let mut counts = vec![0_usize; self.vocabulary.terms.len()];
        for (forward, numbers) in self.forwards.iter().zip(&self.vocabulary.numbers) {
            forward.posting_terms.iter().for_each(|&term| counts[numbers[term as usize] as usize] += 1);
        }
        counts
    }

    /// Writes the terms from `first` on that have so many postings each.
    fn write_pass(&self, first: usize, counts: &[usize], writer: &mut PostingsWriter) -> Result<()> {
        let turned = self.turn(first, counts);
        let mut start = 0;
        let mut postings: Vec<Posting> = Vec::new();
        for &count in counts {
            let of_term = &turned[start..start + count];
            postings.clear();
            postings.extend(of_term.iter().map(|t| Posting {
                document: t.document,
                signature: t.signature,
                bound: t.bound,
            }));
            writer.add_term(&postings, |i| self.positions(&of_term[i]))?;
            start += count;
        }
        Ok(())
    }

    /// The encoded positions of a posting.
    fn positions(&self, turned: &Turned) -> &[u8] {
        let start = turned.position_start as usize;
        &self.forwards[usize::from(turned.part)].positions[start..start + usize::from(turned.position_length)]
    }

    /// The postings of a pass, term after term.
    fn turn(&self, first: usize, counts: &[usize]) -> Vec<Turned> {
        let (mut cursors, total) = starts(counts);
        let mut turned = vec![Turned::default(); total];
        for (document, place) in self.order.places().enumerate() {
            let forward = &self.forwards[place.part];
            let numbers = &self.vocabulary.numbers[place.part];
            let mut position_start = forward.position_starts[place.document] as u64;
            let lengths = forward.lengths_of(place.document);
            for posting in forward.postings_of(place.document) {
                let position_length = forward.position_lengths[posting];
                let term = (numbers[forward.posting_terms[posting] as usize] as usize).wrapping_sub(first);
                if let Some(cursor) = cursors.get_mut(term) {
                    let signature = forward.posting_signatures[posting];
                    turned[*cursor] = Turned {
                        document: document as u32,
                        signature,
                        part: place.part as u16,
                        position_length,
                        position_start,
                        bound: self.relevance.bound(self.relevance.weight(signature, lengths)),
                    };
                    *cursor += 1;
                }
                position_start += u64::from(position_length);
            }
        }
        turned
    }
}

/// How many of the next terms fit into a pass: one at least.
fn terms_of_pass(counts: &[usize]) -> usize {
    let mut postings = 0;
    let fits = |count: &&usize| {
        postings += **count;
        postings <= POSTINGS_PER_PASS || postings == **count
    };
    counts.iter().take_while(fits).count()
}

/// Where each of some lists begins if they stand one after the other, and where the last one ends.
fn starts(counts: &[usize]) -> (Vec<usize>, usize) {
    let mut starts = Vec::with_capacity(counts.len());
    let mut end = 0;
    for &count in counts {
        starts.push(end);
        end += count;
    }
    (starts, end)
}
