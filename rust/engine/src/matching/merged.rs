//! Documents of clauses with many forms, united form by form: a word that is still being typed may become thousands.

use super::form::Form;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::index::text_index::{TermPostings, TextIndex};
use crate::postings::chunk::{Bits, Entry, WORDS, place_of};
use crate::postings::set::DocumentSet;
use crate::postings::signature::field_mask;
use crate::query::clauses::Clause;

/// Where any form of a clause stands.
pub struct Merged<'a> {
    /// In any field, but for what is kept.
    anywhere: DocumentSet,
    /// What the index keeps of them, chunk after chunk: read where it lies.
    kept: &'a [Bits],
    /// In product text and in a strong field of it; known where documents have several rows and forms are silent.
    pub in_fields: Option<InFields>,
}

/// Where any form stands, by fields.
pub struct InFields {
    /// In product text.
    pub product: DocumentSet,
    /// In a strong field of it.
    pub strong: DocumentSet,
}

impl<'a> Merged<'a> {
    /// Documents of several forms.
    pub fn of_forms(forms: &[Form], text: &TextIndex) -> Result<Self> {
        let mut united = United::default();
        for form in forms {
            united.add(text, &form.postings)?;
        }
        Ok(Self { anywhere: united.finish(), kept: &[], in_fields: None })
    }

    /// Documents of a clause with silent terms.
    pub fn of_beginning(segment: &Segment, text: &'a TextIndex, clause: &Clause, forms: &[Form]) -> Result<Self> {
        let others = forms.iter().filter(|form| !clause.silent.terms.contains(&form.term));
        if segment.has_variations() {
            return Self::by_fields(segment, text, others.map(|form| form.term).chain(clause.silent.terms.clone()));
        }
        let mut united = United::default();
        for form in others {
            united.add(text, &form.postings)?;
        }
        let kept = text.beginning(&clause.silent.prefix)?;
        if kept.is_none() {
            for postings in text.postings_of(clause.silent.terms.clone())? {
                united.add(
                    text,
                    &postings.ok_or_else(|| text.corrupt("a term's data lies outside that of its neighbours"))?,
                )?;
            }
        }
        Ok(Self { anywhere: united.finish(), kept: kept.unwrap_or_default(), in_fields: None })
    }

    /// Chunks that may hold a document, ascending.
    pub fn chunks(&self) -> Vec<u32> {
        if self.kept.is_empty() {
            return self.anywhere.chunks().map(|(chunk, _)| chunk).collect();
        }
        let last = self.anywhere.chunks().last().map_or(0, |(chunk, _)| chunk + 1);
        (0..last.max(self.kept.len() as u32)).collect()
    }

    /// The documents of a chunk, in up to two parts.
    pub fn of_chunk(&self, chunk: u32) -> impl Iterator<Item = &Bits> {
        self.anywhere.bits_of(chunk).into_iter().chain(self.kept.get(chunk as usize))
    }

    /// Whether any form stands in a document.
    pub fn contains(&self, document: u32) -> bool {
        let (chunk, place) = place_of(document);
        self.of_chunk(chunk).any(|bits| bits[place / 64] >> (place % 64) & 1 == 1)
    }

    fn by_fields(segment: &Segment, text: &TextIndex, terms: impl Iterator<Item = u32>) -> Result<Self> {
        let variations = segment.schema.variations_field();
        let fields = || segment.schema.text_fields.iter().enumerate().filter(|(number, _)| Some(*number) != variations);
        let product_mask = field_mask(fields().map(|(number, _)| number));
        let strong_mask = field_mask(fields().filter(|(_, field)| field.strong).map(|(number, _)| number));
        let (mut anywhere, mut product, mut strong) = (United::default(), United::default(), United::default());
        for term in terms {
            let postings = text.postings(term)?;
            anywhere.add(text, &postings)?;
            product.add_touching(text, &postings, product_mask)?;
            strong.add_touching(text, &postings, strong_mask)?;
        }
        let in_fields = Some(InFields { product: product.finish(), strong: strong.finish() });
        Ok(Self { anywhere: anywhere.finish(), kept: &[], in_fields })
    }
}

/// A union that grows, by chunk.
#[derive(Default)]
struct United {
    chunks: Vec<Option<Box<Bits>>>,
}

impl United {
    fn chunk(&mut self, number: usize) -> &mut Bits {
        if self.chunks.len() <= number {
            self.chunks.resize_with(number + 1, || None);
        }
        self.chunks[number].get_or_insert_with(|| Box::new([0; WORDS]))
    }

    fn add(&mut self, text: &TextIndex, postings: &TermPostings) -> Result<()> {
        for (at, &entry) in postings.entries.iter().enumerate() {
            let chunk = postings.chunk(at).ok_or_else(|| text.misfit())?;
            chunk.union_into(self.chunk(Entry(entry).chunk()));
        }
        Ok(())
    }

    /// Adds the documents that have the term in a field of a mask.
    fn add_touching(&mut self, text: &TextIndex, postings: &TermPostings, mask: u32) -> Result<()> {
        for (at, &entry) in postings.entries.iter().enumerate() {
            let chunk = postings.chunk(at).ok_or_else(|| text.misfit())?;
            let mut all = [0; WORDS];
            chunk.union_into(&mut all);
            let mut rank = 0;
            for (number, word) in all.into_iter().enumerate() {
                for bit in crate::postings::set::Ones(word) {
                    if text.signature(chunk.codes[rank], postings.entry_number(at), rank)?.touches(mask) {
                        self.chunk(Entry(entry).chunk())[number] |= 1 << bit;
                    }
                    rank += 1;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> DocumentSet {
        let mut set = DocumentSet::default();
        for (number, bits) in self.chunks.into_iter().enumerate() {
            if let Some(bits) = bits {
                set.push(number as u32, *bits);
            }
        }
        set
    }
}
