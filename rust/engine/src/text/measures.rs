//! Which measures does a text name? `6 ft`, `6-foot` and `1.83 m` are one.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 2. The same reading serves the index and the phrase. Useful for: terms that stand for a
//! measure however it is written. Not for: filters, a measure is a word like any other.

use super::fold::fold;
use super::simplified::simplified;
use super::tokens::{is_cjk, is_word};
use super::units::{BEFORE_NUMBER, NUMBERS, UNITS};
use super::{Language, primary};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// No word has this character: what stands for a measure is no word of a text.
const MARK: char = '=';
/// Digits before the decimals.
const MOST_DIGITS: usize = 9;
/// Digits of the decimals.
const MOST_DECIMALS: usize = 4;
/// What a number may be divided by.
const PARTS: [u128; 9] = [2, 3, 4, 5, 6, 8, 16, 32, 64];
/// Units that are words before a number: `2 in 1`, Polish `2 w 1`.
const ALSO_WORDS: [&str; 2] = ["in", "w"];
/// A foot and an inch, which are written side by side.
const FOOT: u64 = 304_800;
const INCH: u64 = 25_400;

/// A merchant's own units: what is measured -> spelling -> how many of the smallest unit one is.
pub type OwnUnits = BTreeMap<String, BTreeMap<String, u64>>;

/// A measure in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// What it may mean: the terms of its numbers, each once.
    pub readings: Vec<Vec<String>>,
}

impl Measure {
    /// All terms that stand for it.
    pub fn terms(&self) -> Vec<&str> {
        let mut terms: Vec<&str> = self.readings.iter().flatten().map(String::as_str).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }
}

/// Whether a folded word is a unit, in the language of a tag or in all.
pub fn is_unit(word: &str, tag: &str) -> bool {
    let primary = primary(tag);
    let is_spoken = |language: &str| language.is_empty() || language == primary;
    UNITS.iter().any(|(_, _, language, spellings)| is_spoken(language) && spellings.contains(&word))
}

/// Whether a folded word says what the number behind it measures.
pub fn tells_a_measure(word: &str) -> bool {
    BEFORE_NUMBER.contains(&word)
}

/// What is measured, and how many of its smallest unit one is.
type Sense = (String, u64);

/// The units and words for numbers of some languages.
#[derive(Debug)]
pub struct Units {
    /// First character -> spellings, the longest first.
    spellings: FxHashMap<char, Vec<(String, Vec<Sense>)>>,
    /// First character -> words for numbers, the longest first.
    numbers: FxHashMap<char, Vec<(&'static str, u32)>>,
    /// First bytes of what a measure may start with.
    starts: [bool; 256],
    /// Whether a point may part groups of digits.
    has_point_groups: bool,
}

/// Numerator and denominator.
#[derive(Debug, Clone, Copy)]
struct Number {
    over: u128,
    under: u128,
}

/// A number that was read, where it ends, and whether it is a word.
#[derive(Clone, Copy)]
struct Read {
    number: Number,
    end: usize,
    is_word: bool,
}

impl Units {
    /// Those of a chain of languages, and the merchant's own.
    pub fn of(languages: &[String], own: &OwnUnits) -> Self {
        let tags: Vec<_> = languages.iter().map(|tag| primary(tag)).collect();
        let is_spoken = |language: &str| language.is_empty() || tags.iter().any(|tag| tag == language);
        let mut senses: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        for (measured, size, _, spellings) in UNITS.iter().filter(|(_, _, language, _)| is_spoken(language)) {
            for spelling in *spellings {
                senses.entry((*spelling).to_owned()).or_default().push(((*measured).to_owned(), *size));
            }
        }
        let is_chinese = languages.first().is_some_and(|tag| Language::of(tag) == Language::Chinese);
        let written = |text: &str| match fold(text) {
            folded if is_chinese => folded.chars().map(simplified).collect(),
            folded => folded,
        };
        let own = own.iter().flat_map(|(measured, sizes)| {
            sizes.iter().map(|(spelling, size)| (written(spelling), vec![(measured.clone(), *size)]))
        });
        senses.extend(own);
        let mut units = Self {
            spellings: FxHashMap::default(),
            numbers: FxHashMap::default(),
            starts: [false; 256],
            has_point_groups: has_point_groups(&tags),
        };
        for (spelling, senses) in senses {
            if let Some(first) = spelling.chars().next() {
                units.spellings.entry(first).or_default().push((spelling, senses));
            }
        }
        units
            .spellings
            .values_mut()
            .for_each(|list| list.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len())));
        for (word, value) in NUMBERS.iter().filter(|(language, _)| is_spoken(language)).flat_map(|(_, words)| *words) {
            units.numbers.entry(word.chars().next().unwrap_or_default()).or_default().push((word, *value));
        }
        let words = units.numbers.values().flatten().map(|(word, _)| *word);
        for first in words.chain(BEFORE_NUMBER.iter().copied()).map(|word| word.as_bytes()[0]).chain(b'0'..=b'9') {
            units.starts[usize::from(first)] = true;
        }
        units.numbers.values_mut().for_each(|list| list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
        units
    }

