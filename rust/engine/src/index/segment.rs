//! A frozen index, open for reading.

use super::builder::Meta;
use super::catalog_entries::CatalogEntries;
use super::container::{Bytes, Container, Section};
use super::identifiers::Identifiers;
use super::product_types::ProductTypes;
use super::row_words::RowWords;
use super::schema::Schema;
use super::strings::Strings;
use super::text_index::TextIndex;
use super::windows::Windows;
use crate::categories::assignments::Assignments;
use crate::categories::tree::CategoryTree;
use crate::columns::{Column, Scope};
use crate::error::Result;
use crate::postings::set::DocumentSet;
use crate::text::measures::Units;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT_NUMBER: AtomicU64 = AtomicU64::new(0);

/// A frozen index. Opening reads no per-document data.
pub struct Segment {
    /// What it was built with.
    pub schema: Schema,
    /// Documents.
    pub documents: usize,
    /// Rows.
    pub rows: usize,
    /// Ids of documents.
    pub ids: Strings,
    /// Categories.
    pub tree: CategoryTree,
    /// Category assignments.
    pub assignments: Assignments,
    /// Identifiers.
    pub identifiers: Identifiers,
    /// Dates.
    pub windows: Windows,
    /// Columns, in schema order.
    pub columns: Vec<Column>,
    /// Words, one per locale.
    pub texts: Vec<TextIndex>,
    /// Labels for completion, one for each locale; `None`: it was given none.
    pub entries: Vec<Option<CatalogEntries>>,
    row_starts: Option<Section>,
    row_ids: Option<Strings>,
    id_ranks: Section,
    unsearchable: Section,
    row_words: Vec<OnceLock<RowWords>>,
    /// Units of measure, for each locale.
    pub units: Vec<Units>,
    /// Types of products; `None`: nothing tells them.
    pub product_types: Option<ProductTypes>,
    /// Tells it from every other segment of the process: what is kept about a segment carries it.
    pub number: u64,
    container: Container,
}

impl Segment {
    /// Opens the bytes of a frozen index.
    pub fn open(bytes: Bytes) -> Result<Self> {
        let container = Container::open(bytes)?;
        let meta_section = container.section("meta")?;
        let meta: Meta =
            serde_json::from_slice(meta_section.bytes()?).map_err(|error| meta_section.corrupt(error.to_string()))?;
        let schema = meta.schema;
        let columns = schema.columns.iter().enumerate().map(|(number, spec)| {
            Column::open(&format!("column.{number}."), spec, &container, meta.documents, meta.rows)
        });
        let texts =
            (0..schema.locales.len()).map(|locale| TextIndex::open(&format!("text.{locale}."), &container, &schema));
        let entries = (0..schema.locales.len()).map(|locale| CatalogEntries::open(locale, &container));
        let has_rows = container.has("row_starts");
        Ok(Self {
            documents: meta.documents,
            rows: meta.rows,
            ids: Strings::open("ids", &container)?,
            tree: CategoryTree::new(&schema.categories)?,
            assignments: Assignments::open(&container)?,
            identifiers: Identifiers::open(&container)?,
            windows: Windows::open(&container)?,
            columns: columns.collect::<Result<_>>()?,
            texts: texts.collect::<Result<_>>()?,
            entries: entries.collect::<Result<_>>()?,
            row_starts: if has_rows { Some(container.section("row_starts")?) } else { None },
            row_ids: if has_rows { Some(Strings::open("row_ids", &container)?) } else { None },
            id_ranks: container.section("id_ranks")?,
            unsearchable: container.section("unsearchable")?,
            number: NEXT_NUMBER.fetch_add(1, Ordering::Relaxed),
            row_words: schema.locales.iter().map(|_| OnceLock::new()).collect(),
            product_types: ProductTypes::open(&schema),
            units: schema.locales.iter().map(|locale| Units::of(&locale.languages, &schema.units)).collect(),
            container,
            schema,
        })
    }

    /// Whether some document has more rows than one.
    pub fn has_variations(&self) -> bool {
        self.rows > self.documents
    }

    /// The rows of documents.
    pub fn row_map(&self) -> Result<RowMap<'_>> {
        Ok(match &self.row_starts {
            Some(starts) if self.has_variations() => RowMap::Starts(starts.values()?),
            _ => RowMap::Same,
        })
    }

    /// Document -> its place in the order of ids.
    pub fn id_ranks(&self) -> Result<&[u32]> {
        self.id_ranks.values()
    }

    /// Documents that no phrase finds.
    pub fn unsearchable(&self) -> Result<DocumentSet> {
        Ok(DocumentSet::from_sorted(self.unsearchable.values::<u32>()?.iter().copied()))
    }

    /// The id of a row.
    pub fn row_id(&self, row: u32) -> Result<&str> {
        match &self.row_ids {
            Some(ids) => ids.get(row),
            None => self.ids.get(row),
        }
    }

    /// The words of row values in a locale, read when first asked for; `None` when no document has rows that differ.
    pub fn row_words(&self, locale: usize) -> Result<Option<&RowWords>> {
        if !self.has_variations() || self.schema.variations_field().is_none() {
            return Ok(None);
        }
        if self.row_words[locale].get().is_none() {
            let words = RowWords::read(&self.schema, locale, &self.columns, &self.texts[locale], &self.units[locale])?;
            let _ = self.row_words[locale].set(words);
        }
        Ok(self.row_words[locale].get())
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.schema.columns.iter().position(|column| column.name == name)
    }

    /// Whether a column has an entry for each row.
    pub fn is_by_row(&self, column: usize) -> bool {
        self.columns[column].scope == Scope::Row
    }

    /// Checks every checksum.
    pub fn verify(&self) -> Result<()> {
        self.container.verify()
    }

    /// Names and lengths of the sections.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        self.container.sections()
    }
}

/// Which rows does a document have, and whose is a row?
#[derive(Clone, Copy)]
pub enum RowMap<'a> {
    /// Every document is its own row.
    Same,
    /// Document -> first row; one more at the end.
    Starts(&'a [u32]),
}

impl RowMap<'_> {
    /// The rows of a document.
    #[inline]
    pub fn rows(&self, document: u32) -> std::ops::Range<u32> {
        match self {
            Self::Same => document..document + 1,
            Self::Starts(starts) => starts[document as usize]..starts[document as usize + 1],
        }
    }

    /// The document of a row.
    #[inline]
    pub fn document(&self, row: u32) -> u32 {
        match self {
            Self::Same => row,
            Self::Starts(starts) => starts.partition_point(|&start| start <= row) as u32 - 1,
        }
    }
}
