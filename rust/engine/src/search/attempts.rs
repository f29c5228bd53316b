//! With which words is the phrase searched? As typed first; then as it was probably meant.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 8, "When".

use super::corrections::{Corrected, Corrector, Typos};
use super::offers::{Offer, Typed};
use super::reading::Reading;
use super::runs::WordsOfRuns;
use super::{Mode, Request};
use crate::error::Result;
use crate::query::clauses::{Query, Resolver};
use crate::query::phrase::{Ending, Phrase, Written};
use std::collections::VecDeque;

/// Edits of a word where every word may be misspelt.
const MOST_EDITS: usize = 2;

/// One way to search a phrase.
pub(crate) struct Attempt {
    /// The words.
    pub query: Query,
    /// The phrase as it was probably meant, where that is not what was typed.
    pub searched: Option<Written>,
    /// Whether fewer clauses may do, where the mode lets them.
    pub may_relax: bool,
}

impl Attempt {
    fn typed(query: Query, may_relax: bool) -> Self {
        Self { query, searched: None, may_relax }
    }

    fn corrected(Corrected { query, searched }: Corrected, may_relax: bool) -> Self {
        Self { query, searched: Some(searched), may_relax }
    }
}

/// The ways to search a phrase, first choice first; the last one is taken whatever it finds.
pub(crate) struct Attempts<'r> {
    reading: &'r Reading<'r>,
    phrase: &'r Phrase,
    corrector: Corrector<'r>,
    typed: Query,
    /// Whether looking it up was cut short.
    is_cut: bool,
    /// Those after the present one, once they are known.
    rest: Option<VecDeque<Attempt>>,
}

impl<'r> Attempts<'r> {
    /// Looks the phrase up.
    pub fn new(reading: &'r Reading<'r>, phrase: &'r Phrase, resolver: &'r Resolver<'r>) -> Result<Self> {
        let typed = resolver.resolve(phrase)?;
        let is_cut = typed.clauses.iter().any(|clause| clause.was_cut);
        let corrector = Corrector::new(resolver, reading.request.rules);
        Ok(Self { reading, phrase, corrector, typed, is_cut, rest: None })
    }

    /// The first choice.
    pub fn first(&mut self) -> Result<Attempt> {
        Ok(match self.request().typos {
            Typos::Off => Attempt::typed(std::mem::take(&mut self.typed), true),
            // Nothing may be left out before it is known that a correction does not help.
            Typos::Min => Attempt::typed(self.typed.clone(), false),
            Typos::On => Attempt::typed(self.corrector.correct_everywhere(&self.typed, MOST_EDITS)?, true),
            Typos::Strict => Attempt::typed(self.corrector.correct_everywhere(&self.typed, 1)?, true),
        })
    }

    /// What to do when an attempt found nothing; `None`: nothing else helps.
    pub fn next(&mut self) -> Result<Option<Attempt>> {
        if self.rest.is_none() {
            self.rest = Some(self.after_first()?);
        }
        Ok(self.rest.as_mut().and_then(VecDeque::pop_front))
    }

    /// Phrases that may have been meant, where the words as typed, or the phrase that was searched instead, find few hits.
    pub fn offers(&mut self, searched: Option<&Written>, few: usize) -> Result<Vec<Offer>> {
        let Some(Written { text, apart }) = searched else {
            let reading = self.reading;
            let typed = Typed { text: reading.request.phrase, apart: &reading.apart, phrase: self.phrase };
            return self.corrector.offers(&typed, &self.typed, few);
        };
        let resolver = self.corrector.resolver;
        let cutter = WordsOfRuns::of(resolver);
        let phrase = Phrase::parse(text, apart, resolver.stop_words(), Ending::Whole, Some(&cutter))?;
        let query = resolver.resolve(&phrase)?;
        self.corrector.offers(&Typed { text, apart, phrase: &phrase }, &query, few)
    }

    fn request(&self) -> &'r Request<'r> {
        &self.reading.request
    }

    /// Whether work was cut short.
    pub fn was_cut(&self) -> bool {
        self.is_cut || self.corrector.was_cut()
    }

    fn after_first(&mut self) -> Result<VecDeque<Attempt>> {
        match self.request().typos {
            Typos::Off | Typos::On => Ok(VecDeque::new()),
            Typos::Strict => {
                let query = self.corrector.correct_everywhere(&self.typed, MOST_EDITS)?;
                Ok(VecDeque::from([Attempt::typed(query, true)]))
            }
            Typos::Min => self.as_meant(),
        }
    }

    fn as_meant(&mut self) -> Result<VecDeque<Attempt>> {
        let mut attempts = VecDeque::new();
        if let Some(corrections) = self.corrector.find(self.phrase, &self.typed)? {
            let corrected = self.corrector.apply(self.phrase, self.reading, &corrections)?;
            let joins_known_words = corrections.joins_known_words();
            attempts.push_back(Attempt::corrected(corrected, !joins_known_words));
            if let Some(fewer) = corrections.without_joins_of_known_words().filter(|_| joins_known_words) {
                let corrected = self.corrector.apply(self.phrase, self.reading, &fewer)?;
                attempts.push_back(Attempt::corrected(corrected, true));
            }
        }
        // Without the ladder the phrase as typed is known to find nothing.
        if self.request().mode == Mode::Ladder || !attempts.is_empty() {
            attempts.push_back(Attempt::typed(self.typed.clone(), true));
        }
        Ok(attempts)
    }
}
