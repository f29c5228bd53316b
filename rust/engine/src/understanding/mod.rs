//! Here is what a shopper typed: which parts of it say something else than words to look up?
//!
//! A part that is understood stands apart from the words ([`crate::query::phrase`] reads it as white space) and does something instead: a price
//! narrows the page down, a negation excludes. A value (a colour, a brand) may be noted only: its words stay words. Each kind has a file of its own; [`Understanding::read`] asks them all. What they know of a language
//! stands in [`price_words`] and [`crate::text::negation_words`].
//! Definition: `docs/reference/semantics.md`, paragraph 12. Useful for: spans and their meaning. Not for: what is done with them, `search` does that.

pub mod amount;
pub mod currencies;
pub mod exceptions;
pub mod negation;
pub mod normal;
pub mod other_parts;
pub mod price;
pub mod price_words;
pub mod trade_names;
pub mod value_labels;
pub mod values;

use crate::error::Result;
use crate::index::segment::Segment;
use crate::matching::quotes::stands_anywhere;
use crate::query::phrase::{Ending, Kind, Wanted, split, wanted, words};
use crate::text::cut::cut;
use crate::text::tokens::is_word;
use exceptions::Exceptions;
use negation::Negation;
use normal::Normal;
use other_parts::{OtherPart, OtherParts};
use price::{Price, PriceReader, PriceRules};
use std::ops::Range;
use trade_names::TradeNames;
use values::{ValueReading, Values};

/// What a part of a phrase means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A range of prices, in minor units, both ends included.
    Price {
        /// The least.
        least: Option<i64>,
        /// The greatest.
        most: Option<i64>,
    },
    /// Something that is not wanted.
    Negation {
        /// Where it stands, in characters.
        thing: Range<usize>,
        /// What was typed for it.
        text: String,
    },
    /// The cheapest first.
    Cheap,
    /// A value that shoppers may choose.
    Value {
        /// What the words may mean, what most documents have first.
        readings: Vec<ValueReading>,
        /// What was typed for it.
        text: String,
    },
}

/// What comes of a part that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The page does what it means.
    Applied,
    /// The shopper says otherwise: by what was chosen, or further on in the phrase.
    Overruled,
    /// It was given up, since nothing is like that.
    GivenUp,
    /// It is told, and its words stay words.
    Noted,
}

/// A part of a phrase that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// And in characters.
    pub characters: Range<usize>,
    /// What it means.
    pub meaning: Meaning,
    /// What comes of it.
    pub effect: Effect,
}

impl Understood {
    /// Whether it is a price.
    pub fn is_price(&self) -> bool {
        matches!(self.meaning, Meaning::Price { .. })
    }

    /// Whether it is a value's.
    pub fn is_value(&self) -> bool {
        matches!(self.meaning, Meaning::Value { .. })
    }

    /// Whether its words are none to look up.
    pub fn is_apart(&self) -> bool {
        !self.is_value() || matches!(self.effect, Effect::Applied | Effect::Overruled)
    }
}

/// What a store understands, compiled once.
#[derive(Debug, Default)]
pub struct Understanding {
    /// Prices; `None`: they are words.
    pub prices: Option<PriceRules>,
    /// Whether negations are understood.
    pub negations: bool,
    /// Whether words for what is cheap sort.
    pub sorts: bool,
    /// Values that are looked for; `None`: none.
    pub values: Option<Values>,
    /// What looks like any of these, but is words.
    pub exceptions: Exceptions,
    /// Brands that do.
    pub names: TradeNames,
}

/// A phrase, and the store that it is looked up in.
#[derive(Clone, Copy)]
struct Typed<'a> {
    segment: &'a Segment,
    locale: usize,
    text: &'a str,
    /// The last word may go on: no part ends there.
    is_open: bool,
    /// Whether doubtful prices are prices.
    takes_doubtful: bool,
}

impl Understanding {
    /// The parts of a phrase that are understood, in order.
    pub fn read(&self, segment: &Segment, locale: usize, text: &str, ending: Ending) -> Result<Vec<Understood>> {
        let text = cut(text);
        let is_open = ending == Ending::Open && text.ends_with(is_word);
        self.read_typed(Typed { segment, locale, text, is_open, takes_doubtful: false })
    }

