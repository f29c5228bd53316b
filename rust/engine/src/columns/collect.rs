//! Collects the values of one column while documents stream in, and writes them in the final order of rows.

use crate::dictionary::write_dictionary;
use crate::error::{Error, Result};
use crate::index::container::ContainerWriter;
use crate::index::document::Value;
use crate::index::order::DocumentOrder;
use crate::index::schema::ColumnKind;
use crate::text::fold::fold;
use rustc_hash::FxHashMap;

/// The values of one column in one part of the builder. `own` are the documents' values, `rows` those of explicit rows.
pub enum ColumnPart {
    /// Strings by number.
    Values {
        /// String -> number.
        numbers: FxHashMap<Box<str>, u32>,
        /// Values of documents.
        own: Lists<u32>,
        /// Values of explicit rows.
        rows: Lists<u32>,
    },
    /// Numbers.
    Numbers {
        /// Values of documents.
        own: Lists<f64>,
        /// Values of explicit rows.
        rows: Lists<f64>,
    },
    /// Money in the smallest unit; `i64::MIN` is none.
    Money {
        /// Values of documents.
        own: Vec<i64>,
        /// Values of explicit rows.
        rows: Vec<i64>,
    },
    /// Texts of documents, for sorting.
    Sortable(Vec<Option<Box<str>>>),
}

/// Lists of numbers, one behind the other.
pub struct Lists<N> {
    ends: Vec<u32>,
    numbers: Vec<N>,
}

impl<N: Copy> Lists<N> {
    fn empty(count: usize) -> Self {
        Self { ends: vec![0; count], numbers: Vec::new() }
    }

