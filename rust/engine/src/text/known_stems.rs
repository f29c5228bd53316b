//! Stems that were asked for before: what reads labels asks for the stem of each word in several places.

use super::Language;
use super::kept::Kept;
use super::stem::StemGroups;
use std::sync::Arc;

/// The stem groups of a language, with the stems of the words that were asked for.
pub struct KnownStems {
    groups: StemGroups,
    kept: Kept<Arc<str>>,
}

impl KnownStems {
    /// Those of a language.
    pub fn of(language: Language) -> Self {
        Self { groups: StemGroups::of(language), kept: Kept::default() }
    }

    /// The name of the group that a folded surface form belongs to.
    pub fn group(&self, form: &str) -> Arc<str> {
        self.kept.get(form).unwrap_or_else(|| self.kept.keep(form, (*self.groups.group(form)).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_those_of_the_language_however_often_they_are_asked_for() {
        let (known, groups) = (KnownStems::of(Language::English), StemGroups::of(Language::English));
        for word in ["towels", "towel", "swimming", "towels", "x100s"] {
            assert_eq!(*known.group(word), *groups.group(word));
        }
    }
}
