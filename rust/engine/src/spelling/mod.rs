//! Which words may a misspelt one stand for, and which is the likeliest?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 8.

pub mod candidates;
pub mod cost;
pub mod distance;

#[cfg(test)]
pub(crate) fn letters(text: &str) -> Vec<char> {
    text.chars().collect()
}
