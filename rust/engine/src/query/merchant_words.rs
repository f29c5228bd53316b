//! What does a merchant say of the words of a phrase: which others are as good, and which belong together?
//!
//! Sets of synonyms, hypernyms, compound words and common phrases, compiled for one locale. Definition: `docs/reference/semantics.md`,
//! paragraph 3. They belong to an open store and not to its index: a change acts at the next request.

use super::phrase::ParsedClause;
use crate::text::Language;
use crate::text::endings::plural_stem;
use crate::text::fold_words;
use crate::text::stop_words::StopWords;
use crate::text::tokens::{Purpose, cjk_runs, is_plain, tokenize};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words and what is as good as they.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntrySpec {
    /// Tag of the language in which they are compared.
    pub language: String,
    /// What is typed.
    pub key: String,
    /// What is as good.
    #[serde(default)]
    pub alternatives: Vec<String>,
    /// What an occurrence of an alternative counts, in 1/256.
    pub weight: u32,
    /// Whether the words of the key find nothing when they do not stand together.
    #[serde(default)]
    pub belongs_together: bool,
    /// Whether phrases drop each word of the key, unless they have no others.
    #[serde(default)]
    pub is_stop_word: bool,
}

/// Words as good as those of a key, or in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// One word, or several at these distances from the first.
    pub words: Vec<(String, u32)>,
    /// What an occurrence counts, in 1/256.
    pub weight: u32,
    /// The key's own words, which find nothing when they do not stand together.
    pub replaces: bool,
}

/// Clauses that are a key.
pub struct Match<'w> {
    /// Their numbers.
    pub clauses: Range<usize>,
    /// What is as good, each once.
    pub alternates: Vec<&'w Alternate>,
}

/// The words of one locale.
#[derive(Debug, Default)]
pub struct MerchantWords {
    languages: Vec<Keys>,
    /// Plain words of keys: what may be misspelt although no text has it.
    pub plain: BTreeSet<String>,
    /// Runs of Han and kana in keys: words, wherever they stand in a phrase without spaces.
    pub cjk_runs: FxHashSet<String>,
    /// Words that phrases drop, beside those of the locale's first language.
    pub stop_words: FxHashSet<String>,
}

/// The keys of one language.
#[derive(Debug)]
struct Keys {
    language: Language,
    entries: FxHashMap<String, Vec<Alternate>>,
    /// First word -> words of the longest key that begins so.
    longest: FxHashMap<String, usize>,
}

impl MerchantWords {
    /// Compiles what is said for a locale; `first` is its first language.
    pub fn new(specs: &[EntrySpec], first: Language) -> Self {
        let mut words = Self::default();
        let dropped = specs.iter().filter(|spec| spec.is_stop_word).flat_map(|spec| tokens(&spec.key, first));
        words.stop_words = dropped.map(|(word, _)| word).collect();
        for spec in specs.iter().filter(|spec| !spec.is_stop_word) {
            words.add(spec, first);
        }
        words
    }

