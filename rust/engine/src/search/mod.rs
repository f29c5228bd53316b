//! One request through the rooms: phrase, candidates, refinements, order, page.
//!
//! A search never changes anything and never looks at the clock: the caller gives the instant, and a clock for timings if it wants them.

pub mod asked;
pub mod attempts;
pub mod candidates;
pub mod corrections;
pub mod order;
pub mod represent;
pub mod tail;

use crate::error::Result;
use crate::index::segment::Segment;
use crate::matching::coverage::Coverage;
use crate::matching::rows::{QueryLists, RowMatcher};
use crate::postings::set::DocumentSet;
use crate::query::clauses::{Query, Resolver};
use crate::query::phrase::{Ending, Phrase};
use crate::ranking::keys::KeySpec;
use crate::refinements::counter::keep_most;
use crate::refinements::definition::{Choice, Counts, Definition, Definitions};
use crate::refinements::refine::{Chosen, Groups, Refined, refine_documents, refine_rows};
use crate::text::Language;
use asked::Asked;
use attempts::{Attempt, Attempts};
use candidates::Candidates;
use corrections::{FEW_HITS, MOST_OFFERED, SpellingRules, Typos};
use represent::Representer;
use std::borrow::Cow;

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
    pub searched: Option<String>,
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
    /// Stage -> nanoseconds.
    pub timings: Vec<(&'static str, u64)>,
    /// The phrase, looked up; `None` without one.
    asked: Option<Asked>,
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
}

/// What every attempt at a request shares.
struct Scope<'a> {
    segment: &'a Segment,
    request: &'a Request<'a>,
    phrase: &'a Phrase,
    chosen: Chosen<'a>,
    hidden: Vec<u32>,
}

/// Answers a request.
pub fn search(
    segment: &Segment,
    definitions: &Definitions,
    request: &Request,
    mut stopwatch: Stopwatch,
) -> Result<Page> {
    let first_language =
        segment.schema.locales[request.locale].languages.first().map_or(Language::Generic, |tag| Language::of(tag));
    let phrase = &Phrase::parse(request.phrase, first_language, request.ending)?;
    let chosen = Chosen { definitions, choices: request.choices.clone() };
    let hidden = if segment.windows.is_empty() { Vec::new() } else { segment.windows.hidden_at(request.at)? };
    let scope = Scope { segment, request, phrase, chosen, hidden };
    let resolver = Resolver::new(segment, request.locale)?;
    let mut attempts = Attempts::new(request, phrase, &resolver)?;
    let mut attempt = attempts.first()?;
    loop {
        match scope.answer(attempt, &mut attempts, &mut stopwatch)? {
            Outcome::Page(page) => {
                let corrections = scope.corrections(&page, &mut attempts)?;
                stopwatch.lap("corrections");
                return Ok(Page { corrections, degraded: attempts.was_cut(), timings: stopwatch.stages, ..*page });
            }
            Outcome::Nothing(next) => attempt = next,
        }
    }
}

enum Outcome {
    Page(Box<Page>),
    /// Nothing was found; this may help.
    Nothing(Attempt),
}

