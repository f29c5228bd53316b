//! Here is a category: which documents are in it or below it? The tree is numbered parents first, so that a subtree is a range.
//!
//! Documents stand in the order of their home category, so most of a subtree is a range of documents too; other
//! assignments are listed apart. Useful for: browsing, category counts, category positions.

pub mod assignments;
pub mod tree;
