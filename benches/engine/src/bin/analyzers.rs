//! Times the analysis of texts, language by language: `benches/analyzers/run.py` starts it and asks by lines.
//!
//! The first line is a JSON object, language -> texts. Each line after it is a language; the answer is a JSON object with the tokens of its texts and
//! the nanoseconds of two passes: folded and cut, as the index does with every text; and each token's stem group besides, as is done once for every
//! word of an index and of a phrase.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a bench stops at the first surprise and prints")]

use commerce_search_engine::text::stem::StemGroups;
use commerce_search_engine::text::tokens::{Purpose, tokenize};
use commerce_search_engine::text::{Language, fold_words_into};
use serde_json::json;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let mut lines = std::io::stdin().lines().map(|line| line.expect("UTF-8"));
    let texts: BTreeMap<String, Vec<String>> =
        serde_json::from_str(&lines.next().expect("texts")).expect("language -> texts");
    for tag in lines {
        let language = Language::of(&tag);
        let start = Instant::now();
        let tokens = analyze(&texts[&tag], language, |_| ());
        let cut = start.elapsed().as_nanos();
        let groups = StemGroups::of(language);
        let start = Instant::now();
        analyze(&texts[&tag], language, |token| {
            black_box(groups.group(token));
        });
        println!("{}", json!({"tokens": tokens, "cut": cut, "stemmed": start.elapsed().as_nanos()}));
    }
}

/// The number of tokens of texts; `each` gets every one.
fn analyze(texts: &[String], language: Language, mut each: impl FnMut(&str)) -> u64 {
    let (mut folded, mut tokens) = (String::new(), 0);
    for text in texts {
        folded.clear();
        fold_words_into(text, language, &mut folded);
        tokenize(&folded, language, Purpose::Index, 0, |token, _| {
            tokens += 1;
            each(token);
        });
    }
    tokens
}
