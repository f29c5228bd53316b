//! Counts a set of documents by all its refinements, in as few walks over the set as can be.
//!
//! A walk costs more than what it counts: two columns are counted in each, columns that seldom change by the ends of their runs.

use super::counter::Counter;
use super::joint::{JointColumn, JointColumns};
use crate::columns::Ordinals;
use crate::columns::runs::Runs;
use crate::error::Result;
use crate::postings::set::DocumentSet;

/// Counts a set for some refinements whose columns are by document.
pub fn count_set(set: &DocumentSet, counters: &mut [(usize, Counter)], joint: Option<&JointColumns>) -> Result<()> {
    let documents = set.len();
    let mut left = Vec::with_capacity(counters.len());
    for counter in counters {
        match counter.1.runs(documents)? {
            Some(runs) => count_runs(set, runs, counter.1.counts()),
            None => left.push(counter),
        }
    }
    // Fewer documents than cells are not worth the sharing out.
    let joint: Vec<&JointColumn> =
        joint.iter().flat_map(|joint| &joint.all).filter(|column| column.cell_count <= documents).collect();
    let (joined, plain): (Vec<_>, Vec<_>) =
        left.into_iter().partition(|(number, _)| joint.iter().any(|column| column.member(*number).is_some()));
    count_by_document(set, plain, joined, &joint);
    Ok(())
}

fn count_runs(set: &DocumentSet, runs: &Runs, counts: &mut [u32]) {
    let numbers = set.count_ranges(&runs.documents);
    runs.ordinals.iter().zip(numbers).for_each(|(&ordinal, number)| add(counts, ordinal, number));
}

fn count_by_document(
    set: &DocumentSet,
    plain: Vec<&mut (usize, Counter)>,
    joined: Vec<&mut (usize, Counter)>,
    joint: &[&JointColumn],
) {
    let wanted = joint.iter().filter(|column| joined.iter().any(|one| column.member(one.0).is_some()));
    let mut jointly: Vec<_> = wanted.map(|column| (*column, vec![0; column.cell_count])).collect();
    let cells = jointly.iter_mut().map(|(column, counts)| Places { ordinals: Ordinals::U16(&column.cells), counts });
    let mut walked: Vec<Places> = cells.collect();
    for (_, counter) in plain {
        match counter.ordinals() {
            Some(ordinals) => walked.push(Places { ordinals, counts: counter.counts() }),
            None => counter.add_set(set),
        }
    }
    walk(set, walked);
    for (number, counter) in joined {
        for (member, counts) in jointly.iter().filter_map(|(column, counts)| Some((column.member(*number)?, counts))) {
            member.share(counts, counter.counts());
            counter.add_range(set, &member.zones);
        }
    }
}

/// Where each document is counted.
struct Places<'c> {
    ordinals: Ordinals<'c>,
    /// The last place is for what has no ordinal.
    counts: &'c mut [u32],
}

fn walk(set: &DocumentSet, mut all: Vec<Places>) {
    all.sort_by_key(|places| places.ordinals.width());
    let mut all = all.into_iter();
    while let Some(a) = all.next() {
        match all.next() {
            Some(b) => count_two(set, a, b),
            None => count_one(set, a),
        }
    }
}

fn count_one(set: &DocumentSet, Places { ordinals, counts }: Places) {
    match ordinals {
        Ordinals::U8(all) => set.for_each(|document| add(counts, all[document], 1)),
        Ordinals::U16(all) => set.for_each(|document| add(counts, all[document], 1)),
        Ordinals::U32(all) => set.for_each(|document| add(counts, all[document], 1)),
    }
}

fn count_two(set: &DocumentSet, a: Places, b: Places) {
    match (a.ordinals, b.ordinals) {
        (Ordinals::U8(of_a), Ordinals::U8(of_b)) => count_both(set, of_a, a.counts, of_b, b.counts),
        (Ordinals::U8(of_a), Ordinals::U16(of_b)) => count_both(set, of_a, a.counts, of_b, b.counts),
        (Ordinals::U16(of_a), Ordinals::U16(of_b)) => count_both(set, of_a, a.counts, of_b, b.counts),
        _ => [a, b].into_iter().for_each(|places| count_one(set, places)),
    }
}

fn count_both<A, B>(set: &DocumentSet, of_a: &[A], a: &mut [u32], of_b: &[B], b: &mut [u32])
where
    A: Copy + Into<u32>,
    B: Copy + Into<u32>,
{
    set.for_each(|document| {
        add(a, of_a[document], 1);
        add(b, of_b[document], 1);
    });
}

/// What has no value (the greatest number of its width) is counted in the last place, without a branch.
#[inline]
fn add(counts: &mut [u32], ordinal: impl Into<u32>, number: u32) {
    let none = counts.len() - 1;
    counts[(ordinal.into() as usize).min(none)] += number;
}
