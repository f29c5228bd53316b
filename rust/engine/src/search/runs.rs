//! Which words is a run of characters without spaces made of? `女士凉鞋` is sandals of women, wherever these words stand in a text.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 3, "Runs without spaces". Useful for: Han and kana, which are searched by bigrams: one that
//! spans two words finds nothing but these words side by side. Not for: what is indexed, which has every bigram.

use crate::error::Result;
use crate::index::segment::Segment;
use crate::matching::quotes::stands_anywhere;
use crate::postings::set::DocumentSet;
use crate::query::clauses::Resolver;
use crate::query::merchant_words::MerchantWords;
use crate::query::phrase::RunCutter;
use crate::text::tokens::cjk_runs;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;

/// Characters of the longest run that is cut: a phrase has no more clauses.
const LONGEST_RUN: usize = 32;
/// What parts the words of a run: no word character.
const MARK: &str = "・";
/// A run of so many characters is looked up without the long vowel mark at its end.
const LEAST_WITHOUT_MARK: usize = 4;

/// What ties two words together, or is the end of the first: の, な, the い of an adjective.
const PARTICLES: [&str; 5] = ["ノ", "ナ", "イ", "的", "用"];

/// Cuts the runs of one locale's phrases.
pub(crate) struct WordsOfRuns<'s> {
    segment: &'s Segment,
    locale: usize,
    merchant: Option<&'s MerchantWords>,
}

/// Words that somebody told, wherever they stand in a run.
struct Told<'s> {
    lists: Vec<&'s FxHashSet<String>>,
    /// What measures of the phrase have of such runs.
    measures: FxHashSet<String>,
}

impl Told<'_> {
    fn has(&self, word: &str) -> bool {
        self.measures.contains(word) || self.lists.iter().any(|words| words.contains(word))
    }
}

/// The best way to cut the beginning of a run; the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    /// Characters in longer words that somebody told.
    told: Reverse<usize>,
    words: usize,
    single_characters: usize,
    /// Where the last word starts.
    start: usize,
}

impl<'s> WordsOfRuns<'s> {
    /// What cuts phrases of locale number `locale`; `merchant` tells words.
    pub fn new(segment: &'s Segment, locale: usize, merchant: Option<&'s MerchantWords>) -> Self {
        Self { segment, locale, merchant }
    }

    /// The same for what is looked up.
    pub fn of(resolver: &Resolver<'s>) -> Self {
        Self::new(resolver.segment, resolver.locale_number, resolver.words)
    }

