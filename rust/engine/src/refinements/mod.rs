//! Here are the candidates and what the shopper chose: which are hits, and what would each other choice show?
//!
//! Per row, count the groups it fails: none failed counts everywhere, exactly one failed counts in that group's own refinement only. So every
//! count is what a click on it shows, in one pass. Useful for: filters, counts, price ranges. Not for: names and order of values (the face's job).

pub mod counter;
pub mod definition;
pub mod definitions;
pub mod group;
pub mod joint;
pub mod listing_counts;
pub mod refine;
pub mod set_counts;
