//! What words were found to mean before: shoppers type the same few thousand words again and again, and looking up what is kept takes a tenth of
//! what stemming or looking into an index takes.

use rustc_hash::FxHashMap;
use std::sync::{PoisonError, RwLock};

/// Words kept; when there are more, all are forgotten, so that words typed once do not stay in the way of those typed often.
pub const MOST_WORDS: usize = 4096;

/// Values by word.
pub struct Kept<V>(RwLock<FxHashMap<Box<str>, V>>);

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<V: Clone> Kept<V> {
    /// What is kept of a word.
    pub fn get(&self, word: &str) -> Option<V> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(word).cloned()
    }

    /// Keeps what a word means, and gives it back.
    pub fn keep(&self, word: &str, value: V) -> V {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(word.into(), value.clone());
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_was_given_and_there_are_never_too_many() {
        let kept = Kept::default();
        for number in 0..2 * MOST_WORDS {
            let word = format!("towel{number}");
            assert_eq!(kept.get(&word), None);
            assert_eq!((kept.keep(&word, number), kept.get(&word)), (number, Some(number)));
        }
        assert!(kept.0.read().unwrap().len() <= MOST_WORDS);
    }
}