    /// What the phrases of a locale drop, of which a merchant may say something.
    pub fn dropped(words: Option<&Self>, first: Language) -> StopWords<'_> {
        words.map_or(StopWords::of(first), |words| StopWords::with(first, &words.stop_words))
    }

    fn add(&mut self, spec: &EntrySpec, first: Language) {
        let language = Language::of(&spec.language);
        let stop_words = StopWords::with(first, &self.stop_words);
        let key = stems(&spec.key, stop_words, language);
        let Some(first_word) = key.first() else { return };
        let folded = fold_words(&spec.key, first);
        self.cjk_runs.extend(cjk_runs(&folded).into_iter().map(|run| folded[run].to_owned()));
        self.plain.extend(clause_words(&spec.key, stop_words).into_iter().filter(|word| is_plain(word)));
        let known = self.languages.iter().position(|keys| keys.language == language).unwrap_or_else(|| {
            self.languages.push(Keys { language, entries: FxHashMap::default(), longest: FxHashMap::default() });
            self.languages.len() - 1
        });
        let keys = &mut self.languages[known];
        let longest = keys.longest.entry(first_word.clone()).or_default();
        *longest = key.len().max(*longest);
        let known = keys.entries.entry(key.join(" ")).or_default();
        for alternative in &spec.alternatives {
            let words = tokens(alternative, first);
            let is_other = stems(alternative, stop_words, language) != key;
            if !words.is_empty() && is_other {
                known.push(Alternate { words, weight: spec.weight, replaces: false });
            }
        }
        if spec.belongs_together && key.len() > 1 {
            known.push(Alternate { words: tokens(&spec.key, first), weight: spec.weight, replaces: true });
        }
    }

    /// The keys that a phrase has: from left to right the longest one each.
    pub fn matches(&self, clauses: &[ParsedClause]) -> Vec<Match<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < clauses.len() {
            let words: Vec<&str> = clauses[at..].iter().map_while(|clause| clause.wanted.word()).collect();
            match self.longest_at(&words) {
                Some((length, alternates)) => {
                    found.push(Match { clauses: at..at + length, alternates: distinct(alternates) });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The words of a phrase with one key written otherwise, once for each alternate.
    pub fn rewritten(&self, words: &[String]) -> Vec<Vec<String>> {
        let spoken: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((length, alternates)) = self.longest_at(&spoken[at..]) else {
                at += 1;
                continue;
            };
            for alternate in distinct(alternates).into_iter().filter(|alternate| !alternate.replaces) {
                let other = alternate.words.iter().map(|(word, _)| word);
                found.push(words[..at].iter().chain(other).chain(&words[at + length..]).cloned().collect());
            }
            at += length;
        }
        found
    }

    /// The longest key at the beginning of some words.
    fn longest_at(&self, words: &[&str]) -> Option<(usize, Vec<&Alternate>)> {
        let mut longest: (usize, Vec<&Alternate>) = (0, Vec::new());
        for keys in &self.languages {
            for (length, alternates) in keys.beginning(words) {
                if length > longest.0 {
                    longest = (length, alternates.iter().collect());
                } else if length == longest.0 {
                    longest.1.extend(alternates);
                }
            }
        }
        (longest.0 > 0).then_some(longest)
    }
}

impl Keys {
    /// The keys at the beginning of some words, and how many words each has.
    fn beginning<'k>(&'k self, words: &[&str]) -> Vec<(usize, &'k [Alternate])> {
        let first = words.first().map(|word| plural_stem(word, self.language));
        let Some(&longest) = first.and_then(|first| self.longest.get(&*first)) else { return Vec::new() };
        let mut found = Vec::new();
        let mut key = String::new();
        for (number, word) in words.iter().take(longest).enumerate() {
            if number > 0 {
                key.push(' ');
            }
            key.push_str(&plural_stem(word, self.language));
            found.extend(self.entries.get(&key).map(|alternates| (number + 1, &alternates[..])));
        }
        found
    }
}

/// The tokens of a text, with their distances from the first.
fn tokens(text: &str, first: Language) -> Vec<(String, u32)> {
    let mut found: Vec<(String, u32)> = Vec::new();
    tokenize(&fold_words(text, first), first, Purpose::Phrase, 0, |token, position| {
        found.push((token.to_owned(), position));
    });
    let start = found.first().map_or(0, |&(_, position)| position);
    found.iter_mut().for_each(|(_, position)| *position -= start);
    found
}

/// The words of which a phrase of this text would have clauses.
fn clause_words(text: &str, stop_words: StopWords) -> Vec<String> {
    let mut words: Vec<String> = tokens(text, stop_words.language).into_iter().map(|(token, _)| token).collect();
    if !words.iter().all(|word| stop_words.has(word)) {
        words.retain(|word| !stop_words.has(word));
    }
    let mut seen = Vec::new();
    words.retain(|word| {
        !seen.contains(word) && {
            seen.push(word.clone());
            true
        }
    });
    words
}

/// The words of a text as keys are compared.
fn stems(text: &str, stop_words: StopWords, language: Language) -> Vec<String> {
    clause_words(text, stop_words).iter().map(|word| stem(word, language)).collect()
}

/// Each alternate once, with its greatest weight.
fn distinct(mut alternates: Vec<&Alternate>) -> Vec<&Alternate> {
    alternates.sort_by(|one, other| {
        (one.replaces, &one.words, std::cmp::Reverse(one.weight)).cmp(&(
            other.replaces,
            &other.words,
            std::cmp::Reverse(other.weight),
        ))
    });
    alternates.dedup_by(|later, first| later.replaces == first.replaces && later.words == first.words);
    alternates
}

/// What singular and plural have in common.
fn stem(word: &str, language: Language) -> String {
    plural_stem(word, language).into_owned()
}
