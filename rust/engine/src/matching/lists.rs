//! Clauses as lists that can be combined chunk by chunk.

use super::form::Form;
use super::merged::Merged;
use super::other_words::{OtherWords, frequency_of};
use super::quotes::{SequenceDocuments, find_sequence};
use crate::error::Result;
use crate::index::block_parts::block_parts;
use crate::index::known_bounds::BlockParts;
use crate::index::known_words::Alternative;
use crate::index::segment::{RowMap, Segment};
use crate::index::text_index::TextIndex;
use crate::postings::chunk::{Bits, Entry, WORDS, advance};
use crate::postings::set::DocumentSet;
use crate::query::clauses::{Clause, Target};
use crate::query::phrase::Wanted;
use std::sync::Arc;

/// The documents of one clause: those of its forms, of its sequence, and those that identifiers name.
pub struct ClauseLists<'a> {
    /// Forms, each with the clause's inverse document frequency; the terms of a sequence each with their own.
    pub forms: Vec<Form<'a>>,
    /// Inverse document frequencies: one for all forms, or one each for a sequence.
    pub idfs: Vec<u64>,
    /// A sequence's documents: only here do its forms count.
    pub sequence: Option<SequenceDocuments>,
    /// Words side by side that are as good as the forms.
    pub others: Vec<OtherWords<'a>>,
    /// Documents of all forms, where there are so many that looking for each in every chunk would take longer.
    pub merged: Option<Merged<'a>>,
    /// Bounds of all forms together, by block, where that is kept.
    pub bounds: Option<BlockParts>,
    /// Documents with a named row, ascending.
    pub named: DocumentSet,
}

/// Forms that are looked for chunk by chunk, each with its cursor; more are united before, form by form.
const MOST_CURSORS: usize = 8;

impl<'a> ClauseLists<'a> {
    /// Reads the lists of a clause.
    pub fn read(segment: &Segment, text: &'a TextIndex, clause: &Clause, rows: RowMap) -> Result<Self> {
        let named = DocumentSet::from_sorted(dedup(clause.named.iter().map(|&row| rows.document(row))));
        let (alternatives, sequence) = match &clause.target {
            Target::Forms(alternatives) => (Arc::clone(alternatives), None),
            Target::Sequence(None) => (Arc::default(), Some(SequenceDocuments::default())),
            Target::Sequence(Some(terms)) => (distinct(terms), Some(find_sequence(segment, text, terms)?)),
        };
        let forms = alternatives.iter().map(|form| Form::read(text, form)).collect::<Result<Vec<_>>>()?;
        let others =
            clause.sequences.iter().map(|one| OtherWords::read(segment, text, one)).collect::<Result<Vec<_>>>()?;
        let idfs = match &clause.target {
            Target::Forms(_) if !others.is_empty() => vec![text.relevance.idf(frequency_of(text, &forms, &others)?)],
            Target::Sequence(Some(terms)) => alternatives
                .iter()
                .map(|a| terms.iter().position(|&(term, _)| term == a.term).map_or(0, |at| clause.idfs[at]))
                .collect(),
            _ => clause.idfs.clone(),
        };
        let merged = match &sequence {
            None if !clause.silent.terms.is_empty() => Some(Merged::of_beginning(segment, text, clause, &forms)?),
            None if forms.len() > MOST_CURSORS => Some(Merged::of_forms(&forms, text)?),
            _ => None,
        };
        let is_prefix = matches!(clause.wanted, Wanted::Prefix(_));
        let bounds = (is_prefix && forms.len() > 1 && has_many_documents(&forms, text))
            .then(|| text.known_bounds.of_forms(&alternatives, || block_parts(text, &alternatives)))
            .transpose()?;
        Ok(Self { forms, idfs, sequence, others, merged, bounds, named })
    }

