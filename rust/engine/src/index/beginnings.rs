//! Which documents hold any word that begins with `m`? Few beginnings have thousands of words, nearly all of one letter: uniting their postings
//! would take milliseconds for each key that a shopper presses, so their documents are kept together, one bit each.
//!
//! Kept are those that it would take longest to unite: by words where there are few products, by postings where there are many, since a
//! beginning of 340 usual words (`co`) may cost more than one of 1,500 numbers. What is long depends on the documents, as room and ranking do. Measured:
//! 64 beginnings of a million products, 3 % of the index, and 53 of 43,000; uniting any other takes less than a fifth of a millisecond there, and
//! 30 microseconds here.

use super::container::{Container, ContainerWriter, Section};
use crate::dictionary::{Dictionary, write_dictionary};
use crate::error::Result;
use crate::postings::chunk::{Bits, CHUNK, WORDS};
use crate::text::further::is_further;

/// Work to find the postings of a word, as much as to unite so many of them.
const WORK_OF_WORD: u64 = 128;
/// Work to unite a chunk at most: many postings are a bitmap.
const WORK_OF_CHUNK: u64 = 32;
/// Work that is done on request: so much,
const LITTLE_WORK: u64 = 1 << 15;
/// and where that is more, so much for the documents of a store.
const DOCUMENTS_A_WORK: u64 = 4;

/// Visits every (document, term), documents ascending.
pub type EachPosting<'a> = dyn Fn(&mut dyn FnMut(u32, u32)) + 'a;

/// Writes the documents of the beginnings of the sorted `terms` that it would take long to unite.
pub fn write_beginnings(
    prefix: &str,
    documents: usize,
    each_posting: &EachPosting,
    terms: &[&str],
    container: &mut ContainerWriter,
) {
    let mut work: Vec<u64> = vec![0; terms.len()];
    each_posting(&mut |_, term| work[term as usize] += 1);
    // No shopper types how a word of a further language begins.
    let first_own = terms.partition_point(|term| is_further(term));
    let most = documents.div_ceil(CHUNK) as u64 * WORK_OF_CHUNK;
    work[..first_own].fill(0);
    work[first_own..].iter_mut().for_each(|postings| *postings = WORK_OF_WORD + (*postings).min(most));
    let ranges = laborious_beginnings(terms, &work, LITTLE_WORK.max(documents as u64 / DOCUMENTS_A_WORK));
    let mut bits: Vec<Vec<u64>> = vec![Vec::new(); ranges.len()];
    if !ranges.is_empty() {
        // Term -> the beginnings it has; they are nested, so the longest one of each term is enough to find the others.
        let mut of_term: Vec<Vec<u16>> = vec![Vec::new(); terms.len()];
        for (number, (_, range)) in ranges.iter().enumerate() {
            of_term[range.clone()].iter_mut().for_each(|of_term| of_term.push(number as u16));
        }
        each_posting(&mut |document, term| {
            for &number in &of_term[term as usize] {
                let bits = &mut bits[usize::from(number)];
                let word = document as usize / 64;
                if bits.len() <= word {
                    bits.resize((word / WORDS + 1) * WORDS, 0);
                }
                bits[word] |= 1 << (document % 64);
            }
        });
    }
    let words = bits.iter().map(Vec::len).max().unwrap_or(0);
    bits.iter_mut().for_each(|bits| bits.resize(words, 0));
    write_dictionary(&format!("{prefix}prefixes."), ranges.iter().map(|(beginning, _)| beginning.as_str()), container);
    container.add(&format!("{prefix}bits"), &bits.concat());
}

/// Beginnings whose terms, which are sorted, make more than `little` work in all, sorted, with their terms.
fn laborious_beginnings(terms: &[&str], work: &[u64], little: u64) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, std::ops::Range<usize>)> = vec![(String::new(), 0..terms.len())];
    while let Some((beginning, range)) = open.pop() {
        if work[range.clone()].iter().sum::<u64>() <= little {
            continue;
        }
        let mut start = range.start + terms[range.clone()].partition_point(|term| term.len() <= beginning.len());
        while start < range.end {
            let Some(letter) = terms[start][beginning.len()..].chars().next() else { break };
            let longer = format!("{beginning}{letter}");
            let end = start + terms[start..range.end].partition_point(|term| term.starts_with(&longer));
            open.push((longer, start..end));
            start = end;
        }
        if !beginning.is_empty() {
            found.push((beginning, range));
        }
    }
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    found
}

/// Documents by frequent beginnings, on disk.
pub struct Beginnings {
    prefixes: Dictionary,
    bits: Section,
}

impl Beginnings {
    /// Opens the sections of a prefix.
    pub fn open(prefix: &str, container: &Container) -> Result<Self> {
        Ok(Self {
            prefixes: Dictionary::open(&format!("{prefix}prefixes."), container)?,
            bits: container.section(&format!("{prefix}bits"))?,
        })
    }

    /// The documents of a beginning, if it is kept, chunk after chunk.
    pub fn documents(&self, beginning: &str) -> Result<Option<&[Bits]>> {
        if self.prefixes.is_empty() {
            return Ok(None);
        }
        let Some(number) = self.prefixes.find(beginning)? else { return Ok(None) };
        let chunks = self.bits.len() / size_of::<Bits>() / self.prefixes.len();
        self.bits.value_range(number as usize * chunks, (number as usize + 1) * chunks).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postings::set::documents_of;
    use std::sync::Arc;

    #[test]
    fn beginnings_of_much_work_are_found() {
        let terms = ["b", "ba", "bab", "bb", "c", "ca"];
        let found = laborious_beginnings(&terms, &[1, 1, 1, 1, 1, 1], 1);
        assert_eq!(found, [("b".to_owned(), 0..4), ("ba".to_owned(), 1..3), ("c".to_owned(), 4..6)]);
        let found = laborious_beginnings(&terms, &[1, 1, 1, 1, 4, 2], 4);
        assert_eq!(found, [("c".to_owned(), 4..6)]);
    }

    #[test]
    fn documents_of_a_beginning_are_those_of_its_words() {
        let terms: Vec<String> = (0..5000).map(|number| format!("{}{number:04}", ["a", "b"][number % 2])).collect();
        let mut sorted: Vec<&str> = terms.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let each_posting = |visit: &mut dyn FnMut(u32, u32)| (0..5000).for_each(|term| visit(term * 3, term));
        let mut writer = ContainerWriter::default();
        write_beginnings("b.", 1_000_000, &each_posting, &sorted, &mut writer);
        let beginnings = Beginnings::open("b.", &Container::open(Arc::new(writer.finish())).unwrap()).unwrap();
        let chunks = (0..).zip(beginnings.documents("a").unwrap().unwrap());
        let found: Vec<u32> = chunks.flat_map(|(chunk, bits)| documents_of(chunk, bits)).collect();
        let expected: Vec<u32> =
            (0..5000).filter(|&term| sorted[term as usize].starts_with('a')).map(|term| term * 3).collect();
        assert_eq!(found, expected);
        assert!(beginnings.documents("a0").unwrap().is_none());
    }
}