    /// The measures of a folded text, in order; none within another.
    pub fn measures(&self, text: &str) -> Vec<Measure> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Few places may start one: texts are long, and each byte of them is looked at.
            if !self.starts[usize::from(byte)] || (byte < 128 && at > 0 && bytes[at - 1].is_ascii_alphanumeric()) {
                at += 1;
                continue;
            }
            match self.measure_at(text, at).filter(|_| is_start(text, at)) {
                Some(measure) => {
                    at = measure.bytes.end;
                    found.push(measure);
                }
                None => at += 1,
            }
        }
        found
    }

    fn measure_at(&self, text: &str, at: usize) -> Option<Measure> {
        if let Some(group) = self.group(text, at) {
            return Some(group);
        }
        let before = BEFORE_NUMBER.iter().find(|spelling| text[at..].starts_with(**spelling))?;
        let number = self.digits(text, skip_gap(text, at + before.len()))?;
        let term = term(before, 1, number.number)?;
        ends_word(text, number.end).then(|| Measure { bytes: at..number.end, readings: vec![vec![term]] })
    }

    /// Numbers side by side, `180 x 90 cm`: each has the unit behind it, or that of the next one that has any.
    fn group(&self, text: &str, start: usize) -> Option<Measure> {
        let mut found: Vec<(Number, &[Sense])> = Vec::new();
        let (mut at, mut end, mut without) = (start, None, 0);
        while let Some(read) = self.number(text, at) {
            let mut behind = read.end;
            if let Some((number, senses, unit_end)) = self.feet(text, read).or_else(|| self.with_unit(text, read)) {
                found.push((number, senses));
                found[without..].iter_mut().for_each(|one| one.1 = senses);
                (end, behind, without) = (Some(unit_end), unit_end, found.len());
            } else {
                found.push((read.number, &[]));
            }
            let Some(next) = joint(text, behind) else { break };
            at = next;
        }
        found.truncate(without);
        Some(Measure { bytes: start..end?, readings: readings(&found)? })
    }

    fn with_unit<'u>(&'u self, text: &str, read: Read) -> Option<(Number, &'u [Sense], usize)> {
        let (_, senses, end) = self.unit(text, read, |spelling, end| {
            let is_word = ALSO_WORDS.contains(&spelling) && is_before_digit(text, end);
            ends_word(text, end) && !is_word
        })?;
        Some((read.number, senses, end))
    }

    /// `5'10"`, `6 ft 2 in`: in inches.
    fn feet<'u>(&'u self, text: &str, read: Read) -> Option<(Number, &'u [Sense], usize)> {
        let is_one = |senses: &[Sense], size| senses.iter().any(|(measured, own)| measured == "length" && *own == size);
        let (spelling, senses, end) = self.unit(text, read, |_, _| true).filter(|_| !read.is_word)?;
        let inches = self.digits(text, skip_spaces(text, end)).filter(|_| is_one(senses, FOOT))?;
        let is_sign = !spelling.starts_with(is_word);
        let (senses, end) = match self.with_unit(text, inches) {
            Some((_, senses, end)) if is_one(senses, INCH) => (senses, end),
            None if is_sign && inches.end > end && skip_spaces(text, end) == end && ends_word(text, inches.end) => {
                (self.spellings.get(&'"')?.first()?.1.as_slice(), inches.end)
            }
            _ => return None,
        };
        let (feet, inches) = (read.number, inches.number);
        let over = (feet.over * 12).checked_mul(inches.under)?.checked_add(inches.over.checked_mul(feet.under)?)?;
        Some((Number { over, under: feet.under * inches.under }, senses, end))
    }

    /// The longest unit behind a number that may stand there.
    fn unit<'u>(
        &'u self,
        text: &str,
        read: Read,
        stands: impl Fn(&str, usize) -> bool,
    ) -> Option<(&'u str, &'u [Sense], usize)> {
        let at = skip_gap(text, read.end);
        let first = text[at..].chars().next()?;
        let is_sign = !is_word(first) && first != '°';
        if (is_sign && at > read.end) || (read.is_word && (is_sign || first == '°')) {
            return None;
        }
        let spellings = self.spellings.get(&first)?.iter();
        let mut standing = spellings.filter(|(spelling, _)| {
            text[at..].starts_with(spelling.as_str())
                && !(read.is_word && ALSO_WORDS.contains(&spelling.as_str()))
                && stands(spelling, at + spelling.len())
        });
        standing.next().map(|(spelling, senses)| (spelling.as_str(), senses.as_slice(), at + spelling.len()))
    }

    fn number(&self, text: &str, at: usize) -> Option<Read> {
        if text.as_bytes().get(at)?.is_ascii_digit() {
            return self.digits(text, at);
        }
        let words = self.numbers.get(&text[at..].chars().next()?)?;
        let (word, value) =
            words.iter().find(|(word, _)| text[at..].starts_with(word) && ends_word(text, at + word.len()))?;
        Some(Read { number: Number { over: u128::from(*value), under: 1 }, end: at + word.len(), is_word: true })
    }

    fn digits(&self, text: &str, at: usize) -> Option<Read> {
        let (number, end) = mixed(text, at).or_else(|| self.decimal(text, at))?;
        Some(Read { number, end, is_word: false })
    }

    fn decimal(&self, text: &str, start: usize) -> Option<(Number, usize)> {
        let bytes = text.as_bytes();
        let first = run(text, start);
        let mut end = start + first;
        let may_part = |c: u8| c == b',' || c == b' ' || (c == b'.' && self.has_point_groups);
        let parts = bytes.get(end).copied().filter(|&c| first <= 3 && bytes[start] != b'0' && may_part(c));
        let is_group = |at: usize| {
            parts.is_some()
                && bytes.get(at).copied() == parts
                && run(text, at + 1) == 3
                && (parts != Some(b' ') || &bytes[at + 1..at + 4] == b"000")
        };
        let is_grouped = is_group(end);
        while is_group(end) {
            end += 4;
        }
        let mut number = Number { over: digits_of(text, start..end)?, under: 1 };
        let is_point = bytes.get(end).is_some_and(|&c| b",.".contains(&c) && !(is_grouped && parts == Some(c)));
        let decimals = if is_point { run(text, end + 1) } else { 0 };
        if (1..=MOST_DECIMALS).contains(&decimals) {
            let part = digits_of(text, end + 1..end + 1 + decimals)?;
            number.under = 10_u128.pow(decimals as u32);
            number.over = number.over * number.under + part;
            end += 1 + decimals;
        }
        let goes_on = bytes.get(end).is_some_and(|c| b",.".contains(c)) && run(text, end + 1) > 0;
        (first > 0 && !goes_on).then_some((number, end))
    }
}

