//! Here are the hits: in which order? [`scorer`] weighs the words, [`promising`] says where to look first, [`keys`] reads what a sort compares, [`top`] keeps the best.
//!
//! Useful for: the order of a page. Not for: deciding what is a hit.

pub mod keys;
pub mod promising;
pub mod scorer;
pub mod top;
