//! Which phrase was meant? Words that are not in the index are replaced by words that are, cut in two, or joined with their neighbour.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 8.

use super::reading::Reading;
use super::runs::WordsOfRuns;
use super::spaces::{Join, Split, joins, split, take_apart};
use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::matching::quotes::count_sequence;
use crate::query::clauses::{Clause, Query, Resolver, Target};
use crate::query::phrase::{ParsedClause, Phrase, Wanted, Written};
use crate::relevance::bm25::FULL_WEIGHT;
use crate::spelling::candidates::{Candidate, Speller, nearest};
use crate::spelling::cost::bit_length;
use crate::text::tokens::is_plain;
use std::collections::{BTreeMap, BTreeSet};

/// Corrections of one word that stand for it together.
const MOST_KEPT: usize = 8;
/// Corrections of one word where every word may be misspelt.
const MOST_EVERYWHERE: usize = 50;
/// And of all words of a phrase: each brings its forms' postings into every step of the search.
const MOST_OF_PHRASE: usize = 512;
/// Corrections of one word that are looked at together with the other words of the phrase.
const MOST_IN_POOL: usize = 20;
/// What it is worth that twice as many documents have a word beside its neighbour.
const NEIGHBOUR: i32 = 16;
/// Weight of the best correction, and the least of any.
const BEST_WEIGHT: i32 = 200;
const LEAST_WEIGHT: i32 = 64;
/// A word that so few documents have may be a mistake of the catalog, if the right one has so many times as many.
const MOST_DOUBTFUL: u64 = 2;
const TIMES_DOUBTFUL: u64 = 10;
/// Postings that one request may read to see which words stand side by side: some milliseconds, where the words are in most products.
const POSTINGS: usize = 2 << 20;

/// When misspelt words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typos {
    /// Never.
    Off,
    /// When nothing has the words as they were typed.
    Min,
    /// Always.
    On,
    /// Always, at one edit; at two when that finds nothing.
    Strict,
}

/// How far misspelt words are corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingRules {
    /// Letters from which a word may have one edit.
    pub one: usize,
    /// And two.
    pub two: usize,
    /// Corrections that cost so much more than the best are corrections too.
    pub margin: i32,
    /// Folded words that are never corrected.
    pub exceptions: BTreeSet<String>,
    /// Folded words of the language, which may be right where the index has them not: others are offered, but not searched unasked.
    pub known_words: BTreeSet<String>,
}

/// The rules of a store that has none of its own.
pub static USUAL: SpellingRules =
    SpellingRules { one: 4, two: 8, margin: 20, exceptions: BTreeSet::new(), known_words: BTreeSet::new() };

impl SpellingRules {
    /// Edits that a word may have.
    pub(crate) fn reach(&self, word: &str) -> usize {
        match word.chars().count() {
            letters if letters < self.one => 0,
            letters if letters < self.two => 1,
            _ => 2,
        }
    }
}

/// What becomes of one clause.
#[derive(Debug, Clone)]
enum Change {
    /// Any of these words, best first.
    Words(Vec<Candidate>),
    /// The quote of two words.
    Split(String, String),
    /// Two words, wherever they stand.
    Apart(String, String),
    /// A word of the merchant's, which no text needs to have.
    Merchant(String),
}

#[derive(Debug, Clone)]
struct Scored {
    change: Change,
    /// Of the best one, whatever stands beside it.
    score: i32,
    /// Words that may be kept instead when it is known what stands beside them, best first.
    pool: Vec<Candidate>,
}

/// Changes that were found for a phrase.
pub(crate) struct Corrections {
    changes: Vec<Option<Scored>>,
    joins: Vec<Join>,
}

/// A phrase as it was probably meant.
pub(crate) struct Corrected {
    pub query: Query,
    /// As the shopper may read it.
    pub searched: Written,
}

/// Corrects phrases of one locale.
pub(crate) struct Corrector<'r> {
    pub(super) resolver: &'r Resolver<'r>,
    speller: Speller<'r>,
    /// Postings that may still be read to see which words stand side by side.
    postings: usize,
    /// Whether a phrase had more corrections than count.
    had_too_many: bool,
    rules: &'r SpellingRules,
}

