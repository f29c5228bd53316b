//! What may each typed word be? Read off the phrases that are suggested, in the structure of Salesforce's suggested terms.

use super::Suggestion;

/// What a typed word may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word.
    pub value: String,
    /// How it comes from what was typed.
    pub kind: TermKind,
}

/// How a word comes from the typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermKind {
    /// It is the typed one.
    Exact,
    /// It goes on from the typed one.
    Completed,
    /// It is written otherwise.
    Corrected,
}

impl TermKind {
    /// As callers read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Completed => "completed",
            Self::Corrected => "corrected",
        }
    }
}

/// Each typed word with the words at its place in the phrases.
pub fn terms(key: &str, phrases: &[Suggestion]) -> Vec<(String, Vec<Term>)> {
    let words: Vec<&str> = key.split_whitespace().collect();
    let last = if key.ends_with(' ') { None } else { words.len().checked_sub(1) };
    let term = |place: usize, phrase: &Suggestion| {
        let value = words_from(phrase)?.nth(place)?;
        let kind = match words[place] {
            typed if typed == value => TermKind::Exact,
            typed if last == Some(place) && value.starts_with(typed) => TermKind::Completed,
            _ => TermKind::Corrected,
        };
        Some(Term { value: value.to_owned(), kind })
    };
    let of_word = |(place, word): (usize, &&str)| {
        let mut terms: Vec<Term> = Vec::new();
        for found in phrases.iter().filter_map(|phrase| term(place, phrase)) {
            if !terms.contains(&found) {
                terms.push(found);
            }
        }
        ((*word).to_owned(), terms)
    };
    words.iter().enumerate().map(of_word).collect()
}

/// The words of a phrase from where it goes on from what was typed; `None` where that is inside a word.
fn words_from(phrase: &Suggestion) -> Option<impl Iterator<Item = &str>> {
    let (key, start) = &phrase.key;
    let is_at_word = *start == 0 || key[..*start].ends_with(' ');
    is_at_word.then(|| key[*start..].split_whitespace())
}
