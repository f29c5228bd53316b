//! Here is a document or a row: what is its price, its colour, its place in the alphabet?
//!
//! Strings are ordinals into a sorted dictionary, one, two or four bytes each; numbers are four bytes where they fit. A column that no variation
//! changes is stored by document, any other by row. Useful for: filters, counts, sorting. Not for: showing a product (that is the record's job).

pub mod collect;
pub mod runs;

use crate::dictionary::Dictionary;
use crate::error::{Error, Result};
use crate::index::container::{Container, Section};
use crate::index::schema::{ColumnKind, ColumnSpec};
use runs::Runs;
use std::sync::OnceLock;

/// Whether a column's entries are documents or rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One entry a document.
    Document,
    /// One entry a row.
    Row,
}

/// A column on disk.
pub struct Column {
    /// What it is called and holds.
    pub spec: ColumnSpec,
    /// What its entries are.
    pub scope: Scope,
    store: Store,
    /// As an ascending key reads entries, and as a descending one does.
    statistics: [OnceLock<Statistics>; 2],
    runs: OnceLock<Option<Runs>>,
}

enum Store {
    Values {
        dictionary: Dictionary,
        ends: Option<Section>,
        ordinals: Section,
        width: usize,
        row_documents: Option<Section>,
    },
    Numbers {
        ends: Option<Section>,
        section: Section,
        kind: NumberKind,
    },
    Ranks(Section),
}

#[derive(Debug, Clone, Copy)]
enum NumberKind {
    I32,
    I64,
    F64,
}

