//! Spaces that are missing or too many: a word is cut in two, or joined with its neighbour.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 8.

use crate::error::Result;
use crate::matching::quotes::stands_anywhere;
use crate::query::clauses::{Clause, Query, Resolver, Target};
use crate::query::phrase::{ParsedClause, Phrase};
use crate::spelling::cost::bit_length;
use crate::text::Language;
use crate::text::stop_words::is_stop_word;
use crate::text::tokens::is_plain;

/// What cutting a word in two or joining two words costs.
const SPACE: i32 = 60;
/// Letters that a joined word has at least.
const LEAST_JOINED: usize = 4;

/// Letters of the words of a German compound that are looked for apart.
const LEAST_BEFORE: usize = 3;
const LEAST_LAST: usize = 4;

/// A word that is two.
pub(crate) struct Split {
    pub first: String,
    pub second: String,
    pub score: i32,
}

/// Two clauses that are one word.
#[derive(Debug, Clone)]
pub(crate) struct Join {
    /// Number of the first.
    pub first: usize,
    /// The word.
    pub word: String,
    /// Both words are in the index.
    pub is_of_known_words: bool,
}

/// The best way to cut a word in two that stand side by side somewhere; none when the budget of postings is spent before it is found.
pub(crate) fn split(resolver: &Resolver, word: &str, budget: &mut usize) -> Result<Option<Split>> {
    let mut ways = Vec::new();
    for (at, _) in word.char_indices().skip(1) {
        let (x, y) = word.split_at(at);
        if let (Some(first), Some(second)) = (resolver.text.terms.find(x)?, resolver.text.terms.find(y)?) {
            let rarer = resolver.text.frequency(first)?.min(resolver.text.frequency(second)?);
            ways.push((std::cmp::Reverse(rarer), at, first, second));
        }
    }
    ways.sort_unstable();
    for (std::cmp::Reverse(rarer), at, first, second) in ways {
        let Some(stands) = stands_anywhere(resolver.text, &[(first, 0), (second, 1)], budget)? else { break };
        if stands {
            let (first, second) = (word[..at].to_owned(), word[at..].to_owned());
            return Ok(Some(Split { first, second, score: SPACE - 4 * bit_length(rarer) }));
        }
    }
    Ok(None)
}

/// A German compound whose words stand apart in the texts: the longest last word that is in the index behind one that is.
pub(crate) fn take_apart(resolver: &Resolver, word: &str) -> Result<Option<Split>> {
    if !resolver.languages().any(|language| language == Language::German) {
        return Ok(None);
    }
    let letters = word.chars().count();
    for (number, (at, _)) in word.char_indices().enumerate().skip(LEAST_BEFORE) {
        let (x, y) = word.split_at(at);
        if letters - number < LEAST_LAST {
            break;
        }
        if is_stop_word(x, Language::German) || is_stop_word(y, Language::German) {
            continue;
        }
        let rarer = resolver.forms(x, 0)?.frequency.min(resolver.forms(y, 0)?.frequency);
        if rarer > 0 {
            let (first, second) = (x.to_owned(), y.to_owned());
            return Ok(Some(Split { first, second, score: SPACE - 4 * bit_length(rarer as u32) }));
        }
    }
    Ok(None)
}

/// Neighbours that are better joined than corrected; `scores` are those of the corrections of each clause.
pub(crate) fn joins(resolver: &Resolver, phrase: &Phrase, query: &Query, scores: &[Option<i32>]) -> Result<Vec<Join>> {
    let mut joins: Vec<Join> = Vec::new();
    let all_known = all_known(resolver, query)?;
    for first in 0..query.clauses.len().saturating_sub(1) {
        let [x, y] = [&query.clauses[first], &query.clauses[first + 1]];
        if x.is_known
            || y.is_known
            || joins.last().is_some_and(|last| last.first + 1 == first)
            || !(all_known || x.frequency == 0 || y.frequency == 0)
        {
            continue;
        }
        let Some((word, score)) = join(resolver, &phrase.clauses[first], &phrase.clauses[first + 1])? else { continue };
        let best = scores[first..=first + 1].iter().flatten().min();
        if best.is_none_or(|&best| score <= best) {
            joins.push(Join { first, word, is_of_known_words: x.frequency > 0 && y.frequency > 0 });
        }
    }
    Ok(joins)
}

/// Two clauses as one word of the index, and its score.
fn join(resolver: &Resolver, x: &ParsedClause, y: &ParsedClause) -> Result<Option<(String, i32)>> {
    let (Some(first), Some(second)) = (x.wanted.word(), y.wanted.word()) else { return Ok(None) };
    let word = format!("{first}{second}");
    let follows = x.pieces.first().zip(y.pieces.first()).is_some_and(|(&x, &y)| y == x || y == x + 1);
    if !is_plain(first) || !is_plain(second) || !follows || word.chars().count() < LEAST_JOINED {
        return Ok(None);
    }
    let Some(term) = resolver.text.terms.find(&word)? else { return Ok(None) };
    Ok(Some((word, SPACE - 4 * bit_length(resolver.text.frequency(term)?))))
}

/// Whether other words that are as good as a clause stand side by side anywhere.
fn stands_otherwise(resolver: &Resolver, clause: &Clause) -> Result<bool> {
    for spelling in clause.sequences.iter().flat_map(|sequence| &sequence.spellings) {
        if stands_anywhere(resolver.text, spelling, &mut { usize::MAX })?.unwrap_or(false) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the index has every clause.
fn all_known(resolver: &Resolver, query: &Query) -> Result<bool> {
    let mut unlimited = usize::MAX;
    for clause in &query.clauses {
        let is_known = match &clause.target {
            Target::Forms(_) => clause.frequency > 0 || stands_otherwise(resolver, clause)?,
            Target::Sequence(None) => false,
            Target::Sequence(Some(terms)) => stands_anywhere(resolver.text, terms, &mut unlimited)?.unwrap_or(false),
        };
        if !is_known {
            return Ok(false);
        }
    }
    Ok(true)
}
