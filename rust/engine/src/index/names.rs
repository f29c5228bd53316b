//! The words of each document's name in their order: the posting lists have them too, but to read where a word stands in one document they must
//! be gone through from the beginning of a chunk.
//!
//! For one document: for every word by position `term << 2 | step`, the step being how far it stands behind the word before, at most 2.

use super::container::{Container, ContainerWriter, Section};
use super::forward::Forward;
use super::order::DocumentOrder;
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};
use crate::postings::positions;
use crate::postings::signature::field_mask;

/// Bits of the step, and the one of all that does not stand directly behind.
const STEP: u32 = 2;
const FAR: u32 = 2;

/// Writes the words of the field of names.
pub(super) fn write_names(
    prefix: &str,
    forwards: &[Forward],
    vocabulary: &Vocabulary,
    order: &DocumentOrder,
    field: usize,
    container: &mut ContainerWriter,
) -> Result<()> {
    let (mut starts, mut words) = (vec![0_u32], Vec::new());
    let (mut name, first_own) = (Vec::new(), vocabulary.first_own());
    for place in order.places() {
        read_name(&forwards[place.part], place.document, &vocabulary.numbers[place.part], field, &mut name);
        let mut before = 0;
        for &(position, term) in name.iter().filter(|(_, term)| *term >= first_own) {
            words.push(term << STEP | (position - before).min(FAR));
            before = position;
        }
        let end =
            u32::try_from(words.len()).map_err(|_| Error::Schema("the names have more than 2^32 words".into()))?;
        starts.push(end);
    }
    container.add(&format!("{prefix}starts"), &starts);
    container.add(&format!("{prefix}words"), &words);
    Ok(())
}

/// (position, term) of a field of a document, ascending.
fn read_name(forward: &Forward, document: usize, numbers: &[u32], wanted: usize, name: &mut Vec<(u32, u32)>) {
    name.clear();
    let mut start = forward.position_starts[document];
    for posting in forward.postings_of(document) {
        let signature = forward.posting_signatures[posting];
        if signature.touches(field_mask([wanted])) {
            let term = numbers[forward.posting_terms[posting] as usize];
            positions::decode(signature, &forward.positions, &mut start.clone(), |field, position| {
                if field == wanted {
                    name.push((position, term));
                }
            });
        }
        start += usize::from(forward.position_lengths[posting]);
    }
    name.sort_unstable();
}

/// The names of one locale.
pub struct Names {
    starts: Section,
    words: Section,
}

impl Names {
    /// Opens the sections of a prefix; `None`: names are not kept.
    pub fn open(prefix: &str, container: &Container) -> Result<Option<Self>> {
        if !container.has(&format!("{prefix}starts")) {
            return Ok(None);
        }
        let section = |name: &str| container.section(&format!("{prefix}{name}"));
        Ok(Some(Self { starts: section("starts")?, words: section("words")? }))
    }

    /// The names of documents.
    pub fn view(&self) -> Result<NamesOfDocuments<'_>> {
        Ok(NamesOfDocuments { starts: self.starts.values()?, words: self.words.values()? })
    }
}

/// The names of documents, ready to be read.
#[derive(Clone, Copy)]
pub struct NamesOfDocuments<'a> {
    starts: &'a [u32],
    words: &'a [u32],
}

impl<'a> NamesOfDocuments<'a> {
    /// The words of a document's name, each with how far it stands behind the one before: 2 for all that is farther.
    #[inline]
    pub fn of(&self, document: u32) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let range = self.starts.get(document as usize..).and_then(|rest| rest.first_chunk());
        let words = range.and_then(|&[start, end]| self.words.get(start as usize..end as usize)).unwrap_or_default();
        words.iter().map(|word| (word >> STEP, word & ((1 << STEP) - 1)))
    }
}
