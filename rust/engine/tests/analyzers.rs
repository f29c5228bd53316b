//! Laws of the analysis of texts, in every language, for whatever is typed: mixed scripts, emoji, marks that nobody sees.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test stops at the first surprise")]

use commerce_search_engine::text::tokens::{LONGEST_TOKEN, Purpose, is_cjk, tokenize};
use commerce_search_engine::text::{Language, fold_words};
use proptest::prelude::*;
use std::collections::BTreeSet;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

const LANGUAGES: [Language; 7] = [
    Language::English,
    Language::German,
    Language::Spanish,
    Language::French,
    Language::Polish,
    Language::Chinese,
    Language::Generic,
];

/// Anything, and what is typed in shops: several scripts, numbers with separators, emoji, joiners, marks of direction, apostrophes.
const TEXTS: &str = "\\PC{0,40}|[a-zäßéñłЖ東ァー0-9 '’.,/\\-\u{200b}\u{200d}\u{202e}\u{feff}\u{301}🏖️\u{fe0f}]{0,40}";

fn tokens(text: &str, language: Language, purpose: Purpose) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    tokenize(&fold_words(text, language), language, purpose, 0, |token, position| {
        found.push((token.to_owned(), position));
    });
    found
}

/// A letter or digit; marks alone make no word.
fn is_letter(c: char) -> bool {
    matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_is_folded_stays(text in TEXTS) {
        for language in LANGUAGES {
            let folded = fold_words(&text, language);
            prop_assert_eq!(&fold_words(&folded, language), &folded);
        }
    }

    #[test]
    fn a_phrase_is_found_in_its_own_text(text in TEXTS) {
        for language in LANGUAGES {
            let indexed: BTreeSet<(String, u32)> = tokens(&text, language, Purpose::Index).into_iter().collect();
            for token in tokens(&text, language, Purpose::Phrase) {
                prop_assert!(indexed.contains(&token), "{token:?} in {text:?}, {language:?}");
            }
        }
    }

    #[test]
    fn positions_have_no_gaps(text in TEXTS) {
        for language in LANGUAGES {
            let mut length = 0;
            let mut before = 0;
            let taken = tokenize(&fold_words(&text, language), language, Purpose::Index, 0, |token, position| {
                assert!(!token.is_empty() && token.chars().count() <= LONGEST_TOKEN && position >= before && position <= length);
                before = position;
                length = length.max(position + 1);
            });
            prop_assert_eq!(taken, length);
        }
    }

    #[test]
    fn no_letter_is_lost(text in TEXTS) {
        // An apostrophe may drop what stands behind it, and a very long word is cut: these have their own tests.
        let text: String = text.chars().filter(|c| !matches!(c, '\'' | '\u{2019}' | '＇')).collect();
        for language in LANGUAGES {
            let folded = fold_words(&text, language);
            let letters: String = folded.chars().filter(|&c| is_letter(c)).collect();
            let indexed = tokens(&text, language, Purpose::Index);
            // Of scripts without spaces the single characters, not the bigrams.
            let is_single = |token: &&(String, u32)| !token.0.starts_with(is_cjk) || token.0.chars().count() == 1;
            let kept: String = indexed.iter().filter(is_single).flat_map(|(token, _)| token.chars()).filter(|&c| is_letter(c)).collect();
            prop_assert_eq!(kept, letters);
        }
    }
}
