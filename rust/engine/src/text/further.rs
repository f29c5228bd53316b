//! How is a word of a further language called in the index of a locale? Names in the languages that a locale falls back on are found where hardly
//! anything else has the word: they stand there by their stems, marked, so that no word of the locale meets them.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 2, "Further languages".

use super::stem::StemGroups;
use super::{Language, primary};

/// No token begins with it, and all tokens stand behind it.
const MARK: char = '\u{1}';

/// The term of a word in a language.
pub fn further_term(word: &str, tag: &str, stems: &StemGroups) -> String {
    format!("{MARK}{}:{}", primary(tag), stems.group(word))
}

/// The same for one word.
pub fn further_term_of(word: &str, tag: &str) -> String {
    further_term(word, tag, &StemGroups::of(Language::of(tag)))
}

/// Whether a term is such a word's.
pub fn is_further(term: &str) -> bool {
    term.starts_with(MARK)
}

/// The term as people may read it.
pub fn readable(term: String) -> String {
    match term.strip_prefix(MARK).and_then(|rest| rest.split_once(':')) {
        Some((language, stem)) => format!("{stem} ({language})"),
        None => term,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_one_term() {
        assert_eq!(further_term_of("backpacks", "en-GB"), further_term_of("backpack", "en"));
        assert_ne!(further_term_of("backpack", "en"), further_term_of("backpack", "de"));
        assert_eq!(readable(further_term_of("backpacks", "en")), "backpack (en)");
        assert_eq!(readable("backpacks".into()), "backpacks");
        assert!(is_further(&further_term_of("x", "pl")) && !is_further("x"));
    }
}
