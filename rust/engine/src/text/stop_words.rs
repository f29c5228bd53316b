//! Words that a phrase drops unless it has no others; they are indexed all the same, for quoted phrases.
//!
//! Short lists (English: the classic one of Lucene; the others: articles, pronouns, prepositions and conjunctions from Snowball's lists, folded):
//! longer ones would drop words that sell. What means "without" is in none of them.

use super::Language;
use rustc_hash::FxHashSet;

#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];
#[rustfmt::skip]
const GERMAN: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "beim", "bis", "das", "dass", "dem", "den", "der",
    "des", "die", "dies", "diese", "dieser", "dieses", "du", "durch", "ein", "eine", "einem", "einen", "einer",
    "eines", "er", "es", "fur", "im", "in", "ist", "mit", "nach", "nicht", "oder", "sich", "sie", "sind", "so",
    "um", "und", "vom", "von", "vor", "wie", "wir", "zu", "zum", "zur",
];
#[rustfmt::skip]
const SPANISH: &[&str] = &[
    "a", "al", "ante", "como", "con", "de", "del", "desde", "e", "el", "ella", "ellas", "ellos", "en", "entre",
    "es", "esa", "ese", "eso", "esta", "este", "esto", "hasta", "la", "las", "le", "les", "lo", "los", "mas", "me",
    "mi", "muy", "ni", "no", "nos", "o", "para", "pero", "por", "que", "se", "ser", "si", "son", "su", "sus", "tu",
    "un", "una", "y", "ya",
];
#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "comme", "dans", "de", "des", "du", "elle", "elles",
    "en", "est", "et", "il", "ils", "je", "la", "le", "les", "leur", "leurs", "mais", "me", "ne", "nos", "notre",
    "nous", "on", "ou", "par", "pas", "pour", "qu", "que", "qui", "sa", "se", "ses", "sont", "sur", "ta", "te",
    "tes", "tu", "un", "une", "vos", "votre", "vous",
];
#[rustfmt::skip]
const POLISH: &[&str] = &[
    "a", "aby", "albo", "ale", "bo", "by", "co", "czy", "dla", "do", "gdy", "i", "ich", "ile", "ja", "jak", "jako",
    "je", "jego", "jej", "jest", "lub", "ma", "mi", "na", "nad", "nie", "nim", "o", "od", "on", "ona", "one", "oni",
    "oraz", "po", "pod", "przed", "przez", "przy", "sa", "sie", "ta", "tak", "te", "tego", "tej", "ten", "to", "tu",
    "tym", "u", "w", "we", "z", "za", "ze",
];

/// Bytes of the longest: most words that shoppers type are longer, and need no search.
const LONGEST: usize = 6;

fn list(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::Spanish => SPANISH,
        Language::French => FRENCH,
        Language::Polish => POLISH,
        Language::Chinese | Language::Generic => &[],
    }
}

/// Whether a folded word is a stop word of the language.
pub fn is_stop_word(word: &str, language: Language) -> bool {
    word.len() <= LONGEST && list(language).binary_search(&word).is_ok()
}

/// The words that the phrases of a locale drop: those of its first language, and the merchant's own.
#[derive(Debug, Clone, Copy)]
pub struct StopWords<'a> {
    /// The first language.
    pub language: Language,
    own: Option<&'a FxHashSet<String>>,
}

impl<'a> StopWords<'a> {
    /// The listed words of a language.
    pub fn of(language: Language) -> Self {
        Self { language, own: None }
    }

    /// These and others, folded.
    pub fn with(language: Language, own: &'a FxHashSet<String>) -> Self {
        Self { language, own: Some(own).filter(|own| !own.is_empty()) }
    }

    /// Whether a folded word is one of them.
    pub fn has(self, word: &str) -> bool {
        is_stop_word(word, self.language) || self.own.is_some_and(|own| own.contains(word))
    }
}

/// Whether there is a list for the language.
pub fn has_stop_words(language: Language) -> bool {
    !list(language).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn the_lists_are_sorted_and_folded_so_that_the_search_finds_all() {
        for language in Language::STEMMED {
            assert!(list(language).is_sorted() && list(language).len() < 60, "{language:?}");
            assert!(list(language).iter().all(|word| is_stop_word(word, language) && fold(word) == **word));
        }
        assert!(!is_stop_word("the", Language::Generic) && !is_stop_word("the", Language::German));
    }
}