    fn push(&mut self, numbers: impl IntoIterator<Item = N>) {
        self.numbers.extend(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    fn get(&self, at: usize) -> &[N] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.numbers[start as usize..self.ends[at] as usize]
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn has_several(&self) -> bool {
        (0..self.len()).any(|at| self.get(at).len() > 1)
    }
}

impl ColumnPart {
    /// An empty part that already passed over some documents and explicit rows (the column was declared late).
    pub fn new(kind: ColumnKind, documents: usize, rows: usize) -> Self {
        match kind {
            ColumnKind::Value => {
                Self::Values { numbers: FxHashMap::default(), own: Lists::empty(documents), rows: Lists::empty(rows) }
            }
            ColumnKind::Number => Self::Numbers { own: Lists::empty(documents), rows: Lists::empty(rows) },
            ColumnKind::Money => Self::Money { own: vec![i64::MIN; documents], rows: vec![i64::MIN; rows] },
            ColumnKind::Sortable => Self::Sortable(vec![None; documents]),
        }
    }

    /// Adds a document's own value.
    pub fn add_own(&mut self, value: Option<&Value>) {
        match self {
            Self::Values { numbers, own, .. } => own.push(string_numbers(numbers, value)),
            Self::Numbers { own, .. } => own.push(numbers_of(value).iter().copied()),
            Self::Money { own, .. } => own.push(minor(value)),
            Self::Sortable(own) => own.push(match value {
                Some(Value::Strings(strings)) => strings.first().map(|text| text.as_ref().into()),
                _ => None,
            }),
        }
    }

    /// Adds the value of an explicit row.
    pub fn add_row(&mut self, value: Option<&Value>) {
        match self {
            Self::Values { numbers, rows, .. } => rows.push(string_numbers(numbers, value)),
            Self::Numbers { rows, .. } => rows.push(numbers_of(value).iter().copied()),
            Self::Money { rows, .. } => rows.push(minor(value)),
            Self::Sortable(_) => {}
        }
    }

    /// The first value of a document, for ordering.
    pub fn first_own(&self, document: usize) -> Option<u32> {
        match self {
            Self::Values { own, .. } => own.get(document).first().copied(),
            _ => None,
        }
    }

    /// The strings of a row, by number: its own, else the document's.
    fn chosen(&self, document: usize, row: Option<usize>) -> &[u32] {
        let Self::Values { own, rows, .. } = self else { return &[] };
        let of_row = row.map_or(&[][..], |row| rows.get(row));
        if of_row.is_empty() { own.get(document) } else { of_row }
    }

    /// The strings of a value column by number.
    pub fn strings(&self) -> Vec<&str> {
        let Self::Values { numbers, .. } = self else { return Vec::new() };
        let mut strings = vec![""; numbers.len()];
        numbers.iter().for_each(|(string, &number)| strings[number as usize] = string);
        strings
    }
}

fn string_numbers(numbers: &mut FxHashMap<Box<str>, u32>, value: Option<&Value>) -> Vec<u32> {
    let Some(Value::Strings(strings)) = value else { return Vec::new() };
    let mut found: Vec<u32> = Vec::with_capacity(strings.len());
    for string in strings {
        let next = numbers.len() as u32;
        let number = *numbers.entry(string.as_ref().into()).or_insert(next);
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

fn numbers_of<'v>(value: Option<&'v Value>) -> &'v [f64] {
    match value {
        Some(Value::Numbers(numbers)) => numbers,
        _ => &[],
    }
}

fn minor(value: Option<&Value>) -> i64 {
    match value {
        Some(&Value::Minor(minor)) => minor,
        _ => i64::MIN,
    }
}

/// Writes a column, in the order of the finished index.
pub fn write_column(
    prefix: &str,
    parts: &[&ColumnPart],
    order: &DocumentOrder,
    container: &mut ContainerWriter,
) -> Result<()> {
    match parts.first() {
        Some(ColumnPart::Values { .. }) => write_values(prefix, parts, order, container),
        Some(ColumnPart::Numbers { .. }) => {
            write_numbers(prefix, &gather_numbers(parts, order), container);
            Ok(())
        }
        Some(ColumnPart::Money { .. }) => {
            write_money(prefix, &gather_money(parts, order), container);
            Ok(())
        }
        Some(ColumnPart::Sortable(_)) => {
            container.add(&format!("{prefix}ranks"), &sort_ranks(parts, order));
            Ok(())
        }
        None => Ok(()),
    }
}

/// Calls `visit(part, document, explicit row)` for every row in order; a value column without row values is visited by document.
fn for_each_row(order: &DocumentOrder, by_row: bool, mut visit: impl FnMut(usize, usize, Option<usize>)) {
    for place in order.places() {
        if by_row && place.explicit_rows > 0 {
            (0..place.explicit_rows)
                .for_each(|row| visit(place.part, place.document, Some(place.first_explicit_row + row)));
        } else {
            visit(place.part, place.document, None);
        }
    }
}

fn gather_numbers(parts: &[&ColumnPart], order: &DocumentOrder) -> Lists<f64> {
    let mut all = Lists::empty(0);
    let by_row = parts.iter().any(|part| matches!(part, ColumnPart::Numbers { rows, .. } if !rows.numbers.is_empty()));
    for_each_row(order, by_row, |part, document, row| {
        if let ColumnPart::Numbers { own, rows } = parts[part] {
            let of_row = row.map_or(&[][..], |row| rows.get(row));
            all.push(if of_row.is_empty() { own.get(document) } else { of_row }.iter().copied());
        }
    });
    all
}

fn gather_money(parts: &[&ColumnPart], order: &DocumentOrder) -> Vec<i64> {
    let mut all = Vec::with_capacity(order.rows());
    let by_row =
        parts.iter().any(|part| matches!(part, ColumnPart::Money { rows, .. } if rows.iter().any(|&n| n != i64::MIN)));
    for_each_row(order, by_row, |part, document, row| {
        if let ColumnPart::Money { own, rows } = parts[part] {
            let value = row.map_or(i64::MIN, |row| rows[row]);
            all.push(if value == i64::MIN { own[document] } else { value });
        }
    });
    all
}

/// Whole numbers that fit take four bytes, others eight; lists have their ends beside them.
fn write_numbers(prefix: &str, lists: &Lists<f64>, container: &mut ContainerWriter) {
    if lists.has_several() {
        container.add(&format!("{prefix}ends"), &lists.ends);
        container.add(&format!("{prefix}f64"), &lists.numbers);
        return;
    }
    let numbers: Vec<f64> = (0..lists.len()).map(|at| lists.get(at).first().copied().unwrap_or(f64::NAN)).collect();
    let small = |n: f64| n.is_nan() || (n.fract() == 0.0 && n.abs() < f64::from(i32::MAX));
    if numbers.iter().all(|&n| small(n)) {
        let narrow: Vec<i32> = numbers.iter().map(|&n| if n.is_nan() { i32::MIN } else { n as i32 }).collect();
        container.add(&format!("{prefix}i32"), &narrow);
    } else {
        container.add(&format!("{prefix}f64"), &numbers);
    }
}

fn write_money(prefix: &str, amounts: &[i64], container: &mut ContainerWriter) {
    let narrow: Option<Vec<i32>> =
        amounts
            .iter()
            .map(|&amount| {
                if amount == i64::MIN { Some(i32::MIN) } else { i32::try_from(amount).ok().filter(|&n| n != i32::MIN) }
            })
            .collect();
    match narrow {
        Some(narrow) => container.add(&format!("{prefix}i32"), &narrow),
        None => container.add(&format!("{prefix}i64"), amounts),
    }
}

/// The place of each document in the order of (folded text, text); `u32::MAX` without a text.
fn sort_ranks(parts: &[&ColumnPart], order: &DocumentOrder) -> Vec<u32> {
    let texts: Vec<Option<&str>> = order
        .places()
        .map(|place| match parts[place.part] {
            ColumnPart::Sortable(own) => own[place.document].as_deref(),
            _ => None,
        })
        .collect();
    let mut keys: Vec<(String, &str)> = texts.iter().flatten().map(|&text| (fold(text), text)).collect();
    keys.sort_unstable();
    keys.dedup();
    let rank: FxHashMap<&str, u32> = keys.iter().enumerate().map(|(rank, (_, text))| (*text, rank as u32)).collect();
    texts.iter().map(|text| text.map_or(u32::MAX, |text| rank[text])).collect()
}

fn write_values(
    prefix: &str,
    parts: &[&ColumnPart],
    order: &DocumentOrder,
    container: &mut ContainerWriter,
) -> Result<()> {
    let by_row = parts.iter().any(|part| matches!(part, ColumnPart::Values { rows, .. } if !rows.numbers.is_empty()));
    let mut used: Vec<Vec<bool>> = parts.iter().map(|part| vec![false; part.strings().len()]).collect();
    for_each_row(order, by_row, |part, document, row| {
        parts[part].chosen(document, row).iter().for_each(|&number| used[part][number as usize] = true);
    });
    // Values that every row of their products replaces are in no row: they are not values of the index.
    let strings: Vec<Vec<&str>> = parts.iter().map(|part| part.strings()).collect();
    let in_use = strings
        .iter()
        .zip(&used)
        .flat_map(|(strings, used)| strings.iter().zip(used).filter(|(_, used)| **used).map(|(string, _)| *string));
    let mut all: Vec<&str> = in_use.collect();
    all.sort_unstable();
    all.dedup();
    let ordinals: Vec<Vec<u32>> = strings
        .iter()
        .map(|strings| strings.iter().map(|string| all.partition_point(|other| other < string) as u32).collect())
        .collect();
    let mut lists = Lists::empty(0);
    for_each_row(order, by_row, |part, document, row| {
        lists.push(parts[part].chosen(document, row).iter().map(|&number| ordinals[part][number as usize]));
    });
    if by_row {
        container.add(&format!("{prefix}row_documents"), &row_documents(parts, order));
    }
    write_dictionary(&format!("{prefix}dictionary."), all.iter().copied(), container);
    write_ordinals(prefix, all.len(), &lists, container)
}

/// One bit a document: whether its rows have values of their own, whose words are then looked up by row.
fn row_documents(parts: &[&ColumnPart], order: &DocumentOrder) -> Vec<u64> {
    let mut bits = vec![0; order.documents().div_ceil(64)];
    for (document, place) in order.places().enumerate() {
        let ColumnPart::Values { rows, .. } = parts[place.part] else { continue };
        if (0..place.explicit_rows).any(|row| !rows.get(place.first_explicit_row + row).is_empty()) {
            bits[document / 64] |= 1 << (document % 64);
        }
    }
    bits
}

fn write_ordinals(prefix: &str, distinct: usize, lists: &Lists<u32>, container: &mut ContainerWriter) -> Result<()> {
    let count = lists.len();
    let multiple = lists.has_several();
    let ordinals: Vec<u32> = if multiple {
        container.add(&format!("{prefix}ends"), &lists.ends);
        lists.numbers.clone()
    } else {
        (0..count).map(|at| lists.get(at).first().copied().unwrap_or(u32::MAX)).collect()
    };
    if u32::try_from(lists.numbers.len()).is_err() {
        return Err(Error::Capacity(format!("column {prefix} with more than 2^32 values")));
    }
    // The greatest number of each width says: no value.
    if distinct < usize::from(u8::MAX) {
        container.add(
            &format!("{prefix}u8"),
            &ordinals.iter().map(|&n| n.min(u32::from(u8::MAX)) as u8).collect::<Vec<_>>(),
        );
    } else if distinct < usize::from(u16::MAX) {
        container.add(
            &format!("{prefix}u16"),
            &ordinals.iter().map(|&n| n.min(u32::from(u16::MAX)) as u16).collect::<Vec<_>>(),
        );
    } else {
        container.add(&format!("{prefix}u32"), &ordinals);
    }
    Ok(())
}
