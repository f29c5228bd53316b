//! Stems that were asked for before: shoppers type the same few thousand words again and again, and what reads labels asks for each of them in
//! several places. Looking one up takes a tenth of what stemming takes.

use super::Language;
use super::stem::StemGroups;
use rustc_hash::FxHashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Words kept; when there are more, all are forgotten, so that words typed once do not stay in the way of those typed often.
const MOST_WORDS: usize = 4096;

/// The stem groups of a language, with the stems of the words that were asked for.
pub struct KnownStems {
    groups: StemGroups,
    kept: RwLock<FxHashMap<Box<str>, Arc<str>>>,
}

impl KnownStems {
    /// Those of a language.
    pub fn of(language: Language) -> Self {
        Self { groups: StemGroups::of(language), kept: RwLock::default() }
    }

    /// The name of the group that a folded surface form belongs to.
    pub fn group(&self, form: &str) -> Arc<str> {
        if let Some(known) = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(form) {
            return known.clone();
        }
        let stem: Arc<str> = (*self.groups.group(form)).into();
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_WORDS {
            kept.clear();
        }
        kept.insert(form.into(), stem.clone());
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_language_however_often_they_are_asked_for() {
        let (known, groups) = (KnownStems::of(Language::English), StemGroups::of(Language::English));
        for word in
            (0..2 * MOST_WORDS).map(|number| format!("towel{number}s")).chain(["towels".into(), "towels".into()])
        {
            assert_eq!(*known.group(&word), *groups.group(&word));
        }
        assert!(known.kept.read().unwrap().len() <= MOST_WORDS);
    }
}
