//! What one request shares, however often it is tried: each attempt is answered in it, and what is offered is counted in it.

use super::asked::Asked;
use super::attempts::{Attempt, Attempts};
use super::candidates::Candidates;
use super::corrections::Typos;
use super::first_hits::Gains;
use super::offers::{FEW_HITS, MOST_OFFERED};
use super::order::Ordered;
use super::represent::Representer;
use super::{Correction, Mode, Page, Request, Search, Stopwatch};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::matching::rows::{QueryLists, RowMatcher};
use crate::postings::set::DocumentSet;
use crate::query::clauses::Query;
use crate::query::learned_types::learned_types;
use crate::query::named_types::NamedTypes;
use crate::query::phrase::{Ending, Phrase, Written, words};
use crate::refinements::refine::{Chosen, Groups, Refined, passing_documents, refine_documents, refine_rows};
use std::borrow::Cow;

/// What every attempt at a request shares.
pub(crate) struct Scope<'a> {
    pub segment: &'a Segment,
    pub request: &'a Request<'a>,
    pub phrase: &'a Phrase,
    pub chosen: Chosen<'a>,
    /// Rows that are not in the store at the instant, ascending.
    pub hidden: &'a [u32],
}

/// What came of an attempt.
pub(crate) enum Outcome {
    /// The answer.
    Page(Box<Page>),
    /// Nothing was found; this may help.
    Nothing(Attempt),
}

