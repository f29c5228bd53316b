//! Here is what a shopper typed: which clauses is it made of, and which terms of the index are as good as each?
//!
//! [`phrase`] reads the text, [`clauses`] looks the words up, with what is as good as they by [`merchant_words`]. Parsing never fails: every text is some phrase.

mod alternates;
pub mod clauses;
pub mod completions;
pub mod learned_types;
pub mod measures;
pub mod merchant_words;
pub mod named_types;
pub mod negations;
pub mod phrase;
