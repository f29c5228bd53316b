//! A request whose phrase was read: what was understood of it narrows the page down, as if the shopper had chosen it.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12.

use super::named_values::NamedValues;
use super::runs::WordsOfRuns;
use super::{Mode, Request, Stopwatch, Typos, answer};
use crate::error::Result;
use crate::index::segment::Segment;
use crate::query::merchant_words::MerchantWords;
use crate::query::phrase::{Ending, Phrase};
use crate::ranking::keys::{KeySource, KeySpec, Nulls};
use crate::refinements::definition::{Choice, Definition};
use crate::refinements::definitions::Definitions;
use crate::understanding::{Effect, Meaning, Understood, price_range};
use std::collections::BTreeMap;
use std::ops::Range;

/// A request, and what of its phrase is no words.
#[derive(Clone)]
pub(crate) struct Reading<'r> {
    /// The request, narrowed down by what was understood.
    pub request: Request<'r>,
    /// What was understood, in order.
    pub understood: Vec<Understood>,
    /// Where that stands in the phrase, in bytes.
    pub apart: Vec<Range<usize>>,
    /// What the phrase chooses, whatever the shopper did: the range of prices (if there is one) first.
    own: Vec<(usize, Choice)>,
    /// Whether there is one.
    has_price: bool,
    /// How many choices the shopper made.
    given: usize,
}

impl<'r> Reading<'r> {
    /// Reads the phrase of a request.
    pub fn of(segment: &Segment, definitions: &Definitions, request: &Request<'r>) -> Result<Self> {
        let understood = match request.understanding {
            Some(understanding) => understanding.read(segment, request.locale, request.phrase, request.ending)?,
            None => Vec::new(),
        };
        Ok(Self::with(segment, definitions, request, understood))
    }

    /// The request where numbers are prices that had better have a currency, if only so something has all that the phrase says.
    pub fn with_doubtful_prices(
        &self,
        segment: &Segment,
        definitions: &Definitions,
        request: &Request<'r>,
    ) -> Result<Option<Self>> {
        let is_read = request.mode == Mode::Ladder && request.ending == Ending::Whole;
        let Some(understanding) = request.understanding.filter(|_| is_read) else { return Ok(None) };
        let understood = understanding.read_doubtful(segment, request.locale, request.phrase, &self.understood)?;
        let Some(understood) = understood else { return Ok(None) };
        let other = Self::with(segment, definitions, request, understood);
        let has_all =
            |one: &Self| one.finds(segment, definitions, Request { mode: Mode::All, typos: Typos::Off, ..one.bare() });
        Ok((!has_all(self)? && has_all(&other)?).then_some(other))
    }

    fn with(segment: &Segment, definitions: &Definitions, request: &Request<'r>, understood: Vec<Understood>) -> Self {
        let (request, given) = (request.clone(), request.choices.len());
        let mut reading = Self { request, understood, apart: Vec::new(), own: Vec::new(), has_price: false, given };
        reading.request.negations = reading.understood.iter().filter_map(excluded).collect();
        reading.sort(segment);
        reading.choose_price(segment, definitions);
        reading.choose_values();
        reading.choose();
        reading.apart = words_apart(&reading.understood);
        reading.name_values(segment);
        reading
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
        // Where no definition reads prices it is the choice of none.
        let number = number.unwrap_or(definitions.all.len());
        if column.is_none() || self.is_given(number) {
            self.understood.iter_mut().filter(|one| one.is_price()).for_each(|one| one.effect = Effect::Overruled);
        }
        self.has_price = column.is_some();
        let (least, most) = (least.map(|least| least as f64), most.map(|most| most as f64));
        self.own.extend(self.has_price.then_some((number, Choice::Range(least, most))));
    }

    /// The values of the phrase, those of one refinement as alternatives.
    fn choose_values(&mut self) {
        let given = &self.request.choices[..self.given];
        let mut chosen: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for one in self.understood.iter_mut().filter(|one| one.effect == Effect::Applied) {
            let Meaning::Value { readings, .. } = &one.meaning else { continue };
            for reading in readings.iter().filter(|reading| reading.source.is_filter) {
                let number = reading.source.definition;
                chosen.entry(number).or_default().push(reading.ordinal);
                if given.iter().any(|(given, _)| *given == number) {
                    one.effect = Effect::Overruled;
                }
            }
        }
        for (number, mut ordinals) in chosen {
            ordinals.sort_unstable();
            ordinals.dedup();
            self.own.push((number, Choice::Ordinals(ordinals)));
        }
    }

