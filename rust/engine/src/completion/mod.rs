//! Here is the beginning of something: which labels go on from it?
//!
//! Labels (phrases, names of categories, brands and values) with a weight each, read by a [`key`] that forgives case, accents and punctuation.
//! [`entries`] keeps them sorted, so that a beginning is a range, with their rank beside them, so that the best of a range are found without
//! a look at the rest ([`ranked`]); [`beginnings`] finds the range, and [`near`] those of beginnings with edits. Definition: `docs/reference/semantics.md`, paragraph 10.
//! Useful for: completing what is typed, at most some dozen labels. Not for: whether a label leads anywhere (the room `suggest`).

mod beginnings;
pub mod complete;
pub mod entries;
pub mod key;
pub mod near;
mod ranked;