impl<'r> Corrector<'r> {
    pub fn new(resolver: &'r Resolver<'r>, rules: &'r SpellingRules) -> Self {
        Self { resolver, speller: Speller::new(resolver.text), postings: POSTINGS, had_too_many: false, rules }
    }

    /// Whether looking for corrections ended before everything was seen.
    pub fn was_cut(&self) -> bool {
        self.speller.was_cut || self.postings == 0 || self.had_too_many
    }

    /// Adds to every word the words near it.
    pub fn correct_everywhere(&mut self, query: &Query, most_edits: usize) -> Result<Query> {
        let mut corrected = query.clone();
        let mut left = MOST_OF_PHRASE;
        for clause in &mut corrected.clauses {
            let Some((word, reach)) = self.correctable(clause) else { continue };
            let mut candidates = self.candidates(&word, reach.min(most_edits), clause)?;
            candidates.truncate(MOST_EVERYWHERE);
            self.had_too_many |= candidates.len() > left;
            candidates.truncate(left);
            left -= candidates.len();
            self.add(clause, &candidates)?;
        }
        Ok(corrected)
    }

    /// What may be wrong in a phrase that finds nothing; `None`: nothing that can be mended.
    pub fn find(&mut self, phrase: &Phrase, query: &Query) -> Result<Option<Corrections>> {
        let mut changes = Vec::with_capacity(query.clauses.len());
        for clause in &query.clauses {
            changes.push(self.change(clause)?);
        }
        self.look_at_neighbours(phrase, &mut changes)?;
        let scores: Vec<Option<i32>> =
            changes.iter().map(|change| change.as_ref().map(|change| change.score)).collect();
        let joins = joins(self.resolver, phrase, query, &scores)?;
        let is_anything = !joins.is_empty() || changes.iter().any(Option::is_some);
        Ok(is_anything.then_some(Corrections { changes, joins }))
    }

    /// The phrase with its changes made.
    pub fn apply(&self, phrase: &Phrase, reading: &Reading, corrections: &Corrections) -> Result<Corrected> {
        let mut replaced = BTreeMap::new();
        let mut clauses: Vec<(ParsedClause, &[Candidate])> = Vec::new();
        let mut at = 0;
        while let Some(parsed) = phrase.clauses.get(at) {
            let (mut parsed, mut words): (ParsedClause, &[Candidate]) = (parsed.clone(), &[]);
            if let Some(join) = corrections.joins.iter().find(|join| join.first == at) {
                let second = &phrase.clauses[at + 1];
                replaced.extend(parsed.wanted.word().map(|word| (word.to_owned(), join.word.clone())));
                replaced.extend(second.wanted.word().map(|word| (word.to_owned(), String::new())));
                parsed.pieces.extend(&second.pieces);
                parsed.wanted = Wanted::Word(join.word.clone());
                at += 1;
            } else if let (Some(scored), Some(word)) = (&corrections.changes[at], parsed.wanted.word()) {
                match &scored.change {
                    Change::Words(candidates) => {
                        replaced.insert(word.to_owned(), candidates[0].text.clone());
                        words = candidates;
                    }
                    Change::Apart(x, y) => {
                        replaced.insert(word.to_owned(), format!("{x} {y}"));
                        parsed.wanted = Wanted::Word(x.clone());
                        add_distinct(&mut clauses, parsed.clone(), &[]);
                        parsed.wanted = Wanted::Word(y.clone());
                    }
                    Change::Merchant(key) => {
                        replaced.insert(word.to_owned(), key.clone());
                        parsed.wanted = Wanted::Word(key.clone());
                    }
                    Change::Split(x, y) => {
                        replaced.insert(word.to_owned(), format!("{x} {y}"));
                        parsed.wanted = Wanted::Quote(vec![(x.clone(), 0), (y.clone(), 1)]);
                    }
                }
            }
            add_distinct(&mut clauses, parsed, words);
            at += 1;
        }
        let (parsed, words): (Vec<_>, Vec<_>) = clauses.into_iter().unzip();
        let mut query = self.resolver.resolve(&Phrase { clauses: parsed, ..phrase.clone() })?;
        for (clause, words) in query.clauses.iter_mut().zip(words).filter(|(clause, _)| !clause.is_known) {
            self.add(clause, words)?;
        }
        let language = self.resolver.first_language();
        let request = &reading.request;
        let cutter = WordsOfRuns::of(self.resolver);
        let searched = Phrase::rewritten(request.phrase, &reading.apart, language, &replaced, request.ending, &cutter)?;
        Ok(Corrected { query, searched })
    }

