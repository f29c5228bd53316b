//! Where do words stand as they were quoted?

use crate::error::Result;
use crate::index::segment::Segment;
use crate::index::text_index::{TermPostings, TextIndex};
use crate::postings::chunk::{Bits, Chunk, Entry, WORDS, advance, place_of};
use crate::postings::positions::{decode, skip};
use crate::postings::set::{DocumentSet, documents_of};
use std::ops::ControlFlow;

/// What intersecting a chunk costs, in postings whose positions are read or passed over.
const CHUNK_COST: usize = 8;

/// Where a quoted sequence stands.
#[derive(Default)]
pub struct SequenceDocuments {
    /// In any field.
    pub anywhere: DocumentSet,
    /// In product text.
    pub in_product: DocumentSet,
    /// In a strong field of product text.
    pub in_strong: DocumentSet,
}

impl SequenceDocuments {
    /// Where either of two stands.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            anywhere: self.anywhere.or(&other.anywhere),
            in_product: self.in_product.or(&other.in_product),
            in_strong: self.in_strong.or(&other.in_strong),
        }
    }
}

/// Documents in which the terms stand at these distances in one field.
pub fn find_sequence(segment: &Segment, text: &TextIndex, terms: &[(u32, u32)]) -> Result<SequenceDocuments> {
    let variations = segment.schema.variations_field();
    let is_strong = |field: usize| segment.schema.text_fields[field].strong;
    let (mut anywhere, mut in_product, mut in_strong) = (Vec::new(), Vec::new(), Vec::new());
    let mut unlimited = usize::MAX;
    let mut collect = |document: u32, starts: &Starts| {
        anywhere.push(document);
        if starts.iter().any(|&(field, _)| Some(field) != variations) {
            in_product.push(document);
        }
        if starts.iter().any(|&(field, _)| Some(field) != variations && is_strong(field)) {
            in_strong.push(document);
        }
        ControlFlow::Continue(())
    };
    for_each_document(text, terms, &mut unlimited, &mut collect)?;
    Ok(SequenceDocuments {
        anywhere: DocumentSet::from_sorted(anywhere),
        in_product: DocumentSet::from_sorted(in_product),
        in_strong: DocumentSet::from_sorted(in_strong),
    })
}

/// In how many documents they stand so; `None`: to know it takes more postings than the budget has, and nothing is left of it.
pub fn count_sequence(text: &TextIndex, terms: &[(u32, u32)], budget: &mut usize) -> Result<Option<usize>> {
    let mut documents = 0;
    let mut count = |_, _: &Starts| {
        documents += 1;
        ControlFlow::Continue(())
    };
    let is_complete = for_each_document(text, terms, budget, &mut count)?;
    Ok(is_complete.then_some(documents))
}

/// Whether they stand so in any document; `None` as for [`count_sequence`].
pub fn stands_anywhere(text: &TextIndex, terms: &[(u32, u32)], budget: &mut usize) -> Result<Option<bool>> {
    let mut stands = false;
    let mut stop = |_, _: &Starts| {
        stands = true;
        ControlFlow::Break(())
    };
    let is_complete = for_each_document(text, terms, budget, &mut stop)?;
    Ok((is_complete || stands).then_some(stands))
}

/// Where a sequence starts in a document: (field, position), ascending.
type Starts = Vec<(usize, u32)>;

/// Calls `emit` with each document, ascending, and where the sequence starts there, until it has enough. Whether there was budget for all.
fn for_each_document(
    text: &TextIndex,
    terms: &[(u32, u32)],
    budget: &mut usize,
    emit: &mut dyn FnMut(u32, &Starts) -> ControlFlow<()>,
) -> Result<bool> {
    let mut readers = terms.iter().map(|&term| Reader::of(text, term)).collect::<Result<Vec<_>>>()?;
    let Some(rarest) = readers.iter().map(|reader| reader.postings.entries).min_by_key(|entries| entries.len()) else {
        return Ok(true);
    };
    let mut starts = Starts::new();
    for chunk in rarest.iter().map(|&entry| Entry(entry).chunk() as u32) {
        if *budget == 0 {
            return Ok(false);
        }
        let Some(bits) = enter(&mut readers, chunk)? else { continue };
        for document in documents_of(chunk, &bits) {
            starts_in(&mut readers, place_of(document).1, &mut starts)?;
            if !starts.is_empty() && emit(document, &starts).is_break() {
                return Ok(true);
            }
        }
        *budget = budget.saturating_sub(CHUNK_COST + readers.iter().map(|reader| reader.rank).sum::<usize>());
    }
    Ok(true)
}