impl Scope<'_> {
    fn answer(&self, attempt: Attempt, attempts: &mut Attempts, stopwatch: &mut Stopwatch) -> Result<Outcome> {
        let Scope { segment, request, phrase, .. } = self;
        let Attempt { query, searched, may_relax } = attempt;
        let text = &segment.texts[request.locale];
        let lists = QueryLists::read(segment, text, &query)?;
        let matcher =
            if phrase.blank { None } else { Some(RowMatcher::new(segment, text, &query, &lists, &self.hidden)?) };
        stopwatch.lap("phrase");
        let groups = Groups::new(segment, &self.chosen)?;
        let clauses = query.clauses.len() as u32;
        let representer = Representer::new(segment, matcher, &groups, &self.hidden, clauses)?;
        let search =
            Search { segment, request, representer, groups: &groups, lists: &lists, hidden: &self.hidden, clauses };
        let nothing_asked = !phrase.blank && query.clauses.is_empty() && query.excluded.is_empty();
        let candidates = if nothing_asked { Candidates::none() } else { Candidates::find(&search, may_relax)? };
        if request.typos != Typos::Off
            && clauses > 0
            && !candidates.has_any(&search)?
            && let Some(next) = attempts.next()?
        {
            return Ok(Outcome::Nothing(next));
        }
        stopwatch.lap("matching");
        let page = self.page(&search, &candidates, stopwatch)?;
        let asked = (!phrase.blank).then_some(Asked { locale: request.locale, query });
        Ok(Outcome::Page(Box::new(Page { searched, asked, ..page })))
    }

    /// What the page offers instead of what was typed.
    fn corrections(&self, page: &Page, attempts: &mut Attempts) -> Result<Vec<Correction>> {
        let request = self.request;
        let total = if page.relaxed.is_some() { 0 } else { page.total };
        if request.typos != Typos::Min || request.mode != Mode::Ladder || request.ending == Ending::Open {
            return Ok(Vec::new());
        }
        if let Some(phrase) = page.searched.clone() {
            return Ok(vec![Correction { phrase, total: page.total, is_applied: true }]);
        }
        let mut corrections = Vec::new();
        if total > FEW_HITS || self.phrase.blank {
            return Ok(corrections);
        }
        for offer in attempts.offers(total)? {
            let total = self.count(&offer.query)?;
            if total >= offer.least {
                corrections.push(Correction { phrase: offer.searched, total, is_applied: false });
            }
            if corrections.len() == MOST_OFFERED {
                break;
            }
        }
        Ok(corrections)
    }

    /// Hits that have all the words of a query.
    fn count(&self, query: &Query) -> Result<usize> {
        let Scope { segment, request, .. } = self;
        let text = &segment.texts[request.locale];
        let lists = QueryLists::read(segment, text, query)?;
        let matcher = RowMatcher::new(segment, text, query, &lists, &self.hidden)?;
        let groups = Groups::new(segment, &self.chosen)?;
        let clauses = query.clauses.len() as u32;
        let representer = Representer::new(segment, Some(matcher), &groups, &self.hidden, clauses)?;
        let search =
            Search { segment, request, representer, groups: &groups, lists: &lists, hidden: &self.hidden, clauses };
        let candidates = Candidates::find(&search, false)?;
        let in_scope = search.in_chosen_categories(&candidates.documents)?;
        Ok(search.refine(&in_scope, &candidates, &self.chosen)?.hits.len())
    }

    fn page(&self, search: &Search, candidates: &Candidates, stopwatch: &mut Stopwatch) -> Result<Page> {
        let in_scope = if self.phrase.blank && search.is_scoped()? {
            Cow::Borrowed(&candidates.documents)
        } else {
            search.in_chosen_categories(&candidates.documents)?
        };
        let refined = search.refine_or_recall(&in_scope, candidates, &self.chosen)?;
        stopwatch.lap("refinements");
        let total = refined.hits.len();
        let (hits, bands) = search.order(candidates, &refined.hits)?;
        stopwatch.lap("ranking");
        let tail = search.tail(candidates, &refined.hits, hits.len(), total)?;
        stopwatch.lap("tail");
        let is_relaxed = candidates.required < search.clauses && candidates.required > 0;
        let relaxed =
            (is_relaxed && self.request.mode == Mode::Ladder).then_some((candidates.required, search.clauses));
        let (counts, truncated) = (refined.counts, self.phrase.truncated);
        Ok(Page { total, hits, tail, relaxed, bands, counts, truncated, ..Page::default() })
    }
}

