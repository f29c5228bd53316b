//! Which surface forms are alternatives of each other?
//!
//! English, Spanish and French forms are grouped by Snowball (<https://snowballstem.org/algorithms/>), of the latter two what the plural leaves; German
//! and Polish ones by their endings. Inside a group, forms that differ by a plural only are *near*, the others *far*: near forms were measured to help
//! precision, far ones only recall, so they get a lower weight.

use super::Language;
use super::endings::{irregular_singular, plural_stem, polish_stem};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;

/// Puts surface forms into groups.
pub struct StemGroups {
    language: Language,
    stemmer: Option<Stemmer>,
}

impl StemGroups {
    /// The groups of a language.
    pub fn of(language: Language) -> Self {
        let algorithm = match language {
            Language::English => Some(Algorithm::English),
            Language::Spanish => Some(Algorithm::Spanish),
            Language::French => Some(Algorithm::French),
            Language::German | Language::Polish | Language::Chinese | Language::Generic => None,
        };
        Self { language, stemmer: algorithm.map(Stemmer::create) }
    }

    /// The name of the group that a folded surface form belongs to: its stem.
    pub fn group<'a>(&self, form: &'a str) -> Cow<'a, str> {
        if !form.bytes().all(|b| b.is_ascii_lowercase()) {
            return Cow::Borrowed(form);
        }
        match (self.language, &self.stemmer) {
            (Language::English, Some(stemmer)) => match irregular_singular(form) {
                Some(singular) => Cow::Owned(stemmer.stem(&singular).into_owned()),
                None => stemmer.stem(form),
            },
            (language, Some(stemmer)) => Cow::Owned(stemmer.stem(&plural_stem(form, language)).into_owned()),
            (Language::Polish, None) => polish_stem(form),
            (language, None) => plural_stem(form, language),
        }
    }
}

/// How the group of a stem is called in an index, where the groups of all languages stand together. The German ones stand by the ends of their
/// stems, so that compounds stand behind their last word.
pub fn name_of_group(stem: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::German => Cow::Owned(format!("de:{}", stem.chars().rev().collect::<String>())),
        Language::Spanish => Cow::Owned(format!("es:{stem}")),
        Language::French => Cow::Owned(format!("fr:{stem}")),
        Language::Polish => Cow::Owned(format!("pl:{stem}")),
        Language::English | Language::Chinese | Language::Generic => Cow::Borrowed(stem),
    }
}

/// The stem of a German group of this name.
pub fn german_stem(name: &str) -> String {
    name.get("de:".len()..).unwrap_or_default().chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_english_inflections_and_leaves_codes_alone() {
        let english = StemGroups::of(Language::English);
        assert_eq!(english.group("towels"), english.group("towel"));
        assert_eq!(english.group("swimming"), english.group("swim"));
        assert_eq!(english.group("bookshelves"), english.group("bookshelf"));
        assert_ne!(english.group("cleaves"), english.group("cleaf"));
        assert_eq!(english.group("x100s"), "x100s");
        assert_eq!(StemGroups::of(Language::Generic).group("towels"), "towels");
    }

    #[test]
    fn groups_inflections_of_other_languages() {
        for (language, a, b) in [
            (Language::Spanish, "negra", "negros"),
            (Language::Spanish, "luz", "luces"),
            (Language::French, "imprimees", "imprime"),
            (Language::French, "bijou", "bijoux"),
            (Language::German, "schlafsack", "schlafsaecke"),
            (Language::Polish, "swiece", "swieca"),
        ] {
            let groups = StemGroups::of(language);
            assert_eq!(groups.group(a), groups.group(b));
        }
    }

    #[test]
    fn a_german_group_is_called_by_its_end() {
        assert_eq!(name_of_group("tuch", Language::German), "de:hcut");
    }
}
