//! Documents in, a frozen segment out: [`builder::IndexBuilder`] collects, [`segment::Segment`] answers.
//!
//! Build mutable, then freeze: a segment never changes. Useful for: everything that reads the index. Not for: I/O; bytes come from `storage`.

pub mod beginnings;
pub mod block_parts;
pub mod builder;
pub mod catalog_entries;
pub mod container;
pub mod document;
pub mod forward;
pub mod identifiers;
mod inversion;
pub mod known_bounds;
pub mod known_words;
pub mod learned_types;
pub mod names;
pub mod order;
pub mod part;
pub mod product_types;
pub mod row_words;
pub mod schema;
pub mod segment;
pub mod strings;
pub mod text_index;
mod text_index_writer;
mod vocabulary;
pub mod windows;
