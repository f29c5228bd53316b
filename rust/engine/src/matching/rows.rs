//! Which rows of a document match, and how well? The words must hold on one row, like everything else.

use super::coverage::Coverage;
use super::form::Form;
use super::lists::ClauseLists;
use super::negated::{NegatedLists, Says};
use super::quotes::SequenceDocuments;
use crate::columns::{Entries, Scope};
use crate::error::Result;
use crate::index::segment::{RowMap, Segment};
use crate::index::text_index::{TermPostings, TextIndex};
use crate::postings::chunk::{Entry, place_of};
use crate::postings::signature::{Signature, field_mask};
use crate::query::clauses::{Clause, Query};

/// What a visible row matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowMatch {
    /// The row.
    pub row: u32,
    /// What of the phrase it matches.
    pub coverage: Coverage,
    /// Whether an identifier names it.
    pub named: bool,
}

/// Decides on rows.
pub struct RowMatcher<'a> {
    text: &'a TextIndex,
    clauses: Vec<ClauseRows<'a>>,
    excluded: Vec<ClauseRows<'a>>,
    negated: Vec<(ClauseRows<'a>, &'a NegatedLists<'a>)>,
    named: &'a [u32],
    hidden: &'a [u32],
    /// Rows of documents.
    pub rows: RowMap<'a>,
    masks: Masks,
}

#[derive(Clone, Copy)]
struct Masks {
    /// Fields of product text.
    product: u32,
    /// Strong fields of product text.
    strong: u32,
    /// The field of row values.
    variations: u32,
}

struct ClauseRows<'a> {
    lists: &'a ClauseLists<'a>,
    values: Vec<ValueTest<'a>>,
    /// Values that hold the word as it was typed, where corrections hold it too.
    typed_values: Option<Vec<ValueTest<'a>>>,
    named: &'a [u32],
    silent: std::ops::Range<u32>,
}

/// Whether a clause occurs in the product text of a document.
#[derive(Clone, Copy, Default)]
struct InProduct {
    at_all: bool,
    /// As it was typed.
    typed: bool,
}

struct ValueTest<'a> {
    entries: Entries<'a>,
    scope: Scope,
    ordinals: &'a [u32],
    row_documents: &'a [u64],
}

