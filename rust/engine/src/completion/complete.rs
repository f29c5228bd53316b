//! The best completions of what was typed, over several lists of labels.

use super::entries::{Entries, Entry};
use super::near::Typed;
use crate::error::Result;
use std::collections::BTreeSet;
use std::ops::Range;

/// A label that goes on from what was typed. The label itself is read when it is asked for: most are passed over.
#[derive(Clone, Copy)]
pub struct Completion<'a> {
    entries: &'a Entries,
    number: usize,
    /// Edits between what was typed and the label's beginning.
    pub edits: u32,
    /// Where the label goes on from what was typed, in bytes of its key.
    pub start: usize,
    /// Whether the label begins with another letter: few misspell the first one.
    pub begins_otherwise: bool,
}

impl<'a> Completion<'a> {
    /// The label, and what is known of it.
    pub fn entry(&self) -> Result<Entry<'a>> {
        self.entries.get(self.number)
    }

    /// What shoppers read.
    pub fn label(&self) -> Result<&'a str> {
        self.entries.label(self.number)
    }
}

/// What is completed, over which labels.
pub struct Completer<'e, 'k> {
    /// Lists of labels.
    pub lists: &'k [&'e Entries],
    /// What was typed.
    pub typed: Typed<'k>,
    /// Labels that are not wanted are passed over; `None`: all are.
    pub is_wanted: Option<&'k dyn Fn(&Entry) -> bool>,
}

impl<'e> Completer<'e, '_> {
    /// The best `most` labels that go on from what was typed with exactly so many edits; `budget` is the letters that may be looked at, and is 0
    /// afterwards if there may be others.
    pub fn best(&self, edits: usize, most: usize, budget: &mut usize) -> Result<Vec<Completion<'e>>> {
        let mut found = Vec::new();
        for entries in self.lists {
            let mut taken = Taken { entries, is_wanted: self.is_wanted, most, found: Vec::new() };
            if edits == 0 {
                self.goes_on(&mut taken)?;
            } else {
                self.goes_on_nearly(edits, budget, &mut taken)?;
            }
            found.push(taken.found);
        }
        // One list is in order as it is.
        if found.len() > 1 { merged(found.concat(), most) } else { Ok(found.pop().unwrap_or_default()) }
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

    fn goes_on(&self, taken: &mut Taken<'e, '_>) -> Result<()> {
        let entries = taken.entries;
        let beginning = entries.beginning_with(self.typed.key)?;
        taken.add(entries.best([beginning.clone()])?.map(|number| (number, 0)), 0, false)?;
        let mut inside =
            entries.best_inside(self.typed.key)?.filter(|(number, _)| !beginning.contains(number)).peekable();
        let first_places = std::iter::from_fn(|| {
            let (number, mut start) = inside.next()?;
            while let Some((_, later)) = inside.next_if(|(next, _)| *next == number) {
                start = start.min(later);
            }
            Some((number, start))
        });
        taken.add(first_places, 0, false)
    }

    fn goes_on_nearly(&self, edits: usize, budget: &mut usize, taken: &mut Taken<'e, '_>) -> Result<()> {
        let entries = taken.entries;
        let fewer = match edits {
            1 => Some(vec![entries.beginning_with(self.typed.key)?]),
            _ => entries.near(self.typed, edits - 1, budget)?,
        };
        let near = if fewer.is_some() { entries.near(self.typed, edits, budget)? } else { None };
        let (Some(fewer), Some(near)) = (fewer, near) else { return Ok(()) };
        let near = without(near, &fewer);
        let first = self.typed.key.chars().next().map_or(0, char::len_utf8);
        let same_letter = [entries.beginning_with(&self.typed.key[..first])?];
        let others = without(near.clone(), &same_letter);
        for (ranges, begins_otherwise) in [(without(near, &others), false), (others, true)] {
            taken.add(entries.best(ranges)?.map(|number| (number, 0)), edits, begins_otherwise)?;
        }
        Ok(())
    }
}

/// What completes, of one list.
struct Taken<'e, 'k> {
    entries: &'e Entries,
    is_wanted: Option<&'k dyn Fn(&Entry) -> bool>,
    most: usize,
    found: Vec<Completion<'e>>,
}

impl Taken<'_, '_> {
    /// Adds (entry, start), best first, those that are wanted, until there are enough.
    fn add(&mut self, best: impl Iterator<Item = (usize, usize)>, edits: usize, begins_otherwise: bool) -> Result<()> {
        let mut best = best;
        while self.found.len() < self.most
            && let Some((number, start)) = best.next()
        {
            let is_wanted = match self.is_wanted {
                Some(is_wanted) => is_wanted(&self.entries.get(number)?),
                None => true,
            };
            if is_wanted {
                let (entries, edits) = (self.entries, edits as u32);
                self.found.push(Completion { entries, number, edits, start, begins_otherwise });
            }
        }
        Ok(())
    }
}

/// The best of several lists, each label once.
fn merged(found: Vec<Completion<'_>>, most: usize) -> Result<Vec<Completion<'_>>> {
    let mut read = Vec::with_capacity(found.len());
    for one in found {
        read.push((one.entry()?, one));
    }
    let rank = |one: &Completion| (one.edits, one.begins_otherwise, one.start > 0);
    read.sort_by(|(entry, one), (other_entry, other)| {
        rank(one).cmp(&rank(other)).then_with(|| entry.order(other_entry))
    });
    let mut seen = BTreeSet::new();
    read.retain(|(entry, _)| seen.insert((entry.key, entry.target)));
    Ok(read.into_iter().map(|(_, one)| one).take(most).collect())
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