    /// The parts, where numbers are prices that had better have a currency; `None`: there are none, one of them is a value that was
    /// understood before, or no words are left.
    pub fn read_doubtful(
        &self,
        segment: &Segment,
        locale: usize,
        text: &str,
        before: &[Understood],
    ) -> Result<Option<Vec<Understood>>> {
        let text = cut(text);
        if self.prices.is_none() || !amount::has_digit(text) {
            return Ok(None);
        }
        let typed = Typed { segment, locale, text, is_open: false, takes_doubtful: true };
        let understood = self.read_typed(typed)?;
        let stood =
            |one: &Understood| before.iter().any(|other| other.is_price() && other.bytes.start == one.bytes.start);
        let meets = |one: &Understood, value: &Understood| {
            one.bytes.start < value.bytes.end && value.bytes.start < one.bytes.end
        };
        let is_value = |one: &&Understood| before.iter().any(|value| value.is_value() && meets(one, value));
        let mut doubtful = understood.iter().filter(|one| one.is_price() && !stood(one)).peekable();
        let is_reading =
            doubtful.peek().is_some() && !doubtful.any(|one| is_value(&one)) && leaves_words(typed, &understood);
        Ok(is_reading.then_some(understood))
    }

    fn read_typed(&self, typed: Typed) -> Result<Vec<Understood>> {
        let mut understood = self.parts(typed)?;
        understood.extend(self.values(typed, &understood)?);
        understood.sort_by_key(|one| one.bytes.start);
        leave_values(typed, &mut understood);
        Ok(understood)
    }

    /// Those whose words are none.
    fn parts(&self, typed: Typed) -> Result<Vec<Understood>> {
        let Typed { segment, locale, text, .. } = typed;
        let languages = &segment.schema.locales[locale].languages;
        let prices = self.prices.as_ref().filter(|_| amount::has_digit(text));
        let prices = prices.map(|rules| PriceReader::new(rules, languages, typed.takes_doubtful));
        let others = OtherParts::new(languages, self.negations, self.sorts);
        let others = Some(others).filter(|reader| reader.may_be_in(text));
        if prices.is_none() && others.is_none() {
            return Ok(Vec::new());
        }
        let mut understood = Vec::new();
        for region in regions(text) {
            let normal = Normal::of(text, region);
            let taken = match &prices {
                Some(reader) => self.add_prices(typed, &normal, reader.prices(&normal), &mut understood)?,
                None => Vec::new(),
            };
            for part in others.iter().flat_map(|reader| reader.read(text, &normal, &taken)) {
                understood.extend(match part {
                    OtherPart::Negation(negation) => self.negation(typed, &normal, negation)?,
                    OtherPart::Cheap(place) => self.cheap(typed, &normal, place)?,
                });
            }
        }
        understood.sort_by_key(|one| one.bytes.start);
        apply_prices(&mut understood);
        leave_words(typed, &mut understood);
        Ok(understood)
    }

    /// Adds the prices that are no names; returns where they stand.
    fn add_prices(
        &self,
        typed: Typed,
        normal: &Normal,
        prices: Vec<Price>,
        understood: &mut Vec<Understood>,
    ) -> Result<Vec<Range<usize>>> {
        let mut taken = Vec::new();
        for price in prices {
            let (place, words) = (price.start..price.end, normal.words(price.start..price.end));
            let bytes = normal.bytes(place.clone());
            let is_name = || self.names.has(typed.segment, typed.text, &bytes, &words);
            if typed.ends_open(&bytes) || self.exceptions.has(&words) || (!price.is_certain && is_name()?) {
                continue;
            }
            taken.push(place);
            understood.push(typed.part(bytes, price.meaning()));
        }
        Ok(taken)
    }

    /// A negation, unless it is a name.
    fn negation(&self, typed: Typed, normal: &Normal, negation: Negation) -> Result<Option<Understood>> {
        let Negation { mut place, mut thing, longer, behind } = negation;
        if let Some(longer) = longer.filter(|longer| !typed.ends_open(&normal.bytes(longer.clone())))
            && typed.stand_side_by_side(normal.bytes(longer.clone()))?
        {
            (place.end, thing) = (longer.end, longer);
        }
        let bytes = normal.bytes(place.clone());
        let words = normal.words(place);
        let mut is_name = self.names.is_in_brand(typed.segment, &words)?;
        if let Some(behind) = behind {
            is_name |= self.names.is_in_brand(typed.segment, &normal.words(behind))?;
        }
        let thing = normal.bytes(thing);
        let text = typed.text[thing.clone()].to_owned();
        let has_words = wanted(&text, typed.segment.schema.first_language(typed.locale)).is_some();
        if is_name || !has_words || typed.ends_open(&bytes) || self.exceptions.has(&words) {
            return Ok(None);
        }
        let thing = characters(typed.text, &thing);
        Ok(Some(typed.part(bytes, Meaning::Negation { thing, text })))
    }