    /// The word of a clause that can be corrected, and the edits it may have.
    pub(super) fn correctable(&self, clause: &Clause) -> Option<(String, usize)> {
        let word = clause.wanted.word()?;
        let reach = self.rules.reach(word);
        let can_be = reach > 0
            && is_plain(word)
            && clause.named.is_empty()
            && !clause.is_known
            && !self.rules.exceptions.contains(word);
        can_be.then(|| (word.to_owned(), reach))
    }

    /// Words near a typed one that are no forms of it.
    pub(super) fn candidates(&mut self, word: &str, edits: usize, clause: &Clause) -> Result<Vec<Candidate>> {
        let Target::Forms(known) = &clause.target else { return Ok(Vec::new()) };
        let mut candidates = self.speller.candidates(word, edits)?;
        candidates.retain(|candidate| known.iter().all(|form| form.term != candidate.term));
        Ok(candidates)
    }

    fn change(&mut self, clause: &Clause) -> Result<Option<Scored>> {
        let Some((word, reach)) = self.correctable(clause) else { return Ok(None) };
        if clause.frequency > MOST_DOUBTFUL || self.rules.known_words.contains(&word) {
            return Ok(None);
        }
        let is_doubtful = clause.frequency > 0;
        let mut candidates = self.candidates(&word, if is_doubtful { 1 } else { reach }, clause)?;
        if is_doubtful {
            let least = TIMES_DOUBTFUL * clause.frequency;
            candidates.retain(|candidate| u64::from(candidate.frequency) >= least);
        }
        candidates.truncate(MOST_IN_POOL);
        let words = candidates.first().map(|first| first.score).map(|score| Scored {
            change: Change::Words(self.kept(&candidates)),
            score,
            pool: candidates,
        });
        let split = if is_doubtful { None } else { self.cut(&word)? };
        Ok(match (words, split) {
            (Some(words), Some(split)) => Some(if split.score <= words.score { split } else { words }),
            (None, None) if !is_doubtful => self.merchant_word(&word, reach),
            (words, split) => words.or(split),
        })
    }

    /// The word as two: side by side somewhere, or else apart.
    fn cut(&mut self, word: &str) -> Result<Option<Scored>> {
        if let Some(Split { first, second, score }) = split(self.resolver, word, &mut self.postings)? {
            return Ok(Some(Scored { change: Change::Split(first, second), score, pool: Vec::new() }));
        }
        let apart = take_apart(self.resolver, word)?;
        Ok(apart.map(|Split { first, second, score }| Scored {
            change: Change::Apart(first, second),
            score,
            pool: Vec::new(),
        }))
    }

    fn merchant_word(&self, word: &str, reach: usize) -> Option<Scored> {
        let keys = self.resolver.words?.plain.iter().map(String::as_str);
        let (key, score) = nearest(word, reach, keys)?;
        Some(Scored { change: Change::Merchant(key.to_owned()), score, pool: Vec::new() })
    }

    /// The best of some words, in order, and those that are nearly as good.
    fn kept(&self, candidates: &[Candidate]) -> Vec<Candidate> {
        let most = candidates.first().map_or(0, |first| first.score.saturating_add(self.rules.margin));
        candidates.iter().take_while(|candidate| candidate.score <= most).take(MOST_KEPT).cloned().collect()
    }

    /// Words that stand beside the neighbours of the misspelt one in some documents are likelier: a power bank, no power back.
    fn look_at_neighbours(&mut self, phrase: &Phrase, changes: &mut [Option<Scored>]) -> Result<()> {
        let best: Vec<Option<String>> = phrase.clauses.iter().zip(changes.iter()).map(best_word).collect();
        for (at, change) in changes.iter_mut().enumerate() {
            let Some(Scored { change: Change::Words(words), pool, .. }) = change else { continue };
            let before = at.checked_sub(1).and_then(|before| best[before].as_deref());
            let after = best.get(at + 1).and_then(Option::as_deref);
            if pool.len() < 2 || (before.is_none() && after.is_none()) {
                continue;
            }
            // Without the budget for all of them, none is preferred.
            let Some(beside) = self.beside(pool, before, after)? else { continue };
            for (candidate, documents) in pool.iter_mut().zip(beside) {
                candidate.score -= NEIGHBOUR * bit_length(documents as u32);
            }
            pool.sort_by(|a, b| (a.score, &a.text).cmp(&(b.score, &b.text)));
            *words = self.kept(pool);
        }
        Ok(())
    }

