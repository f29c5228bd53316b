//! However a set of documents is counted, the counts are those of looking at every document.
//!
//! 1. Hits, counts and ranges equal those of the definition, read document by document, for sets of every density and any choices.
//! 2. The catalog has what the ways of counting differ by: columns in runs, joint columns, values of every width, lists.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use commerce_search_engine::columns::Entries;
use commerce_search_engine::index::builder::IndexBuilder;
use commerce_search_engine::index::schema::Schema;
use commerce_search_engine::index::segment::Segment;
use commerce_search_engine::postings::set::DocumentSet;
use commerce_search_engine::refinements::definition::{Choice, Counts, Definition};
use commerce_search_engine::refinements::definitions::Definitions;
use commerce_search_engine::refinements::refine::{Chosen, Groups, refine_documents};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

const DOCUMENTS: u32 = 9_500;
const SCHEMA: &str = r#"{
    "locales": [{"name": "en", "languages": ["en"]}],
    "text_fields": [{"name": "name", "weight": 1.0}],
    "columns": [
        {"name": "brand", "kind": "value"}, {"name": "colour", "kind": "value"}, {"name": "model", "kind": "value"},
        {"name": "tags", "kind": "value"}, {"name": "price", "kind": "money", "decimals": 2}, {"name": "weight", "kind": "number"}
    ], "price": "price", "brand": "brand", "open_categories": true, "categories_key": "category"
}"#;