impl Scope<'_> {
    /// Answers an attempt, or gives the next one.
    pub fn answer(&self, attempt: Attempt, attempts: &mut Attempts, stopwatch: &mut Stopwatch) -> Result<Outcome> {
        let Scope { segment, request, phrase, .. } = self;
        let Attempt { query, searched, may_relax } = attempt;
        let lists = QueryLists::read(segment, &segment.texts[request.locale], &query)?;
        let matcher = if phrase.blank { None } else { Some(self.matcher(&query, &lists)?) };
        stopwatch.lap("phrase");
        let groups = Groups::new(segment, &self.chosen)?;
        let words = searched.as_ref().map_or(Cow::Borrowed(&phrase.words), |other| Cow::Owned(self.words(other)));
        let types = self.types(&words, phrase.has_open_run)?;
        let mut search = self.search(&query, &lists, matcher, &groups, types.clone())?;
        if request.names_types && search.types.is_none() && search.has_phrase && request.sort.is_none() {
            search.learned = learned_types(segment, request.locale, &words, request.words, request.ending)?;
        }
        let candidates = self.candidates(&search, &query, may_relax)?;
        if request.typos != Typos::Off
            && search.clauses > 0
            && !candidates.has_any(&search)?
            && let Some(next) = attempts.next()?
        {
            return Ok(Outcome::Nothing(next));
        }
        stopwatch.lap("matching");
        let (page, gains) = self.page(&search, &candidates, stopwatch)?;
        let asked = (!phrase.blank).then_some(Asked { locale: request.locale, query, types, gains });
        Ok(Outcome::Page(Box::new(Page { searched, asked, ..page })))
    }

    /// What the page offers instead of what was typed.
    pub fn corrections(&self, page: &Page, attempts: &mut Attempts) -> Result<Vec<Correction>> {
        let request = self.request;
        let total = if page.relaxed.is_some() { 0 } else { page.total };
        if request.typos != Typos::Min || request.mode != Mode::Ladder || request.ending == Ending::Open {
            return Ok(Vec::new());
        }
        let applied = page.searched.as_ref().map(|searched| searched.text.clone());
        let applied = applied.map(|phrase| Correction { phrase, total: page.total, is_applied: true });
        if total > FEW_HITS || self.phrase.blank {
            return Ok(applied.into_iter().collect());
        }
        let mut offered = Vec::new();
        for offer in attempts.offers(page.searched.as_ref(), total)? {
            let total = self.hits(&offer.query, &self.words(&offer.searched), usize::MAX)?.len();
            if total >= offer.least {
                offered.push(Correction { phrase: offer.searched.text, total, is_applied: false });
            }
            if offered.len() == MOST_OFFERED {
                break;
            }
        }
        Ok(applied.into_iter().chain(offered).collect())
    }

    /// The words of another phrase.
    fn words(&self, Written { text, apart }: &Written) -> Vec<String> {
        words(text, apart, self.segment.schema.first_language(self.request.locale))
    }

    /// Hits that have all the words of a query, which come of these words; where nothing is counted, no more than `most` are looked for.
    pub fn hits(&self, query: &Query, words: &[String], most: usize) -> Result<DocumentSet> {
        let Scope { segment, request, phrase, .. } = self;
        let lists = QueryLists::read(segment, &segment.texts[request.locale], query)?;
        let matcher = if phrase.blank { None } else { Some(self.matcher(query, &lists)?) };
        let groups = Groups::new(segment, &self.chosen)?;
        // They decide the bands, and of hits that are not ordered nothing else.
        let types = if request.best_band { self.types(words, phrase.has_open_run)? } else { None };
        let search = self.search(query, &lists, matcher, &groups, types)?;
        let candidates = self.candidates(&search, query, false)?;
        let in_scope = search.in_chosen_categories(&candidates.documents)?;
        search.passing(&in_scope, &candidates, most)
    }

    fn types(&self, words: &[String], goes_on: bool) -> Result<Option<NamedTypes>> {
        if !self.request.names_types {
            return Ok(None);
        }
        NamedTypes::of(self.segment, self.request.locale, words, self.request.words, goes_on)
    }

    fn matcher<'s>(&'s self, query: &'s Query, lists: &'s QueryLists<'s>) -> Result<RowMatcher<'s>> {
        RowMatcher::new(self.segment, &self.segment.texts[self.request.locale], query, lists, self.hidden)
    }

    fn search<'s>(
        &'s self,
        query: &Query,
        lists: &'s QueryLists<'s>,
        matcher: Option<RowMatcher<'s>>,
        groups: &'s Groups<'s>,
        types: Option<NamedTypes>,
    ) -> Result<Search<'s>> {
        let Scope { segment, request, hidden, .. } = self;
        let clauses = query.clauses.len() as u32;
        let representer = Representer::new(segment, matcher, groups, hidden, clauses, types.clone())?;
        let has_phrase = !self.phrase.blank;
        let learned = Vec::new();
        Ok(Search { segment, request, representer, groups, lists, hidden, clauses, has_phrase, types, learned })
    }

    /// A phrase that has characters but no clause leaves nothing.
    fn candidates(&self, search: &Search, query: &Query, may_relax: bool) -> Result<Candidates> {
        let nothing_asked =
            !self.phrase.blank && query.clauses.is_empty() && query.excluded.is_empty() && query.negated.is_empty();
        if nothing_asked { Ok(Candidates::none()) } else { Candidates::find(search, may_relax) }
    }

    fn page(&self, search: &Search, candidates: &Candidates, stopwatch: &mut Stopwatch) -> Result<(Page, Gains)> {
        let in_scope = if self.phrase.blank && search.is_scoped()? {
            Cow::Borrowed(&candidates.documents)
        } else {
            search.in_chosen_categories(&candidates.documents)?
        };
        let refined = search.refine_or_recall(&in_scope, candidates, &self.chosen)?;
        stopwatch.lap("refinements");
        let total = refined.hits.len();
        let Ordered { hits, bands, gains } = search.order(candidates, &refined.hits)?;
        stopwatch.lap("ranking");
        let tail = search.tail(candidates, &refined.hits, hits.len(), total)?;
        stopwatch.lap("tail");
        let is_relaxed = candidates.required < search.clauses && candidates.required > 0;
        let relaxed =
            (is_relaxed && self.request.mode == Mode::Ladder).then_some((candidates.required, search.clauses));
        let (counts, truncated) = (refined.counts, self.phrase.truncated);
        Ok((Page { total, hits, tail, relaxed, bands, counts, truncated, ..Page::default() }, gains))
    }
}

impl Search<'_> {
    /// A whole listing is counted once.
    fn refine_or_recall<'d>(
        &self,
        in_scope: &'d DocumentSet,
        candidates: &Candidates,
        chosen: &Chosen,
    ) -> Result<Refined<'d>> {
        let is_listing = !self.has_phrase
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

    /// The documents with a candidate row that passes every group, as [`Self::refine`] finds them; in stores with variations the first `most`.
    fn passing(&self, in_scope: &DocumentSet, candidates: &Candidates, most: usize) -> Result<DocumentSet> {
        if self.is_flat() {
            return Ok(passing_documents(in_scope, self.groups)?.into_owned());
        }
        let mut representer = self.representer.scratch();
        let (mut hits, mut rows) = (Vec::new(), Vec::new());
        for document in in_scope.iter() {
            representer.candidate_rows(document, candidates.required, candidates.only_band, &mut rows)?;
            if rows.iter().any(|&row| self.groups.pass_all(document, row)) {
                hits.push(document);
            }
            if hits.len() >= most {
                break;
            }
        }
        Ok(DocumentSet::from_sorted(hits))
    }
}
