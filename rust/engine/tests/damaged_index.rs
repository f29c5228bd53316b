//! Fuzzes the index reader and the phrase parser.
//!
//! 1. A damaged index (bits flipped, ranges overwritten, cut off) is refused with an error or answers as before: never a wrong page, never a panic.
//! 2. Whatever a shopper types is answered.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use commerce_search_engine::index::builder::IndexBuilder;
use commerce_search_engine::index::schema::Schema;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::query::phrase::Ending;
use commerce_search_engine::ranking::keys::{KeySource, KeySpec, Nulls};
use commerce_search_engine::refinements::definition::{Choice, Definition};
use commerce_search_engine::refinements::definitions::Definitions;
use commerce_search_engine::search::corrections::Typos;
use commerce_search_engine::search::{Mode, Page, Request, Stopwatch, search};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

const SCHEMA: &str = r#"{
    "locales": [{"name": "en", "languages": ["en"]}, {"name": "ja", "languages": ["ja", "en"]}],
    "text_fields": [{"name": "name", "weight": 1.0}, {"name": "description", "weight": 0.2, "strong": false}, {"name": "variations", "weight": 0.5}],
    "columns": [
        {"name": "brand", "kind": "value"}, {"name": "colour", "kind": "value", "text": true},
        {"name": "price", "kind": "money", "decimals": 2}, {"name": "stock", "kind": "number"}, {"name": "sorted", "kind": "sortable", "key": "brand_text"}
    ],
    "price": "price", "stock": "stock", "brand": "brand", "open_categories": true, "categories_key": "category"
}"#;

static INDEX: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = IndexBuilder::new(Schema::from_json(SCHEMA).unwrap(), 2).unwrap();
    for number in 0..600 {
        let (brand, colour) = (["Red Reef", "Skipper"][number % 2], ["red", "blue", "deep blue"][number % 3]);
        builder.add(&format!(
            r#"{{"id": "p{number}", "name": "{brand} towel {colour} n{}", "description": "large beach towels, 東京 {number}", "brand": "{brand}", "brand_text": "{brand}",
               "category": "c{}", "identifiers": ["00AB-{number}"], "from": {number}, "rows": [
               {{"id": "p{number}-a", "colour": "{colour}", "price": "{number}.50", "stock": {}}}, {{"id": "p{number}-b", "colour": "red", "price": "9.99"}}]}}"#,
            number % 7, number % 5, number % 4
        ).replace('\n', " ")).unwrap();
    }
    builder.freeze().unwrap().0
});

fn requests() -> Vec<Request<'static>> {
    let plain = Request { at: 300, limit: 24, typos: Typos::Min, ..Request::default() };
    let by_price = KeySpec { source: KeySource::Column(2), descending: true, nulls: Nulls::Average, ranks: None };
    vec![
        Request { phrase: "red towel", ..plain.clone() },
        Request { phrase: "\"beach towels\" -skipper", sort: Some(vec![by_price]), ..plain.clone() },
        Request { phrase: "AB12 unicorn", ..plain.clone() },
        Request { phrase: "blu towle", ..plain.clone() },
        Request { phrase: "red tow", ending: Ending::Open, ..plain.clone() },
        Request { phrase: "skiper rad", typos: Typos::On, ..plain.clone() },
        Request { phrase: "東京", locale: 1, choices: vec![(1, Choice::Ordinals(vec![0]))], ..plain.clone() },
        Request { categories: Some(vec![2]), ..plain },
    ]
}

fn definitions() -> Definitions {
    Definitions::new(vec![
        Definition::Categories { most: 0 },
        Definition::Values { column: 1, most: 0 },
        Definition::Thresholds { column: 2, edges: vec![1000.0, 5000.0] },
    ])
}

/// What a page says, without its timings.
fn answer(segment: &Segment, request: &Request) -> commerce_search_engine::Result<String> {
    let Page { total, hits, tail, relaxed, bands, counts, truncated, .. } =
        search(segment, &definitions(), request, Stopwatch::new(&|| 0))?;
    Ok(format!("{total} {hits:?} {tail:?} {relaxed:?} {bands:?} {counts:?} {truncated}"))
}

static ANSWERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let segment = Segment::open(Arc::new(INDEX.clone())).unwrap();
    requests().iter().map(|request| answer(&segment, request).unwrap()).collect()
});

fn is_refused_or_unchanged(bytes: Vec<u8>) {
    let Ok(segment) = Segment::open(Arc::new(bytes)) else { return };
    for (request, expected) in requests().iter().zip(ANSWERS.iter()) {
        if let Ok(found) = answer(&segment, request) {
            assert_eq!(&found, expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flipped_bits_never_change_a_page(places in prop::collection::vec((0_usize..1 << 30, 0_u8..8), 1..4)) {
        let mut bytes = INDEX.clone();
        let length = bytes.len();
        places.iter().for_each(|&(at, bit)| bytes[at % length] ^= 1 << bit);
        is_refused_or_unchanged(bytes);
    }

    #[test]
    fn overwritten_ranges_never_change_a_page(at in 0_usize..1 << 30, length in 1_usize..5000, value: u8) {
        let mut bytes = INDEX.clone();
        let start = at % bytes.len();
        let end = (start + length).min(bytes.len());
        bytes[start..end].fill(value);
        is_refused_or_unchanged(bytes);
    }

    #[test]
    fn cut_files_never_change_a_page(length in 0_usize..1 << 30) {
        let length = length % INDEX.len();
        is_refused_or_unchanged(INDEX[..length].to_vec());
    }

    #[test]
    fn whatever_is_typed_is_answered(phrase in "\\PC{0,60}|[\"\\- a-z0-9東京'.]{0,60}", mode in 0_u8..3, locale in 0_usize..2, sorted: bool, offset in 0_usize..40, typos in 0_u8..4, open: bool) {
        let segment = Segment::open(Arc::new(INDEX.clone())).unwrap();
        let mode = [Mode::Ladder, Mode::All, Mode::Any][usize::from(mode)];
        let ending = if open { Ending::Open } else { Ending::Whole };
        let typos = [Typos::Off, Typos::Min, Typos::On, Typos::Strict][usize::from(typos)];
        let sort = sorted.then(|| vec![KeySpec { source: KeySource::Relevance, descending: true, nulls: Nulls::Last, ranks: None }]);
        let request = Request { phrase: &phrase, locale, at: 300, sort, mode, offset, limit: 10, ending, typos, ..Request::default() };
        prop_assert!(answer(&segment, &request).is_ok());
    }
}

#[test]
fn the_requests_find_something() {
    assert!(ANSWERS.iter().all(|answer| !answer.starts_with("0 []")), "{ANSWERS:?}");
}
