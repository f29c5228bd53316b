//! Which surface forms are alternatives of each other?
//!
//! English forms are grouped by Snowball's English stemmer ("Porter 2", <https://snowballstem.org/algorithms/english/stemmer.html>).
//! Inside a group, forms that differ by a plural only are *near*, the others *far*: near forms were measured to help
//! precision, far ones only recall, so they get a lower weight.

use super::Language;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// Puts surface forms into groups.
pub struct StemGroups {
    stemmer: Option<Stemmer>,
}

impl StemGroups {
    /// The groups of a language.
    pub fn of(language: Language) -> Self {
        let stemmer = match language {
            Language::English => Some(Stemmer::create(Algorithm::English)),
            Language::Generic => None,
        };
        Self { stemmer }
    }

    /// The name of the group that a folded surface form belongs to.
    pub fn group<'a>(&self, form: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) if form.bytes().all(|b| b.is_ascii_lowercase()) => stemmer.stem(form),
            _ => Cow::Borrowed(form),
        }
    }
}

/// The form without its English plural ending: two forms of a group with the same plural stem are near.
pub fn plural_stem(form: &str) -> Cow<'_, str> {
    if let Some(base) = form.strip_suffix("ies").filter(|_| form.len() > 4) {
        return Cow::Owned(format!("{base}y"));
    }
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| form.ends_with(ending)) {
        return Cow::Borrowed(&form[..form.len() - 2]);
    }
    match form.strip_suffix('s') {
        Some(base) if form.len() > 3 && !base.ends_with('s') => Cow::Borrowed(base),
        _ => Cow::Borrowed(form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_english_inflections_and_leaves_codes_alone() {
        let english = StemGroups::of(Language::English);
        assert_eq!(english.group("towels"), english.group("towel"));
        assert_eq!(english.group("swimming"), english.group("swim"));
        assert_eq!(english.group("x100s"), "x100s");
        assert_eq!(StemGroups::of(Language::Generic).group("towels"), "towels");
    }

    #[test]
    fn plural_stem_drops_only_plural_endings() {
        for (form, base) in [
            ("dresses", "dress"),
            ("bikinis", "bikini"),
            ("towels", "towel"),
            ("gas", "gas"),
            ("berries", "berry"),
            ("glass", "glass"),
        ] {
            assert_eq!(plural_stem(form), base, "{form}");
        }
    }
}