    /// Makes the choices of the phrase, but for those in whose place the shopper made others.
    fn choose(&mut self) {
        self.request.choices.truncate(self.given);
        let taken = self.own.iter().filter(|(number, _)| !self.is_given(*number)).cloned();
        let taken: Vec<_> = taken.collect();
        self.request.choices.extend(taken);
    }

    fn is_given(&self, number: usize) -> bool {
        self.request.choices[..self.given].iter().any(|(given, _)| *given == number)
    }

    /// Whether anything of the phrase may have to be given up, of which a page without it has so many hits: what is given up shall not
    /// depend on what the shopper chose, so that each count is what a click on it shows.
    pub fn may_ask_too_much(&self, total: usize) -> bool {
        total == 0 || self.own.iter().any(|(number, _)| self.is_given(*number))
    }

    fn name_values(&mut self, segment: &Segment) {
        self.request.values = NamedValues::of(segment, &self.understood);
    }

    /// Reads the words.
    pub fn parse(&self, segment: &Segment) -> Result<Phrase> {
        let language = segment.schema.first_language(self.request.locale);
        let cutter = WordsOfRuns::new(segment, self.request.locale, self.request.words);
        let stop_words = MerchantWords::dropped(self.request.words, language);
        Phrase::parse(self.request.phrase, &self.apart, stop_words, self.request.ending, Some(&cutter))
    }

    /// Whether nothing in the whole store has the words for the prices of the phrase, though something has them for another price.
    pub fn asks_too_much(&self, segment: &Segment, definitions: &Definitions) -> Result<bool> {
        if !self.has_price || self.request.mode != Mode::Ladder {
            return Ok(false);
        }
        let for_any_price = Request { choices: self.own[1..].to_vec(), ..self.bare() };
        Ok(!self.finds(segment, definitions, self.bare())? && self.finds(segment, definitions, for_any_price)?)
    }

    /// The request as it is where values are words, if nothing in the whole store has the values of the phrase, though something has the words.
    pub fn with_values_as_words(&self, segment: &Segment, definitions: &Definitions) -> Result<Option<Self>> {
        let is_chosen = |one: &Understood| one.is_value() && one.is_apart();
        if !self.understood.iter().any(is_chosen) || self.request.mode != Mode::Ladder {
            return Ok(None);
        }
        let mut words = self.clone();
        words.understood.iter_mut().filter(|one| is_chosen(one)).for_each(|one| one.effect = Effect::GivenUp);
        words.own.truncate(usize::from(self.has_price));
        words.choose();
        words.apart = words_apart(&words.understood);
        words.name_values(segment);
        let is_found = |one: &Self| one.finds(segment, definitions, one.bare());
        Ok((!is_found(self)? && is_found(&words)?).then_some(words))
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
        Request { choices: self.own.clone(), categories: None, limit: 0, offset: 0, ..self.request.clone() }
    }

    fn finds(&self, segment: &Segment, definitions: &Definitions, request: Request<'r>) -> Result<bool> {
        let (understood, apart, own) = (Vec::new(), self.apart.clone(), Vec::new());
        let bare = Self { request, understood, apart, own, has_price: false, given: 0 };
        Ok(answer(segment, definitions, &bare, &mut Stopwatch::new(&|| 0))?.total > 0)
    }

    /// The same for any price.
    pub fn for_any_price(mut self) -> Self {
        if std::mem::take(&mut self.has_price) {
            self.own.remove(0);
            self.choose();
        }
        self.give_up(Understood::is_price);
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

fn words_apart(understood: &[Understood]) -> Vec<Range<usize>> {
    understood.iter().filter(|one| one.is_apart()).map(|one| one.bytes.clone()).collect()
}

fn excluded(one: &Understood) -> Option<String> {
    match &one.meaning {
        Meaning::Negation { text, .. } => Some(text.clone()),
        Meaning::Price { .. } | Meaning::Cheap | Meaning::Value { .. } => None,
    }
}
