//! The best completions of what was typed, over several lists of labels.

use super::entries::{Entries, Entry};
use super::key::starts;
use super::near::Typed;
use crate::error::Result;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
use std::ops::Range;

/// A label that goes on from what was typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Completion<'a> {
    /// The label.
    pub entry: Entry<'a>,
    /// Edits between what was typed and the label's beginning.
    pub edits: u32,
    /// Where the label goes on from what was typed, in bytes of its key.
    pub start: usize,
    /// Whether the label begins with another letter: few misspell the first one.
    pub begins_otherwise: bool,
}

impl Completion<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let rank = |one: &Self| (one.edits, one.begins_otherwise, one.start > 0, one.entry.source);
        let last = |one: &Self| Reverse(one.entry.key.chars().count());
        rank(self)
            .cmp(&rank(other))
            .then_with(|| other.entry.weight.total_cmp(&self.entry.weight))
            .then_with(|| last(other).cmp(&last(self)))
            .then_with(|| self.entry.key.cmp(other.entry.key))
            .then_with(|| self.entry.label.cmp(other.entry.label))
            .then_with(|| self.entry.target.cmp(other.entry.target))
    }
}

/// What is completed, over which labels.
pub struct Completer<'e, 'k> {
    /// Lists of labels.
    pub lists: &'k [&'e Entries],
    /// What was typed.
    pub typed: Typed<'k>,
    /// Labels that are not wanted are passed over.
    pub is_wanted: &'k dyn Fn(&Entry) -> bool,
}

impl<'e> Completer<'e, '_> {
    /// The best `most` labels that go on from what was typed with exactly so many edits; `budget` is the letters that may be looked at, and is 0
    /// afterwards if there may be others.
    pub fn best(&self, edits: usize, most: usize, budget: &mut usize) -> Result<Vec<Completion<'e>>> {
        let mut found = Vec::new();
        for entries in self.lists {
            if edits == 0 {
                self.goes_on(entries, most, &mut found)?;
            } else {
                self.goes_on_nearly(entries, edits, most, budget, &mut found)?;
            }
        }
        found.sort_by(Completion::order);
        if self.lists.len() > 1 {
            let mut seen = BTreeSet::new();
            found.retain(|one| seen.insert((one.entry.key, one.entry.target)));
        }
        found.truncate(most);
        Ok(found)
    }

    /// The best `most` labels, those with fewer edits first, with no more than so many.
    pub fn fill(&self, edits: usize, most: usize, budget: &mut usize) -> Result<Vec<Completion<'e>>> {
        let mut found = self.best(0, most, budget)?;
        for edits in 1..=edits {
            if found.len() < most {
                found.extend(self.best(edits, most - found.len(), budget)?);
            }
        }
        Ok(found)
    }

    fn goes_on(&self, entries: &'e Entries, most: usize, found: &mut Vec<Completion<'e>>) -> Result<()> {
        let beginning = entries.beginning_with(self.typed.key)?;
        let end = found.len() + most;
        self.take(entries, entries.best([beginning.clone()])?, 0, end, found)?;
        let mut last = None;
        for number in entries.best_inside(self.typed.key)? {
            if found.len() >= end {
                break;
            }
            // The places of one entry have one rank, so that they come together.
            if beginning.contains(&number) || last.replace(number) == Some(number) {
                continue;
            }
            let entry = entries.get(number)?;
            if (self.is_wanted)(&entry) {
                let mut later = starts(entry.key).skip(1);
                let start = later.find(|&start| entry.key[start..].starts_with(self.typed.key)).unwrap_or_default();
                found.push(Completion { entry, edits: 0, start, begins_otherwise: false });
            }
        }
        Ok(())
    }

    fn goes_on_nearly(
        &self,
        entries: &'e Entries,
        edits: usize,
        most: usize,
        budget: &mut usize,
        found: &mut Vec<Completion<'e>>,
    ) -> Result<()> {
        let fewer = match edits {
            1 => Some(vec![entries.beginning_with(self.typed.key)?]),
            _ => entries.near(self.typed, edits - 1, budget)?,
        };
        let near = if fewer.is_some() { entries.near(self.typed, edits, budget)? } else { None };
        let (Some(fewer), Some(near)) = (fewer, near) else { return Ok(()) };
        let (end, near) = (found.len() + most, without(near, &fewer));
        let first = self.typed.key.chars().next().map_or(0, char::len_utf8);
        let same_letter = [entries.beginning_with(&self.typed.key[..first])?];
        let others = without(near.clone(), &same_letter);
        self.take(entries, entries.best(without(near, &others))?, edits, end, found)?;
        self.take(entries, entries.best(others)?, edits, end, found)
    }

    fn take(
        &self,
        entries: &'e Entries,
        best: impl Iterator<Item = usize>,
        edits: usize,
        end: usize,
        found: &mut Vec<Completion<'e>>,
    ) -> Result<()> {
        for number in best {
            if found.len() >= end {
                break;
            }
            let entry = entries.get(number)?;
            if (self.is_wanted)(&entry) {
                let begins_otherwise = edits > 0 && entry.key.chars().next() != self.typed.key.chars().next();
                found.push(Completion { entry, edits: edits as u32, start: 0, begins_otherwise });
            }
        }
        Ok(())
    }
}

/// Ranges without what lies in others; both are ascending and apart.
fn without(ranges: Vec<Range<usize>>, others: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut left = Vec::with_capacity(ranges.len());
    for range in ranges {
        let mut start = range.start;
        let first = others.partition_point(|other| other.end <= start);
        for other in others[first..].iter().take_while(|other| other.start < range.end) {
            left.push(start..other.start.max(start));
            start = start.max(other.end);
        }
        left.push(start..range.end.max(start));
    }
    left
}