    /// The words of a run, without particles; the run itself, if it is not to be cut.
    fn words<'t>(&self, run: &'t str, told: &Told) -> Result<Vec<&'t str>> {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
        let length = starts.len() - 1;
        if !(2..=LONGEST_RUN).contains(&length) {
            return Ok(vec![run]);
        }
        let part = |start: usize, end: usize| &run[starts[start]..starts[end]];
        let is_marked = length >= LEAST_WITHOUT_MARK && run.ends_with('ー');
        let reach = self.reach(&part, length, length - usize::from(is_marked))?;
        let is_told = |start: usize, end: usize| told.has(part(start, end));
        let is_particle = |start: usize, end: usize| start > 0 && end < length && PARTICLES.contains(&part(start, end));
        let may_start: Vec<bool> = run.chars().map(|c| !continues(c)).chain([true]).collect();
        let mut best = vec![None; length + 1];
        best[0] = Some(Cut { told: Reverse(0), words: 0, single_characters: 0, start: 0 });
        for end in (1..=length).filter(|&end| may_start[end]) {
            let cut = |start: usize| {
                let stands = end <= reach[start] && (end > start + 1 || !is_kana(part(start, end)));
                let is_word = stands || is_told(start, end) || is_particle(start, end);
                let before: Cut = best[start].filter(|_| is_word)?;
                Some(before.and(start, end, end - start > 1 && is_told(start, end)))
            };
            best[end] = (0..end).filter_map(cut).min();
        }
        if best[length].is_none() {
            return Ok(vec![run]);
        }
        let (mut words, mut end) = (Vec::new(), length);
        while let Some(Cut { start, .. }) = best[end].filter(|_| end > 0) {
            if !is_particle(start, end) {
                words.push(part(start, end));
            }
            end = start;
        }
        words.reverse();
        let is_cut = words.iter().any(|word| is_longer(word)) || self.stand_together(&words, told)?;
        Ok(if is_cut { words } else { vec![run] })
    }

    /// Start -> the end of the longest part of the run that begins there and stands in the index; 0: there is none. What reaches
    /// the end of the `looked_up` characters reaches that of all.
    fn reach<'t>(
        &self,
        part: &impl Fn(usize, usize) -> &'t str,
        length: usize,
        looked_up: usize,
    ) -> Result<Vec<usize>> {
        let terms = &self.segment.texts[self.locale].terms;
        let bigrams =
            (1..looked_up).map(|at| terms.find(part(at - 1, at + 1))).collect::<Result<Vec<Option<u32>>>>()?;
        let mut reach = vec![0; length];
        if self.stand_side_by_side(&bigrams)? {
            reach.fill(length);
            return Ok(reach);
        }
        // What stands holds what stands: each end is looked for from the one before.
        let mut end = 0;
        for (start, reach) in reach.iter_mut().enumerate().take(looked_up) {
            end = end.max(start + 1);
            while end < looked_up && self.stand_side_by_side(&bigrams[start..end])? {
                end += 1;
            }
            let stands = end > start + 1 || terms.find(part(start, end))?.is_some();
            *reach = match end {
                _ if !stands => 0,
                end if end == looked_up => length,
                end => end,
            };
        }
        Ok(reach)
    }

    fn stand_side_by_side(&self, bigrams: &[Option<u32>]) -> Result<bool> {
        let terms: Option<Vec<(u32, u32)>> =
            bigrams.iter().zip(0..).map(|(term, distance)| Some(((*term)?, distance))).collect();
        let Some(terms) = terms else { return Ok(false) };
        // A term is in some text.
        let text = &self.segment.texts[self.locale];
        Ok(terms.len() < 2 || stands_anywhere(text, &terms, &mut { usize::MAX })?.unwrap_or(false))
    }

    /// Whether some document has all of these words of one character that nobody told.
    fn stand_together(&self, words: &[&str], told: &Told) -> Result<bool> {
        let text = &self.segment.texts[self.locale];
        let mut together: Option<DocumentSet> = None;
        for word in words.iter().filter(|word| !told.has(word)) {
            let documents = text.documents(text.terms.find(word)?)?;
            together = Some(together.map_or_else(|| documents.clone(), |together| together.and(&documents)));
        }
        Ok(together.is_none_or(|together| !together.is_empty()))
    }

    /// The words that somebody told: keys of the merchant's, what types of product are called, and the units of the measures in these texts.
    fn told(&self, texts: &[String]) -> Result<Told<'s>> {
        let mut lists: Vec<&FxHashSet<String>> = self.merchant.iter().map(|merchant| &merchant.cjk_runs).collect();
        if let Some(types) = &self.segment.product_types {
            lists.push(&types.labels(&self.segment.schema, &self.segment.columns, self.locale)?.cjk_runs);
        }
        let units = &self.segment.units[self.locale];
        let measured =
            texts.iter().flat_map(|text| units.measures(text).into_iter().map(move |measure| &text[measure.bytes]));
        let words_of = |text: &str| cjk_runs(text).into_iter().map(|run| text[run].to_owned()).collect::<Vec<_>>();
        Ok(Told { lists, measures: measured.flat_map(words_of).collect() })
    }
}

impl RunCutter for WordsOfRuns<'_> {
    /// A mark between the words, and no particles.
    fn cut(&self, piece: &str, runs: &[String]) -> Result<Option<String>> {
        let ranges = cjk_runs(piece);
        if ranges.is_empty() {
            return Ok(None);
        }
        let told = self.told(runs)?;
        let (mut cut, mut copied) = (String::new(), 0);
        for range in ranges {
            let words = self.words(&piece[range.clone()], &told)?;
            cut.push_str(&piece[copied..range.start]);
            cut.push_str(&words.join(MARK));
            copied = range.end;
        }
        Ok(Some(cut + &piece[copied..]))
    }
}

impl Cut {
    /// The cut with one more word.
    fn and(self, start: usize, end: usize, is_told: bool) -> Self {
        Self {
            told: Reverse(self.told.0 + if is_told { end - start } else { 0 }),
            words: self.words + 1,
            single_characters: self.single_characters + usize::from(end - start == 1),
            start,
        }
    }
}

/// Whether no word begins with a character: small kana, the long vowel mark, and the signs that repeat.
fn continues(c: char) -> bool {
    matches!(c, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ー' | '々' | 'ヽ' | 'ヾ')
}

/// Whether a word has two characters or more.
fn is_longer(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

fn is_kana(character: &str) -> bool {
    character.chars().all(|c| matches!(c as u32, 0x3040..=0x30ff | 0x31f0..=0x31ff))
}