    /// Chunks that may hold a document, ascending, for choosing the shortest list.
    pub fn chunks(&self) -> Vec<u32> {
        let mut chunks: Vec<u32> = match (&self.sequence, &self.merged) {
            (Some(sequence), _) => sequence.anywhere.chunks().map(|(chunk, _)| chunk).collect(),
            (_, Some(merged)) => merged.chunks(),
            (None, None) => self
                .forms
                .iter()
                .flat_map(|form| form.postings.entries.iter().map(|&entry| Entry(entry).chunk() as u32))
                .collect(),
        };
        for set in self.sets() {
            chunks.extend(set.chunks().map(|(chunk, _)| chunk));
        }
        if self.forms.len() > 1 || self.sets().any(|set| !set.is_empty()) {
            chunks.sort_unstable();
            chunks.dedup();
        }
        chunks
    }

    /// Adds the documents of a chunk to `bits`; `cursors` has one place a form and only moves forward.
    pub fn union_chunk(&self, chunk: u32, cursors: &mut [usize], bits: &mut Bits) -> Option<()> {
        self.union(chunk, cursors, bits, self.merged.as_ref(), |_| true)
    }

    /// The same without those that only corrections find.
    pub fn union_typed_chunk(&self, chunk: u32, cursors: &mut [usize], bits: &mut Bits) -> Option<()> {
        self.union(chunk, cursors, bits, None, |form| !form.is_correction)
    }

    #[inline]
    fn union(
        &self,
        chunk: u32,
        cursors: &mut [usize],
        bits: &mut Bits,
        merged: Option<&Merged>,
        counts: impl Fn(&Form) -> bool,
    ) -> Option<()> {
        if let Some(sequence) = &self.sequence {
            add(bits, sequence.anywhere.bits_of(chunk));
        } else if let Some(merged) = merged {
            merged.of_chunk(chunk).for_each(|documents| add(bits, Some(documents)));
        } else {
            for (form, cursor) in self.forms.iter().zip(cursors).filter(|(form, _)| counts(form)) {
                if let Some(at) = advance(form.postings.entries, cursor, chunk) {
                    form.postings.chunk(at)?.union_into(bits);
                }
            }
        }
        self.sets().for_each(|set| add(bits, set.bits_of(chunk)));
        Some(())
    }

    /// Documents that no form of it needs to stand in: of other words side by side, and with a named row.
    fn sets(&self) -> impl Iterator<Item = &DocumentSet> {
        self.others.iter().map(|other| &other.documents.anywhere).chain([&self.named])
    }

    /// Whether any form stands in for a misspelt word.
    pub fn has_corrections(&self) -> bool {
        self.forms.iter().any(|form| form.is_correction)
    }

    /// All its documents.
    pub fn documents(&self, text: &TextIndex) -> Result<DocumentSet> {
        let mut cursors = vec![0; self.forms.len()];
        let mut set = DocumentSet::default();
        for chunk in self.chunks() {
            let mut bits = [0; WORDS];
            self.union_chunk(chunk, &mut cursors, &mut bits).ok_or_else(|| text.misfit())?;
            set.push(chunk, bits);
        }
        Ok(set)
    }
}

/// Whether bounds of all forms together may leave out more than it takes to know them.
fn has_many_documents(forms: &[Form], text: &TextIndex) -> bool {
    let documents = forms.iter().flat_map(|form| form.postings.entries).map(|&entry| Entry(entry).documents());
    documents.sum::<usize>() as u64 > text.relevance.documents() / 50
}

fn add(bits: &mut Bits, others: Option<&Bits>) {
    if let Some(others) = others {
        bits.iter_mut().zip(others).for_each(|(bits, word)| *bits |= word);
    }
}

fn dedup(documents: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut all: Vec<u32> = documents.collect();
    all.dedup();
    all
}

fn distinct(terms: &[(u32, u32)]) -> Arc<[Alternative]> {
    let mut found: Vec<Alternative> = Vec::new();
    for &(term, _) in terms {
        if found.iter().all(|alternative| alternative.term != term) {
            found.push(Alternative::typed(term, crate::relevance::bm25::FULL_WEIGHT));
        }
    }
    found.into()
}
