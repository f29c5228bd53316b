//! Here is a text: which tokens is it made of, and which other forms are as good as they?
//!
//! Raw text goes through [`fold`] (one spelling for one word), [`tokens`] (where words begin and end) and, at query
//! time, [`stem`] (which forms are alternatives). The same functions serve the index and the phrase, so they cannot drift apart.
//! Useful for: anything that compares words. Not for: display; folding loses case and accents.

pub mod compounds;
pub mod cut;
pub mod endings;
pub mod fold;
pub mod further;
pub mod highlight;
pub mod kept;
pub mod known_stems;
pub mod measures;
pub mod negation_words;
pub mod simplified;
pub mod stem;
pub mod stop_words;
pub mod tokens;
mod units;

use fold::fold_into;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A language that a text is written in; it decides stem groups and stop words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English: Snowball stem groups and a stop list.
    English,
    /// German: groups by endings, compounds and a stop list.
    German,
    /// Spanish: Snowball stem groups and a stop list.
    Spanish,
    /// French: Snowball stem groups, elision and a stop list.
    French,
    /// Polish: groups by endings and a stop list.
    Polish,
    /// Chinese: simplified characters stand for traditional ones.
    Chinese,
    /// Any other language: folding and segmentation only.
    Generic,
}

impl Language {
    /// Those whose words form stem groups.
    pub const STEMMED: [Self; 5] = [Self::English, Self::German, Self::Spanish, Self::French, Self::Polish];

    /// The language of a tag such as `en`, `en-GB`, `de`.
    pub fn of(tag: &str) -> Self {
        match &*primary(tag) {
            "en" => Self::English,
            "de" => Self::German,
            "es" => Self::Spanish,
            "fr" => Self::French,
            "pl" => Self::Polish,
            "zh" => Self::Chinese,
            _ => Self::Generic,
        }
    }

    /// One bit for each language with stem groups, none for the others.
    pub fn bit(self) -> u8 {
        if Self::STEMMED.contains(&self) { 1 << self as u8 } else { 0 }
    }
}

/// The language of a tag without its region, in lower case; hardly any is written otherwise.
pub fn primary(tag: &str) -> Cow<'_, str> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let is_lower = !primary.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(primary) } else { Cow::Owned(primary.to_ascii_lowercase()) }
}

/// Appends the folded form of a text as the words of a locale are compared, by the first language of the locale.
pub fn fold_words_into(text: &str, language: Language, out: &mut String) {
    let start = out.len();
    fold_into(text, out);
    if language == Language::Chinese && !out[start..].is_ascii() {
        let simple: String = out[start..].chars().map(simplified::simplified).collect();
        out.replace_range(start.., &simple);
    }
}

/// The folded form of a text as the words of a locale are compared.
pub fn fold_words(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len());
    fold_words_into(text, language, &mut out);
    out
}
