//! Where does a column's value change? Documents stand in the order of category, brand and id, so some columns change seldom.
//!
//! Then a set of documents is counted by the ends of the runs, without a look at any document. Useful for: counts and filters of such a
//! column. Not for: columns that change every few documents; those have no runs.

use super::Ordinals;
use std::ops::Range;

/// Documents that a run must have on average, in every beginning of the column but for some first runs.
const LEAST_LENGTH: usize = 16;
const FREE_RUNS: usize = 1024;
/// Entries compared at once.
const BLOCK: usize = 64;

/// Documents that stand side by side and have the same value.
pub struct Runs {
    /// The documents of each run; those without a value are in none.
    pub documents: Vec<Range<u32>>,
    /// The ordinal of each run.
    pub ordinals: Vec<u32>,
}

impl Runs {
    /// The runs of a column, if they are long enough to be of use.
    pub fn of(ordinals: Ordinals) -> Option<Self> {
        let starts = match ordinals {
            Ordinals::U8(all) => starts(all),
            Ordinals::U16(all) => starts(all),
            Ordinals::U32(all) => starts(all),
        }?;
        let end = ordinals.len() as u32;
        let ends = starts.iter().skip(1).copied().chain([end]);
        let runs =
            starts.iter().zip(ends).filter_map(|(&start, end)| Some((start..end, ordinals.get(start as usize)?)));
        let (documents, ordinals) = runs.unzip();
        Some(Self { documents, ordinals })
    }
}

/// Where runs start; `None` as soon as there are too many of them.
fn starts<T: Copy + PartialEq>(all: &[T]) -> Option<Vec<u32>> {
    let mut starts: Vec<u32> = (!all.is_empty()).then_some(0).into_iter().collect();
    for from in (1..all.len()).step_by(BLOCK) {
        let to = (from + BLOCK).min(all.len());
        let pairs = || all[from..to].iter().zip(&all[from - 1..to - 1]);
        // Most blocks have no change: all are compared without a branch, which is done in vectors.
        if pairs().fold(0, |changes, (here, before)| changes | u8::from(here != before)) > 0 {
            starts.extend(
                pairs().enumerate().filter(|(_, (here, before))| here != before).map(|(at, _)| (from + at) as u32),
            );
            if starts.len() > FREE_RUNS + to / LEAST_LENGTH {
                return None;
            }
        }
    }
    Some(starts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_have_the_values_of_their_documents(lengths in prop::collection::vec((1_usize..300, 0_u8..4), 0..40)) {
            let all: Vec<u8> =
                lengths.iter().flat_map(|&(length, value)| vec![if value == 3 { u8::MAX } else { value }; length]).collect();
            let runs = Runs::of(Ordinals::U8(&all)).unwrap();
            let mut read = vec![u8::MAX; all.len()];
            for (documents, &ordinal) in runs.documents.iter().zip(&runs.ordinals) {
                documents.clone().for_each(|document| read[document as usize] = ordinal as u8);
            }
            prop_assert_eq!(read, all);
            prop_assert!(runs.documents.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn a_column_that_changes_too_often_has_no_runs() {
        let all: Vec<u32> = (0..100_000).map(|document| document / 8).collect();
        assert!(Runs::of(Ordinals::U32(&all)).is_none());
        let all: Vec<u32> = all.iter().map(|value| value / 2).collect();
        assert_eq!(Runs::of(Ordinals::U32(&all)).map(|runs| runs.ordinals.len()), Some(6250));
        assert_eq!(Runs::of(Ordinals::U32(&[])).map(|runs| runs.ordinals.len()), Some(0));
    }
}
