//! What is a thing, when nobody says it? Many brands' names end with *case* or *cable* before "for" or "with": such words are learned as types
//! when the index is built.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Learned types". Measured on judged queries of an electronics shop: names that
//! end with a word tell little (model series end them too) unless many brands do so.

use super::head::{Side, leads_on, main_side};
use crate::text::Language;
use crate::text::stop_words::is_stop_word;
use crate::text::tokens::is_plain;
use rustc_hash::{FxHashMap, FxHashSet};

/// A word is a type if its headness is greater, in 1/65536,
const LEAST_HEADNESS: f64 = 3277.0;
/// and if so many names end with it,
const LEAST_ENDS: u32 = 2;
/// and so many brands have it in names.
const LEAST_BRANDS: u32 = 3;

/// The terms of a text index, as learning reads them.
pub struct Terms {
    side: Side,
    /// Term -> number of its stem.
    stems: Vec<u32>,
    leads_on: Vec<bool>,
    /// Whether the thing itself may be called so.
    may_name: Vec<bool>,
    /// Stem -> how it is written.
    pub written: Vec<String>,
}

impl Terms {
    /// Reads terms; `tag` is the first language of their locale.
    pub fn new<'t>(terms: impl Iterator<Item = &'t str>, tag: &str, stem: impl Fn(&str) -> String) -> Self {
        let language = Language::of(tag);
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut all = Self {
            side: main_side(tag),
            stems: Vec::new(),
            leads_on: Vec::new(),
            may_name: Vec::new(),
            written: Vec::new(),
        };
        for term in terms {
            let stem = stem(term);
            let next = numbers.len() as u32;
            let number = *numbers.entry(stem.clone()).or_insert(next);
            if number == next {
                all.written.push(stem);
            }
            all.stems.push(number);
            all.leads_on.push(leads_on(term, tag));
            all.may_name.push(is_plain(term) && term.chars().nth(1).is_some() && !is_stop_word(term, language));
        }
        all
    }

    /// The terms of a text before the first one that leads on to something else, outwards from where the thing is named.
    fn core<'t>(&self, text: &'t [u32]) -> impl Iterator<Item = u32> + use<'t> {
        let end = text.iter().position(|&term| self.leads_on[term as usize]).unwrap_or(text.len());
        let (side, core) = (self.side, &text[..end]);
        (0..end).map(move |at| core[if side == Side::End { end - 1 - at } else { at }])
    }

    /// Stem -> whether it is a type: it ends names of many brands, which are given for each name (all: how many there are).
    pub fn learn<'n>(
        &self,
        names: impl Iterator<Item = (&'n [u32], Option<u32>)> + Clone,
        all_brands: usize,
    ) -> Vec<bool> {
        let (mut ends, mut documents) = (vec![0_u32; self.written.len()], vec![0_u32; self.written.len()]);
        for (name, _) in names.clone() {
            self.distinct_stems(name).into_iter().for_each(|stem| documents[stem as usize] += 1);
            if let Some(end) = self.core(name).find(|&term| self.may_name[term as usize]) {
                ends[self.stems[end as usize] as usize] += 1;
            }
        }
        let mut brands: FxHashSet<(u32, u32)> = FxHashSet::default();
        for (name, brand) in names {
            let ending = self.distinct_stems(name).into_iter().filter(|&stem| ends[stem as usize] >= LEAST_ENDS);
            brands.extend(ending.filter_map(|stem| Some((stem, brand?))));
        }
        let mut brands_of = vec![0_u32; self.written.len()];
        brands.into_iter().for_each(|(stem, _)| brands_of[stem as usize] += 1);
        let headness = |stem: usize| {
            let share = (f64::from(ends[stem]) + 0.5) / (f64::from(documents[stem]) + 5.0);
            share * f64::from(1 + brands_of[stem]).ln() / (all_brands as f64 + 1.0).ln()
        };
        let is_type = |stem| {
            ends[stem] >= LEAST_ENDS
                && brands_of[stem] >= LEAST_BRANDS
                && (headness(stem) * 65536.0).round() > LEAST_HEADNESS
        };
        (0..self.written.len()).map(is_type).collect()
    }

    fn distinct_stems(&self, name: &[u32]) -> Vec<u32> {
        let mut stems: Vec<u32> = name.iter().map(|&term| self.stems[term as usize]).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The types that a text names, outwards: of types side by side the outermost, as *case* in `laptop case`.
    pub fn named<'t>(&'t self, text: &'t [u32], is_type: &'t [bool]) -> impl Iterator<Item = u32> + 't {
        let mut is_behind_type = false;
        self.core(text).filter_map(move |term| {
            let stem = self.stems[term as usize];
            let is_inner = std::mem::replace(&mut is_behind_type, is_type[stem as usize]);
            (is_type[stem as usize] && !is_inner).then_some(stem)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(names: &[(&str, u32)], tag: &str) -> (Vec<String>, Vec<Vec<String>>) {
        let texts: Vec<Vec<&str>> = names.iter().map(|(name, _)| name.split(' ').collect()).collect();
        let mut words: Vec<&str> = texts.concat();
        words.sort_unstable();
        words.dedup();
        let terms = Terms::new(words.iter().copied(), tag, |word| word.trim_end_matches('s').to_owned());
        let number = |word: &&str| words.binary_search(word).unwrap_or(0) as u32;
        let texts: Vec<Vec<u32>> = texts.iter().map(|text| text.iter().map(number).collect()).collect();
        let brands = names.iter().map(|&(_, brand)| Some(brand));
        let is_type = terms.learn(texts.iter().map(Vec::as_slice).zip(brands), 3);
        let written = |stem: u32| terms.written[stem as usize].clone();
        let types = (0..is_type.len()).filter(|&stem| is_type[stem]).map(|stem| written(stem as u32)).collect();
        (types, texts.iter().map(|text| terms.named(text, &is_type).map(written).collect()).collect())
    }

    #[test]
    fn what_many_brands_names_end_with_is_a_type() {
        let names = [
            ("acme laptop case 15 for work", 0),
            ("bolt cases", 1),
            ("coil laptop", 2),
            ("coil laptop xr7 with case", 2),
        ];
        let (types, named) = learned(&names, "en");
        assert_eq!(types, ["case"], "two brands have laptops");
        assert_eq!(named, [vec!["case"], vec!["case"], vec![], vec![]]);
        let (types, named) = learned(&[&names[..], &[("bolt laptop", 1), ("bolt mug", 1)]].concat(), "en");
        assert_eq!(types, ["case", "laptop"], "one name ends with mug");
        assert_eq!(named[..4], [vec!["case"], vec!["case"], vec!["laptop"], vec!["laptop"]]);
    }

    #[test]
    fn the_thing_comes_first_in_spanish() {
        let (_, named) = learned(&[("funda azul", 0), ("funda roja", 1), ("funda verde", 2)], "es");
        assert_eq!(named, vec![vec!["funda"]; 3]);
    }
}
