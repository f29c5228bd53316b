//! Here is the beginning of a phrase: what could be searched, and would be found?
//!
//! Labels that go on from what was typed come from the room `completion`; [`kinds`] says what the search of each kind of label is, and
//! [`standing`] whether that search has a hit for this shopper: nothing is suggested that leads nowhere (promise P7).
//! Definition: `docs/reference/semantics.md`, paragraph 10. Useful for: the list below a search box. Not for: answering the search.

pub mod kinds;
pub mod standing;
pub mod terms;

use crate::completion::entries::{Entries, EntrySpec, Source};
use crate::completion::key::{typed_key, words_of};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::query::merchant_words::MerchantWords;
use crate::refinements::definition::Choice;
use crate::refinements::definitions::Definitions;
use crate::search::corrections::SpellingRules;
use crate::search::{Page, Stopwatch};
use crate::text::cut::cut;
use crate::text::tokens::is_cjk;
use crate::understanding::Understanding;
use standing::Standing;
use std::collections::BTreeMap;
use terms::Term;

/// Recent phrases that are read: they are made entries at each request.
const MOST_RECENT: usize = 1_000;

/// What to suggest for.
#[derive(Debug, Clone)]
pub struct Asked<'r> {
    /// What was typed.
    pub text: &'r str,
    /// Number of the locale.
    pub locale: usize,
    /// The instant, in microseconds.
    pub at: i64,
    /// Number of the definition -> choice.
    pub choices: Vec<(usize, Choice)>,
    /// Chosen categories.
    pub categories: Option<Vec<u32>>,
    /// Characters from which there are suggestions, and from which there are with a character of a script without spaces.
    pub least_characters: [usize; 2],
    /// Suggestions of each kind.
    pub limit: usize,
    /// Whether hits are counted.
    pub counts: bool,
    /// Phrases that the shopper searched lately, the last one first.
    pub recent: &'r [String],
    /// How far what was typed may be misspelt.
    pub rules: &'r SpellingRules,
    /// What the merchant says of words.
    pub words: Option<&'r MerchantWords>,
    /// What of a phrase is understood, beside its words.
    pub understanding: Option<&'r Understanding>,
}

impl Asked<'_> {
    /// Whether a key, or its last words, have too few characters to be completed.
    fn is_too_short(&self, typed: &str) -> bool {
        typed.trim_end().chars().count() < self.least_characters[usize::from(typed.chars().any(is_cjk))]
    }
}

/// What belongs to an open store and not to its index: phrases of merchants and shoppers, and what is never suggested.
#[derive(Default)]
pub struct Overlay {
    /// Phrases beside those of the catalog.
    pub phrases: Option<Entries>,
    /// Words of what is never suggested, each list between spaces.
    exclusions: Vec<String>,
    /// Column of a brand or value -> the definition in which it is chosen.
    pub chosen_in: BTreeMap<String, usize>,
}

impl Overlay {
    /// Makes them readable.
    pub fn new(phrases: Vec<EntrySpec>, exclusions: &[String], chosen_in: BTreeMap<String, usize>) -> Result<Self> {
        let exclusions = exclusions.iter().map(|exclusion| words_of(exclusion)).filter(|words| !words.is_empty());
        let exclusions = exclusions.map(|words| format!(" {words} ")).collect();
        Ok(Self { phrases: Some(Entries::of(phrases)?), exclusions, chosen_in })
    }

    /// Whether a label is never suggested, by its key.
    fn excludes(&self, key: &str) -> bool {
        if self.exclusions.is_empty() {
            return false;
        }
        let key = format!(" {key}");
        self.exclusions.iter().any(|words| key.contains(words))
    }
}

/// What a suggestion changes of the request, beside its phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// Nothing.
    Nowhere,
    /// To a category.
    Category(u32),
    /// To a value of a definition's column.
    Value {
        /// The definition.
        definition: usize,
        /// The value.
        value: String,
        /// Its number in the column.
        ordinal: u32,
    },
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What shoppers read.
    pub label: String,
    /// The label's key, and the byte of it where it goes on from what was typed.
    pub key: (String, usize),
    /// The phrase that is searched.
    pub phrase: String,
    /// What else is chosen.
    pub leads: Leads,
    /// Who put it there.
    pub source: Source,
    /// Edits between what was typed and the label.
    pub edits: u32,
    /// Hits, if they were counted.
    pub total: Option<usize>,
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// What was typed, as it is compared with keys.
    pub key: String,
    /// Whole phrases.
    pub phrases: Vec<Suggestion>,
    /// Categories.
    pub categories: Vec<Suggestion>,
    /// Brands.
    pub brands: Vec<Suggestion>,
    /// Other values.
    pub values: Vec<Suggestion>,
    /// The first phrase in some categories, and its hits there.
    pub scopes: Vec<(u32, usize)>,
    /// Hits of what was typed so far; `None`: too little was typed.
    pub products: Option<Page>,
    /// Typed word -> what it may be.
    pub terms: Vec<(String, Vec<Term>)>,
    /// A budget was spent: there may be more.
    pub degraded: bool,
    /// Stage -> nanoseconds.
    pub timings: Vec<(&'static str, u64)>,
}

impl Suggestions {
    /// Whether a phrase is what was typed.
    pub fn is_exact(&self, phrase: &Suggestion) -> bool {
        phrase.key.0.trim_end() == self.key.trim_end()
    }
}

/// Suggests.
pub fn suggest(
    segment: &Segment,
    definitions: &Definitions,
    overlay: &Overlay,
    asked: &Asked,
    clock: &dyn Fn() -> u64,
) -> Result<Suggestions> {
    let key = typed_key(cut(asked.text));
    if key.is_empty() || asked.is_too_short(&key) {
        return Ok(Suggestions { key, ..Suggestions::default() });
    }
    let start = clock();
    let mut standing = Standing::new(segment, definitions, overlay, asked)?;
    let recent = recent(asked.recent)?;
    let (mut phrases, mut named) = (Vec::new(), <[Vec<Suggestion>; 3]>::default());
    for edits in 0..=standing.most_edits(&key) {
        phrases = standing.phrases(recent.as_ref(), &key, edits)?;
        named = standing.kinds(&key, edits)?;
        // What something goes on from as it was typed is not misspelt.
        if named.iter().chain([&phrases]).any(|kind| !kind.is_empty()) {
            break;
        }
    }
    let scopes = standing.scopes(phrases.first())?;
    let labelled = clock();
    let products = standing.products(Stopwatch::new(clock))?;
    let timings = vec![("labels", labelled - start), ("products", clock() - labelled)];
    let degraded = standing.is_cut || products.degraded;
    let terms = terms::terms(&key, &phrases);
    let ([categories, brands, values], products) = (named, Some(products));
    Ok(Suggestions { key, phrases, categories, brands, values, scopes, products, terms, degraded, timings })
}

fn recent(phrases: &[String]) -> Result<Option<Entries>> {
    if phrases.is_empty() {
        return Ok(None);
    }
    let spec = |(weight, label): (usize, &String)| EntrySpec {
        label: label.clone(),
        source: Source::Recent,
        weight: weight as f64,
        target: String::new(),
    };
    Entries::of(phrases.iter().take(MOST_RECENT).rev().enumerate().map(spec).collect()).map(Some)
}