fn has_point_groups(tags: &[Cow<str>]) -> bool {
    !["en", "ja", "zh"].iter().any(|tag| tags.first().is_some_and(|first| first == tag))
}

/// `5/8`, `1 1/2` or `1-1/2`.
fn mixed(text: &str, at: usize) -> Option<(Number, usize)> {
    if let Some(found) = fraction(text, at) {
        return Some(found);
    }
    let whole = run(text, at);
    let bar = text.as_bytes().get(at + whole).filter(|&&c| (1..=3).contains(&whole) && (c == b' ' || c == b'-'));
    let (part, end) = fraction(text, bar.map(|_| at + whole + 1)?)?;
    let whole = digits_of(text, at..at + whole)?;
    Some((Number { over: whole * part.under + part.over, under: part.under }, end))
}

fn fraction(text: &str, at: usize) -> Option<(Number, usize)> {
    let first = run(text, at);
    let bar = at + first;
    text.as_bytes().get(bar).filter(|&&c| c == b'/' && (1..=2).contains(&first))?;
    let second = run(text, bar + 1);
    let (over, under) = (digits_of(text, at..bar)?, digits_of(text, bar + 1..bar + 1 + second)?);
    ((1..=2).contains(&second) && 0 < over && over < under && PARTS.contains(&under))
        .then_some((Number { over, under }, bar + 1 + second))
}

/// ASCII digits from a place on.
fn run(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// What digits say, separators left out.
fn digits_of(text: &str, range: Range<usize>) -> Option<u128> {
    let digits = text[range].bytes().filter(u8::is_ascii_digit);
    let (count, value) =
        digits.fold((0, 0), |(count, value), digit| (count + 1, value * 10 + u128::from(digit - b'0')));
    (count <= MOST_DIGITS).then_some(value)
}

fn skip_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Behind white space, or one hyphen.
fn skip_gap(text: &str, at: usize) -> usize {
    if text[at..].starts_with('-') { at + 1 } else { skip_spaces(text, at) }
}

/// The start of the next number of a group.
fn joint(text: &str, at: usize) -> Option<usize> {
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let rest = &text[at..];
    let dash = rest.chars().next().filter(|&c| matches!(c, '-' | '/' | '\u{2013}')).map(|c| at + c.len_utf8());
    if let Some(next) = dash.filter(|&next| is_digit(next)) {
        return Some(next);
    }
    let sign = skip_spaces(text, at);
    let c = text[sign..].chars().next().filter(|&c| matches!(c, 'x' | '*' | '×'))?;
    let next = skip_spaces(text, sign + c.len_utf8());
    is_digit(next).then_some(next)
}

/// Whether a measure may start at a place, by what stands before it.
fn is_start(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some(c) if is_word(c) => is_cjk(c) || text[at..].starts_with(is_cjk),
        Some('.' | ',' | '\'' | '\u{2019}' | '/') => !before.next().is_some_and(is_word),
        None | Some(_) => true,
    }
}

