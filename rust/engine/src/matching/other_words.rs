//! Where do words stand side by side that are as good as a clause, and what do they count there?

use super::form::Form;
use super::quotes::{SequenceDocuments, find_sequence};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::index::text_index::TextIndex;
use crate::query::clauses::Sequence;

/// Words side by side that are as good as a clause: their forms count where they stand so.
pub struct OtherWords<'a> {
    /// Where they stand so.
    pub documents: SequenceDocuments,
    /// What counts there.
    pub forms: Vec<Form<'a>>,
}

impl<'a> OtherWords<'a> {
    /// Looks for a sequence, however it is spelt.
    pub fn read(segment: &Segment, text: &'a TextIndex, sequence: &Sequence) -> Result<Self> {
        let mut documents = SequenceDocuments::default();
        for spelling in &sequence.spellings {
            documents = documents.or(&find_sequence(segment, text, spelling)?);
        }
        let forms = sequence.places.iter().flatten().map(|form| Form::read(text, form)).collect::<Result<Vec<_>>>()?;
        Ok(Self { documents, forms })
    }
}

/// Documents that hold any of some forms, or other words side by side, counted.
pub fn frequency_of(text: &TextIndex, forms: &[Form], others: &[OtherWords]) -> Result<u64> {
    let documents = text.documents(forms.iter().map(|form| form.term))?;
    Ok(others.iter().fold(documents, |all, other| all.or(&other.documents.anywhere)).len() as u64)
}
