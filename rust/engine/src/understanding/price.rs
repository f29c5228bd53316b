//! Which words of a phrase say what something may cost?

use super::amount::{Amount, Currency};
use super::normal::Normal;
use super::price_words::{PriceWords, price_words};

/// The greatest age, in hundredths, that may be meant by the number behind a word for people, where what is below it is asked for.
const CHILDHOOD: i64 = 1_800;
/// And where what is above it is.
const LIFE: i64 = 12_000;
/// Words before a price that belong to it.
const MOST_LEADS: usize = 2;

/// How a store reads prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceRules {
    /// Its money.
    pub currency: Currency,
}

/// A range of prices, in minor units, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    /// Its first character.
    pub start: usize,
    /// Behind its last.
    pub end: usize,
    /// The least.
    pub least: Option<i64>,
    /// The greatest.
    pub most: Option<i64>,
    /// Whether a currency or a word for prices stands with it.
    pub is_certain: bool,
}

/// An end of a range.
#[derive(Debug, Clone, Copy)]
enum Limit {
    Below(Amount),
    UpTo(Amount),
    Above(Amount),
    From(Amount),
    Between(Amount, Amount),
}

/// Words that were read as a limit.
struct Found {
    limit: Limit,
    end: usize,
    alone: Alone,
}

/// What a limit is that has no currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alone {
    Price,
    /// A price where the words have no other sense.
    Doubtful,
    Words,
}

/// Reads prices in the languages of a locale.
pub struct PriceReader<'r> {
    rules: &'r PriceRules,
    words: Vec<&'static PriceWords>,
    with_spaces: bool,
    /// Whether doubtful prices are prices.
    takes_doubtful: bool,
}

impl<'r> PriceReader<'r> {
    /// For a chain of languages.
    pub fn new(rules: &'r PriceRules, languages: &[String], takes_doubtful: bool) -> Self {
        let words = languages.iter().filter_map(|tag| price_words(tag)).collect();
        let first = languages.first().map_or("", |tag| tag.split(['-', '_']).next().unwrap_or(tag));
        let with_spaces = !["en", "ja", "zh"].iter().any(|other| first.eq_ignore_ascii_case(other));
        Self { rules, words, with_spaces, takes_doubtful }
    }

    /// The prices of a text, in order; none within another.
    pub fn prices(&self, text: &Normal) -> Vec<Price> {
        let (mut found, mut at) = (Vec::new(), 0);
        while text.get(at).is_some() {
            match self.price_at(text, at) {
                Some(price) => {
                    at = price.end;
                    found.push(price);
                }
                None => at += 1,
            }
        }
        found
    }

    fn price_at(&self, text: &Normal, start: usize) -> Option<Price> {
        if text.get(start) == Some(' ') || !text.is_start(start) {
            return None;
        }
        let mut starts = vec![(start, false)];
        while let Some(&(at, is_price)) = starts.last().filter(|_| starts.len() <= MOST_LEADS) {
            let price = self.longest(text, at, |words| words.price);
            let lead = self.longest(text, at, |words| words.lead);
            let Some(end) = price.max(lead) else { break };
            starts.push((text.skip_spaces(end), is_price || price >= lead));
        }
        starts.iter().rev().find_map(|&(at, is_price)| self.price_from(text, start, at, is_price))
    }

    /// The price at a place, before which there are words that belong to it.
    fn price_from(&self, text: &Normal, start: usize, at: usize, is_price: bool) -> Option<Price> {
        let ways = [Self::between, Self::range, Self::behind_word, Self::before_word];
        let found = ways.iter().find_map(|way| way(self, text, at))?;
        let is_certain = is_price || found.limit.amounts().iter().flatten().any(|amount| amount.has_currency);
        let end = self.longest(text, found.end, |words| words.tail).unwrap_or(found.end);
        let stands = text.is_end(end)
            && (is_certain || (self.is_price(found.alone) && !self.is_age(text, start, found.limit)))
            && (is_certain || self.may_end(text, end));
        let (least, most) = self.range_of(found.limit);
        (stands && most.is_none_or(|most| most >= 0)).then_some(Price { start, end, least, most, is_certain })
    }

    fn between(&self, text: &Normal, at: usize) -> Option<Found> {
        let first = self.amount(text, self.longest(text, at, |words| words.between)?)?;
        let second = self.amount(text, self.longest(text, text.skip_spaces(first.end), |words| words.and)?)?;
        Some(Found { limit: Limit::Between(first, second), end: second.end, alone: Alone::Price })
    }

    fn range(&self, text: &Normal, at: usize) -> Option<Found> {
        let first = self.longest(text, at, |words| words.range).and_then(|end| self.amount(text, end));
        let first = first.or_else(|| self.amount(text, at))?;
        let behind = text.skip_spaces(first.end);
        let dash = text.get(behind).filter(|&c| c == '-' || c == '~').map(|_| behind + 1);
        let to = self.longest(text, behind, |words| words.to);
        let second = self.amount(text, to.or(dash)?)?;
        let or_less = self.longest(text, text.skip_spaces(second.end), |words| words.or_less);
        let alone = if to.is_some() { Alone::Doubtful } else { Alone::Words };
        Some(Found { limit: Limit::Between(first, second), end: or_less.unwrap_or(second.end), alone })
    }