/// Whether no word goes on over a place.
fn ends_word(text: &str, at: usize) -> bool {
    let Some(next) = text[at..].chars().next().filter(|&c| is_word(c)) else { return true };
    let Some(last) = text[..at].chars().next_back() else { return true };
    is_cjk(next) || is_cjk(last) || !(is_word(last) || matches!(last, '\'' | '\u{2019}' | '\u{2032}'))
}

fn is_before_digit(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    rest.starts_with(|c: char| c.is_ascii_digit())
}

fn readings(found: &[(Number, &[Sense])]) -> Option<Vec<Vec<String>>> {
    let count = found.iter().map(|(_, senses)| senses.len()).max()?;
    let mut readings = Vec::with_capacity(count);
    for reading in 0..count {
        let mut terms: Vec<String> = Vec::with_capacity(found.len());
        for (number, senses) in found {
            let (measured, size) = senses.get(reading).or(senses.last())?;
            terms.push(term(measured, *size, *number)?);
        }
        terms.sort_unstable();
        terms.dedup();
        readings.push(terms);
    }
    Some(readings)
}

/// The term of so many units: what is measured, and three significant digits of how much.
fn term(measured: &str, size: u64, Number { over, under }: Number) -> Option<String> {
    // Two decimals more than the smallest unit: what is less is none.
    let amount = over.checked_mul(u128::from(size))?.checked_mul(100)?;
    let mut unit = under;
    let mut tens = 0_i32;
    while amount / unit >= 1000 {
        unit = unit.checked_mul(10)?;
        tens += 1;
    }
    let digits = (amount * 2 + unit) / (unit * 2);
    let (digits, tens) = if digits == 1000 { (100, tens + 1) } else { (digits, tens) };
    Some(format!("{MARK}{measured} {digits}e{tens}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(tag: &str, text: &str) -> Vec<Vec<Vec<String>>> {
        let units = Units::of(&[tag.to_owned()], &OwnUnits::new());
        units.measures(&fold(text)).into_iter().map(|measure| measure.readings).collect()
    }

    fn same(tag: &str, texts: &[&str]) {
        let first = terms(tag, texts[0]);
        assert_eq!(first.len(), 1, "{}", texts[0]);
        for text in texts {
            assert_eq!(terms(tag, text), first, "{text}");
        }
    }

    #[test]
    fn one_measure_has_many_spellings() {
        same("en", &["6 ft", "6 feet", "6-foot", "6ft", "6'", "1.83 m", "183 cm", "six foot", "6 FT."]);
        same("en", &["12V", "12 volt", "12-v", "12 V"]);
        same("en", &["5/8 in", "5/8\"", "0.625 inch"]);
        same("en", &["32\"", "32 inch", "32-inch", "32″", "32”"]);
        same("en", &["750 ml", "0.75 l", ".75 l 750ml"][..2]);
        same("de", &["750 ml", "0,75 l", "0.75 Liter"]);
        same("en", &["500g", "0.5 kg"]);
        same("en", &["10,000 mAh", "10000mah", "10 000 mAh", "10Ah"]);
        same("de", &["10.000 mAh", "10000 mAh"]);
        same("en", &["5'10\"", "5' 10\"", "5 ft 10 in", "70 in", "5ft10in", "5'10"]);
        same("en", &["1 1/2 in", "1-1/2\"", "1.5 inches"]);
        same("en", &["180 x 90 cm", "180x90cm", "90 × 180 cm", "1.8 m x 0.9 m", "180-90cm"]);
        same("zh", &["双人", "2人", "2 person"]);
        same("ja", &["500ミリリットル", "500ml", "0.5リットル"]);
        same("en", &["SPF50", "spf 50", "SPF-50"]);
        assert_eq!(terms("en", "32 oz")[0].len(), 2);
    }

    #[test]
    fn a_number_without_a_unit_is_none() {
        for text in
            ["2 in 1", "3-in-1", "70's", "6fts", "v12v", "1.2.3 cm", "6's", "12", "180 x 90", "1234567890 m", "a6\""]
        {
            assert_eq!(terms("en", text), Vec::<Vec<Vec<String>>>::new(), "{text}");
        }
        assert_eq!(terms("pl", "2 w 1").len(), 0);
    }
}
