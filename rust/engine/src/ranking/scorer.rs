//! How relevant is a document, and how relevant could any document of a block be?

use crate::error::Result;
use crate::index::text_index::{Lengths, TextIndex};
use crate::matching::lists::{ClauseLists, Form, advance, place_of};
use crate::matching::rows::signature_of;
use crate::postings::set::DocumentSet;
use crate::postings::chunk::{Chunk, Entry};

/// One summand of relevance: the forms of a word, or one term of a quote.
struct Summand<'a> {
    idf: u64,
    forms: &'a [Form<'a>],
    /// A quote's terms count only where the quote stands.
    only: Option<&'a DocumentSet>,
}

/// Weighs the words of a query.
pub struct Scorer<'a> {
    text: &'a TextIndex,
    lengths: Lengths<'a>,
    summands: Vec<Summand<'a>>,
}

/// The postings of all summands in one chunk of documents.
#[derive(Default)]
pub struct ChunkLists<'a> {
    /// (summand, weight of the form, number of the entry, chunk, bound of the chunk)
    forms: Vec<ChunkForm<'a>>,
}

struct ChunkForm<'a> {
    summand: usize,
    weight: u64,
    entry: usize,
    chunk: Chunk<'a>,
    bound: u8,
}

impl<'a> Scorer<'a> {
    /// A scorer for the clauses of a query.
    pub fn new(text: &'a TextIndex, lists: &'a [ClauseLists<'a>]) -> Result<Self> {
        let mut summands = Vec::with_capacity(lists.len());
        for list in lists {
            match &list.sequence {
                None => summands.push(Summand { idf: list.idfs.first().copied().unwrap_or(0), forms: &list.forms, only: None }),
                Some(sequence) => {
                    let terms = list.forms.chunks(1).zip(&list.idfs);
                    summands.extend(terms.map(|(forms, &idf)| Summand { idf, forms, only: Some(&sequence.anywhere) }));
                }
            }
        }
        Ok(Self { text, lengths: text.lengths()?, summands })
    }

    /// The relevance of one document, wherever it is.
    pub fn score(&self, document: u32) -> Result<u64> {
        let mut relevance = 0;
        for summand in &self.summands {
            if summand.only.is_some_and(|only| !only.contains(document)) {
                continue;
            }
            let mut weight = 0;
            for form in summand.forms {
                if let Some(signature) = signature_of(self.text, &form.postings, document)? {
                    weight += (u64::from(form.weight) * self.text.relevance.weight(signature, self.lengths.of(document))) >> 8;
                }
            }
            relevance += self.text.relevance.score(summand.idf, weight);
        }
        Ok(relevance)
    }

    /// Where the forms' cursors stand at first.
    pub fn cursors(&self) -> Vec<usize> {
        vec![0; self.summands.iter().map(|summand| summand.forms.len()).sum()]
    }

    /// Reads the lists of a chunk; chunks must be asked for in ascending order with the same cursors.
    pub fn lists(&self, chunk: u32, cursors: &mut [usize]) -> Result<ChunkLists<'a>> {
        let mut lists = ChunkLists::default();
        let forms = self.summands.iter().enumerate().flat_map(|(number, summand)| summand.forms.iter().map(move |form| (number, form)));
        for ((summand, form), cursor) in forms.zip(cursors) {
            if let Some(at) = advance(form.postings.entries, cursor, chunk) {
                lists.forms.push(ChunkForm {
                    summand,
                    weight: u64::from(form.weight),
                    entry: form.postings.entry_number(at),
                    chunk: form.postings.chunk(at).ok_or_else(|| self.text.corrupt("a chunk does not fit its term"))?,
                    bound: Entry(form.postings.entries[at]).bound(),
                });
            }
        }
        Ok(lists)
    }

    /// No document of the chunk is more relevant than this.
    pub fn bound(&self, lists: &ChunkLists) -> u64 {
        self.sum(lists, |form| self.text.relevance.weight_of_bound(form.bound))
    }

    /// No document of a block of the chunk is more relevant than this.
    pub fn block_bound(&self, lists: &ChunkLists, block: usize) -> u64 {
        self.sum(lists, |form| self.text.relevance.weight_of_bound(form.chunk.block_bound(block, form.bound)))
    }

    fn sum(&self, lists: &ChunkLists, weight_of: impl Fn(&ChunkForm) -> u64) -> u64 {
        let mut relevance = 0;
        let mut at = 0;
        while let Some(first) = lists.forms.get(at) {
            let mut weight = 0;
            while let Some(form) = lists.forms.get(at).filter(|form| form.summand == first.summand) {
                // One more than the product shifted down, for the fraction that shifting drops.
                weight += ((form.weight * weight_of(form)) >> 8) + 1;
                at += 1;
            }
            relevance += self.text.relevance.score(self.summands[first.summand].idf, weight);
        }
        relevance
    }

    /// The relevance of a document of the chunk.
    #[inline]
    pub fn score_in(&self, lists: &ChunkLists, document: u32) -> Result<u64> {
        let (_, place) = place_of(document);
        let lengths = self.lengths.of(document);
        let mut relevance = 0;
        let mut at = 0;
        while let Some(first) = lists.forms.get(at) {
            let mut weight = 0;
            while let Some(form) = lists.forms.get(at).filter(|form| form.summand == first.summand) {
                if let Some((rank, code)) = form.chunk.code(place) {
                    let signature = self.text.signature(code, form.entry, rank)?;
                    weight += (form.weight * self.text.relevance.weight(signature, lengths)) >> 8;
                }
                at += 1;
            }
            let summand = &self.summands[first.summand];
            if summand.only.is_none_or(|only| only.contains(document)) {
                relevance += self.text.relevance.score(summand.idf, weight);
            }
        }
        Ok(relevance)
    }
}
