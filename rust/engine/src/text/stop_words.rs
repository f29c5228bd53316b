//! Words that a phrase drops unless it has no others; they are indexed all the same, for quoted phrases.

use super::Language;

/// The classic short English list (as in Lucene): a longer one would drop words that sell.
const ENGLISH: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not", "of",
    "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will", "with",
];

/// Bytes of the longest: most words that shoppers type are longer, and need no search.
const LONGEST: usize = 5;

/// Whether a folded word is a stop word of the language.
pub fn is_stop_word(word: &str, language: Language) -> bool {
    language == Language::English && word.len() <= LONGEST && ENGLISH.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_so_that_the_search_finds_all() {
        assert!(ENGLISH.is_sorted());
        assert!(ENGLISH.iter().all(|word| is_stop_word(word, Language::English)));
        assert!(!is_stop_word("the", Language::Generic));
    }
}
