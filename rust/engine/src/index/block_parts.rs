//! How much could a word with many forms count in each block of documents? The bounds of single forms, added up, hardly tell one block from
//! another: no document has the best of all forms of a word that is still being typed. This is what the best document of each block really makes
//! of them.

use super::known_words::Alternative;
use super::text_index::{TermPostings, TextIndex};
use crate::error::Result;
use crate::postings::chunk::{BLOCK, BLOCKS, CHUNK, ChunkDocuments, Entry};
use crate::postings::set::Ones;

/// Block -> what the best document makes of some forms together, as a part of 65535 of their inverse document frequency.
pub fn block_parts(text: &TextIndex, forms: &[Alternative]) -> Result<Vec<u16>> {
    let mut lists = forms.iter().map(|form| List::read(text, *form)).collect::<Result<Vec<_>>>()?;
    let chunks = lists.iter().filter_map(|list| list.postings.entries.last()).map(|&entry| Entry(entry).chunk() + 1);
    let chunks = chunks.max().unwrap_or(0);
    let mut parts = Vec::with_capacity(chunks * BLOCKS);
    let mut weights = vec![0.0; CHUNK];
    for chunk in 0..chunks {
        weights.fill(0.0);
        for list in &mut lists {
            list.add_chunk(text, chunk, &mut weights)?;
        }
        let greatest = weights.chunks_exact(BLOCK).map(|block| block.iter().copied().fold(0.0, f32::max));
        // Floats are off by less than a millionth each, so a little is added.
        parts.extend(greatest.map(|weight| (text.relevance.bound_of_weight(65535, weight) * 1.000_01).ceil() as u16));
    }
    Ok(parts)
}

/// The postings of a form, read chunk after chunk.
struct List<'a> {
    postings: TermPostings<'a>,
    share: f32,
    at: usize,
}

impl<'a> List<'a> {
    fn read(text: &'a TextIndex, form: Alternative) -> Result<Self> {
        Ok(Self { postings: text.postings(form.term)?, share: share_bound(form.weight), at: 0 })
    }

    /// Adds bounds of what its documents of a chunk weigh.
    fn add_chunk(&mut self, text: &TextIndex, number: usize, weights: &mut [f32]) -> Result<()> {
        if self.postings.entries.get(self.at).is_none_or(|&entry| Entry(entry).chunk() != number) {
            return Ok(());
        }
        let chunk = self.postings.chunk(self.at).ok_or_else(|| text.misfit())?;
        self.at += 1;
        let mut bounds = chunk.bounds.iter().map(|&bound| text.relevance.weight_of_bound(bound) * self.share);
        let mut add = |place: usize| weights[place % CHUNK] += bounds.next().unwrap_or(0.0);
        match chunk.documents {
            ChunkDocuments::Array(places) => places.iter().for_each(|&place| add(usize::from(place))),
            ChunkDocuments::Bitmap(words, ..) => {
                for (number, &word) in words.iter().enumerate() {
                    Ones(word).for_each(|bit| add(number * 64 + bit as usize));
                }
            }
        }
        Ok(())
    }
}

/// A form's weight as a factor; one part in 65536 more, for the fraction that shifting drops.
#[inline]
pub fn share_bound(weight: u32) -> f32 {
    (weight as f32 + 0.01) / 256.0
}