    /// Words for what is cheap, unless they are a name.
    fn cheap(&self, typed: Typed, normal: &Normal, place: Range<usize>) -> Result<Option<Understood>> {
        let (bytes, words) = (normal.bytes(place.clone()), normal.words(place.clone()));
        let (before, behind) = (normal.word_before(place.start), normal.word_behind(place.end));
        let is_in_brand = |words: String| self.names.is_in_brand(typed.segment, &words);
        let is_name = (!before.is_empty() && is_in_brand(format!("{before} {words}"))?)
            || (!behind.is_empty() && is_in_brand(format!("{words} {behind}"))?);
        let is_part = !is_name && !typed.ends_open(&bytes) && !self.exceptions.has(&words);
        Ok(is_part.then(|| typed.part(bytes, Meaning::Cheap)))
    }
}

impl Typed<'_> {
    /// Whether a part ends where the text may go on: it says nothing yet.
    fn ends_open(&self, bytes: &Range<usize>) -> bool {
        self.is_open && bytes.end == self.text.len()
    }

    fn part(&self, bytes: Range<usize>, meaning: Meaning) -> Understood {
        Understood { characters: characters(self.text, &bytes), bytes, meaning, effect: Effect::Applied }
    }

    fn stand_side_by_side(&self, bytes: Range<usize>) -> Result<bool> {
        let Some(Wanted::Quote(words)) = wanted(&self.text[bytes], self.segment.schema.first_language(self.locale))
        else {
            return Ok(false);
        };
        let text = &self.segment.texts[self.locale];
        let mut terms = Vec::with_capacity(words.len());
        for (word, distance) in &words {
            let Some(term) = text.terms.find(word)? else { return Ok(false) };
            terms.push((term, *distance));
        }
        Ok(stands_anywhere(text, &terms, &mut { usize::MAX })?.unwrap_or(false))
    }
}

/// What is no price is words where there are no others: who types nothing else looks for these.
fn leave_words(typed: Typed, understood: &mut Vec<Understood>) {
    if !understood.iter().all(Understood::is_price) && !leaves_words(typed, understood) {
        understood.retain(Understood::is_price);
    }
}

/// Values are not chosen where nothing else was typed: who types nothing but a colour looks for the word.
fn leave_values(typed: Typed, understood: &mut [Understood]) {
    let is_chosen = |one: &Understood| one.is_value() && one.effect == Effect::Applied;
    if understood.iter().any(is_chosen) && !leaves_words(typed, understood) {
        understood.iter_mut().filter(|one| is_chosen(one)).for_each(|one| one.effect = Effect::Noted);
    }
}

/// Whether a phrase has words beside what stands apart in it.
fn leaves_words(typed: Typed, understood: &[Understood]) -> bool {
    let apart: Vec<_> = understood.iter().filter(|one| one.is_apart()).map(|one| one.bytes.clone()).collect();
    !words(typed.text, &apart, typed.segment.schema.first_language(typed.locale)).is_empty()
}

impl Price {
    fn meaning(&self) -> Meaning {
        Meaning::Price { least: self.least, most: self.most }
    }
}

/// Where unquoted words stand side by side, in bytes.
fn regions(text: &str) -> Vec<Range<usize>> {
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for part in split(text, &[]) {
        let is_piece = part.kind == Kind::Piece;
        let end = part.start + part.raw.len();
        match regions.last_mut().filter(|_| goes_on && is_piece) {
            Some(last) => last.end = end,
            None if is_piece => regions.push(part.start..end),
            None => {}
        }
        goes_on = is_piece;
    }
    regions
}

fn characters(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let start = text[..bytes.start].chars().count();
    start..start + text[bytes.clone()].chars().count()
}

/// Of ranges that share no price only the last counts: who types "over 100 under 50" has changed their mind.
fn apply_prices(understood: &mut [Understood]) {
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    for one in understood.iter_mut().rev() {
        let Meaning::Price { least, most } = one.meaning else { continue };
        let (least, most) = (low.max(least.unwrap_or(i64::MIN)), high.min(most.unwrap_or(i64::MAX)));
        if least <= most {
            (low, high) = (least, most);
        } else {
            one.effect = Effect::Overruled;
        }
    }
}

/// The range of prices that some understood parts leave; `None`: none of them is about prices, or is applied.
pub fn price_range(understood: &[Understood]) -> Option<(Option<i64>, Option<i64>)> {
    let applied = understood.iter().filter(|one| one.effect == Effect::Applied);
    applied.fold(None, |range, one| {
        let Meaning::Price { least, most } = one.meaning else { return range };
        let (low, high) = range.unwrap_or_default();
        // No lower end is less than any, no upper end greater than any.
        Some((low.max(least), [high, most].into_iter().flatten().min()))
    })
}
