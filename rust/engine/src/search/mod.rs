//! One request through the rooms: phrase, candidates, refinements, order, page.
//!
//! A search never changes anything and never looks at the clock: the caller gives the instant, and a clock for timings if it wants them.

pub mod asked;
pub mod attempts;
pub mod candidates;
pub mod categories;
pub mod corrections;
mod first_hits;
pub mod named_values;
pub mod offers;
pub mod order;
pub mod reading;
pub mod represent;
mod runs;
pub mod scope;
pub mod spaces;
pub mod tail;
mod type_vote;

use crate::error::Result;
use crate::index::segment::Segment;
use crate::matching::coverage::Coverage;
use crate::matching::rows::QueryLists;
use crate::postings::set::DocumentSet;
use crate::query::clauses::Resolver;
use crate::query::merchant_words::MerchantWords;
use crate::query::named_types::NamedTypes;
use crate::query::phrase::{Ending, Written};
use crate::ranking::keys::KeySpec;
use crate::refinements::definition::{Choice, Counts};
use crate::refinements::definitions::Definitions;
use crate::refinements::refine::{Chosen, Groups};
use crate::understanding::values::documents_with;
use crate::understanding::{Understanding, Understood};
use asked::Asked;
use attempts::Attempts;
use corrections::{SpellingRules, Typos, USUAL};
use named_values::NamedValues;
use reading::Reading;
use represent::Representer;
use scope::{Outcome, Scope};

/// How many clauses a hit must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// All; if nothing does, as many as anything does; and a tail of looser matches.
    Ladder,
    /// All.
    All,
    /// At least one.
    Any,
}

/// A request, by numbers.
#[derive(Debug, Clone)]
pub struct Request<'r> {
    /// What was typed.
    pub phrase: &'r str,
    /// Number of the locale.
    pub locale: usize,
    /// The instant, in microseconds.
    pub at: i64,
    /// Number of the definition -> choice.
    pub choices: Vec<(usize, Choice)>,
    /// Chosen categories; `None`: all, empty: only unknown ones were chosen.
    pub categories: Option<Vec<u32>>,
    /// Keys of an explicit sort.
    pub sort: Option<Vec<KeySpec>>,
    /// How many clauses a hit must match.
    pub mode: Mode,
    /// Hits before the page.
    pub offset: usize,
    /// Hits on the page.
    pub limit: usize,
    /// Only the best band.
    pub best_band: bool,
    /// Whether the last word is still being typed; there is no tail then.
    pub ending: Ending,
    /// When misspelt words are looked for.
    pub typos: Typos,
    /// And how far.
    pub rules: &'r SpellingRules,
    /// What the merchant says of words.
    pub words: Option<&'r MerchantWords>,
    /// What of the phrase is understood, beside its words; `None`: nothing.
    pub understanding: Option<&'r Understanding>,
    /// What is not wanted.
    pub negations: Vec<String>,
    /// The values that the phrase names.
    pub values: NamedValues,
    /// Whether it may name types of products.
    pub names_types: bool,
}

impl Default for Request<'_> {
    /// The whole store in its first locale, words as they were typed, no hits.
    fn default() -> Self {
        Self {
            phrase: "",
            locale: 0,
            at: 0,
            choices: Vec::new(),
            categories: None,
            sort: None,
            mode: Mode::Ladder,
            offset: 0,
            limit: 0,
            best_band: false,
            ending: Ending::Whole,
            typos: Typos::Off,
            rules: &USUAL,
            words: None,
            understanding: None,
            negations: Vec::new(),
            values: NamedValues::default(),
            names_types: true,
        }
    }
}

/// One hit of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub document: u32,
    /// The row that represents it.
    pub row: u32,
    /// What of the phrase the row matches.
    pub coverage: Coverage,
    /// Text relevance in fixed point.
    pub relevance: u64,
    /// Whether an identifier names the row.
    pub named: bool,
    /// Whether the row is sold out.
    pub sold_out: bool,
    /// The band under an explicit sort.
    pub band: u8,
}

/// A phrase that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The phrase.
    pub phrase: String,
    /// Its hits.
    pub total: usize,
    /// Whether it was searched instead of what was typed.
    pub is_applied: bool,
}

/// The answer.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Hits in all.
    pub total: usize,
    /// The hits of the page.
    pub hits: Vec<Hit>,
    /// Looser matches that fill the page.
    pub tail: Vec<Hit>,
    /// The phrase as it was probably meant, if that was searched instead.
    pub searched: Option<Written>,
    /// Phrases that may have been meant, and what they find.
    pub corrections: Vec<Correction>,
    /// Looking for misspelt words took more work than a request may cost: some may be missing.
    pub degraded: bool,
    /// Fewer clauses had to do: (matched, of).
    pub relaxed: Option<(u32, u32)>,
    /// Hits of each band, under an explicit sort of a phrase.
    pub bands: Option<[usize; 2]>,
    /// Definition -> counts.
    pub counts: Vec<Counts>,
    /// The phrase was cut.
    pub truncated: bool,
    /// Whether no words were asked for.
    pub blank: bool,
    /// What of the phrase was understood, in order.
    pub understood: Vec<Understood>,
    /// Stage -> nanoseconds.
    pub timings: Vec<(&'static str, u64)>,
    /// The phrase, looked up; `None` without one.
    asked: Option<Asked>,
}

