//! How much money is written here?

use super::currencies::{is_money_of_others, signs_of};
use super::normal::{Normal, one_spelling};
use crate::text::tokens::is_cjk;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Digits before the decimals.
const MOST_DIGITS: usize = 9;

/// The money of a store as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    code: String,
    signs: Vec<String>,
    exponent: u32,
}

/// An amount in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Hundredths.
    pub hundredths: i64,
    /// Behind its last character.
    pub end: usize,
    /// Whether the currency stands with it.
    pub has_currency: bool,
}

/// Whether a text may have a number.
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || (!text.is_ascii() && text.contains(|c| ('０'..='９').contains(&c)))
}

impl Currency {
    /// A currency by its code and decimals; `words` are what shoppers call it besides its usual signs.
    pub fn new(code: &str, exponent: u32, words: &[String]) -> Self {
        let code = code.to_ascii_lowercase();
        let mut signs: Vec<String> = signs_of(&code).iter().map(|sign| (*sign).to_owned()).collect();
        signs.extend(words.iter().map(|word| one_spelling(word)));
        signs.push(code.clone());
        signs.retain(|sign| !sign.is_empty());
        Self { code, signs, exponent }
    }

    /// The amount at a place; `with_spaces`: groups of digits may be parted by spaces.
    pub fn amount(&self, text: &Normal, at: usize, with_spaces: bool) -> Option<Amount> {
        let before = self.sign(text, at);
        let (hundredths, end) = number(text, before.map_or(at, |end| text.skip_spaces(end)), with_spaces)?;
        let behind = self.sign(text, text.skip_spaces(end));
        let is_apart = |at| text.get(at).is_none_or(|c| is_cjk(c) || " -~,;.!?)".contains(c));
        let amount = Amount { hundredths, end: behind.unwrap_or(end), has_currency: before.or(behind).is_some() };
        let is_amount = behind.is_some() || (is_apart(end) && !self.is_something_else(text, text.skip_spaces(end)));
        is_amount.then_some(amount)
    }

    /// The end of a sign or name of the currency.
    fn sign(&self, text: &Normal, at: usize) -> Option<usize> {
        let end = self
            .signs
            .iter()
            .filter_map(|sign| text.literal(at, sign))
            .filter(|&end| !text.is_within_word(end))
            .max()?;
        (end > at).then_some(end)
    }

    /// Whether what stands behind a number makes it no amount of this currency.
    fn is_something_else(&self, text: &Normal, at: usize) -> bool {
        let Some(c) = text.get(at) else { return false };
        "%°\"'".contains(c)
            || c.general_category() == GeneralCategory::CurrencySymbol
            || is_money_of_others(&text.letters(at), &self.code)
    }

    /// The least amount in minor units that is as much, and the greatest that is not more.
    pub fn minor_units(&self, hundredths: i64) -> (i64, i64) {
        let scaled = i128::from(hundredths) * 10_i128.pow(self.exponent.min(6));
        ((scaled + 99).div_euclid(100) as i64, scaled.div_euclid(100) as i64)
    }
}

/// The number at a place, in hundredths, and its end.
fn number(text: &Normal, at: usize, with_spaces: bool) -> Option<(i64, usize)> {
    let digits = |at: usize| text.run(at, |c| c.is_ascii_digit());
    let first = digits(at);
    if first == 0 || (first > 1 && text.get(at) == Some('0')) {
        return None;
    }
    let mut end = at + first;
    let groups_by = text.get(end).filter(|&c| ",.'".contains(c) || (c == ' ' && with_spaces)).filter(|_| first <= 3);
    let is_grouped = |end: usize| groups_by.is_some() && text.get(end) == groups_by && digits(end + 1) == 3;
    let has_groups = is_grouped(end);
    while is_grouped(end) {
        end += 4;
    }
    let whole = value(text, at, end)?;
    let is_point = |c: char| ",.".contains(c) && !(has_groups && groups_by == Some(c));
    let decimals = if text.get(end).is_some_and(is_point) { digits(end + 1) } else { 0 };
    let (mut cents, from) = (0, end);
    if (1..=2).contains(&decimals) {
        end += 1 + decimals;
        cents = value(text, from + 1, end)? * if decimals == 1 { 10 } else { 1 };
    }
    let goes_on = text.get(end).is_some_and(|c| ",.'".contains(c)) && digits(end + 1) > 0;
    (!goes_on).then_some((whole * 100 + cents, end))
}

fn value(text: &Normal, from: usize, to: usize) -> Option<i64> {
    let digits = (from..to).filter_map(|at| text.get(at)?.to_digit(10));
    let (count, value) =
        digits.fold((0, 0), |(count, value), digit| (count + 1, (value * 10 + i64::from(digit)) % 10_i64.pow(12)));
    (count <= MOST_DIGITS).then_some(value)
}
