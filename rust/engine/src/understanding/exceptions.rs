//! Which words look as if they were understood, but are words?

use super::normal::one_spelling;
use std::collections::BTreeSet;

/// What the merchant says is looked up like any words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// As [`super::normal::Normal::words`] gives them, between spaces.
    words: BTreeSet<String>,
}

impl Exceptions {
    /// Some texts, as they are typed.
    pub fn new(texts: &[String]) -> Self {
        let words = texts.iter().map(|text| one_spelling(text)).filter(|words| !words.is_empty());
        Self { words: words.map(|words| format!(" {words} ")).collect() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether one of them stands in the words of a part.
    pub fn has(&self, part: &str) -> bool {
        let part = format!(" {part} ");
        self.words.iter().any(|words| part.contains(words))
    }
}
