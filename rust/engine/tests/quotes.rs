//! Where words stand side by side.
//!
//! 1. The documents of a quote are those that have its words as they lie in it, in one field.
//! 2. Counting them with a budget tells the same number or nothing, and nothing is left of a budget that did not do.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use commerce_search_engine::index::builder::IndexBuilder;
use commerce_search_engine::index::schema::Schema;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::matching::quotes::{count_sequence, find_sequence, stands_anywhere};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

const DOCUMENTS: u32 = 9_500;
const WORDS: [&str; 6] = ["red", "towel", "beach", "shirt", "blue", "rare"];
const SCHEMA: &str = r#"{
    "locales": [{"name": "en", "languages": ["en"]}],
    "text_fields": [{"name": "name", "weight": 1.0}, {"name": "text", "weight": 0.2, "strong": false}],
    "open_categories": true, "categories_key": "category"
}"#;

/// Words of a document; now and then so many of one that its count is saturated, far apart at times.
fn words(number: u32, salt: u32) -> Vec<&'static str> {
    let mixed = |place: u32| {
        number.wrapping_mul(2_654_435).wrapping_add(place * 40_503 + salt * 97).wrapping_mul(2_246_822_519) >> 7
    };
    let count = if number.is_multiple_of(7) { 200 } else { mixed(1_000) % 9 };
    let word = |place| if mixed(place).is_multiple_of(97) { 5 } else { mixed(place) as usize / 97 % 5 };
    (0..count).map(|place| WORDS[word(place)]).collect()
}

static SEGMENT: LazyLock<Segment> = LazyLock::new(|| {
    let mut builder = IndexBuilder::new(Schema::from_json(SCHEMA).unwrap(), 2).unwrap();
    let mut batch = String::new();
    for number in 0..DOCUMENTS {
        let (name, text) = (words(number, 1).join(" "), words(number, 2).join(" "));
        writeln!(batch, r#"{{"id": "p{number}", "name": "{name}", "text": "{text}", "category": "c"}}"#).unwrap();
    }
    builder.add(&batch).unwrap();
    Segment::open(Arc::new(builder.freeze().unwrap().0)).unwrap()
});

/// Numbers of the documents in whose name, or in name or text, a quote stands.
fn expected(quote: &[usize]) -> [Vec<u32>; 2] {
    let quote: Vec<&str> = quote.iter().map(|&at| WORDS[at]).collect();
    let stands = |number, salt| words(number, salt).windows(quote.len()).any(|words| words == quote);
    let strong: Vec<u32> = (0..DOCUMENTS).filter(|&number| stands(number, 1)).collect();
    let any = (0..DOCUMENTS).filter(|&number| stands(number, 1) || stands(number, 2)).collect();
    [strong, any]
}

fn numbers(documents: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> =
        documents.map(|document| SEGMENT.ids.get(document).unwrap()[1..].parse().unwrap()).collect();
    numbers.sort_unstable();
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_quote_stands_where_its_words_stand_so(quote in prop::collection::vec(0..WORDS.len(), 2..4), budget in 0_usize..60_000) {
        let text = &SEGMENT.texts[0];
        let terms: Vec<(u32, u32)> =
            quote.iter().zip(0..).map(|(&at, distance)| (text.terms.find(WORDS[at]).unwrap().unwrap(), distance)).collect();
        let [strong, any] = expected(&quote);
        let found = find_sequence(&SEGMENT, text, &terms).unwrap();
        prop_assert_eq!(numbers(found.anywhere.iter()), &any[..]);
        prop_assert_eq!(numbers(found.in_product.iter()), &any[..]);
        prop_assert_eq!(numbers(found.in_strong.iter()), strong);
        let mut left = budget;
        let count = count_sequence(text, &terms, &mut left).unwrap();
        prop_assert!(count.is_none_or(|count| count == any.len()));
        prop_assert!(count.is_some() || left == 0);
        let stands = stands_anywhere(text, &terms, &mut budget.clone()).unwrap();
        prop_assert!(stands.is_none_or(|stands| stands != any.is_empty()));
        prop_assert!(stands.is_some() || budget < 60_000);
    }
}

#[test]
fn a_budget_is_enough_or_not() {
    let text = &SEGMENT.texts[0];
    let terms = [("red", 0), ("towel", 1)].map(|(word, distance)| (text.terms.find(word).unwrap().unwrap(), distance));
    let count = |mut budget: usize| count_sequence(text, &terms, &mut budget).unwrap();
    assert_eq!(count(0), None);
    assert_eq!(count(5_000), None);
    assert_eq!(count(100_000), Some(expected(&[0, 1])[1].len()));
}