    fn behind_word(&self, text: &Normal, at: usize) -> Option<Found> {
        let below = self.longest(text, at, |words| words.below);
        let up_to = self.longest(text, at, |words| words.up_to);
        let above = self.longest(text, at, |words| words.above);
        let from = self.longest(text, at, |words| words.from);
        let end = below.max(up_to).max(above).max(from)?;
        let amount = self.amount(text, end)?;
        let (limit, alone) = match Some(end) {
            end if end == below => (Limit::Below(amount), Alone::Price),
            end if end == above => (Limit::Above(amount), Alone::Price),
            end if end == up_to => (Limit::UpTo(amount), Alone::Doubtful),
            _ => (Limit::From(amount), Alone::Doubtful),
        };
        Some(Found { limit, end: amount.end, alone })
    }

    fn before_word(&self, text: &Normal, at: usize) -> Option<Found> {
        let amount = self.amount(text, at)?;
        let behind = text.skip_spaces(amount.end);
        let or_less = self.longest(text, behind, |words| words.or_less);
        let less = self.longest(text, behind, |words| words.less);
        let or_more = self.longest(text, behind, |words| words.or_more);
        let more = self.longest(text, behind, |words| words.more);
        let end = or_less.max(less).max(or_more).max(more)?;
        let limit = match Some(end) {
            end if end == less => Limit::Below(amount),
            end if end == more => Limit::Above(amount),
            end if end == or_less => Limit::UpTo(amount),
            _ => Limit::From(amount),
        };
        Some(Found { limit, end, alone: Alone::Doubtful })
    }

    fn is_price(&self, alone: Alone) -> bool {
        alone == Alone::Price || self.takes_doubtful && alone == Alone::Doubtful
    }

    fn amount(&self, text: &Normal, at: usize) -> Option<Amount> {
        self.rules.currency.amount(text, text.skip_spaces(at), self.with_spaces)
    }

    fn longest(
        &self,
        text: &Normal,
        at: usize,
        list: impl Fn(&PriceWords) -> &'static [&'static str],
    ) -> Option<usize> {
        text.longest(at, self.words.iter().flat_map(|words| list(words).iter().copied()))
    }

    /// Whether a number may be an age, for people stand before it.
    fn is_age(&self, text: &Normal, start: usize, limit: Limit) -> bool {
        let greatest = match limit {
            Limit::Below(amount) | Limit::UpTo(amount) => amount.hundredths <= CHILDHOOD,
            Limit::Between(first, second) => first.hundredths.max(second.hundredths) <= CHILDHOOD,
            Limit::Above(amount) | Limit::From(amount) => amount.hundredths <= LIFE,
        };
        let before = text.word_before(start);
        greatest && self.words.iter().any(|words| words.people.contains(&before.as_str()))
    }

    /// Whether a number without a currency may end a price here: what stands behind it is nothing that could be counted.
    fn may_end(&self, text: &Normal, end: usize) -> bool {
        let next = text.skip_spaces(end);
        text.get(next).is_none_or(|c| ",;.!?)".contains(c))
            || self.longest(text, next, |words| words.then).is_some()
            || self.price_at(text, next).is_some()
    }

    fn range_of(&self, limit: Limit) -> (Option<i64>, Option<i64>) {
        let least = |amount: Amount| self.rules.currency.minor_units(amount.hundredths).0;
        let most = |amount: Amount| self.rules.currency.minor_units(amount.hundredths).1;
        match limit {
            Limit::Below(amount) => (None, Some(least(amount) - 1)),
            Limit::UpTo(amount) => (None, Some(most(amount))),
            Limit::Above(amount) => (Some(most(amount) + 1), None),
            Limit::From(amount) => (Some(least(amount)), None),
            Limit::Between(first, second) => {
                let (low, high) = if first.hundredths <= second.hundredths { (first, second) } else { (second, first) };
                (Some(least(low)), Some(most(high)))
            }
        }
    }
}

impl Limit {
    fn amounts(&self) -> [Option<Amount>; 2] {
        match *self {
            Self::Below(amount) | Self::UpTo(amount) | Self::Above(amount) | Self::From(amount) => [Some(amount), None],
            Self::Between(first, second) => [Some(first), Some(second)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prices(text: &str, languages: &[&str]) -> Vec<(Option<i64>, Option<i64>)> {
        let rules = PriceRules { currency: Currency::new("EUR", 2, &[]) };
        let languages: Vec<String> = languages.iter().map(|&tag| tag.to_owned()).collect();
        let found = PriceReader::new(&rules, &languages, false).prices(&Normal::of(text, 0..text.len()));
        found.into_iter().map(|price| (price.least, price.most)).collect()
    }

    #[test]
    fn words_around_a_number_make_it_a_price() {
        assert_eq!(prices("tent under 200", &["en"]), [(None, Some(19_999))]);
        assert_eq!(prices("Zelt ab 1.299,50 €", &["de", "en"]), [(Some(129_950), None)]);
        assert_eq!(prices("5000€以下の", &["ja"]), [(None, Some(500_000))]);
        for words in [
            "under armour",
            "under 5 kg",
            "over the knee",
            "air max 90",
            "kids under 12",
            "up to 50% off",
            "50 € voucher",
        ] {
            assert_eq!(prices(words, &["en"]), [], "{words}");
        }
    }

    proptest! {
        #[test]
        fn every_text_has_prices_in_order(text in "(under |over|between | and |-|to |[0-9.,' €%]{1,6}|max|以下|\\PC){0,20}") {
            let rules = PriceRules { currency: Currency::new("EUR", 2, &[]) };
            let languages = ["fr".to_owned(), "en".to_owned(), "ja".to_owned()];
            let normal = Normal::of(&text, 0..text.len());
            let mut behind = 0;
            for price in PriceReader::new(&rules, &languages, false).prices(&normal) {
                let bytes = normal.bytes(price.start..price.end);
                prop_assert!(behind <= bytes.start && bytes.start < bytes.end && text.get(bytes.clone()).is_some());
                behind = bytes.end;
            }
        }
    }
}
