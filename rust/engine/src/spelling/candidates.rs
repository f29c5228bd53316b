//! The words that a misspelt one may stand for, likeliest first.

use super::cost::{cost, score};
use super::distance::distance;
use crate::dictionary::trie::{Compared, Near, Walk};
use crate::error::Result;
use crate::index::text_index::TextIndex;

/// Nodes that the walks of one request may look at: some milliseconds. What they find is the same on every machine.
pub const BUDGET: usize = 4 << 20;

/// A word that was likely meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The form.
    pub term: u32,
    /// How it is written.
    pub text: String,
    /// Edits from the typed word.
    pub distance: u32,
    /// Documents that hold it.
    pub frequency: u32,
    /// How unlikely it is: low is good.
    pub score: i32,
}

/// Looks for words in one locale's index, within a budget of work.
pub struct Speller<'t> {
    text: &'t TextIndex,
    budget: usize,
    /// Whether a walk was cut.
    pub was_cut: bool,
}

impl<'t> Speller<'t> {
    /// A speller with the whole budget.
    pub fn new(text: &'t TextIndex) -> Self {
        Self { text, budget: BUDGET, was_cut: false }
    }

    /// The candidates of a typed word within some edits, best first.
    pub fn candidates(&mut self, typed: &str, edits: usize) -> Result<Vec<Candidate>> {
        let letters: Vec<char> = typed.chars().collect();
        let near = self.near(typed, edits, Compared::Words)?;
        let mut found = Vec::with_capacity(near.len());
        for near in near.into_iter().filter(|near| near.distance > 0) {
            found.extend(self.candidate(&letters, near)?);
        }
        found.sort_unstable_by(|a, b| (a.score, &a.text).cmp(&(b.score, &b.text)));
        Ok(found)
    }

    /// The words that begin with something near a typed one: the most frequent first.
    pub fn completions(&mut self, typed: &str, edits: usize, most: usize) -> Result<Vec<u32>> {
        let near = self.near(typed, edits, Compared::Beginnings)?;
        let mut found = Vec::with_capacity(near.len());
        for word in near {
            found.push((std::cmp::Reverse(self.text.frequency(word.word)?), word.text, word.word));
        }
        found.sort_unstable();
        found.truncate(most);
        Ok(found.into_iter().map(|(_, _, term)| term).collect())
    }

    fn near(&mut self, typed: &str, edits: usize, compared: Compared) -> Result<Vec<Near>> {
        let mut near = Vec::new();
        let visit = &mut |word| near.push(word);
        let walk = self.text.trie.words_near(typed, edits, compared, &mut self.budget, visit)?;
        self.was_cut |= walk == Walk::Cut;
        Ok(near)
    }

    fn candidate(&self, typed: &[char], near: Near) -> Result<Option<Candidate>> {
        let word: Vec<char> = near.text.chars().collect();
        if is_negated(typed, &word) || is_negated(&word, typed) {
            return Ok(None);
        }
        let frequency = self.text.frequency(near.word)?;
        let score = score(cost(typed, &word), near.distance, frequency);
        Ok(Some(Candidate { term: near.word, text: near.text, distance: near.distance, frequency, score }))
    }
}

/// Of some plain words the one that was likeliest meant, within some edits, and its score as a word that no document has.
pub fn nearest<'w>(typed: &str, edits: usize, words: impl IntoIterator<Item = &'w str>) -> Option<(&'w str, i32)> {
    let letters: Vec<char> = typed.chars().collect();
    let near = words.into_iter().filter_map(|text| {
        let word: Vec<char> = text.chars().collect();
        let distance = distance(&letters, &word);
        let is_near = (1..=edits).contains(&(distance as usize));
        let is_contrary = is_negated(&letters, &word) || is_negated(&word, &letters);
        (is_near && !is_contrary).then(|| (score(cost(&letters, &word), distance, 0), text))
    });
    near.min().map(|(score, text)| (text, score))
}

/// Prefixes that turn a word into its contrary: an unframed print is no framed one.
const NEGATIONS: [&str; 6] = ["un", "non", "in", "im", "dis", "anti"];

/// Whether one word is about the other with a negation in front.
fn is_negated(negated: &[char], word: &[char]) -> bool {
    NEGATIONS.iter().any(|negation| {
        let negation: Vec<char> = negation.chars().collect();
        !word.starts_with(&negation)
            && negated.strip_prefix(&negation[..]).is_some_and(|rest| distance(rest, word) <= 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::letters;

    #[test]
    fn a_contrary_is_no_correction() {
        assert!(is_negated(&letters("unframed"), &letters("framed")));
        assert!(is_negated(&letters("nonstik"), &letters("stick")));
        assert!(!is_negated(&letters("framed"), &letters("unframed")));
        assert!(!is_negated(&letters("undr"), &letters("under")));
    }
}
