//! Counts the values of one refinement over documents, or over rows that belong to documents.

use super::definition::{Choice, Counts, Definition};
use crate::columns::runs::Runs;
use crate::columns::{Column, Entries, Numbers, Ordinals, Scope};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::set::{DocumentSet, Ones};

/// The least and the greatest number of some documents.
pub type Zone = (f64, f64);

/// Counts of one definition that reads a column.
pub struct Counter<'a> {
    column: &'a Column,
    entries: Entries<'a>,
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

impl Slots<'_> {
    /// Calls `visit` for every slot that an entry offers, with the number that offers it.
    #[inline]
    fn for_each(&self, entries: &Entries, at: usize, mut visit: impl FnMut(usize, Option<f64>)) {
        match self {
            Self::Ordinals => entries.for_each_ordinal(at, |ordinal| visit(ordinal as usize, None)),
            Self::Buckets(buckets_of) => entries.for_each_ordinal(at, |ordinal| {
                buckets_of.get(ordinal as usize).into_iter().flatten().for_each(|&slot| visit(slot as usize, None));
            }),
            Self::Edges(edges) => {
                entries.for_each_number(at, |number| visit(slot_of(edges, number), Some(number)));
            }
        }
    }
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
        Ok(Some(Self { column, entries, slots, counts: vec![0; count + 1], stamps, range: None, most }))
    }

    /// Whether entries are rows.
    pub fn is_by_row(&self) -> bool {
        self.column.scope == Scope::Row
    }

    /// The column's ordinals, where they are the slots and each document has one at most.
    pub fn ordinals(&self) -> Option<Ordinals<'a>> {
        match (&self.entries, &self.slots) {
            (&Entries::One(ordinals), Slots::Ordinals) if self.stamps.is_empty() => Some(ordinals),
            _ => None,
        }
    }

    /// Its column's runs, where counting by them pays for so many documents.
    pub fn runs(&self, documents: usize) -> Result<Option<&'a Runs>> {
        if self.ordinals().is_some() { self.column.runs(documents) } else { Ok(None) }
    }

    /// Hits by slot, and in one place more those that have none.
    pub fn counts(&mut self) -> &mut [u32] {
        &mut self.counts
    }

    /// Places of its counts: its slots, and one for what has none.
    pub fn places(&self) -> usize {
        self.counts.len()
    }

    /// Whether no document has two slots.
    pub fn has_one_slot(&self) -> bool {
        let one_entry = matches!(self.entries, Entries::One(_) | Entries::Numbers(_)) && self.stamps.is_empty();
        one_entry && !matches!(self.slots, Slots::Buckets(buckets_of) if buckets_of.iter().any(|of| of.len() > 1))
    }

    /// The slots of documents from `first` on, where each has one at most; the last place is none.
    pub fn slots_of(&self, first: usize, slots: &mut [u16]) {
        let (none, part) = (self.places() as u16 - 1, first..first + slots.len());
        match (&self.entries, &self.slots) {
            (Entries::One(Ordinals::U8(all)), Slots::Ordinals) => narrow(&all[part], none, slots),
            (Entries::One(Ordinals::U16(all)), Slots::Ordinals) => narrow(&all[part], none, slots),
            (Entries::Numbers(Numbers::I32(all)), Slots::Edges(edges)) => {
                slots_of_numbers(&all[part], &whole_edges(edges), slots);
            }
            _ => part.zip(slots).for_each(|(document, slot)| {
                *slot = none;
                self.slots.for_each(&self.entries, document, |found, _| *slot = found as u16);
            }),
        }
    }

    /// The least and greatest number of every 64 documents, for thresholds.
    pub fn zones(&self) -> Vec<Zone> {
        let (Entries::Numbers(numbers), Slots::Edges(_)) = (&self.entries, &self.slots) else { return Vec::new() };
        if let Numbers::I32(all) = numbers {
            return all.chunks(64).map(zone_of_numbers).collect();
        }
        let zone = |first: usize| {
            let all = (first..self.entries.len().min(first + 64)).filter_map(|document| numbers.get(document));
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |zone, number| (zone.0.min(number), zone.1.max(number)))
        };
        (0..self.entries.len()).step_by(64).map(zone).collect()
    }

    /// Tells the range of a set's numbers. A zone is looked into only where it reaches beyond what was found.
    pub fn add_range(&mut self, set: &DocumentSet, zones: &[Zone]) {
        let Entries::Numbers(numbers) = self.entries else { return };
        let mut found = (f64::INFINITY, f64::NEG_INFINITY);
        for (first, word) in set.words() {
            let (least, greatest) = zones[first / 64];
            if least < found.0 || found.1 < greatest {
                for number in Ones(word).filter_map(|bit| numbers.get(first + bit as usize)) {
                    found = (found.0.min(number), found.1.max(number));
                }
            }
        }
        self.range = wider(self.range, (found.0 <= found.1).then_some(found));
    }

    /// Counts a set of documents; for columns by document.
    pub fn add_set(&mut self, set: &DocumentSet) {
        match (&self.entries, &self.slots) {
            (Entries::Numbers(Numbers::I32(all)), Slots::Edges(edges)) if self.stamps.is_empty() => {
                let range = count_numbers(&mut self.counts, set, all, &whole_edges(edges));
                self.range = wider(self.range, range);
            }
            _ => set.for_each(|document| self.add(document as u32, document)),
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
        slots.for_each(entries, at, |slot, number| {
            count(slot);
            *range = wider(*range, number.map(|number| (number, number)));
        });
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

/// The slot of a number between ascending edges.
fn slot_of(edges: &[f64], number: f64) -> usize {
    // Edges are few: counting them all needs no branch that a processor could guess wrong.
    edges.iter().map(|&edge| usize::from(edge <= number)).sum()
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

/// The edges between whole numbers.
fn whole_edges(edges: &[f64]) -> Vec<i32> {
    edges.iter().map(|edge| edge.ceil().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32).collect()
}

/// Ordinals as slots. The greatest number of their width, which is none, becomes the last place.
fn narrow<T: Copy + Into<u16>>(ordinals: &[T], none: u16, slots: &mut [u16]) {
    slots.iter_mut().zip(ordinals).for_each(|(slot, &ordinal)| *slot = ordinal.into().min(none));
}

/// The least and the greatest of some whole numbers, in vectors; where there are none, the least is the greater.
fn zone_of_numbers(numbers: &[i32]) -> Zone {
    let least =
        numbers.iter().map(|&number| if number == i32::MIN { i32::MAX } else { number }).fold(i32::MAX, i32::min);
    (f64::from(least), f64::from(numbers.iter().copied().fold(i32::MIN, i32::max)))
}

/// The slots of whole numbers, edge by edge, which is done in vectors.
fn slots_of_numbers(numbers: &[i32], edges: &[i32], slots: &mut [u16]) {
    slots.fill(0);
    for &edge in edges {
        slots.iter_mut().zip(numbers).for_each(|(slot, &number)| *slot += u16::from(edge <= number));
    }
    let none = edges.len() as u16 + 1;
    slots.iter_mut().zip(numbers).for_each(|(slot, &number)| *slot = if number == i32::MIN { none } else { *slot });
}

/// Counts whole numbers by edge and tells their least and greatest. Edges are few: all are compared, without a branch.
fn count_numbers(counts: &mut [u32], set: &DocumentSet, all: &[i32], edges: &[i32]) -> Option<(f64, f64)> {
    let (mut least, mut greatest) = (i32::MAX, i32::MIN);
    set.for_each(|document| {
        let number = all[document];
        if number != i32::MIN {
            least = least.min(number);
            greatest = greatest.max(number);
            counts[edges.iter().map(|&edge| usize::from(edge <= number)).sum::<usize>()] += 1;
        }
    });
    (least <= greatest).then(|| (f64::from(least), f64::from(greatest)))
}

fn wider(a: Option<(f64, f64)>, b: Option<(f64, f64)>) -> Option<(f64, f64)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}