impl<'a> RowMatcher<'a> {
    /// A matcher for a query; `hidden` are the rows that are not in the store at the instant, ascending.
    pub fn new(
        segment: &'a Segment,
        text: &'a TextIndex,
        query: &'a Query,
        lists: &'a QueryLists<'a>,
        hidden: &'a [u32],
    ) -> Result<Self> {
        let clause_rows = |clauses: &'a [Clause], lists: &'a [ClauseLists<'a>]| -> Result<Vec<ClauseRows<'a>>> {
            clauses.iter().zip(lists).map(|(clause, lists)| ClauseRows::new(segment, clause, lists)).collect()
        };
        let variations = segment.schema.variations_field();
        let fields = || segment.schema.text_fields.iter().enumerate().filter(|(number, _)| Some(*number) != variations);
        let mut negated = Vec::new();
        for (one, lists) in query.negated.iter().zip(&lists.negated) {
            negated.push((ClauseRows::new(segment, &one.excluded, &lists.excluded)?, lists));
        }
        let masks = Masks {
            product: field_mask(fields().map(|(number, _)| number)),
            strong: field_mask(fields().filter(|(_, field)| field.strong).map(|(number, _)| number)),
            variations: field_mask(variations),
        };
        Ok(Self {
            text,
            clauses: clause_rows(&query.clauses, &lists.clauses)?,
            excluded: clause_rows(&query.excluded, &lists.excluded)?,
            negated,
            named: &query.named,
            hidden,
            rows: segment.row_map()?,
            masks,
        })
    }

    /// Puts the visible, not excluded rows of a document into `found`, with what they match.
    pub fn matches(&self, document: u32, found: &mut Vec<RowMatch>) -> Result<()> {
        found.clear();
        let rows = self.rows.rows(document);
        let single = rows.len() == 1;
        let mut in_product = [InProduct::default(); crate::query::phrase::MOST_CLAUSES];
        for (clause, known) in self.clauses.iter().zip(&mut in_product) {
            known.at_all = self.occurs(clause, document, self.masks.product, single, |_| true)?;
            known.typed = match clause.typed_values {
                Some(_) if known.at_all => {
                    self.occurs(clause, document, self.masks.product, single, |form| !form.is_correction)?
                }
                _ => known.at_all,
            };
        }
        if self.is_excluded(document, single)? {
            return Ok(());
        }
        for row in rows {
            if self.hidden.binary_search(&row).is_ok() || self.excludes_row(document, row, single) {
                continue;
            }
            let mut coverage = Coverage::default();
            for (clause, known) in self.clauses.iter().zip(in_product) {
                let is_matched = known.at_all || clause.holds_row(document, row);
                let is_typed = known.typed || clause.holds_row_as_typed(document, row);
                coverage.matched += u32::from(is_matched);
                coverage.corrected += u32::from(is_matched && !is_typed);
            }
            found.push(RowMatch { row, coverage, named: self.is_named(row) });
        }
        Ok(())
    }

    /// Whether the text of a product excludes all its rows.
    fn is_excluded(&self, document: u32, single: bool) -> Result<bool> {
        let occurs = |clause| self.occurs(clause, document, self.masks.product, single, |_| true);
        for clause in &self.excluded {
            if occurs(clause)? {
                return Ok(true);
            }
        }
        for (clause, lists) in &self.negated {
            if !lists.says.contains(document) && (lists.has.contains(document) || occurs(clause)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a value of its own excludes a row; those of a document's only row are its text.
    fn excludes_row(&self, document: u32, row: u32, single: bool) -> bool {
        self.excluded.iter().any(|clause| clause.holds_row(document, row))
            || (!single && self.negated.iter().any(|(clause, _)| clause.holds_row(document, row)))
    }

    /// Whether every clause stands in a strong field or in a value of the row.
    pub fn is_strong(&self, document: u32, row: u32) -> Result<bool> {
        let single = self.rows.rows(document).len() == 1;
        for clause in &self.clauses {
            if !self.occurs(clause, document, self.masks.strong, single, |_| true)?
                && !clause.values.iter().any(|test| test.holds(document, row))
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many clauses values of a row's own hold, whether its product's text has them too or not.
    pub fn held(&self, document: u32, row: u32) -> usize {
        self.clauses.iter().filter(|clause| clause.values.iter().any(|test| test.holds(document, row))).count()
    }

    /// Whether an identifier names a row.
    pub fn is_named(&self, row: u32) -> bool {
        self.named.binary_search(&row).is_ok()
    }

    /// Whether a clause occurs in fields of a mask. The values of a document's only row count as its text.
    fn occurs(
        &self,
        clause: &ClauseRows,
        document: u32,
        mask: u32,
        single: bool,
        counts: impl Fn(&Form) -> bool,
    ) -> Result<bool> {
        let stands = |sequence: &SequenceDocuments| match (single, mask == self.masks.strong) {
            (true, false) => sequence.anywhere.contains(document),
            (_, true) => sequence.in_strong.contains(document),
            (false, false) => sequence.in_product.contains(document),
        };
        if let Some(sequence) = &clause.lists.sequence {
            return Ok(stands(sequence));
        }
        if clause.lists.others.iter().any(|other| stands(&other.documents)) {
            return Ok(true);
        }
        let mask = if single { mask | self.masks.variations } else { mask };
        for form in clause.lists.forms.iter().filter(|form| counts(form)) {
            if signature_of(self.text, &form.postings, document)?.is_some_and(|signature| signature.touches(mask)) {
                return Ok(true);
            }
        }
        if clause.silent.is_empty() { Ok(false) } else { self.is_silent_in(clause, document, mask, single) }
    }

    /// Whether any silent term of a clause stands in fields of a mask.
    #[cold]
    fn is_silent_in(&self, clause: &ClauseRows, document: u32, mask: u32, single: bool) -> Result<bool> {
        let Some(merged) = &clause.lists.merged else { return Ok(false) };
        let is_strong = mask & self.masks.product != self.masks.product;
        match (&merged.in_fields, is_strong) {
            (Some(fields), true) => return Ok(fields.strong.contains(document)),
            (Some(fields), false) if !single => return Ok(fields.product.contains(document)),
            (_, false) => return Ok(merged.contains(document)),
            (None, true) => {}
        }
        for term in clause.silent.clone() {
            let postings = self.text.postings(term)?;
            if signature_of(self.text, &postings, document)?.is_some_and(|signature| signature.touches(mask)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<'a> ClauseRows<'a> {
    fn new(segment: &'a Segment, clause: &'a Clause, lists: &'a ClauseLists<'a>) -> Result<Self> {
        let tests = |values: &'a [(usize, Vec<u32>)]| -> Result<Vec<ValueTest<'a>>> {
            values.iter().map(|(column, ordinals)| ValueTest::new(segment, *column, ordinals)).collect()
        };
        let typed_values = clause.typed_values.as_deref().map(tests).transpose()?;
        let silent = clause.silent.terms.clone();
        Ok(Self { lists, values: tests(&clause.values)?, typed_values, named: &clause.named, silent })
    }

    fn holds_row(&self, document: u32, row: u32) -> bool {
        self.is_named(row) || self.values.iter().any(|test| test.holds(document, row))
    }

    fn holds_row_as_typed(&self, document: u32, row: u32) -> bool {
        let values = self.typed_values.as_ref().unwrap_or(&self.values);
        self.is_named(row) || values.iter().any(|test| test.holds(document, row))
    }

    fn is_named(&self, row: u32) -> bool {
        self.named.binary_search(&row).is_ok()
    }
}

impl<'a> ValueTest<'a> {
    fn new(segment: &'a Segment, column: usize, ordinals: &'a [u32]) -> Result<Self> {
        let column = &segment.columns[column];
        let (entries, row_documents) = (column.entries()?, column.row_documents()?);
        Ok(Self { entries, scope: column.scope, ordinals, row_documents })
    }

    /// A value that the row has from its product is product text, not the row's.
    fn holds(&self, document: u32, row: u32) -> bool {
        let of_rows =
            self.row_documents.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1);
        if !of_rows {
            return false;
        }
        let at = if self.scope == Scope::Row { row } else { document };
        let mut held = false;
        self.entries.for_each_ordinal(at as usize, |ordinal| held |= self.ordinals.binary_search(&ordinal).is_ok());
        held
    }
}

/// The posting lists of a query.
pub struct QueryLists<'a> {
    /// What must match.
    pub clauses: Vec<ClauseLists<'a>>,
    /// What must not.
    pub excluded: Vec<ClauseLists<'a>>,
    /// What a row must not have.
    pub negated: Vec<NegatedLists<'a>>,
    /// What documents say of it; `None`: everything is wanted.
    pub says: Option<Says>,
}

impl<'a> QueryLists<'a> {
    /// Reads them.
    pub fn read(segment: &Segment, text: &'a TextIndex, query: &Query) -> Result<Self> {
        let rows = segment.row_map()?;
        let read = |clauses: &[Clause]| {
            clauses.iter().map(|clause| ClauseLists::read(segment, text, clause, rows)).collect::<Result<Vec<_>>>()
        };
        let negated = query.negated.iter().map(|one| NegatedLists::read(segment, text, one, rows));
        let negated = negated.collect::<Result<Vec<_>>>()?;
        let says = (!negated.is_empty()).then(|| Says::of(&negated));
        Ok(Self { clauses: read(&query.clauses)?, excluded: read(&query.excluded)?, negated, says })
    }
}

/// How a term occurs in a document.
pub fn signature_of(text: &TextIndex, postings: &TermPostings, document: u32) -> Result<Option<Signature>> {
    let (chunk_number, place) = place_of(document);
    let at = postings.entries.partition_point(|&entry| (Entry(entry).chunk() as u32) < chunk_number);
    if postings.entries.get(at).is_none_or(|&entry| Entry(entry).chunk() as u32 != chunk_number) {
        return Ok(None);
    }
    let chunk = postings.chunk(at).ok_or_else(|| text.misfit())?;
    match chunk.code(place) {
        Some((rank, code)) => Ok(Some(text.signature(code, postings.entry_number(at), rank)?)),
        None => Ok(None),
    }
}
