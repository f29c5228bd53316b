//! What is left out of scoring could not have been on the page.
//!
//! 1. A short page is the beginning of the whole list: with a limit above the number of hits nothing is left out, so both ways must agree.
//! 2. Pages continue each other.
//! 3. So it is where thousands of hits are worth the same, and as much as any can be: only their ids decide.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod shop;

use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::search::{Hit, Mode, Request};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::LazyLock;

const DOCUMENTS: u32 = 20_000;
const WORDS: [&str; 12] =
    ["red", "towel", "towels", "beach", "shirt", "blue", "kids", "large", "surf", "board", "boards", "sun"];

/// Words of a document: a few usual ones and, in some categories, the rare ones.
fn words(number: u32, count: u32, salt: u32) -> String {
    let mut text = String::new();
    for place in 0..count {
        let mixed =
            number.wrapping_mul(2_654_435).wrapping_add(place * 40_503 + salt * 97).wrapping_mul(2_246_822_519) >> 7;
        let usual = !mixed.is_multiple_of(5);
        let word = WORDS[(mixed / 5) as usize % if usual { 5 } else { WORDS.len() }];
        write!(text, "{word} ").unwrap();
    }
    text
}

static SEGMENT: LazyLock<Segment> = LazyLock::new(|| segment(shop::SCHEMA));
/// Every word counts in full wherever it stands.
static EVEN: LazyLock<Segment> = LazyLock::new(|| {
    let relevance = r#"{ "relevance": {"k1": 0.0, "idf_exponent": 0.65, "stem_near": 243, "stem_far": 128},"#;
    segment(&shop::SCHEMA.replacen('{', relevance, 1))
});

/// Phrases name kinds of product.
static TYPED: LazyLock<Segment> = LazyLock::new(|| {
    let types = r#"{ "product_types": {"column": "kind", "weight": 200},
        "value_text": {"kind": {"k1": {"otherwise": "Towel"}, "k2": {"otherwise": "Beach towels"}, "k3": {"otherwise": "Shirt"}, "k4": {"otherwise": "Red"}}},"#;
    let columns = r#""columns": [{"name": "kind", "kind": "value"},"#;
    segment(&shop::SCHEMA.replacen('{', types, 1).replacen(r#""columns": ["#, columns, 1))
});

fn segment(schema: &str) -> Segment {
    shop::segment(schema, DOCUMENTS, |number| (words(number, 1 + number % 6, 1), words(number, number % 40, 2)))
}

fn page(phrase: &str, mode: Mode, offset: usize, limit: usize) -> (usize, Vec<Hit>) {
    page_of(&SEGMENT, phrase, mode, offset, limit)
}

fn page_of(segment: &Segment, phrase: &str, mode: Mode, offset: usize, limit: usize) -> (usize, Vec<Hit>) {
    let page = shop::page(segment, &Request { phrase, mode, offset, limit, ..Request::default() });
    (page.total, page.hits)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_short_page_is_the_beginning_of_the_whole_list(
        chosen in prop::collection::vec(0_usize..WORDS.len(), 1..4), mode in 0_usize..3, limit in 1_usize..40,
        offset in prop_oneof![0_usize..300, 300_usize..6000], typed in any::<bool>(),
    ) {
        let phrase = chosen.iter().map(|&at| WORDS[at]).collect::<Vec<_>>().join(" ");
        let mode = [Mode::All, Mode::Any, Mode::Ladder][mode];
        let segment: &Segment = if typed { &TYPED } else { &SEGMENT };
        let (total, whole) = page_of(segment, &phrase, mode, 0, DOCUMENTS as usize + 1);
        prop_assert_eq!(whole.len(), total);
        let (same_total, short) = page_of(segment, &phrase, mode, offset, limit);
        prop_assert_eq!(same_total, total);
        let expected: Vec<Hit> = whole.into_iter().skip(offset).take(limit).collect();
        prop_assert_eq!(short, expected);
    }
}

#[test]
fn a_short_page_of_equals_is_the_beginning_of_the_whole_list() {
    for (phrase, mode) in
        [("red", Mode::All), ("towel", Mode::All), ("red towel", Mode::Ladder), ("red sun", Mode::Any)]
    {
        let (total, whole) = page_of(&EVEN, phrase, mode, 0, DOCUMENTS as usize + 1);
        assert!(whole.iter().filter(|hit| hit.relevance == whole[0].relevance).count() > 1_000, "{phrase}");
        for (offset, limit) in [(0, 1), (0, 24), (500, 24), (3_000, 40)] {
            let expected: Vec<Hit> = whole.iter().copied().skip(offset).take(limit).collect();
            assert_eq!(page_of(&EVEN, phrase, mode, offset, limit), (total, expected), "{phrase} {offset}");
        }
    }
}

/// The terms of a quote count only where it stands, which no bound knows.
#[test]
fn a_short_page_of_a_quote_is_the_beginning_of_its_whole_list() {
    let phrase = "towel \"surf kids\"";
    let (total, whole) = page(phrase, Mode::Any, 0, DOCUMENTS as usize + 1);
    for offset in [0, 700] {
        let expected: Vec<Hit> = whole.iter().copied().skip(offset).take(24).collect();
        assert_eq!(page(phrase, Mode::Any, offset, 24), (total, expected));
    }
}

#[test]
fn a_named_type_is_worth_more() {
    let (_, plain) = page("beach towel", Mode::All, 0, 1_000);
    let (_, typed) = page_of(&TYPED, "beach towel", Mode::All, 0, 1_000);
    assert!(typed.iter().any(|hit| !plain.contains(hit)));
}

#[test]
fn the_catalog_is_large_enough_to_leave_something_out() {
    let (total, _) = page("red towel", Mode::All, 0, 24);
    assert!(total > 2_000, "{total}");
}
