//! Here is what a shopper typed: which parts of it say something else than words to look up?
//!
//! A part that is understood stands apart from the words ([`crate::query::phrase`] reads it as white space) and does something instead: a price
//! narrows the page down. Each kind has a file of its own; [`read`] asks them all. What they know of a language stands in [`price_words`].
//! Definition: `docs/reference/semantics.md`, paragraph 12. Useful for: spans and their meaning. Not for: what is done with them, `search` does that.

pub mod amount;
pub mod currencies;
pub mod normal;
pub mod price;
pub mod price_words;
pub mod trade_names;

use crate::error::Result;
use crate::index::segment::Segment;
use crate::query::phrase::{Ending, Kind, split};
use crate::text::cut::cut;
use crate::text::tokens::is_word;
use normal::Normal;
use price::{Price, PriceReader, PriceRules};
use std::ops::Range;
use trade_names::TradeNames;

/// What a part of a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A range of prices, in minor units, both ends included.
    Price {
        /// The least.
        least: Option<i64>,
        /// The greatest.
        most: Option<i64>,
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

/// What a store understands, compiled once.
#[derive(Debug, Default)]
pub struct Understanding {
    /// Prices; `None`: they are words.
    pub prices: Option<PriceRules>,
    names: TradeNames,
}

impl Understanding {
    /// Nothing but prices.
    pub fn of_prices(rules: PriceRules) -> Self {
        Self { prices: Some(rules), names: TradeNames::default() }
    }

    /// The parts of a phrase that are understood, in order.
    pub fn read(&self, segment: &Segment, locale: usize, text: &str, ending: Ending) -> Result<Vec<Understood>> {
        let text = cut(text);
        let Some(rules) = self.prices.as_ref().filter(|_| amount::has_digit(text)) else { return Ok(Vec::new()) };
        let reader = PriceReader::new(rules, &segment.schema.locales[locale].languages);
        let is_open = ending == Ending::Open && text.ends_with(is_word);
        let mut understood = Vec::new();
        for region in regions(text) {
            let normal = Normal::of(text, region);
            for price in reader.prices(&normal) {
                // A number that is still being typed says nothing yet.
                let bytes = normal.bytes(price.start..price.end);
                if (is_open && bytes.end == text.len())
                    || (!price.is_certain
                        && self.names.has(segment, text, &bytes, &normal.words(price.start..price.end))?)
                {
                    continue;
                }
                understood.push(Understood {
                    characters: characters(text, &bytes),
                    bytes,
                    meaning: price.meaning(),
                    effect: Effect::Applied,
                });
            }
        }
        apply_prices(&mut understood);
        Ok(understood)
    }
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
        let Meaning::Price { least, most } = one.meaning;
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
        let Meaning::Price { least, most } = one.meaning;
        let (low, high) = range.unwrap_or_default();
        // No lower end is less than any, no upper end greater than any.
        Some((low.max(least), [high, most].into_iter().flatten().min()))
    })
}