fn mixed(number: u32, salt: u32) -> u32 {
    let mixed = (number ^ salt.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    ((mixed ^ mixed >> 13).wrapping_mul(0xC2B2_AE35)) >> 8
}

fn product(number: u32) -> String {
    let mut text = format!(r#"{{"id": "p{number}", "name": "thing", "category": "c{}""#, number % 5);
    if !number.is_multiple_of(7) {
        write!(text, r#", "brand": "b{}""#, mixed(number, 1) % 12).unwrap();
    }
    if !mixed(number, 2).is_multiple_of(9) {
        write!(text, r#", "colour": "x{}""#, mixed(number, 3) % 30).unwrap();
    }
    if !mixed(number, 4).is_multiple_of(9) {
        write!(text, r#", "price": {}.{:02}"#, mixed(number, 5) % 300, number % 100).unwrap();
        write!(text, r#", "weight": {}.5"#, mixed(number, 6) % 40).unwrap();
    }
    let (model, first, second) = (mixed(number, 7) % 400, mixed(number, 8) % 5, mixed(number, 9) % 5);
    writeln!(text, r#", "model": "m{model}", "tags": ["t{first}", "t{second}"]}}"#).unwrap();
    text
}

static SEGMENT: LazyLock<Segment> = LazyLock::new(|| {
    let mut builder = IndexBuilder::new(Schema::from_json(SCHEMA).unwrap(), 2).unwrap();
    builder.add(&(0..DOCUMENTS).map(product).collect::<String>()).unwrap();
    Segment::open(Arc::new(builder.freeze().unwrap().0)).unwrap()
});

fn definitions() -> Definitions {
    let values = |column| Definition::Values { column, most: 0 };
    let of_colours =
        |apart: bool| (0..30).map(move |colour| if apart { vec![colour % 3] } else { vec![colour % 3, 3] });
    Definitions::new(vec![
        values(0),
        values(1),
        values(2),
        values(3),
        Definition::Thresholds { column: 4, edges: vec![1000.0, 2550.5, 20_000.0] },
        Definition::Thresholds { column: 5, edges: vec![3.5, 20.0] },
        Definition::Buckets { column: 1, buckets_of: of_colours(true).collect(), slots: 3 },
        Definition::Buckets { column: 1, buckets_of: of_colours(false).collect(), slots: 4 },
    ])
}

static SHARED: LazyLock<Definitions> = LazyLock::new(definitions);

fn column_of(definition: &Definition) -> usize {
    match definition {
        Definition::Values { column, .. }
        | Definition::Buckets { column, .. }
        | Definition::Thresholds { column, .. } => *column,
        Definition::Categories { .. } => usize::MAX,
    }
}

/// What a document offers to a refinement: its slots, and its number.
fn offers(definition: &Definition, entries: &Entries, document: u32) -> (BTreeSet<u32>, Option<f64>) {
    let (mut slots, mut read) = (BTreeSet::new(), None);
    entries.for_each_ordinal(document as usize, |ordinal| match definition {
        Definition::Buckets { buckets_of, .. } => slots.extend(&buckets_of[ordinal as usize]),
        _ => slots.extend([ordinal]),
    });
    entries.for_each_number(document as usize, |number| {
        if let Definition::Thresholds { edges, .. } = definition {
            slots.insert(edges.iter().filter(|edge| **edge <= number).count() as u32);
        }
        read = Some(number);
    });
    (slots, read)
}

fn passes(choice: &Choice, (slots, number): &(BTreeSet<u32>, Option<f64>)) -> bool {
    match choice {
        Choice::Ordinals(chosen) | Choice::Slots(chosen) => chosen.iter().any(|one| slots.contains(one)),
        Choice::Range(from, to) => {
            number.is_some_and(|number| from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to))
        }
        Choice::Categories(_) => false,
    }
}

/// The definition, word by word.
fn obvious(set: &DocumentSet, definitions: &[Definition], choices: &[(usize, Choice)]) -> (Vec<u32>, Vec<Counts>) {
    let entries: Vec<Entries> =
        definitions.iter().map(|definition| SEGMENT.columns[column_of(definition)].entries().unwrap()).collect();
    let mut hits = Vec::new();
    let mut counts = vec![BTreeMap::<u32, u32>::new(); definitions.len()];
    let mut ranges: Vec<Option<(f64, f64)>> = vec![None; definitions.len()];
    for document in set.iter() {
        let offered: Vec<_> = definitions
            .iter()
            .zip(&entries)
            .map(|(definition, entries)| offers(definition, entries, document))
            .collect();
        let failed: Vec<usize> =
            choices.iter().filter(|(at, choice)| !passes(choice, &offered[*at])).map(|c| c.0).collect();
        if failed.is_empty() {
            hits.push(document);
        }
        for (at, (slots, number)) in offered.iter().enumerate() {
            if failed.iter().any(|&other| other != at) {
                continue;
            }
            slots.iter().for_each(|slot| *counts[at].entry(*slot).or_default() += 1);
            if let Some(number) = *number {
                let (least, greatest) = ranges[at].unwrap_or((number, number));
                ranges[at] = Some((least.min(number), greatest.max(number)));
            }
        }
    }
    let counts = counts.into_iter().zip(ranges);
    (hits, counts.map(|(values, range)| Counts { values: values.into_iter().collect(), range }).collect())
}

/// Some of the documents, in every `stride`th stretch of some length: sets are dense here and empty there.
fn some_documents(share: u32, stretch: u32, stride: u32, salt: u32) -> DocumentSet {
    DocumentSet::from_sorted(
        (0..DOCUMENTS).filter(|&at| (at / stretch).is_multiple_of(stride) && mixed(at, 100 + salt) % 1000 < share),
    )
}

fn choices() -> impl Strategy<Value = Vec<(usize, Choice)>> {
    let ordinals = |most: u32| prop::collection::vec(0..most, 0..7).prop_map(Choice::Ordinals);
    let slots = |most: u32| prop::collection::vec(0..most, 1..3).prop_map(Choice::Slots);
    let range = (prop::option::of(0_f64..20_000.0), prop::option::of(0_f64..30_000.0));
    let each = (
        prop::option::weighted(0.4, ordinals(12)),
        prop::option::weighted(0.4, ordinals(30)),
        prop::option::weighted(0.2, ordinals(400)),
        prop::option::weighted(0.2, ordinals(5)),
        prop::option::weighted(0.4, prop_oneof![range.prop_map(|(from, to)| Choice::Range(from, to)), slots(4)]),
        prop::option::weighted(0.2, slots(3)),
    );
    each.prop_map(|(a, b, c, d, e, f)| {
        let all = [a, b, c, d, e, f].into_iter().enumerate();
        all.filter_map(|(at, choice)| Some((at, choice?))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn counts_are_those_of_looking_at_every_document(
        share in prop_oneof![1_u32..20, 20_u32..1001, Just(1000_u32)], stretch in 1_u32..3000, stride in 1_u32..4, salt: u8,
        choices in prop_oneof![Just(Vec::new()), choices()], fresh: bool,
    ) {
        let set = some_documents(share, stretch, stride, u32::from(salt));
        let unshared = definitions();
        let chosen = Chosen { definitions: if fresh { &unshared } else { &SHARED }, choices };
        let groups = Groups::new(&SEGMENT, &chosen).unwrap();
        let refined = refine_documents(&SEGMENT, &set, &groups, &chosen).unwrap();
        let (hits, expected) = obvious(&set, &chosen.definitions.all, &chosen.choices);
        prop_assert_eq!(refined.hits.iter().collect::<Vec<_>>(), hits);
        for (mut counts, expected) in refined.counts.into_iter().zip(expected) {
            counts.values.retain(|&(_, count)| count > 0);
            counts.values.sort_unstable();
            prop_assert_eq!(counts, expected);
        }
    }
}

#[test]
fn the_catalog_has_columns_of_every_kind() {
    let runs = |column: usize| SEGMENT.columns[column].runs(DOCUMENTS as usize).unwrap().is_some();
    assert!(runs(0) && !runs(1) && !runs(2) && !SEGMENT.has_variations());
    let sizes: Vec<usize> = (0..4).map(|column| SEGMENT.columns[column].cardinality()).collect();
    assert_eq!(sizes, [12, 30, 400, 5]);
    assert!(matches!(SEGMENT.columns[3].entries().unwrap(), Entries::Many(..)));
    let set = some_documents(1000, 1, 1, 0);
    let chosen = Chosen { definitions: &SHARED, choices: Vec::new() };
    refine_documents(&SEGMENT, &set, &Groups::new(&SEGMENT, &chosen).unwrap(), &chosen).unwrap();
    let joint = SHARED.joint(&SEGMENT, 0, &[]).unwrap().unwrap();
    assert!(joint.all.iter().any(|column| column.members.len() > 1));
}
