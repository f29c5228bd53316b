//! Candidates and choices -> hits and counts.

use super::counter::Counter;
use super::definition::{Choice, Counts};
use super::definitions::Definitions;
use super::group::GroupTest;
use super::set_counts::count_set;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::chunk::{Bits, WORDS};
use crate::postings::set::DocumentSet;
use std::borrow::Cow;

/// What was chosen, by number of definition.
pub struct Chosen<'a> {
    /// The definitions of the store.
    pub definitions: &'a Definitions,
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
        let tests = of_columns.map(|(number, choice)| {
            let definition = chosen.definitions.all.get(*number);
            Ok((*number, GroupTest::new(segment, definition, choice)?))
        });
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
    let sets = PassingSets::of_documents(candidates, groups)?;
    let mut counters = counters(segment, chosen)?;
    let joint = chosen.definitions.joint(segment, candidates.len(), &counters)?;
    count_set(&sets.all, &mut counters, joint)?;
    for counter in &mut counters {
        if let Some(place) = groups.place(counter.0) {
            count_set(&sets.failing_only[place], std::slice::from_mut(counter), joint)?;
        }
    }
    Ok(Refined { counts: finish(counters, chosen), hits: sets.all })
}

/// The candidates that pass every group, in stores in which every document is one row.
pub fn passing_documents<'d>(candidates: &'d DocumentSet, groups: &Groups) -> Result<Cow<'d, DocumentSet>> {
    Ok(PassingSets::of_documents(candidates, groups)?.all)
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
    for (number, definition) in chosen.definitions.all.iter().enumerate() {
        if let Some(counter) = Counter::new(segment, definition)? {
            counters.push((number, counter));
        }
    }
    Ok(counters)
}

fn finish<'a>(counters: impl IntoIterator<Item = (usize, Counter<'a>)>, chosen: &Chosen) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); chosen.definitions.all.len()];
    for (number, counter) in counters {
        let choice = chosen.choices.iter().find(|(definition, _)| *definition == number).map(|(_, choice)| choice);
        counts[number] = counter.finish(choice);
    }
    counts
}

/// Documents that pass all groups, and for each group those that fail this one alone.
struct PassingSets<'d> {
    all: Cow<'d, DocumentSet>,
    failing_only: Vec<DocumentSet>,
}

impl<'d> PassingSets<'d> {
    fn of_documents(candidates: &'d DocumentSet, groups: &Groups) -> Result<Self> {
        if groups.is_empty() {
            return Ok(Self { all: Cow::Borrowed(candidates), failing_only: Vec::new() });
        }
        let tests = ChunkTest::all(groups, candidates.len())?;
        let mut all = DocumentSet::default();
        let mut failing_only = vec![DocumentSet::default(); tests.len()];
        let mut failing = vec![[0; WORDS]; tests.len()];
        for (chunk, bits) in candidates.chunks() {
            all.push(chunk, test_chunk(&tests, chunk, *bits, &mut failing));
            tests.iter().zip(&failing).for_each(|(test, bits)| failing_only[test.place].push(chunk, *bits));
        }
        Ok(Self { all: Cow::Owned(all), failing_only })
    }
}

/// The test of a group on chunks.
struct ChunkTest<'g> {
    /// The group's place.
    place: usize,
    test: &'g GroupTest<'g>,
    /// What passes, where that is known without a look at each document.
    passing: Option<DocumentSet>,
}

impl<'g> ChunkTest<'g> {
    /// The tests of all groups, those that cost least first.
    fn all(groups: &'g Groups, documents: usize) -> Result<Vec<Self>> {
        let tests = groups
            .tests
            .iter()
            .enumerate()
            .map(|(place, (_, test))| Ok(Self { place, test, passing: test.documents(documents)? }));
        let mut tests: Vec<Self> = tests.collect::<Result<_>>()?;
        tests.sort_by_key(|test| test.passing.is_none());
        Ok(tests)
    }

    fn passing(&self, chunk: u32, bits: &Bits) -> Bits {
        match &self.passing {
            Some(passing) => passing.bits_of(chunk).map_or([0; WORDS], |passing| and(bits, passing)),
            None => self.test.passing(chunk, bits),
        }
    }
}

/// Documents that pass all tests; and for each test, in `failing`, those that fail it alone. What fails two is nobody's, and tested no further.
fn test_chunk(tests: &[ChunkTest], chunk: u32, mut passing: Bits, failing: &mut [Bits]) -> Bits {
    let mut tested = passing;
    for (at, test) in tests.iter().enumerate() {
        let kept = test.passing(chunk, &tested);
        failing[..at].iter_mut().for_each(|failing| *failing = and(failing, &kept));
        failing[at] = std::array::from_fn(|word| passing[word] & !kept[word]);
        passing = and(&passing, &kept);
        tested = failing[..=at].iter().fold(passing, |all, one| std::array::from_fn(|word| all[word] | one[word]));
    }
    passing
}

fn and(bits: &Bits, other: &Bits) -> Bits {
    std::array::from_fn(|word| bits[word] & other[word])
}
