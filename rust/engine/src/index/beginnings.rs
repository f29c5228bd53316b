//! Which documents hold any word that begins with `m`? Few beginnings have thousands of words, nearly all of one letter: uniting their postings
//! would take milliseconds for each key that a shopper presses, so their documents are kept together, one bit each.
//!
//! Measured on a million products (400,000 words): 40 beginnings of more than 2,000 words, 2 % of the index; uniting fewer words takes less than
//! a fifth of a millisecond.

use super::container::{Container, ContainerWriter, Section};
use crate::dictionary::{Dictionary, write_dictionary};
use crate::error::Result;
use crate::postings::chunk::WORDS;
use crate::postings::set::DocumentSet;

/// Words above which a beginning is kept.
const FEW_WORDS: usize = 2000;

/// Visits every (document, term), documents ascending.
pub type EachPosting<'a> = dyn Fn(&mut dyn FnMut(u32, u32)) + 'a;

/// Writes the documents of the beginnings that many of the sorted `terms` have.
pub fn write_beginnings(prefix: &str, each_posting: &EachPosting, terms: &[&str], container: &mut ContainerWriter) {
    let ranges = frequent_beginnings(terms, FEW_WORDS);
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

/// Beginnings that more than `few` of the sorted terms have, sorted, with their terms.
fn frequent_beginnings(terms: &[&str], few: usize) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, std::ops::Range<usize>)> = vec![(String::new(), 0..terms.len())];
    while let Some((beginning, range)) = open.pop() {
        if range.len() <= few {
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

    /// The documents of a beginning, if it is kept.
    pub fn documents(&self, beginning: &str) -> Result<Option<DocumentSet>> {
        if self.prefixes.is_empty() {
            return Ok(None);
        }
        let Some(number) = self.prefixes.find(beginning)? else { return Ok(None) };
        let words = self.bits.len() / 8 / self.prefixes.len();
        let bits: &[u64] = self.bits.value_range(number as usize * words, (number as usize + 1) * words)?;
        let mut set = DocumentSet::default();
        for (chunk, words) in bits.chunks_exact(WORDS).enumerate() {
            set.push(chunk as u32, std::array::from_fn(|word| words[word]));
        }
        Ok(Some(set))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn beginnings_of_many_words_are_found() {
        let terms = ["b", "ba", "bab", "bb", "c", "ca"];
        let found = frequent_beginnings(&terms, 1);
        assert_eq!(found, [("b".to_owned(), 0..4), ("ba".to_owned(), 1..3), ("c".to_owned(), 4..6)]);
    }

    #[test]
    fn documents_of_a_beginning_are_those_of_its_words() {
        let terms: Vec<String> = (0..5000).map(|number| format!("{}{number:04}", ["a", "b"][number % 2])).collect();
        let mut sorted: Vec<&str> = terms.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let each_posting = |visit: &mut dyn FnMut(u32, u32)| (0..5000).for_each(|term| visit(term * 3, term));
        let mut writer = ContainerWriter::default();
        write_beginnings("b.", &each_posting, &sorted, &mut writer);
        let beginnings = Beginnings::open("b.", &Container::open(Arc::new(writer.finish())).unwrap()).unwrap();
        let found: Vec<u32> = beginnings.documents("a").unwrap().unwrap().iter().collect();
        let expected: Vec<u32> =
            (0..5000).filter(|&term| sorted[term as usize].starts_with('a')).map(|term| term * 3).collect();
        assert_eq!(found, expected);
        assert!(beginnings.documents("a0").unwrap().is_none());
    }
}