impl Page {
    /// How many documents have the words of a value at most: those of the rarest.
    pub fn documents_with(&self, segment: &Segment, typed: &str) -> Result<u32> {
        self.asked.as_ref().map_or(Ok(0), |asked| documents_with(segment, asked.locale, typed))
    }
}

/// Measures stages with the caller's clock.
pub struct Stopwatch<'c> {
    clock: &'c dyn Fn() -> u64,
    last: u64,
    stages: Vec<(&'static str, u64)>,
}

impl<'c> Stopwatch<'c> {
    /// Starts now; the clock tells nanoseconds.
    pub fn new(clock: &'c dyn Fn() -> u64) -> Self {
        Self { clock, last: clock(), stages: Vec::with_capacity(6) }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = (self.clock)();
        self.stages.push((stage, now - self.last));
        self.last = now;
    }
}

/// Everything a search of one request reads.
pub(crate) struct Search<'a> {
    pub segment: &'a Segment,
    pub request: &'a Request<'a>,
    pub representer: Representer<'a>,
    pub groups: &'a Groups<'a>,
    pub lists: &'a QueryLists<'a>,
    /// Rows that are not in the store at the instant, ascending.
    pub hidden: &'a [u32],
    /// Clauses of the phrase.
    pub clauses: u32,
    /// Whether any words were asked for.
    pub has_phrase: bool,
    /// The types of product that the phrase names.
    pub types: Option<NamedTypes>,
    /// The learned types that it names, where it names no others and the order is that of relevance.
    pub learned: Vec<u16>,
}

/// Answers a request.
pub fn search(
    segment: &Segment,
    definitions: &Definitions,
    request: &Request,
    mut stopwatch: Stopwatch,
) -> Result<Page> {
    let mut reading = Reading::of(segment, definitions, request)?;
    if let Some(other) = reading.with_doubtful_prices(segment, definitions, request)? {
        reading = other;
    }
    let mut page = answer(segment, definitions, &reading, &mut stopwatch)?;
    if reading.may_ask_too_much(page.total)
        && let Some(words) = reading.with_values_as_words(segment, definitions)?
    {
        reading = words;
        page = answer(segment, definitions, &reading, &mut stopwatch)?;
    }
    if reading.may_ask_too_much(page.total) && reading.asks_too_much(segment, definitions)? {
        reading = reading.for_any_price();
        page = answer(segment, definitions, &reading, &mut stopwatch)?;
    }
    if reading.may_ask_too_much(page.total) && reading.excludes_all(segment, definitions)? {
        reading = reading.without_negations();
        page = answer(segment, definitions, &reading, &mut stopwatch)?;
    }
    Ok(Page { understood: reading.understood, timings: stopwatch.stages, ..page })
}

fn answer(segment: &Segment, definitions: &Definitions, reading: &Reading, stopwatch: &mut Stopwatch) -> Result<Page> {
    let request = &reading.request;
    let phrase = &reading.parse(segment)?;
    let chosen = Chosen { definitions, choices: request.choices.clone() };
    let scope = Scope { segment, request, phrase, chosen, hidden: &hidden_at(segment, request.at)? };
    let resolver = Resolver::new(segment, request.locale, request.words, &request.negations)?;
    let mut attempts = Attempts::new(reading, phrase, &resolver)?;
    let mut attempt = attempts.first()?;
    loop {
        match scope.answer(attempt, &mut attempts, stopwatch)? {
            Outcome::Page(page) => {
                let corrections = scope.corrections(&page, &mut attempts)?;
                stopwatch.lap("corrections");
                return Ok(Page { corrections, degraded: attempts.was_cut(), blank: phrase.blank, ..*page });
            }
            Outcome::Nothing(next) => attempt = next,
        }
    }
}

/// The hits of a request that match all of its phrase as it was typed, unordered and uncounted; in stores with variations no more than `most` are
/// looked for. `hidden` are the rows of [`hidden_at`].
pub fn find_hits(
    segment: &Segment,
    definitions: &Definitions,
    request: &Request,
    hidden: &[u32],
    most: usize,
) -> Result<DocumentSet> {
    let reading = Reading::of(segment, definitions, request)?;
    let (request, phrase) = (&reading.request, &reading.parse(segment)?);
    let chosen = Chosen { definitions, choices: request.choices.clone() };
    let query = Resolver::new(segment, request.locale, request.words, &request.negations)?.resolve(phrase)?;
    Scope { segment, request, phrase, chosen, hidden }.hits(&query, &phrase.words, most)
}

/// Rows that are not in the store at an instant, ascending.
pub fn hidden_at(segment: &Segment, at: i64) -> Result<Vec<u32>> {
    if segment.windows.is_empty() { Ok(Vec::new()) } else { segment.windows.hidden_at(at) }
}

impl Search<'_> {
    /// Whether every document is one row.
    pub(crate) fn is_flat(&self) -> bool {
        !self.segment.has_variations()
    }
}
