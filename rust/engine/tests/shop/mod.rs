//! A shop of products with a name and a weak text, in some categories, now and then sold out; and its pages.

use commerce_search_engine::index::builder::IndexBuilder;
use commerce_search_engine::index::schema::Schema;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::refinements::definitions::Definitions;
use commerce_search_engine::search::{Page, Request, Stopwatch, search};
use std::fmt::Write;
use std::sync::Arc;

pub const SCHEMA: &str = r#"{
    "locales": [{"name": "en", "languages": ["en"]}],
    "text_fields": [{"name": "name", "weight": 1.0}, {"name": "text", "weight": 0.2, "strong": false}],
    "columns": [{"name": "stock", "kind": "number"}], "stock": "stock", "open_categories": true, "categories_key": "category"
}"#;

/// An index of so many documents, with the name and the text that `words` gives each.
pub fn segment(schema: &str, documents: u32, words: impl Fn(u32) -> (String, String)) -> Segment {
    let mut builder = IndexBuilder::new(Schema::from_json(schema).unwrap(), 2).unwrap();
    let mut batch = String::new();
    for number in 0..documents {
        let ((name, text), category, kind, stock) = (words(number), number % 13, number % 7, number % 9);
        writeln!(
            batch,
            r#"{{"id": "p{number}", "name": "{name}", "text": "{text}", "category": "c{category}", "kind": "k{kind}", "stock": {stock}}}"#
        )
        .unwrap();
    }
    builder.add(&batch).unwrap();
    Segment::open(Arc::new(builder.freeze().unwrap().0)).unwrap()
}

pub fn page(segment: &Segment, request: &Request) -> Page {
    search(segment, &Definitions::default(), request, Stopwatch::new(&|| 0)).unwrap()
}
