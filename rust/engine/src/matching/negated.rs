//! Which documents have what is not wanted, and which say that they have it not?

use super::lists::ClauseLists;
use crate::columns::Scope;
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::index::segment::{RowMap, Segment};
use crate::index::text_index::TextIndex;
use crate::postings::set::DocumentSet;
use crate::query::negations::Negated;
use crate::text::fold::fold;
use crate::text::negation_words::is_negative;

/// The documents of something that is not wanted.
pub struct NegatedLists<'a> {
    /// Where its words stand.
    pub excluded: ClauseLists<'a>,
    /// Documents whose text says that they have it not.
    pub says_in_text: DocumentSet,
    /// Documents that say so, in their text or by an attribute.
    pub says: DocumentSet,
    /// Documents that an attribute says have it.
    pub has: DocumentSet,
}

impl<'a> NegatedLists<'a> {
    /// Reads them.
    pub fn read(segment: &Segment, text: &'a TextIndex, negated: &Negated, rows: RowMap) -> Result<Self> {
        let says_in_text = ClauseLists::read(segment, text, &negated.says, rows)?.documents(text)?;
        let (mut says, mut has) = (says_in_text.clone(), DocumentSet::default());
        for &column in &negated.columns {
            let values = AttributeValues::read(segment, column, rows)?;
            says = says.or(&values.negative);
            has = has.or(&values.others.and_not(&values.negative));
        }
        Ok(Self { excluded: ClauseLists::read(segment, text, &negated.excluded, rows)?, says_in_text, says, has })
    }

    /// Documents that are left out where each is one row.
    pub fn left_out(&self, text: &TextIndex) -> Result<DocumentSet> {
        Ok(self.excluded.documents(text)?.or(&self.has).and_not(&self.says))
    }
}

/// Documents that say of something that is not wanted that they have it not.
pub struct Says {
    in_text: DocumentSet,
    at_all: DocumentSet,
}

/// How clearly a document may say so: in its text, by an attribute, not at all.
pub const MOST_CLEARLY: u8 = 2;

impl Says {
    /// Of any of several things.
    pub fn of(negated: &[NegatedLists]) -> Self {
        let mut says = Self { in_text: DocumentSet::default(), at_all: DocumentSet::default() };
        for lists in negated {
            says.in_text = says.in_text.or(&lists.says_in_text);
            says.at_all = says.at_all.or(&lists.says);
        }
        says
    }

    /// How clearly a document says so.
    pub fn grade(&self, document: u32) -> u8 {
        u8::from(self.in_text.contains(document)) + u8::from(self.at_all.contains(document))
    }

    /// The documents that say so just so clearly.
    pub fn of_grade(&self, documents: &DocumentSet, grade: u8) -> DocumentSet {
        match grade {
            MOST_CLEARLY => documents.and(&self.in_text),
            1 => documents.and(&self.at_all).and_not(&self.in_text),
            _ => documents.and_not(&self.at_all),
        }
    }
}

/// The documents that have a negative value of an attribute, and those that have others.
struct AttributeValues {
    negative: DocumentSet,
    others: DocumentSet,
}

impl AttributeValues {
    fn read(segment: &Segment, column: usize, rows: RowMap) -> Result<Self> {
        let column = &segment.columns[column];
        let values = column.dictionary().map_or_else(|| Ok(Vec::new()), Dictionary::all)?;
        let are_negative: Vec<bool> = values.iter().map(|value| is_negative(&fold(value))).collect();
        let (mut negative, mut others) = (Vec::new(), Vec::new());
        let entries = column.entries()?;
        for at in 0..entries.len() {
            let document = if column.scope == Scope::Row { rows.document(at as u32) } else { at as u32 };
            entries.for_each_ordinal(at, |ordinal| {
                let is_negative = are_negative.get(ordinal as usize) == Some(&true);
                let documents = if is_negative { &mut negative } else { &mut others };
                if documents.last() != Some(&document) {
                    documents.push(document);
                }
            });
        }
        Ok(Self { negative: DocumentSet::from_sorted(negative), others: DocumentSet::from_sorted(others) })
    }
}