/// The documents of a chunk that hold all terms; `None`: some term has none there.
fn enter(readers: &mut [Reader], chunk: u32) -> Result<Option<Bits>> {
    let mut all = [u64::MAX; WORDS];
    for reader in readers {
        if !reader.enter(chunk)? {
            return Ok(None);
        }
        let mut bits = [0; WORDS];
        reader.documents()?.union_into(&mut bits);
        all.iter_mut().zip(bits).for_each(|(word, other)| *word &= other);
    }
    Ok(Some(all))
}

/// Where the sequence starts in a document that holds all of its terms.
fn starts_in(readers: &mut [Reader], place: usize, starts: &mut Starts) -> Result<()> {
    starts.clear();
    for (number, reader) in readers.iter_mut().enumerate() {
        let here = reader.starts(place)?;
        if number == 0 {
            starts.extend_from_slice(here);
        } else {
            starts.retain(|start| here.binary_search(start).is_ok());
        }
        if starts.is_empty() {
            break;
        }
    }
    Ok(())
}

/// Reads the positions of a term chunk by chunk and document by document, forwards only: those of a document can be told from the ones
/// before it in the chunk only, and going through these again for each document took minutes where both words stand in most of a million.
struct Reader<'a> {
    text: &'a TextIndex,
    term: u32,
    /// From the first term of the sequence.
    distance: u32,
    postings: TermPostings<'a>,
    entry: usize,
    /// Of the present chunk.
    chunk: Option<Chunk<'a>>,
    positions: &'a [u8],
    /// Documents of the chunk that were read or passed over, and bytes.
    rank: usize,
    offset: usize,
    starts: Starts,
}

impl<'a> Reader<'a> {
    fn of(text: &'a TextIndex, (term, distance): (u32, u32)) -> Result<Self> {
        let postings = text.postings(term)?;
        let (chunk, positions, starts) = (None, &[][..], Starts::new());
        Ok(Self { text, term, distance, postings, entry: 0, chunk, positions, rank: 0, offset: 0, starts })
    }

    /// Goes to a chunk behind the present one. Whether the term has documents there.
    fn enter(&mut self, chunk: u32) -> Result<bool> {
        (self.chunk, self.rank, self.offset) = (None, 0, 0);
        let Some(at) = advance(self.postings.entries, &mut self.entry, chunk) else { return Ok(false) };
        self.chunk = self.postings.chunk(at);
        self.positions = self.text.chunk_positions(self.term, &self.postings, at)?;
        Ok(true)
    }

    fn documents(&self) -> Result<Chunk<'a>> {
        self.chunk.ok_or_else(|| self.text.misfit())
    }

    /// Passes over the documents before one.
    fn skip_to(&mut self, rank: usize, chunk: &Chunk, entry: usize) -> Result<()> {
        let mut numbers = 0;
        for (before, &code) in chunk.codes.iter().enumerate().take(rank).skip(self.rank) {
            let signature = self.text.signature(code, entry, before)?;
            if let Some(more) = signature.total() {
                numbers += more;
            } else {
                skip(std::mem::take(&mut numbers), self.positions, &mut self.offset);
                decode(signature, self.positions, &mut self.offset, |_, _| {});
            }
        }
        skip(numbers, self.positions, &mut self.offset);
        Ok(())
    }

    /// Where the sequence would start for the term to stand where it does; places come ascending.
    fn starts(&mut self, place: usize) -> Result<&[(usize, u32)]> {
        self.starts.clear();
        let chunk = self.documents()?;
        let Some((rank, code)) = chunk.code(place) else { return Ok(&self.starts) };
        let entry = self.postings.entry_number(self.entry);
        self.skip_to(rank, &chunk, entry)?;
        let (distance, starts) = (self.distance, &mut self.starts);
        decode(self.text.signature(code, entry, rank)?, self.positions, &mut self.offset, |field, position| {
            starts.extend(position.checked_sub(distance).map(|start| (field, start)));
        });
        self.rank = rank + 1;
        Ok(&self.starts)
    }
}
