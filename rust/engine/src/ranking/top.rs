//! The best k of a stream, whatever k: a buffer of twice as many that is halved when full.

use std::cmp::Ordering;

/// Keeps the first `keep` in the order of a comparison.
pub struct Top<T, F> {
    keep: usize,
    entries: Vec<T>,
    compare: F,
    /// The last one kept, once there are enough: nothing behind it can enter.
    last: Option<T>,
}

impl<T: Copy, F: Fn(&T, &T) -> Ordering> Top<T, F> {
    /// An empty one.
    pub fn new(keep: usize, compare: F) -> Self {
        Self { keep, entries: Vec::with_capacity((2 * keep).clamp(16, 4096)), compare, last: None }
    }

    /// How many it keeps.
    pub fn keep(&self) -> usize {
        self.keep
    }

    /// What the next one must come before, once there are enough.
    #[inline]
    pub fn last(&self) -> Option<&T> {
        self.last.as_ref()
    }

    /// Offers one.
    #[inline]
    pub fn push(&mut self, entry: T) {
        if self.last.as_ref().is_some_and(|last| (self.compare)(&entry, last) != Ordering::Less) {
            return;
        }
        self.entries.push(entry);
        if self.entries.len() >= (2 * self.keep).max(16) {
            self.halve();
        }
    }

    /// Finds the last one if it is not known, or if a quarter more than enough came since.
    pub fn settle(&mut self) {
        let enough = if self.last.is_none() { self.keep } else { self.keep + self.keep / 4 + 8 };
        if self.entries.len() >= enough {
            self.halve();
        }
    }

    fn halve(&mut self) {
        if self.keep == 0 {
            self.entries.clear();
            return;
        }
        if self.entries.len() < self.keep {
            return;
        }
        let (_, last, _) = self.entries.select_nth_unstable_by(self.keep - 1, &self.compare);
        self.last = Some(*last);
        self.entries.truncate(self.keep);
    }

    /// The best from number `skip` on, in order.
    pub fn finish(mut self, skip: usize) -> Vec<T> {
        self.halve();
        if skip >= self.entries.len() {
            return Vec::new();
        }
        // Nobody asks for the order of those before.
        self.entries.select_nth_unstable_by(skip, &self.compare);
        self.entries.drain(..skip);
        self.entries.sort_unstable_by(&self.compare);
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_sorting_everything(numbers in prop::collection::vec(0_u32..50, 0..200), keep in 0_usize..40, skip in 0_usize..10) {
            let mut top = Top::new(keep, u32::cmp);
            numbers.iter().for_each(|&number| top.push(number));
            let mut sorted = numbers.clone();
            sorted.sort_unstable();
            sorted.truncate(keep);
            prop_assert_eq!(top.finish(skip), sorted.into_iter().skip(skip).collect::<Vec<_>>());
        }
    }
}