impl Search<'_> {
    /// Whether every document is one row.
    pub(crate) fn is_flat(&self) -> bool {
        !self.segment.has_variations()
    }

    /// A whole listing is counted once.
    fn refine_or_recall<'d>(
        &self,
        in_scope: &'d DocumentSet,
        candidates: &Candidates,
        chosen: &Chosen,
    ) -> Result<Refined<'d>> {
        let is_listing = self.request.phrase.trim().is_empty()
            && chosen.choices.is_empty()
            && self.hidden.is_empty()
            && !chosen.definitions.all.is_empty();
        let listing = (self.segment.number, self.request.categories.clone());
        if let Some(counts) = is_listing.then(|| chosen.definitions.listing_counts.get(&listing)).flatten() {
            return Ok(Refined { hits: Cow::Borrowed(in_scope), counts: counts.to_vec() });
        }
        let mut refined = self.refine(in_scope, candidates, chosen)?;
        self.count_categories(&refined.hits, &chosen.definitions.all, &mut refined.counts)?;
        if is_listing {
            chosen.definitions.listing_counts.keep(listing, &refined.counts);
        }
        Ok(refined)
    }

    fn refine<'d>(&self, in_scope: &'d DocumentSet, candidates: &Candidates, chosen: &Chosen) -> Result<Refined<'d>> {
        if self.is_flat() {
            return refine_documents(self.segment, in_scope, self.groups, chosen);
        }
        let mut representer = self.representer.scratch();
        refine_rows(self.segment, in_scope, self.groups, chosen, |document, rows| {
            representer.candidate_rows(document, candidates.required, candidates.only_band, rows)
        })
    }

    /// Whether [`Search::listed`] gives the documents of the chosen categories only.
    fn is_scoped(&self) -> Result<bool> {
        Ok(!self.segment.assignments.view()?.has_others())
    }

    /// The documents of the chosen categories, or all.
    pub(crate) fn listed(&self) -> Result<DocumentSet> {
        let view = self.segment.assignments.view()?;
        match &self.request.categories {
            Some(categories) if !view.has_others() => {
                let scopes = categories.iter().map(|&category| {
                    DocumentSet::from_ranges([view.home_documents(self.segment.tree.subtree(category))])
                });
                Ok(scopes.reduce(|all, scope| all.or(&scope)).unwrap_or_default())
            }
            _ => Ok(DocumentSet::from_ranges([0..self.segment.documents as u32])),
        }
    }

    /// Categories are a scope: what is counted for them are their children, which lie inside.
    pub(crate) fn in_chosen_categories<'d>(&self, documents: &'d DocumentSet) -> Result<Cow<'d, DocumentSet>> {
        let Some(categories) = &self.request.categories else { return Ok(Cow::Borrowed(documents)) };
        let view = self.segment.assignments.view()?;
        let mut subtrees: Vec<_> = categories.iter().map(|&category| self.segment.tree.subtree(category)).collect();
        subtrees.sort_by_key(|range| range.start);
        let mut scope = DocumentSet::default();
        for subtree in &subtrees {
            scope = scope.or(&DocumentSet::from_ranges([view.home_documents(subtree.clone())]));
        }
        if !view.has_others() {
            return Ok(Cow::Owned(scope.and(documents)));
        }
        let elsewhere = documents.iter().filter(|&document| {
            view.others(document).iter().any(|other| subtrees.iter().any(|range| range.contains(other)))
        });
        Ok(Cow::Owned(scope.or(&DocumentSet::from_sorted(elsewhere)).and(documents)))
    }

    fn count_categories(&self, hits: &DocumentSet, definitions: &[Definition], counts: &mut [Counts]) -> Result<()> {
        if !definitions.iter().any(|definition| matches!(definition, Definition::Categories { .. })) {
            return Ok(());
        }
        let view = self.segment.assignments.view()?;
        let children = match self.request.categories.as_deref() {
            Some([]) => Vec::new(),
            Some([first, ..]) => self.segment.tree.children(Some(*first)),
            None => self.segment.tree.children(None),
        };
        let homes: Vec<_> =
            children.iter().map(|&child| view.home_documents(self.segment.tree.subtree(child))).collect();
        let mut numbers = hits.count_ranges(&homes);
        if view.has_others() {
            for ((&child, home), number) in children.iter().zip(&homes).zip(&mut numbers) {
                let subtree = self.segment.tree.subtree(child);
                let is_elsewhere = |document: &u32| {
                    !home.contains(document) && view.others(*document).iter().any(|other| subtree.contains(other))
                };
                *number += hits.iter().filter(is_elsewhere).count() as u32;
            }
        }
        let values: Vec<(u32, u32)> = children.into_iter().zip(numbers).filter(|&(_, count)| count > 0).collect();
        for (definition, counts) in definitions.iter().zip(counts) {
            if let Definition::Categories { most } = definition {
                counts.values.clone_from(&values);
                keep_most(&mut counts.values, *most, &[]);
            }
        }
        Ok(())
    }
}
