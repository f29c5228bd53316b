//! Which forms did a word have when it was looked up before? Shoppers type the same few thousand words again and again, and nothing but the
//! index decides their forms: a segment never changes, so what is kept stays true.

use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Words kept; when there are more, all are forgotten, so that words typed once do not stay in the way of those typed often.
const MOST_WORDS: usize = 4096;

/// A form of a word that is as good as the typed one, or nearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// The surface form.
    pub term: u32,
    /// What an occurrence counts, in 1/256.
    pub weight: u32,
    /// Whether it stands in for a word that was misspelt.
    pub is_correction: bool,
}

impl Alternative {
    /// A form of the typed word itself.
    pub fn typed(term: u32, weight: u32) -> Self {
        Self { term, weight, is_correction: false }
    }
}

/// A word, looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordForms {
    /// Its forms in the index, ascending.
    pub alternatives: Arc<[Alternative]>,
    /// Documents that hold any of them.
    pub frequency: u64,
}

/// The words of one locale that were looked up.
#[derive(Default)]
pub struct KnownWords {
    kept: RwLock<FxHashMap<Box<str>, WordForms>>,
}

impl KnownWords {
    /// The forms of a word, if they are kept.
    pub fn get(&self, word: &str) -> Option<WordForms> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).get(word).cloned()
    }

    /// Keeps the forms of a word; a word without any is rarely typed twice, and there is no end of them.
    pub fn keep(&self, word: &str, forms: &WordForms) {
        if forms.alternatives.is_empty() {
            return;
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(word.into(), forms.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(terms: &[u32]) -> WordForms {
        WordForms { alternatives: terms.iter().map(|&term| Alternative::typed(term, 256)).collect(), frequency: 7 }
    }

    #[test]
    fn keeps_words_that_the_index_has() {
        let known = KnownWords::default();
        known.keep("towel", &forms(&[3, 4]));
        known.keep("towle", &forms(&[]));
        assert_eq!(known.get("towel"), Some(forms(&[3, 4])));
        assert_eq!(known.get("towle"), None);
    }

    #[test]
    fn never_keeps_more_than_so_many() {
        let known = KnownWords::default();
        (0..3 * MOST_WORDS as u32).for_each(|number| known.keep(&number.to_string(), &forms(&[number])));
        assert!(known.kept.read().unwrap().len() <= MOST_WORDS);
        let last = 3 * MOST_WORDS as u32 - 1;
        assert_eq!(known.get(&last.to_string()), Some(forms(&[last])));
    }
}
