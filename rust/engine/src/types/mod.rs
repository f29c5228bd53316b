//! Here is a phrase: which kinds of product does it name? [`head`] tells where the head of a phrase or a label is, [`labels`] which types are
//! called so, [`learned`] which words are types where nobody says it.
//!
//! Useful for: telling a thing from what goes with it. Not for: which documents are of a type, their column says that.

pub mod head;
pub mod labels;
pub mod learned;
