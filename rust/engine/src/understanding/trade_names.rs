//! Are these words a name: of a brand, or of a product?

use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::index::identifiers::normal_form;
use crate::index::segment::Segment;
use crate::query::phrase::{Kind, split};
use crate::text::fold::fold;
use crate::text::tokens::for_each_run;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// Pieces that one identifier may have been typed in.
const MOST_PIECES: usize = 8;

/// Names of brands, as far as a look at all of them found them.
#[derive(Debug, Default)]
pub struct TradeNames {
    brands: OnceLock<(u64, Vec<String>)>,
    with_digits: OnceLock<(u64, Vec<String>)>,
    /// Word -> words right behind it in any of them: asked for so often that looking through all brands would show.
    pairs: OnceLock<(u64, Pairs)>,
}

type Pairs = FxHashMap<String, FxHashSet<String>>;

impl TradeNames {
    /// Whether a part of a phrase is within the name of a brand, or covered by an identifier; `words` are the part's.
    pub fn has(&self, segment: &Segment, text: &str, part: &Range<usize>, words: &str) -> Result<bool> {
        let has_digit = |name: &str| name.bytes().any(|b| b.is_ascii_digit());
        Ok(is_in_any(&self.with_digits, segment, words, has_digit)? || is_identifier(segment, text, part)?)
    }

    /// Whether two words stand side by side in the name of a brand.
    pub fn has_pair(&self, segment: &Segment, first: &str, second: &str) -> Result<bool> {
        let has = |pairs: &Pairs| pairs.get(first).is_some_and(|behind| behind.contains(second));
        if let Some((_, pairs)) = self.pairs.get().filter(|(number, _)| *number == segment.number) {
            return Ok(has(pairs));
        }
        let pairs = pairs(&brands(segment)?);
        let has = has(&pairs);
        let _ = self.pairs.set((segment.number, pairs));
        Ok(has)
    }

    /// Whether words stand side by side in the name of a brand.
    pub fn is_in_brand(&self, segment: &Segment, words: &str) -> Result<bool> {
        is_in_any(&self.brands, segment, words, |_| true)
    }
}

/// Whether words stand side by side in any brand of some kind; these are kept.
fn is_in_any(
    kept: &OnceLock<(u64, Vec<String>)>,
    segment: &Segment,
    words: &str,
    is_kind: impl Fn(&str) -> bool,
) -> Result<bool> {
    let part = spaced(words);
    let is_in = |brands: &[String]| brands.iter().any(|brand| brand.contains(&part));
    if let Some((_, brands)) = kept.get().filter(|(number, _)| *number == segment.number) {
        return Ok(is_in(brands));
    }
    let brands: Vec<String> = brands(segment)?.into_iter().filter(|name| is_kind(name)).collect();
    let is_in = is_in(&brands);
    let _ = kept.set((segment.number, brands));
    Ok(is_in)
}

/// The words of names that stand side by side, two by two.
fn pairs(names: &[String]) -> Pairs {
    let mut pairs = Pairs::default();
    for name in names {
        let words: Vec<&str> = name.split_whitespace().collect();
        for pair in words.windows(2) {
            pairs.entry(pair[0].to_owned()).or_default().insert(pair[1].to_owned());
        }
    }
    pairs
}

/// The words of a text, each between spaces.
fn spaced(text: &str) -> String {
    let mut words = String::from(" ");
    for_each_run(&fold(text), |word| {
        words.push_str(word);
        words.push(' ');
    });
    words
}

fn brands(segment: &Segment) -> Result<Vec<String>> {
    let Some(name) = &segment.schema.brand else { return Ok(Vec::new()) };
    let column = segment.column(name).and_then(|column| segment.columns[column].dictionary());
    let names = column.map_or_else(|| Ok(Vec::new()), Dictionary::all)?;
    Ok(names.iter().map(|name| spaced(name)).collect())
}

/// Whether a run of pieces that has all of a part names rows.
fn is_identifier(segment: &Segment, text: &str, part: &Range<usize>) -> Result<bool> {
    let pieces: Vec<_> = split(text, &[]).into_iter().filter(|piece| piece.kind == Kind::Piece).collect();
    let first = pieces.iter().take_while(|piece| piece.start <= part.start).count().saturating_sub(1);
    let last = pieces.iter().take_while(|piece| piece.start < part.end).count();
    for start in last.saturating_sub(MOST_PIECES)..=first {
        for end in last..=pieces.len().min(start + MOST_PIECES) {
            let form = normal_form(&pieces[start..end].iter().map(|piece| piece.text).collect::<String>());
            if !segment.identifiers.rows(&form)?.is_empty() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
