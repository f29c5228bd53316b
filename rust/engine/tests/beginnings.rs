//! A word that is still being typed finds what all its words find, however their documents are read.
//!
//! 1. Documents that are kept with the index, those that are united on request, and those of words that all count are those of the words.
//! 2. A short page is the beginning of the whole list, in which nothing is left out, and asked again it is the same.
//! 3. Consecutive posting lists are those that are read one by one.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod shop;

use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::query::phrase::Ending;
use commerce_search_engine::search::{Hit, Mode, Page, Request};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::LazyLock;

const DOCUMENTS: u32 = 9_000;
/// `b` is kept with the index and has words that count nothing, as `berries` is and has; `car` begins more words than count; `towel` few.
const TYPED: [&str; 9] = ["b", "be", "berry", "berries", "berries1", "c", "car", "towel", "t"];

fn name(number: u32) -> String {
    let mixed = (number.wrapping_add(1).wrapping_mul(2_246_822_519) >> 5) as usize;
    let mut name = format!("berries{} ", number % 300);
    for place in 0..mixed % 5 {
        let words = ["car", "cars", "cart", "cartridge", "card", "towel", "towels", "berry", "berries", "blue"];
        let word = words[((mixed / 5) >> (2 * place)) % words.len()];
        write!(name, "{word} ").unwrap();
    }
    if number.is_multiple_of(3) {
        write!(name, "car{}", number % 40).unwrap();
    }
    name[usize::from(number.is_multiple_of(4)) * name.find(' ').unwrap()..].to_owned()
}

static SEGMENT: LazyLock<Segment> =
    LazyLock::new(|| shop::segment(shop::SCHEMA, DOCUMENTS, |number| (name(number), name(number / 7))));

fn page(phrase: &str, mode: Mode, offset: usize, limit: usize) -> Page {
    shop::page(&SEGMENT, &Request { phrase, mode, offset, limit, ending: Ending::Open, ..Request::default() })
}

#[test]
fn documents_are_those_of_the_words() {
    for typed in TYPED {
        // `berry` and `berries` are forms of each other; those of the other words begin so.
        let is_group = ["berry", "berries"].contains(&typed);
        let is_form = |word: &str| word.starts_with(typed) || is_group && ["berry", "berries"].contains(&word);
        let holds = |text: String| text.split(' ').any(|word| !word.is_empty() && is_form(word));
        let expected = (0..DOCUMENTS).filter(|&number| holds(name(number)) || holds(name(number / 7))).count();
        assert_eq!(page(typed, Mode::All, 0, 10).total, expected, "{typed}");
    }
}

#[test]
fn all_ways_to_read_documents_are_taken() {
    let text = &SEGMENT.texts[0];
    let is_kept = |typed: &str| text.beginning(typed).unwrap().is_some();
    assert_eq!(TYPED.map(is_kept), [true, true, false, true, false, false, false, false, false]);
    assert!(text.terms.beginning_with("car").unwrap().len() > 20);
    assert!(page("car", Mode::All, 0, 10).total > DOCUMENTS as usize / 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_short_page_is_the_beginning_of_the_whole_list(
        before in 0_usize..6, typed in 0..TYPED.len(), mode in 0_usize..3, limit in 1_usize..40, offset in 0_usize..900,
    ) {
        let phrase = format!("{} {}", ["", "blue", "towel", "card blue", "-cart", "\"blue card\""][before], TYPED[typed]);
        let mode = [Mode::All, Mode::Any, Mode::Ladder][mode];
        let whole = page(&phrase, mode, 0, DOCUMENTS as usize + 1);
        prop_assert_eq!(whole.hits.len(), whole.total);
        let expected: Vec<Hit> = whole.hits.into_iter().skip(offset).take(limit).collect();
        for _ in 0..2 {
            let short = page(&phrase, mode, offset, limit);
            prop_assert_eq!(short.total, whole.total);
            prop_assert_eq!(&short.hits, &expected);
        }
    }

    #[test]
    fn consecutive_lists_are_those_read_one_by_one(first in 0_u32..200, count in 0_u32..80) {
        let text = &SEGMENT.texts[0];
        let terms = first..(first + count).min(text.terms.len() as u32);
        let lists: Vec<_> = text.postings_of(terms.clone()).unwrap().collect();
        prop_assert_eq!(lists.len(), terms.len());
        for (term, list) in terms.zip(lists) {
            let (list, alone) = (list.unwrap(), text.postings(term).unwrap());
            prop_assert_eq!(list.entries, alone.entries);
            for at in 0..alone.entries.len() {
                let (chunk, expected) = (list.chunk(at).unwrap(), alone.chunk(at).unwrap());
                prop_assert_eq!((chunk.codes, chunk.bounds), (expected.codes, expected.bounds));
                prop_assert_eq!(list.entry_number(at), alone.entry_number(at));
            }
        }
    }
}
