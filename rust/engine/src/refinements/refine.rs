//! Candidates and choices -> hits and counts.

use super::counter::Counter;
use super::definition::{Choice, Counts, Definition};
use super::group::GroupTest;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::chunk::{Bits, CHUNK, WORDS};
use crate::postings::set::{DocumentSet, decode};
use std::borrow::Cow;

/// What was chosen, by number of definition.
pub struct Chosen<'a> {
    /// The definitions of the store.
    pub definitions: &'a [Definition],
    /// Definition -> choice.
    pub choices: Vec<(usize, Choice)>,
}

/// Hits and what every refinement counts.
pub struct Refined<'d> {
    /// Documents with a row that passes everything.
    pub hits: Cow<'d, DocumentSet>,
    /// Definition -> counts.
    pub counts: Vec<Counts>,
}

/// The tests of all groups but categories, by number of definition.
pub struct Groups<'a> {
    tests: Vec<(usize, GroupTest<'a>)>,
}

impl<'a> Groups<'a> {
    /// The tests of what was chosen.
    pub fn new(segment: &'a Segment, chosen: &Chosen) -> Result<Self> {
        let of_columns = chosen.choices.iter().filter(|(_, choice)| !matches!(choice, Choice::Categories(_)));
        let tests = of_columns
            .map(|(number, choice)| Ok((*number, GroupTest::new(segment, &chosen.definitions[*number], choice)?)));
        Ok(Self { tests: tests.collect::<Result<_>>()? })
    }

    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        self.tests.is_empty()
    }

    /// Whether a row passes all groups.
    pub fn pass_all(&self, document: u32, row: u32) -> bool {
        self.tests.iter().all(|(_, test)| test.passes(document, row))
    }

    /// One bit per group that a row fails.
    fn failed(&self, document: u32, row: u32) -> u64 {
        self.tests
            .iter()
            .enumerate()
            .fold(0, |failed, (at, (_, test))| failed | u64::from(!test.passes(document, row)) << at)
    }

    /// The place of a definition's group among the tests.
    fn place(&self, definition: usize) -> Option<usize> {
        self.tests.iter().position(|(number, _)| *number == definition)
    }
}

/// Counts for stores in which every document is one row: groups and counts are algebra on documents.
pub fn refine_documents<'d>(
    segment: &Segment,
    candidates: &'d DocumentSet,
    groups: &Groups,
    chosen: &Chosen,
) -> Result<Refined<'d>> {
    let sets = PassingSets::of_documents(candidates, groups);
    let mut counters = counters(segment, chosen)?;
    for (number, counter) in &mut counters {
        let set = sets.without(groups.place(*number));
        if sets.is_own(groups.place(*number)) {
            count_set(set, std::slice::from_mut(counter));
        }
    }
    let (mut shared, own): (Vec<_>, Vec<_>) =
        counters.into_iter().partition(|(number, _)| !sets.is_own(groups.place(*number)));
    let mut plain: Vec<Counter> = Vec::with_capacity(shared.len());
    let numbers: Vec<usize> = shared.iter().map(|(number, _)| *number).collect();
    plain.extend(shared.drain(..).map(|(_, counter)| counter));
    count_set(&sets.all, &mut plain);
    let counted = numbers.into_iter().zip(plain).chain(own);
    Ok(Refined { counts: finish(counted, chosen), hits: sets.all })
}

/// Counts for stores with variations: `rows_of` puts a document's candidate rows into a list, and everything is decided on those.
pub fn refine_rows(
    segment: &Segment,
    candidates: &DocumentSet,
    groups: &Groups,
    chosen: &Chosen,
    mut rows_of: impl FnMut(u32, &mut Vec<u32>) -> Result<()>,
) -> Result<Refined<'static>> {
    let mut counters = counters(segment, chosen)?;
    let owns: Vec<u64> =
        counters.iter().map(|(number, _)| groups.place(*number).map_or(0, |place| 1 << place)).collect();
    let mut hits = Vec::new();
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    for document in candidates.iter() {
        rows_of(document, &mut rows)?;
        failed.clear();
        failed.extend(rows.iter().map(|&row| groups.failed(document, row)));
        if failed.contains(&0) {
            hits.push(document);
        }
        for ((_, counter), own) in counters.iter_mut().zip(&owns) {
            let passing = rows.iter().zip(&failed).filter(|(_, failed)| **failed & !own == 0).map(|(&row, _)| row);
            if counter.is_by_row() {
                passing.for_each(|row| counter.add(document, row as usize));
            } else if passing.count() > 0 {
                counter.add(document, document as usize);
            }
        }
    }
    Ok(Refined { hits: Cow::Owned(DocumentSet::from_sorted(hits)), counts: finish(counters, chosen) })
}

fn counters<'a>(segment: &'a Segment, chosen: &Chosen<'a>) -> Result<Vec<(usize, Counter<'a>)>> {
    let mut counters = Vec::new();
    for (number, definition) in chosen.definitions.iter().enumerate() {
        if let Some(counter) = Counter::new(segment, definition)? {
            counters.push((number, counter));
        }
    }
    Ok(counters)
}

fn finish<'a>(counters: impl IntoIterator<Item = (usize, Counter<'a>)>, chosen: &Chosen) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); chosen.definitions.len()];
    for (number, counter) in counters {
        let choice = chosen.choices.iter().find(|(definition, _)| *definition == number).map(|(_, choice)| choice);
        counts[number] = counter.finish(choice);
    }
    counts
}

/// Decodes each chunk once for all counters.
fn count_set(set: &DocumentSet, counters: &mut [Counter]) {
    if counters.is_empty() {
        return;
    }
    let mut documents = Vec::with_capacity(CHUNK);
    for (chunk, bits) in set.chunks() {
        decode(chunk, bits, &mut documents);
        counters.iter_mut().for_each(|counter| counter.add_documents(&documents));
    }
}

/// Documents that pass all groups, and for each group those that pass all others.
struct PassingSets<'d> {
    all: Cow<'d, DocumentSet>,
    others: Vec<DocumentSet>,
}

impl<'d> PassingSets<'d> {
    fn of_documents(candidates: &'d DocumentSet, groups: &Groups) -> Self {
        if groups.is_empty() {
            return Self { all: Cow::Borrowed(candidates), others: Vec::new() };
        }
        let mut all = DocumentSet::default();
        let mut sets =
            Self { all: Cow::Owned(DocumentSet::default()), others: vec![DocumentSet::default(); groups.tests.len()] };
        let mut passing: Vec<Bits> = vec![[0; WORDS]; groups.tests.len()];
        for (chunk, bits) in candidates.chunks() {
            for ((_, test), passing) in groups.tests.iter().zip(&mut passing) {
                *passing = test.passing(chunk, bits);
            }
            all.push(chunk, and_all(*bits, passing.iter()));
            for (own, others) in sets.others.iter_mut().enumerate() {
                others.push(
                    chunk,
                    and_all(*bits, passing.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, bits)| bits)),
                );
            }
        }
        sets.all = Cow::Owned(all);
        sets
    }

    fn without(&self, place: Option<usize>) -> &DocumentSet {
        place.map_or(&self.all, |place| &self.others[place])
    }

    fn is_own(&self, place: Option<usize>) -> bool {
        place.is_some() && !self.others.is_empty()
    }
}

fn and_all<'b>(mut bits: Bits, others: impl Iterator<Item = &'b Bits>) -> Bits {
    others.for_each(|other| bits.iter_mut().zip(other).for_each(|(bits, word)| *bits &= word));
    bits
}