/// Readable entries of a column.
#[derive(Clone, Copy)]
pub enum Entries<'a> {
    /// At most one ordinal each.
    One(Ordinals<'a>),
    /// A list of ordinals each: where each list ends, and all of them.
    Many(&'a [u32], Ordinals<'a>),
    /// At most one number each.
    Numbers(Numbers<'a>),
    /// A list of numbers each: where each list ends, and all of them.
    ManyNumbers(&'a [u32], Numbers<'a>),
    /// Ranks of texts.
    Ranks(&'a [u32]),
}

/// Ordinals; the greatest number of the width is none.
#[derive(Clone, Copy)]
pub enum Ordinals<'a> {
    /// Fewer than 255 values.
    U8(&'a [u8]),
    /// Fewer than 65,535.
    U16(&'a [u16]),
    /// More.
    U32(&'a [u32]),
}

impl Ordinals<'_> {
    /// The ordinal of an entry.
    #[inline]
    pub fn get(&self, at: usize) -> Option<u32> {
        match self {
            Self::U8(all) => Some(all[at]).filter(|&o| o != u8::MAX).map(u32::from),
            Self::U16(all) => Some(all[at]).filter(|&o| o != u16::MAX).map(u32::from),
            Self::U32(all) => Some(all[at]).filter(|&o| o != u32::MAX),
        }
    }

    /// Bytes of an ordinal.
    pub fn width(&self) -> usize {
        match self {
            Self::U8(_) => 1,
            Self::U16(_) => 2,
            Self::U32(_) => 4,
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::U8(all) => all.len(),
            Self::U16(all) => all.len(),
            Self::U32(all) => all.len(),
        }
    }
}

/// Numbers; the least of the width, or NaN, is none.
#[derive(Clone, Copy)]
pub enum Numbers<'a> {
    /// Whole numbers that fit.
    I32(&'a [i32]),
    /// Larger amounts of money.
    I64(&'a [i64]),
    /// Anything else.
    F64(&'a [f64]),
}

impl Numbers<'_> {
    /// The number of an entry, exact up to 2^53.
    #[inline]
    pub fn get(&self, at: usize) -> Option<f64> {
        match self {
            Self::I32(all) => Some(all[at]).filter(|&n| n != i32::MIN).map(f64::from),
            Self::I64(all) => Some(all[at]).filter(|&n| n != i64::MIN).map(|n| n as f64),
            Self::F64(all) => Some(all[at]).filter(|n| !n.is_nan()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::I32(all) => all.len(),
            Self::I64(all) => all.len(),
            Self::F64(all) => all.len(),
        }
    }
}

impl Entries<'_> {
    /// Calls `visit` for every ordinal of an entry.
    #[inline]
    pub fn for_each_ordinal(&self, at: usize, mut visit: impl FnMut(u32)) {
        match self {
            Self::One(ordinals) => {
                if let Some(ordinal) = ordinals.get(at) {
                    visit(ordinal);
                }
            }
            Self::Many(ends, ordinals) => {
                let start = if at == 0 { 0 } else { ends[at - 1] };
                (start..ends[at]).filter_map(|i| ordinals.get(i as usize)).for_each(visit);
            }
            Self::Numbers(_) | Self::ManyNumbers(..) | Self::Ranks(_) => {}
        }
    }

    /// Calls `visit` for every number of an entry.
    #[inline]
    pub fn for_each_number(&self, at: usize, visit: impl FnMut(f64)) {
        match self {
            Self::Numbers(numbers) => numbers.get(at).into_iter().for_each(visit),
            Self::ManyNumbers(ends, numbers) => {
                let start = if at == 0 { 0 } else { ends[at - 1] };
                (start..ends[at]).filter_map(|i| numbers.get(i as usize)).for_each(visit);
            }
            Self::One(_) | Self::Many(..) | Self::Ranks(_) => {}
        }
    }

    /// The number to sort or filter by.
    #[inline]
    pub fn number(&self, at: usize) -> Option<f64> {
        match self {
            Self::Numbers(numbers) => numbers.get(at),
            Self::Ranks(ranks) => Some(ranks[at]).filter(|&rank| rank != u32::MAX).map(f64::from),
            Self::One(ordinals) => ordinals.get(at).map(f64::from),
            Self::Many(..) | Self::ManyNumbers(..) => None,
        }
    }

    /// The least or the greatest of an entry's values, as a number.
    #[inline]
    pub fn extreme(&self, at: usize, greatest: bool) -> Option<f64> {
        let mut found: Option<f64> = None;
        let mut meet =
            |number: f64| found = Some(found.map_or(number, |f| if greatest { f.max(number) } else { f.min(number) }));
        match self {
            Self::Many(..) => self.for_each_ordinal(at, |ordinal| meet(f64::from(ordinal))),
            Self::ManyNumbers(..) => self.for_each_number(at, meet),
            _ => return self.number(at),
        }
        found
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        match self {
            Self::One(ordinals) => ordinals.len(),
            Self::Ranks(all) | Self::Many(all, _) | Self::ManyNumbers(all, _) => all.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What null policies need to know of a column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Statistics {
    /// The least value.
    pub min: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
    /// The mean of the values there are.
    pub average: Option<f64>,
    /// The middle value, the lower of two.
    pub median: Option<f64>,
}

impl Statistics {
    /// The statistics of some values.
    pub fn of(mut values: Vec<f64>) -> Self {
        if values.is_empty() {
            return Self::default();
        }
        values.sort_unstable_by(f64::total_cmp);
        let average = values.iter().sum::<f64>() / values.len() as f64;
        Self {
            min: values.first().copied(),
            max: values.last().copied(),
            average: Some(average),
            median: Some(values[(values.len() - 1) / 2]),
        }
    }
}

impl Column {
    /// Opens a column; `documents` and `rows` are the index's, to check lengths and tell the scope.
    pub fn open(prefix: &str, spec: &ColumnSpec, container: &Container, documents: usize, rows: usize) -> Result<Self> {
        let store = match spec.kind {
            ColumnKind::Value => open_values(prefix, container)?,
            ColumnKind::Number | ColumnKind::Money => open_numbers(prefix, container)?,
            ColumnKind::Sortable => Store::Ranks(container.section(&format!("{prefix}ranks"))?),
        };
        let entries = store.entries();
        let scope = match entries {
            n if n == documents => Scope::Document,
            n if n == rows => Scope::Row,
            n => {
                return Err(Error::corrupt(
                    prefix,
                    format!("{n} entries fit neither {documents} documents nor {rows} rows"),
                ));
            }
        };
        Ok(Self {
            spec: spec.clone(),
            scope,
            store,
            statistics: [OnceLock::new(), OnceLock::new()],
            runs: OnceLock::new(),
        })
    }

    /// Its entries, checked.
    pub fn entries(&self) -> Result<Entries<'_>> {
        Ok(match &self.store {
            Store::Values { ends, ordinals, width, .. } => {
                let ordinals = match width {
                    1 => Ordinals::U8(ordinals.values()?),
                    2 => Ordinals::U16(ordinals.values()?),
                    _ => Ordinals::U32(ordinals.values()?),
                };
                match ends {
                    Some(ends) => Entries::Many(ends.values()?, ordinals),
                    None => Entries::One(ordinals),
                }
            }
            Store::Numbers { ends, section, kind } => {
                let numbers = match kind {
                    NumberKind::I32 => Numbers::I32(section.values()?),
                    NumberKind::I64 => Numbers::I64(section.values()?),
                    NumberKind::F64 => Numbers::F64(section.values()?),
                };
                match ends {
                    Some(ends) => Entries::ManyNumbers(ends.values()?, numbers),
                    None => Entries::Numbers(numbers),
                }
            }
            Store::Ranks(section) => Entries::Ranks(section.values()?),
        })
    }

    /// Its runs of equal values, looked for when first asked for; `None` where a value changes too often, or where so few documents are
    /// looked at one by one in less time.
    pub fn runs(&self, documents: usize) -> Result<Option<&Runs>> {
        if self.runs.get().is_none() {
            let runs = match self.entries()? {
                Entries::One(ordinals) => Runs::of(ordinals),
                _ => None,
            };
            let _ = self.runs.set(runs);
        }
        Ok(self.runs.get().and_then(Option::as_ref).filter(|runs| runs.ordinals.len() * 2 < documents))
    }

    /// One bit a document: whether its rows have values of their own in a value column.
    pub fn row_documents(&self) -> Result<&[u64]> {
        match &self.store {
            Store::Values { row_documents: Some(section), .. } => section.values(),
            _ => Ok(&[]),
        }
    }

    /// How many distinct strings a value column has.
    pub fn cardinality(&self) -> usize {
        self.dictionary().map_or(0, Dictionary::len)
    }

    /// The strings of a value column.
    pub fn dictionary(&self) -> Option<&Dictionary> {
        match &self.store {
            Store::Values { dictionary, .. } => Some(dictionary),
            _ => None,
        }
    }

    /// Least, greatest, mean and median as a key of a direction reads the entries, computed when first asked for.
    pub fn statistics(&self, descending: bool) -> Result<Statistics> {
        let known = &self.statistics[usize::from(descending)];
        if let Some(statistics) = known.get() {
            return Ok(*statistics);
        }
        let entries = self.entries()?;
        let values = (0..entries.len()).filter_map(|at| entries.extreme(at, descending)).collect();
        Ok(*known.get_or_init(|| Statistics::of(values)))
    }
}

impl Store {
    fn entries(&self) -> usize {
        match self {
            Self::Values { ends: Some(ends), .. } | Self::Numbers { ends: Some(ends), .. } => ends.len() / 4,
            Self::Values { ordinals, width, .. } => ordinals.len() / width,
            Self::Numbers { section, kind, .. } => section.len() / if matches!(kind, NumberKind::I32) { 4 } else { 8 },
            Self::Ranks(section) => section.len() / 4,
        }
    }
}

fn open_values(prefix: &str, container: &Container) -> Result<Store> {
    let ends =
        if container.has(&format!("{prefix}ends")) { Some(container.section(&format!("{prefix}ends"))?) } else { None };
    let dictionary = Dictionary::open(&format!("{prefix}dictionary."), container)?;
    let row_documents = format!("{prefix}row_documents");
    let row_documents = if container.has(&row_documents) { Some(container.section(&row_documents)?) } else { None };
    for width in [1, 2, 4] {
        let name = format!("{prefix}u{}", width * 8);
        if container.has(&name) {
            return Ok(Store::Values { dictionary, ends, ordinals: container.section(&name)?, width, row_documents });
        }
    }
    Err(Error::corrupt(prefix, "the ordinals are missing"))
}

fn open_numbers(prefix: &str, container: &Container) -> Result<Store> {
    let ends =
        if container.has(&format!("{prefix}ends")) { Some(container.section(&format!("{prefix}ends"))?) } else { None };
    for (name, kind) in [("i32", NumberKind::I32), ("i64", NumberKind::I64), ("f64", NumberKind::F64)] {
        let name = format!("{prefix}{name}");
        if container.has(&name) {
            return Ok(Store::Numbers { ends, section: container.section(&name)?, kind });
        }
    }
    Err(Error::corrupt(prefix, "the numbers are missing"))
}