    /// For each word in how many documents it stands behind one word, or before another: the greater number.
    fn beside(&mut self, words: &[Candidate], before: Option<&str>, after: Option<&str>) -> Result<Option<Vec<usize>>> {
        let mut found = Vec::with_capacity(words.len());
        for word in words {
            let behind = before.map_or(Ok(Some(0)), |before| self.side_by_side(before, &word.text))?;
            let ahead = after.map_or(Ok(Some(0)), |after| self.side_by_side(&word.text, after))?;
            let (Some(behind), Some(ahead)) = (behind, ahead) else { return Ok(None) };
            found.push(behind.max(ahead));
        }
        Ok(Some(found))
    }

    /// Documents in which two words stand side by side; `None`: the budget of postings is spent.
    fn side_by_side(&mut self, x: &str, y: &str) -> Result<Option<usize>> {
        let text = self.resolver.text;
        let (Some(x), Some(y)) = (text.terms.find(x)?, text.terms.find(y)?) else { return Ok(Some(0)) };
        count_sequence(text, &[(x, 0), (y, 1)], &mut self.postings)
    }

    /// Makes the forms of corrections forms of a clause.
    fn add(&self, clause: &mut Clause, corrections: &[Candidate]) -> Result<()> {
        let (Some(first), Target::Forms(typed)) = (corrections.first(), &clause.target) else { return Ok(()) };
        let mut forms: BTreeMap<u32, Alternative> = BTreeMap::new();
        for correction in corrections {
            let weight = LEAST_WEIGHT.max(BEST_WEIGHT - (correction.score - first.score).max(0)) as u32;
            for form in self.resolver.forms(&correction.text, 0)?.alternatives.iter() {
                let weight = weight * form.weight / FULL_WEIGHT;
                let known =
                    forms.entry(form.term).or_insert(Alternative { term: form.term, weight, is_correction: true });
                known.weight = known.weight.max(weight);
            }
        }
        forms.extend(typed.iter().map(|form| (form.term, *form)));
        let frequency = self.resolver.text.count_documents(forms.keys().copied())?;
        let forms = WordForms { alternatives: forms.into_values().collect(), frequency };
        let corrected = self.resolver.word(&clause.wanted, forms)?;
        let typed_values = Some(std::mem::take(&mut clause.values));
        *clause = Clause { typed_values, named: std::mem::take(&mut clause.named), ..corrected };
        Ok(())
    }
}

impl Corrections {
    /// Whether two words that the index has are taken for one.
    pub fn joins_known_words(&self) -> bool {
        self.joins.iter().any(|join| join.is_of_known_words)
    }

    /// Without joins of words that the index has; `None`: nothing is left.
    pub fn without_joins_of_known_words(&self) -> Option<Self> {
        let joins: Vec<Join> = self.joins.iter().filter(|join| !join.is_of_known_words).cloned().collect();
        let is_anything = !joins.is_empty() || self.changes.iter().any(Option::is_some);
        is_anything.then(|| Self { changes: self.changes.clone(), joins })
    }
}

/// Equal clauses count once, the first as it is.
fn add_distinct<'w>(clauses: &mut Vec<(ParsedClause, &'w [Candidate])>, parsed: ParsedClause, words: &'w [Candidate]) {
    if clauses.iter().all(|(known, _)| known.wanted != parsed.wanted) {
        clauses.push((parsed, words));
    }
}

/// The word of a clause: the best correction if it is misspelt.
fn best_word((parsed, change): (&ParsedClause, &Option<Scored>)) -> Option<String> {
    let word = parsed.wanted.word()?;
    match change.as_ref().map(|change| &change.change) {
        None => Some(word.to_owned()),
        Some(Change::Words(words)) => words.first().map(|word| word.text.clone()),
        Some(Change::Split(..) | Change::Apart(..) | Change::Merchant(_)) => None,
    }
}
