//! Counts the values of one refinement over documents, or over rows that belong to documents.

use super::definition::{Choice, Counts, Definition};
use super::group::slot_of;
use crate::columns::{Column, Entries, Numbers, Ordinals, Scope};
use crate::error::Result;
use crate::index::segment::Segment;

/// Counts of one definition that reads a column.
pub struct Counter<'a> {
    entries: Entries<'a>,
    scope: Scope,
    slots: Slots<'a>,
    /// One place more than there are slots: what has no value goes there.
    counts: Vec<u32>,
    /// Slot -> document + 1 that counted last, where one document may offer a slot twice.
    stamps: Vec<u32>,
    range: Option<(f64, f64)>,
    most: usize,
}

enum Slots<'a> {
    Ordinals,
    Buckets(&'a [Vec<u32>]),
    Edges(&'a [f64]),
}

impl<'a> Counter<'a> {
    /// A counter for a definition; `None` for categories.
    pub fn new(segment: &'a Segment, definition: &'a Definition) -> Result<Option<Self>> {
        let (number, slots, count, most) = match definition {
            Definition::Values { column, most } => {
                (*column, Slots::Ordinals, segment.columns[*column].cardinality(), *most)
            }
            Definition::Buckets { column, buckets_of, slots } => (*column, Slots::Buckets(buckets_of), *slots, 0),
            Definition::Thresholds { column, edges } => (*column, Slots::Edges(edges), edges.len() + 1, 0),
            Definition::Categories { .. } => return Ok(None),
        };
        let column: &Column = &segment.columns[number];
        let entries = column.entries()?;
        let repeats = column.scope == Scope::Row
            || (matches!(entries, Entries::Many(..) | Entries::ManyNumbers(..)) && !matches!(slots, Slots::Ordinals));
        let stamps = if repeats { vec![0; count] } else { Vec::new() };
        Ok(Some(Self { entries, scope: column.scope, slots, counts: vec![0; count + 1], stamps, range: None, most }))
    }

    /// Whether entries are rows.
    pub fn is_by_row(&self) -> bool {
        self.scope == Scope::Row
    }

    /// Counts documents, each once a value; for columns by document.
    pub fn add_documents(&mut self, documents: &[u32]) {
        match (&self.entries, &self.slots) {
            (Entries::One(Ordinals::U8(all)), Slots::Ordinals) => {
                count_into(&mut self.counts, documents, |at| usize::from(all[at]));
            }
            (Entries::One(Ordinals::U16(all)), Slots::Ordinals) => {
                count_into(&mut self.counts, documents, |at| usize::from(all[at]));
            }
            (Entries::One(Ordinals::U32(all)), Slots::Ordinals) => {
                count_into(&mut self.counts, documents, |at| all[at] as usize);
            }
            (Entries::Numbers(Numbers::I32(all)), Slots::Edges(edges)) if self.stamps.is_empty() => {
                let edges: Vec<i32> = edges
                    .iter()
                    .map(|edge| edge.ceil().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32)
                    .collect();
                let range = count_numbers(&mut self.counts, documents, all, &edges);
                self.range = wider(self.range, range);
            }
            _ => documents.iter().for_each(|&document| self.add(document, document as usize)),
        }
    }

    /// Counts what one entry offers, for a document.
    pub fn add(&mut self, document: u32, at: usize) {
        let Self { entries, slots, counts, stamps, range, .. } = self;
        let mut count = |slot: usize| {
            if let Some(stamp) = stamps.get_mut(slot) {
                if *stamp == document + 1 {
                    return;
                }
                *stamp = document + 1;
            }
            counts[slot] += 1;
        };
        match slots {
            Slots::Ordinals => entries.for_each_ordinal(at, |ordinal| count(ordinal as usize)),
            Slots::Buckets(buckets_of) => entries.for_each_ordinal(at, |ordinal| {
                buckets_of.get(ordinal as usize).into_iter().flatten().for_each(|&slot| count(slot as usize));
            }),
            Slots::Edges(edges) => entries.for_each_number(at, |number| {
                count(slot_of(edges, number));
                *range =
                    Some(range.map_or((number, number), |(least, greatest)| (least.min(number), greatest.max(number))));
            }),
        }
    }

    /// The finished counts.
    pub fn finish(self, choice: Option<&Choice>) -> Counts {
        let slots = self.counts.len() - 1;
        let selected: &[u32] = match choice {
            Some(Choice::Ordinals(chosen) | Choice::Slots(chosen)) => chosen,
            _ => &[],
        };
        let mut values: Vec<(u32, u32)> = (0..slots as u32).zip(self.counts).filter(|&(_, count)| count > 0).collect();
        keep_most(&mut values, self.most, selected);
        for &slot in selected {
            if values.iter().all(|&(other, _)| other != slot) {
                values.push((slot, 0));
            }
        }
        Counts { values, range: self.range }
    }
}

/// Keeps the values with the most hits, in that order, and selected ones; 0 keeps all as they are.
pub fn keep_most(values: &mut Vec<(u32, u32)>, most: usize, selected: &[u32]) {
    if most == 0 {
        return;
    }
    let order = |a: &(u32, u32), b: &(u32, u32)| b.1.cmp(&a.1).then(a.0.cmp(&b.0));
    if values.len() > most {
        values.select_nth_unstable_by(most - 1, order);
        let behind = values.split_off(most);
        values.extend(behind.into_iter().filter(|(slot, _)| selected.contains(slot)));
    }
    values.sort_unstable_by(order);
}

/// Counts whole numbers by edge and tells their least and greatest. Edges are few: all are compared, without a branch.
fn count_numbers(counts: &mut [u32], documents: &[u32], all: &[i32], edges: &[i32]) -> Option<(f64, f64)> {
    let (mut least, mut greatest) = (i32::MAX, i32::MIN);
    for &document in documents {
        let number = all[document as usize];
        if number == i32::MIN {
            continue;
        }
        least = least.min(number);
        greatest = greatest.max(number);
        counts[edges.iter().map(|&edge| usize::from(edge <= number)).sum::<usize>()] += 1;
    }
    (least <= greatest).then(|| (f64::from(least), f64::from(greatest)))
}

fn wider(a: Option<(f64, f64)>, b: Option<(f64, f64)>) -> Option<(f64, f64)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

/// What has no value (the greatest number of its width) is counted in the last place, without a branch.
#[inline]
fn count_into(counts: &mut [u32], documents: &[u32], ordinal: impl Fn(usize) -> usize) {
    let none = counts.len() - 1;
    for &document in documents {
        counts[ordinal(document as usize).min(none)] += 1;
    }
}
