//! One of the words that are as good as the one of a clause, and where it stands.

use crate::error::Result;
use crate::index::known_words::Alternative;
use crate::index::text_index::{TermPostings, TextIndex};

/// One form of a clause with its postings.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// The term.
    pub term: u32,
    /// Its weight, in 1/256.
    pub weight: u32,
    /// Whether it stands in for a word that was misspelt.
    pub is_correction: bool,
    /// Its postings.
    pub postings: TermPostings<'a>,
}

impl<'a> Form<'a> {
    /// Reads the postings of a form.
    pub fn read(text: &'a TextIndex, &Alternative { term, weight, is_correction }: &Alternative) -> Result<Self> {
        Ok(Self { term, weight, is_correction, postings: text.postings(term)? })
    }
}
