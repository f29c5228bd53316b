//! Which completions lead to a hit? Each is searched as it would be if the shopper took it.

use super::{Asked, Leads, Overlay, Suggestion};
use crate::completion::complete::{Completer, Completion};
use crate::completion::entries::{Entries, Entry};
use crate::completion::near::Typed;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::postings::set::DocumentSet;
use crate::query::phrase::Ending;
use crate::refinements::definition::Choice;
use crate::refinements::definitions::Definitions;
use crate::search::categories::count_children;
use crate::search::corrections::Typos;
use crate::search::{Mode, Page, Request, Stopwatch, find_hits, hidden_at, search};

/// Completions that are tried, of each kind and number of edits.
const MOST_TRIED: usize = 64;
/// Letters that may be looked at for beginnings with edits, in one request.
const BUDGET: usize = 200_000;
/// Categories in which the first phrase is suggested.
const MOST_SCOPES: usize = 3;

/// What is asked, and what every try shares.
pub struct Standing<'a> {
    pub(super) segment: &'a Segment,
    pub(super) definitions: &'a Definitions,
    pub(super) overlay: &'a Overlay,
    pub(super) asked: &'a Asked<'a>,
    hidden: Vec<u32>,
    budget: usize,
    /// A budget was spent.
    pub is_cut: bool,
}

/// Labels of one kind, and what they mean.
pub(super) struct Tries<'e, 't> {
    pub lists: &'t [&'e Entries],
    /// What is completed.
    pub typed: &'t str,
    /// The words before it; where labels are phrases, nothing.
    pub head: &'t str,
    /// Edits between what was typed and the labels, exactly.
    pub edits: usize,
    /// What a label leads to; `None`: it is not tried.
    pub leads: &'t dyn Fn(&Entry) -> Option<Leads>,
}

impl<'a> Standing<'a> {
    /// What every try shares.
    pub fn new(
        segment: &'a Segment,
        definitions: &'a Definitions,
        overlay: &'a Overlay,
        asked: &'a Asked<'a>,
    ) -> Result<Self> {
        let hidden = hidden_at(segment, asked.at)?;
        Ok(Self { segment, definitions, overlay, asked, hidden, budget: BUDGET, is_cut: false })
    }

    /// Adds what stands until there is enough; `is_new` may refuse one.
    pub(super) fn take(
        &mut self,
        tries: &Tries,
        suggestions: &mut Vec<Suggestion>,
        is_new: &mut dyn FnMut(&Suggestion) -> bool,
    ) -> Result<()> {
        for (tried, completion) in self.completions(tries)?.into_iter().enumerate() {
            if suggestions.len() == self.asked.limit {
                break;
            }
            if tried == MOST_TRIED {
                self.is_cut = true;
                break;
            }
            suggestions.extend(self.stands(tries, completion)?.filter(&mut *is_new));
        }
        Ok(())
    }

    fn completions<'e>(&mut self, tries: &Tries<'e, '_>) -> Result<Vec<Completion<'e>>> {
        let is_wanted = |entry: &Entry| (tries.leads)(entry).is_some() && !self.overlay.excludes(entry.key);
        let typed = Typed::with_fixed_words(tries.typed, self.asked.rules.one);
        let completer = Completer { lists: tries.lists, typed, is_wanted: Some(&is_wanted) };
        let completions = completer.best(tries.edits, MOST_TRIED + 1, &mut self.budget)?;
        self.is_cut |= self.budget == 0;
        Ok(completions)
    }

    fn stands(&self, tries: &Tries, completion: Completion) -> Result<Option<Suggestion>> {
        let (entry, Completion { edits, start, .. }) = (completion.entry()?, completion);
        let Some(leads) = (tries.leads)(&entry) else { return Ok(None) };
        let phrase = if leads == Leads::Nowhere { entry.label } else { tries.head };
        let most = if self.asked.counts { usize::MAX } else { 1 };
        let hits = self.hits(&self.request(phrase, &leads), most)?.len();
        let (label, phrase, key) = (entry.label.to_owned(), phrase.to_owned(), (entry.key.to_owned(), start));
        let total = self.asked.counts.then_some(hits);
        Ok((hits > 0).then_some(Suggestion { label, key, phrase, leads, source: entry.source, edits, total }))
    }

    /// The request of a suggestion.
    fn request<'p>(&'p self, phrase: &'p str, leads: &Leads) -> Request<'p> {
        let asked = self.asked;
        let (mut choices, mut categories) = (asked.choices.clone(), asked.categories.clone());
        match *leads {
            Leads::Nowhere => {}
            Leads::Category(category) => categories = Some(vec![category]),
            Leads::Value { definition, ordinal, .. } => {
                choices.retain(|(number, _)| *number != definition);
                choices.push((definition, Choice::Ordinals(vec![ordinal])));
            }
        }
        Request {
            phrase,
            locale: asked.locale,
            at: asked.at,
            choices,
            categories,
            mode: Mode::All,
            rules: asked.rules,
            words: asked.words,
            understanding: asked.understanding,
            ..Request::default()
        }
    }

    fn hits(&self, request: &Request, most: usize) -> Result<DocumentSet> {
        find_hits(self.segment, self.definitions, request, &self.hidden, most)
    }

    /// The first phrase in the categories that have most of its hits.
    pub fn scopes(&self, phrase: Option<&Suggestion>) -> Result<Vec<(u32, usize)>> {
        let Some(Suggestion { phrase, leads, .. }) = phrase else { return Ok(Vec::new()) };
        let hits = self.hits(&self.request(phrase, leads), usize::MAX)?;
        let mut scopes = count_children(self.segment, self.asked.categories.as_deref(), &hits)?;
        if scopes.len() < 2 {
            return Ok(Vec::new());
        }
        scopes.sort_by_key(|&(_, hits)| std::cmp::Reverse(hits));
        scopes.truncate(MOST_SCOPES.min(self.asked.limit));
        Ok(scopes.into_iter().map(|(category, hits)| (category, hits as usize)).collect())
    }

    /// Hits of what was typed so far.
    pub fn products(&self, stopwatch: Stopwatch) -> Result<Page> {
        let request = Request {
            mode: Mode::Ladder,
            limit: self.asked.limit,
            ending: Ending::Open,
            typos: Typos::Min,
            ..self.request(self.asked.text, &Leads::Nowhere)
        };
        search(self.segment, self.definitions, &request, stopwatch)
    }
}
