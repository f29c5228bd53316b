//! Here is what a shopper typed: which clauses is it made of, and which terms of the index are as good as each?
//!
//! [`phrase`] reads the text, [`clauses`] looks the words up. Parsing never fails: every text is some phrase.

pub mod clauses;
pub mod completions;
pub mod phrase;
