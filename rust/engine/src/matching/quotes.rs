//! Where do words stand as they were quoted?

use super::lists::{Form, SequenceDocuments, advance};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::index::text_index::TextIndex;
use crate::postings::chunk::{CHUNK, WORDS};
use crate::postings::positions::decode;
use crate::postings::set::DocumentSet;
use crate::postings::signature::Signature;
use crate::relevance::bm25::FULL_WEIGHT;

/// Documents in which the terms stand at these distances in one field.
pub fn find_sequence(segment: &Segment, text: &TextIndex, terms: &[(u32, u32)]) -> Result<SequenceDocuments> {
    let mut forms = Vec::with_capacity(terms.len());
    for &(term, _) in terms {
        forms.push(Form { term, weight: FULL_WEIGHT, is_correction: false, postings: text.postings(term)? });
    }
    let variations = segment.schema.variations_field();
    let is_strong = |field: usize| segment.schema.text_fields[field].strong;
    let (mut anywhere, mut in_product, mut in_strong) = (Vec::new(), Vec::new(), Vec::new());
    for document in candidates(&forms, text)?.iter() {
        let fields = fields_with(text, &forms, terms, document)?;
        if !fields.is_empty() {
            anywhere.push(document);
        }
        if fields.iter().any(|&field| Some(field) != variations) {
            in_product.push(document);
        }
        if fields.iter().any(|&field| Some(field) != variations && is_strong(field)) {
            in_strong.push(document);
        }
    }
    Ok(SequenceDocuments {
        anywhere: DocumentSet::from_sorted(anywhere),
        in_product: DocumentSet::from_sorted(in_product),
        in_strong: DocumentSet::from_sorted(in_strong),
    })
}

/// Documents that hold all the terms.
fn candidates(forms: &[Form], text: &TextIndex) -> Result<DocumentSet> {
    let mut set: Option<DocumentSet> = None;
    for form in forms {
        let mut documents = DocumentSet::default();
        for (at, &entry) in form.postings.entries.iter().enumerate() {
            let mut bits = [0; WORDS];
            form.postings.chunk(at).ok_or_else(|| text.corrupt("a chunk does not fit its term"))?.union_into(&mut bits);
            documents.push(crate::postings::chunk::Entry(entry).chunk() as u32, bits);
        }
        set = Some(set.map_or_else(|| documents.clone(), |set| set.and(&documents)));
    }
    Ok(set.unwrap_or_default())
}

/// Fields of a document in which the sequence stands.
fn fields_with(text: &TextIndex, forms: &[Form], terms: &[(u32, u32)], document: u32) -> Result<Vec<usize>> {
    let mut starts: Option<Vec<(usize, u32)>> = None;
    for (form, &(_, distance)) in forms.iter().zip(terms) {
        let here = occurrences(text, form, document)?;
        let shifted = here
            .into_iter()
            .filter(|&(_, position)| position >= distance)
            .map(|(field, position)| (field, position - distance));
        starts = Some(match starts {
            None => shifted.collect(),
            Some(starts) => {
                let shifted: Vec<(usize, u32)> = shifted.collect();
                starts.into_iter().filter(|start| shifted.binary_search(start).is_ok()).collect()
            }
        });
    }
    let mut fields: Vec<usize> = starts.unwrap_or_default().into_iter().map(|(field, _)| field).collect();
    fields.dedup();
    Ok(fields)
}

/// (field, position) of a term in a document, ascending.
fn occurrences(text: &TextIndex, form: &Form, document: u32) -> Result<Vec<(usize, u32)>> {
    let chunk_number = document / CHUNK as u32;
    let mut cursor = 0;
    let bad = || text.corrupt("a chunk does not fit its term");
    let Some(at) = advance(form.postings.entries, &mut cursor, chunk_number) else { return Ok(Vec::new()) };
    let chunk = form.postings.chunk(at).ok_or_else(bad)?;
    let Some((rank, _)) = chunk.code(document as usize % CHUNK) else { return Ok(Vec::new()) };
    let bytes = text.chunk_positions(form.term, &form.postings, at)?;
    let mut offset = 0;
    let signature =
        |rank: usize| -> Result<Signature> { text.signature(chunk.codes[rank], form.postings.entry_number(at), rank) };
    for before in 0..rank {
        decode(signature(before)?, bytes, &mut offset, |_, _| {});
    }
    let mut found = Vec::new();
    decode(signature(rank)?, bytes, &mut offset, |field, position| found.push((field, position)));
    Ok(found)
}
