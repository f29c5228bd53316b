//! A word that was looked up before means what it meant at first.
//!
//! 1. A used segment resolves every phrase as a fresh one does, excluded words too, which have fewer forms.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use commerce_search_engine::index::builder::IndexBuilder;
use commerce_search_engine::index::container::Bytes;
use commerce_search_engine::index::schema::Schema;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::query::clauses::{Query, Resolver};
use commerce_search_engine::query::phrase::{Ending, Phrase};
use commerce_search_engine::text::Language;
use commerce_search_engine::text::stop_words::StopWords;
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

const WORDS: [&str; 8] = ["towel", "towels", "swim", "swimming", "swimmers", "-swim", "\"towels\"", "unknown"];
const SCHEMA: &str = r#"{
    "locales": [{"name": "en", "languages": ["en"]}], "text_fields": [{"name": "name", "weight": 1.0}],
    "columns": [], "open_categories": true, "categories_key": "category"
}"#;

static INDEX: LazyLock<Bytes> = LazyLock::new(|| {
    let mut builder = IndexBuilder::new(Schema::from_json(SCHEMA).unwrap(), 1).unwrap();
    let names = ["towel", "towels for swimming", "a swim", "swimmers swim", "swimming towel"];
    for (number, name) in names.into_iter().enumerate() {
        builder.add(&format!(r#"{{"id": "p{number}", "name": "{name}", "category": "c"}}"#)).unwrap();
    }
    Arc::new(builder.freeze().unwrap().0)
});
static USED: LazyLock<Segment> = LazyLock::new(fresh);

fn fresh() -> Segment {
    Segment::open(Arc::clone(&INDEX)).unwrap()
}

fn resolved(segment: &Segment, phrase: &str) -> Query {
    let phrase = Phrase::parse(phrase, &[], StopWords::of(Language::English), Ending::Whole, None).unwrap();
    Resolver::new(segment, 0, None, &[]).unwrap().resolve(&phrase).unwrap()
}

proptest! {
    #[test]
    fn a_used_segment_resolves_like_a_fresh_one(chosen in prop::collection::vec(0_usize..WORDS.len(), 1..5)) {
        let phrase = chosen.iter().map(|&at| WORDS[at]).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(resolved(&USED, &phrase), resolved(&fresh(), &phrase));
    }
}

#[test]
fn the_words_have_forms_that_could_be_mixed_up() {
    let forms = |phrase: &str| format!("{:?}", resolved(&fresh(), phrase));
    assert_ne!(forms("swim"), forms("swimmers"));
    assert_ne!(forms("towels"), forms("\"towels\""));
}
