//! Here is a text: which tokens is it made of, and which other forms are as good as they?
//!
//! Raw text goes through [`fold`] (one spelling for one word), [`tokens`] (where words begin and end) and, at query
//! time, [`stem`] (which forms are alternatives). The same functions serve the index and the phrase, so they cannot drift apart.
//! Useful for: anything that compares words. Not for: display; folding loses case and accents.

pub mod cut;
pub mod fold;
pub mod highlight;
pub mod stem;
pub mod stop_words;
pub mod tokens;

use serde::{Deserialize, Serialize};

/// A language that a text is written in; it decides stem groups and stop words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English: Snowball stem groups and a stop list.
    English,
    /// Any other language: folding and segmentation only.
    Generic,
}

impl Language {
    /// The language of a tag such as `en`, `en-GB`, `de`.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        if primary.eq_ignore_ascii_case("en") { Self::English } else { Self::Generic }
    }
}
