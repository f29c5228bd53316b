//! Times the request classes of the peer benchmark on an open store, without Python: where does the engine's own time go?
//!
//!     cargo run --profile profiling -p commerce-search-bench -- STORE QUERIES.json [class ...]

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a bench stops at the first surprise and prints"
)]

use commerce_search_engine::completion::complete::Completer;
use commerce_search_engine::completion::entries::{Entries, EntrySpec, Source};
use commerce_search_engine::completion::key::typed_key;
use commerce_search_engine::completion::near::Typed;
use commerce_search_engine::query::phrase::Ending;
use commerce_search_engine::ranking::keys::{KeySource, KeySpec, Nulls};
use commerce_search_engine::refinements::definition::{Choice, Definition};
use commerce_search_engine::refinements::definitions::Definitions;
use commerce_search_engine::search::corrections::Typos;
use commerce_search_engine::search::{Mode, Request, Stopwatch, search};
use commerce_search_storage::directory::{self, Store};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

const VALUES: [&str; 3] = ["brand", "colour", "size"];
const PRICE_EDGES: [f64; 7] = [1000.0, 2500.0, 5000.0, 10_000.0, 25_000.0, 50_000.0, 100_000.0];
const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let store = directory::open(Path::new(&arguments[0])).expect("a store");
    let text = std::fs::read_to_string(&arguments[1]).expect("queries");
    let queries: BTreeMap<String, Value> = serde_json::from_str(&text).expect("JSON");
    let named: Vec<&str> = arguments[2..].iter().map(String::as_str).collect();
    let classes = if named.is_empty() { vec!["q1", "q2", "q3", "q4", "q5", "q6", "q9"] } else { named };
    let definitions = Definitions::new(definitions(&store));
    let nothing = Definitions::new(Vec::new());
    for class in classes {
        if class == "q7" {
            let phrases =
                std::fs::read_to_string(Path::new(&arguments[1]).with_file_name("phrases.tsv")).expect("phrases");
            time_completion(&phrases, queries[class].as_array().expect("a list"));
            continue;
        }
        let counted = if matches!(class, "q1" | "q5" | "q6" | "q9") { &nothing } else { &definitions };
        time_class(&store, counted, class, queries[class].as_array().expect("a list"));
    }
}

/// Phrases by how popular they are, completed.
fn time_completion(phrases: &str, requests: &[Value]) {
    let spec = |line: &str| {
        let (label, weight) = line.split_once('\t').expect("a phrase and its weight");
        let (label, weight) = (label.to_owned(), weight.parse().expect("a number"));
        EntrySpec { label, source: Source::Popular, weight, target: String::new() }
    };
    let start = Instant::now();
    let entries = Entries::of(phrases.lines().map(spec).collect()).expect("labels");
    println!("q7: {} labels made readable in {:.0} ms", entries.len(), start.elapsed().as_secs_f64() * 1000.0);
    let mut best = vec![u64::MAX; requests.len()];
    for _ in 0..ROUNDS {
        for (request, best) in requests.iter().zip(&mut best) {
            let (start, typed) = (Instant::now(), typed_key(request["q"].as_str().unwrap_or("")));
            let completer = Completer { lists: &[&entries], typed: Typed { key: &typed, fixed: 0 }, is_wanted: None };
            let found = completer.fill(usize::from(typed.len() >= 5), 10, &mut { usize::MAX }).expect("labels");
            std::hint::black_box(found);
            *best = (*best).min(start.elapsed().as_nanos() as u64);
        }
    }
    println!("q7: {}", percentiles(best));
}

fn column(store: &Store, name: &str) -> usize {
    store.segment.column(name).expect("the column")
}

fn definitions(store: &Store) -> Vec<Definition> {
    let values = VALUES.iter().map(|name| Definition::Values { column: column(store, name), most: 30 });
    let price = Definition::Thresholds { column: column(store, "price"), edges: PRICE_EDGES.to_vec() };
    [Definition::Categories { most: 30 }].into_iter().chain(values).chain([price]).collect()
}

fn time_class(store: &Store, definitions: &Definitions, class: &str, requests: &[Value]) {
    let mut best = vec![u64::MAX; requests.len()];
    let mut stages: BTreeMap<&str, u64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for (request, best) in requests.iter().zip(&mut best) {
            let start = Instant::now();
            let clock = move || start.elapsed().as_nanos() as u64;
            let request = read(store, class, request);
            let page = search(&store.segment, definitions, &request, Stopwatch::new(&clock)).expect("a page");
            *best = (*best).min(clock());
            page.timings.iter().for_each(|(stage, took)| *stages.entry(stage).or_default() += took);
        }
    }
    let runs = (ROUNDS * requests.len()) as u64;
    let stages: Vec<String> =
        stages.iter().map(|(stage, took)| format!("{stage} {:.1}", (took / runs) as f64 / 1000.0)).collect();
    println!("{class}: {}; mean by stage: {}", percentiles(best), stages.join(", "));
}

fn percentiles(mut nanoseconds: Vec<u64>) -> String {
    nanoseconds.sort_unstable();
    let at = |share: f64| nanoseconds[(nanoseconds.len() as f64 * share) as usize] as f64 / 1000.0;
    format!("p50 {:.1} p90 {:.1} p99 {:.1} us", at(0.5), at(0.9), at(0.99))
}

fn read<'r>(store: &Store, class: &str, request: &'r Value) -> Request<'r> {
    let number = |key: &str| request[key].as_u64().unwrap_or(0) as usize;
    let mut read = Request {
        phrase: request["q"].as_str().unwrap_or(""),
        mode: Mode::All,
        offset: number("offset"),
        limit: number("k"),
        ending: if class == "q5" { Ending::Open } else { Ending::Whole },
        typos: if class == "q6" { Typos::On } else { Typos::Off },
        ..Request::default()
    };
    if class == "q3" {
        for (place, name) in VALUES.iter().enumerate() {
            if let Some(values) = request["sel"][*name].as_array() {
                read.choices.push((1 + place, ordinals(store, name, values)));
            }
        }
        let price = |at: usize| request["price"][at].as_f64().map(|price| price * 100.0);
        read.choices.push((4, Choice::Range(price(0), price(1))));
    }
    if class == "q4" {
        read.categories =
            Some(request["category"].as_str().and_then(|id| store.segment.tree.number(id)).into_iter().collect());
        let (name, descending) = if request["sort"] == "price_asc" { ("price", false) } else { ("units_sold", true) };
        read.sort = Some(vec![KeySpec {
            source: KeySource::Column(column(store, name)),
            descending,
            nulls: Nulls::Last,
            ranks: None,
        }]);
    }
    read
}

fn ordinals(store: &Store, name: &str, values: &[Value]) -> Choice {
    let dictionary = store.segment.columns[column(store, name)].dictionary().expect("a value column");
    Choice::Ordinals(
        values.iter().filter_map(|value| dictionary.find(value.as_str().unwrap_or("")).expect("readable")).collect(),
    )
}
