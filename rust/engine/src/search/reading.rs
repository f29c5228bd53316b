//! A request whose phrase was read: what was understood of it narrows the page down, as if the shopper had chosen it.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12.

use super::{Mode, Request, Stopwatch, answer};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::query::phrase::Phrase;
use crate::ranking::keys::{KeySource, KeySpec, Nulls};
use crate::refinements::definition::{Choice, Definition};
use crate::refinements::definitions::Definitions;
use crate::understanding::{Effect, Meaning, Understood, price_range};
use std::ops::Range;

/// A request, and what of its phrase is no words.
pub(crate) struct Reading<'r> {
    /// The request, narrowed down by what was understood.
    pub request: Request<'r>,
    /// What was understood, in order.
    pub understood: Vec<Understood>,
    /// Where that stands in the phrase, in bytes.
    pub apart: Vec<Range<usize>>,
    /// Place of the range of prices among the choices.
    price: Option<usize>,
}

impl<'r> Reading<'r> {
    /// Reads the phrase of a request.
    pub fn of(segment: &Segment, definitions: &Definitions, request: &Request<'r>) -> Result<Self> {
        let understood = match request.understanding {
            Some(understanding) => understanding.read(segment, request.locale, request.phrase, request.ending)?,
            None => Vec::new(),
        };
        let apart = understood.iter().map(|one| one.bytes.clone()).collect();
        let mut reading = Self { request: request.clone(), understood, apart, price: None };
        reading.request.negations = reading.understood.iter().filter_map(excluded).collect();
        reading.sort(segment);
        reading.choose_price(segment, definitions);
        Ok(reading)
    }

    /// The cheapest first, if the shopper wants it and does not sort otherwise.
    fn sort(&mut self, segment: &Segment) {
        let mut sorts = self.understood.iter_mut().filter(|one| one.meaning == Meaning::Cheap).peekable();
        if sorts.peek().is_none() {
            return;
        }
        let price = segment.schema.price.as_ref().and_then(|name| segment.column(name));
        match price.filter(|_| self.request.sort.is_none()) {
            Some(price) => {
                let source = KeySource::Column(price);
                self.request.sort = Some(vec![KeySpec { source, descending: false, nulls: Nulls::Last, ranks: None }]);
            }
            None => sorts.for_each(|one| one.effect = Effect::Overruled),
        }
    }

    /// What the shopper chose in the refinement itself counts more than what the phrase says.
    fn choose_price(&mut self, segment: &Segment, definitions: &Definitions) {
        let Some((least, most)) = price_range(&self.understood) else { return };
        let column = segment.schema.price.as_ref().and_then(|name| segment.column(name));
        let reads_price = |definition: &Definition| matches!(definition, Definition::Thresholds { column: read, .. } if Some(*read) == column);
        let number = definitions.all.iter().position(reads_price);
        if column.is_none() || self.request.choices.iter().any(|(chosen, _)| Some(*chosen) == number) {
            self.understood.iter_mut().filter(|one| is_price(one)).for_each(|one| one.effect = Effect::Overruled);
            return;
        }
        self.price = Some(self.request.choices.len());
        let (least, most) = (least.map(|least| least as f64), most.map(|most| most as f64));
        // Where no definition reads prices it is the choice of none.
        self.request.choices.push((number.unwrap_or(definitions.all.len()), Choice::Range(least, most)));
    }

    /// Reads the words.
    pub fn parse(&self, segment: &Segment) -> Result<Phrase> {
        let language = segment.schema.first_language(self.request.locale);
        Phrase::parse(self.request.phrase, &self.apart, language, self.request.ending)
    }

    /// Whether nothing in the whole store has the words for the prices of the phrase, though something has them for another price.
    pub fn asks_too_much(&self, segment: &Segment, definitions: &Definitions) -> Result<bool> {
        if self.price.is_none() || self.request.mode != Mode::Ladder {
            return Ok(false);
        }
        let for_any_price = Request { choices: Vec::new(), ..self.bare() };
        Ok(!self.finds(segment, definitions, self.bare())? && self.finds(segment, definitions, for_any_price)?)
    }

    /// Whether nothing in the whole store has the words without what is not wanted, though something has them.
    pub fn excludes_all(&self, segment: &Segment, definitions: &Definitions) -> Result<bool> {
        if self.request.negations.is_empty() || self.request.mode != Mode::Ladder {
            return Ok(false);
        }
        let with_all = Request { negations: Vec::new(), ..self.bare() };
        Ok(!self.finds(segment, definitions, self.bare())? && self.finds(segment, definitions, with_all)?)
    }

    /// The request for what the phrase says, wherever it is.
    fn bare(&self) -> Request<'r> {
        let choices = self.price.map(|place| self.request.choices[place].clone()).into_iter().collect();
        Request { choices, categories: None, limit: 0, offset: 0, ..self.request.clone() }
    }

    fn finds(&self, segment: &Segment, definitions: &Definitions, request: Request<'r>) -> Result<bool> {
        let bare = Self { request, understood: Vec::new(), apart: self.apart.clone(), price: None };
        Ok(answer(segment, definitions, &bare, &mut Stopwatch::new(&|| 0))?.total > 0)
    }

    /// The same for any price.
    pub fn for_any_price(mut self) -> Self {
        if let Some(place) = self.price.take() {
            self.request.choices.remove(place);
        }
        self.give_up(is_price);
        self
    }

    /// The same with what is not wanted.
    pub fn without_negations(mut self) -> Self {
        self.request.negations.clear();
        self.give_up(|one| matches!(one.meaning, Meaning::Negation { .. }));
        self
    }

    fn give_up(&mut self, is_meant: impl Fn(&Understood) -> bool) {
        let meant = self.understood.iter_mut().filter(|one| one.effect == Effect::Applied && is_meant(one));
        meant.for_each(|one| one.effect = Effect::GivenUp);
    }
}

fn is_price(one: &Understood) -> bool {
    matches!(one.meaning, Meaning::Price { .. })
}

fn excluded(one: &Understood) -> Option<String> {
    match &one.meaning {
        Meaning::Negation { text, .. } => Some(text.clone()),
        Meaning::Price { .. } | Meaning::Cheap => None,
    }
}
