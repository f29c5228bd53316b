//! One of the words that are as good as the one of a clause, and where it stands.

use crate::index::text_index::TermPostings;

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
