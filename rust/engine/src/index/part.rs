//! What one worker of the builder collects: the documents it was given, in order of arrival.

use super::document::{Document, DocumentReader, Row, Value};
use super::forward::Forward;
use super::identifiers::normal_form;
use super::schema::Schema;
use crate::categories::assignments::NO_POSITION;
use crate::columns::collect::ColumnPart;
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;

/// A window of a row before rows have numbers.
#[derive(Debug, Clone, Copy)]
pub struct PartWindow {
    /// Document number in the part.
    pub document: u32,
    /// Row number in the document.
    pub row: u32,
    /// First microsecond.
    pub from: i64,
    /// The microsecond after the last.
    pub to: i64,
}

/// Documents of one worker.
pub struct Part {
    /// Document ids.
    pub ids: Vec<Box<str>>,
    /// The line each document came from, counted from 0 over all batches.
    pub lines: Vec<u32>,
    /// Explicit rows of each document; 0: it is its own row.
    pub explicit_rows: Vec<u32>,
    /// Ids of explicit rows.
    pub row_ids: Vec<Box<str>>,
    /// Category assignments of all documents, one behind the other.
    pub assignments: Vec<(u32, i32)>,
    /// Document -> end of its assignments.
    pub assignment_ends: Vec<u32>,
    /// Category ids seen, by the part's own number.
    pub category_ids: Vec<Box<str>>,
    category_numbers: FxHashMap<Box<str>, u32>,
    /// Rows with dates.
    pub windows: Vec<PartWindow>,
    /// (document, row in it, normal form).
    pub identifiers: Vec<(u32, u32, Box<str>)>,
    /// Documents that no phrase finds.
    pub unsearchable: Vec<u32>,
    /// Words, one per locale.
    pub forwards: Vec<Forward>,
    /// Columns.
    pub columns: Vec<ColumnPart>,
}

impl Part {
    /// An empty one.
    pub fn new(schema: &Schema) -> Self {
        Self {
            ids: Vec::new(),
            lines: Vec::new(),
            explicit_rows: Vec::new(),
            row_ids: Vec::new(),
            assignments: Vec::new(),
            assignment_ends: Vec::new(),
            category_ids: Vec::new(),
            category_numbers: FxHashMap::default(),
            windows: Vec::new(),
            identifiers: Vec::new(),
            unsearchable: Vec::new(),
            forwards: schema.locales.iter().map(|locale| Forward::new(schema, locale)).collect(),
            columns: schema.columns.iter().map(|column| ColumnPart::new(column.kind, 0, 0)).collect(),
        }
    }

    /// Adds the documents of some lines; `first_line` numbers them in errors.
    pub fn add_lines(
        &mut self,
        lines: &[&str],
        first_line: usize,
        reader: &DocumentReader,
        schema: &Schema,
    ) -> Result<()> {
        for (number, line) in lines.iter().enumerate() {
            let failed = |reason: String| Error::Document { line: first_line + number, reason };
            let document = reader.read(line).map_err(|error| failed(error.to_string()))?;
            self.add(&document, schema).map_err(failed)?;
            self.lines.push((first_line + number) as u32 - 1);
        }
        Ok(())
    }

    fn add(&mut self, document: &Document, schema: &Schema) -> std::result::Result<(), String> {
        let number = self.ids.len() as u32;
        self.add_assignments(document);
        self.ids.push(document.id.as_ref().into());
        self.explicit_rows.push(document.rows.len() as u32);
        if !document.searchable {
            self.unsearchable.push(number);
        }
        if document.rows.is_empty() {
            self.add_row_facts(number, 0, &document.own, document);
        }
        for (row_number, row) in document.rows.iter().enumerate() {
            if row.id.is_empty() {
                return Err(format!("row {row_number} of {:?} has no id", document.id));
            }
            self.row_ids.push(row.id.as_ref().into());
            self.add_row_facts(number, row_number as u32, row, document);
        }
        for (column, part) in self.columns.iter_mut().enumerate() {
            part.add_own(value_of(&document.own, column));
            document.rows.iter().for_each(|row| part.add_row(value_of(row, column)));
        }
        self.forwards.iter_mut().for_each(|forward| forward.add(document, schema));
        Ok(())
    }

    fn add_row_facts(&mut self, document: u32, row_number: u32, row: &Row, whole: &Document) {
        let from = row.from.unwrap_or(i64::MIN).max(whole.own.from.unwrap_or(i64::MIN));
        let to = row.to.unwrap_or(i64::MAX).min(whole.own.to.unwrap_or(i64::MAX));
        if from != i64::MIN || to != i64::MAX {
            self.windows.push(PartWindow { document, row: row_number, from, to });
        }
        if whole.searchable {
            let of_document: &[_] = if whole.rows.is_empty() { &[] } else { &whole.own.identifiers };
            for written in row.identifiers.iter().chain([&row.id]).chain(of_document) {
                self.identifiers.push((document, row_number, normal_form(written).into()));
            }
        }
    }

    fn add_assignments(&mut self, document: &Document) {
        let start = self.assignments.len();
        for assignment in &document.categories {
            let category = self.category_number(&assignment.category);
            if self.assignments[start..].iter().all(|&(other, _)| other != category) {
                self.assignments.push((category, assignment.position.unwrap_or(NO_POSITION)));
            }
        }
        self.assignment_ends.push(self.assignments.len() as u32);
    }

    fn category_number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.category_numbers.get(id) {
            return number;
        }
        let number = self.category_ids.len() as u32;
        self.category_ids.push(id.into());
        self.category_numbers.insert(id.into(), number);
        number
    }

    /// The assignments of a document.
    pub fn assignments_of(&self, document: usize) -> &[(u32, i32)] {
        let start = if document == 0 { 0 } else { self.assignment_ends[document - 1] };
        &self.assignments[start as usize..self.assignment_ends[document] as usize]
    }
}

fn value_of<'r, 'a>(row: &'r Row<'a>, column: usize) -> Option<&'r Value<'a>> {
    row.values.iter().find(|(number, _)| *number == column).map(|(_, value)| value)
}
