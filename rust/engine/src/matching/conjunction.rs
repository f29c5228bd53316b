//! Documents that match every clause.

use super::lists::ClauseLists;
use crate::error::Result;
use crate::index::text_index::TextIndex;
use crate::postings::chunk::WORDS;
use crate::postings::set::DocumentSet;

/// Documents in every list. The list with the fewest chunks leads; the others are read only where it has documents.
pub fn intersect(lists: &[ClauseLists], text: &TextIndex) -> Result<DocumentSet> {
    let mut by_length: Vec<(Vec<u32>, &ClauseLists)> = lists.iter().map(|list| (list.chunks(), list)).collect();
    by_length.sort_by_key(|(chunks, _)| chunks.len());
    let Some((leading, _)) = by_length.first() else { return Ok(DocumentSet::default()) };
    let mut set = DocumentSet::with_capacity(leading.len());
    let mut cursors: Vec<Vec<usize>> = by_length.iter().map(|(_, list)| vec![0; list.forms.len()]).collect();
    for &chunk in leading {
        let mut all = [u64::MAX; WORDS];
        for ((_, list), cursors) in by_length.iter().zip(&mut cursors) {
            let mut bits = [0; WORDS];
            list.union_chunk(chunk, cursors, &mut bits).ok_or_else(|| text.misfit())?;
            let mut any = 0;
            for (all, word) in all.iter_mut().zip(&bits) {
                *all &= word;
                any |= *all;
            }
            if any == 0 {
                break;
            }
        }
        set.push(chunk, all);
    }
    Ok(set)
}
