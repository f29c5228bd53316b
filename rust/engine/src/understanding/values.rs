//! Which words of a phrase are the label of a value that shoppers may choose: a colour, a size, a brand?
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12, "Value".

use super::normal::{Normal, one_spelling};
use super::value_labels::{ValueLabels, ValueNumber, words};
use super::{Effect, Meaning, Typed, Understanding, Understood};
use crate::columns::{Column, Scope};
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::index::segment::Segment;
use crate::query::phrase::{Kind, Part, split};
use crate::text::fold_words_into;
use crate::text::stop_words::is_stop_word;
use crate::text::tokens::{Purpose, is_cjk, tokenize};
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// A refinement whose values are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueSource {
    /// Number of its definition.
    pub definition: usize,
    /// Its column.
    pub column: usize,
    /// Whether a value that is named is chosen.
    pub is_filter: bool,
}

/// One value that words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueReading {
    /// Where it is looked for.
    pub source: ValueSource,
    /// Its ordinal.
    pub ordinal: u32,
    /// Documents that have it.
    pub documents: u32,
}

/// The refinements whose values are looked for, and what is known of these once it was asked for.
#[derive(Default)]
pub struct Values {
    sources: Vec<ValueSource>,
    known: RwLock<Option<Arc<Known>>>,
}

impl std::fmt::Debug for Values {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_tuple("Values").field(&self.sources).finish()
    }
}

/// What is known of the values of a segment.
struct Known {
    segment: u64,
    /// By locale.
    labels: Vec<OnceLock<ValueLabels>>,
    /// By source: ordinal -> documents.
    documents: Vec<OnceLock<Vec<u32>>>,
}

impl Values {
    /// Values of these refinements.
    pub fn new(sources: Vec<ValueSource>) -> Self {
        Self { sources, known: RwLock::default() }
    }

    /// What is known of a segment; a store has one, so this forgets the one before.
    fn known(&self, segment: &Segment) -> Arc<Known> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.segment == segment.number) {
            return known;
        }
        let known = Arc::new(Known {
            segment: segment.number,
            labels: segment.schema.locales.iter().map(|_| OnceLock::new()).collect(),
            documents: self.sources.iter().map(|_| OnceLock::new()).collect(),
        });
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known.clone());
        known
    }

    fn labels<'k>(&self, known: &'k Known, segment: &Segment, locale: usize) -> Result<&'k ValueLabels> {
        if let Some(labels) = known.labels[locale].get() {
            return Ok(labels);
        }
        let columns: Vec<usize> = self.sources.iter().map(|source| source.column).collect();
        let labels = ValueLabels::read(segment, locale, &columns)?;
        Ok(known.labels[locale].get_or_init(|| labels))
    }

    /// The values that words may mean, those of most documents first.
    fn readings(&self, known: &Known, segment: &Segment, values: &[ValueNumber]) -> Result<Vec<ValueReading>> {
        let mut readings = Vec::with_capacity(values.len());
        for &(number, ordinal) in values {
            let source = self.sources[number];
            let counts = if let Some(counts) = known.documents[number].get() {
                counts
            } else {
                let counts = documents_by_value(segment, &segment.columns[source.column])?;
                known.documents[number].get_or_init(|| counts)
            };
            readings.push(ValueReading { source, ordinal, documents: counts[ordinal as usize] });
        }
        readings.sort_by_key(|one| std::cmp::Reverse(one.documents));
        Ok(readings)
    }
}

/// How many documents have each value of a column.
fn documents_by_value(segment: &Segment, column: &Column) -> Result<Vec<u32>> {
    let (entries, rows) = (column.entries()?, segment.row_map()?);
    let all = column.dictionary().map_or(0, Dictionary::len);
    let (mut counts, mut last) = (vec![0; all], vec![u32::MAX; all]);
    for at in 0..entries.len() {
        let document = if column.scope == Scope::Row { rows.document(at as u32) } else { at as u32 };
        entries.for_each_ordinal(at, |ordinal| {
            let ordinal = ordinal as usize;
            if last[ordinal] != document {
                (counts[ordinal], last[ordinal]) = (counts[ordinal] + 1, document);
            }
        });
    }
    Ok(counts)
}

/// Unquoted pieces side by side, and their words.
struct Run<'a> {
    parts: &'a [Part<'a>],
    /// Where the words of each part start; one more at the end.
    starts: Vec<usize>,
    words: Vec<String>,
}

impl<'a> Run<'a> {
    fn new(parts: &'a [Part<'a>], typed: Typed) -> Self {
        let (mut starts, mut all) = (vec![0], Vec::new());
        let (language, mut folded) = (typed.segment.schema.first_language(typed.locale), String::new());
        for part in parts {
            folded.clear();
            fold_words_into(part.text, language, &mut folded);
            tokenize(&folded, language, Purpose::Phrase, 0, |word, _| all.push(word.to_owned()));
            starts.push(all.len());
        }
        Self { parts, starts, words: all }
    }

    /// Up to which part so many words from the start of a part go, if they end with one.
    fn end(&self, start: usize, length: usize) -> Option<usize> {
        self.starts[start + 1..].iter().position(|&end| end == self.starts[start] + length).map(|more| start + 1 + more)
    }

    fn bytes(&self, start: usize, end: usize) -> Range<usize> {
        let last = &self.parts[end - 1];
        self.parts[start].start..last.start + last.raw.len()
    }
}

impl Understanding {
    /// The values that the words mean which nothing else was understood of.
    pub(super) fn values(&self, typed: Typed, understood: &[Understood]) -> Result<Vec<Understood>> {
        let Some(values) = &self.values else { return Ok(Vec::new()) };
        let known = values.known(typed.segment);
        let labels = values.labels(&known, typed.segment, typed.locale)?;
        let apart: Vec<_> = understood.iter().map(|one| one.bytes.clone()).collect();
        let parts = split(typed.text, &apart);
        let mut found = Vec::new();
        for parts in parts.chunk_by(|a, b| a.kind == Kind::Piece && b.kind == Kind::Piece) {
            if parts[0].kind == Kind::Piece {
                self.values_of_run(typed, labels, &Run::new(parts, typed), &mut found)?;
            }
        }
        let mut understood = Vec::with_capacity(found.len());
        for (bytes, numbers) in found {
            let readings = values.readings(&known, typed.segment, &numbers)?;
            understood.push(typed.value(bytes, readings));
        }
        Ok(understood)
    }

    fn values_of_run(
        &self,
        typed: Typed,
        labels: &ValueLabels,
        run: &Run,
        found: &mut Vec<(Range<usize>, Vec<ValueNumber>)>,
    ) -> Result<()> {
        let language = typed.segment.schema.first_language(typed.locale);
        let mut at = 0;
        while at < run.parts.len() {
            let first = run.starts[at];
            let here = labels.at_start(&run.words[first..], |length| run.end(at, length).is_some());
            let Some((length, values)) = here else {
                self.values_within(typed, labels, &run.bytes(at, at + 1), found);
                at += 1;
                continue;
            };
            let end = run.end(at, length).unwrap_or(at + 1);
            let (words, bytes) = (&run.words[first..first + length], run.bytes(at, end));
            let says_something = words.iter().any(|word| !is_stop_word(word, language));
            if says_something
                && !self.is_excepted(typed, &bytes)
                && !self.is_in_brand(typed, run, first, first + length)?
            {
                found.push((bytes, values));
            }
            at = end;
        }
        Ok(())
    }

    /// Values within a piece of a script without spaces.
    fn values_within(
        &self,
        typed: Typed,
        labels: &ValueLabels,
        piece: &Range<usize>,
        found: &mut Vec<(Range<usize>, Vec<ValueNumber>)>,
    ) {
        if !typed.text[piece.clone()].contains(is_cjk) {
            return;
        }
        let normal = Normal::of(typed.text, piece.clone());
        let mut at = 0;
        while normal.get(at).is_some() {
            let Some((end, values)) = labels.at_place(typed.text, &normal, at) else {
                at += 1;
                continue;
            };
            let bytes = normal.bytes(at..end);
            if !self.is_excepted(typed, &bytes) {
                found.push((bytes, values));
            }
            at = end;
        }
    }

    /// Whether the merchant says that it is no value, or it may go on.
    fn is_excepted(&self, typed: Typed, bytes: &Range<usize>) -> bool {
        let is_word = || !self.exceptions.is_empty() && self.exceptions.has(&one_spelling(&typed.text[bytes.clone()]));
        typed.ends_open(bytes) || is_word()
    }

    /// Whether a brand goes on with the word before these, or the one behind.
    fn is_in_brand(&self, typed: Typed, run: &Run, start: usize, end: usize) -> Result<bool> {
        let has = |pair: Option<&[String]>| {
            pair.map_or(Ok(false), |pair| self.names.has_pair(typed.segment, &pair[0], &pair[1]))
        };
        let before = start.checked_sub(1).and_then(|before| run.words.get(before..=start));
        Ok(has(before)? || has(run.words.get(end - 1..=end))?)
    }
}

/// The fewest documents that have one of the words of a text, as they were typed.
pub fn documents_with(segment: &Segment, locale: usize, typed: &str) -> Result<u32> {
    let text = &segment.texts[locale];
    let mut fewest = u32::MAX;
    for word in words(typed, segment.schema.first_language(locale)) {
        let documents = text.terms.find(&word)?.map_or(Ok(0), |term| text.frequency(term))?;
        fewest = fewest.min(documents);
    }
    Ok(fewest)
}

impl Typed<'_> {
    /// Words for a value: chosen, where it is one of one refinement that filters.
    fn value(&self, bytes: Range<usize>, readings: Vec<ValueReading>) -> Understood {
        let mut filters: Vec<_> = readings.iter().map(|one| one.source).filter(|source| source.is_filter).collect();
        filters.sort_unstable_by_key(|source| source.definition);
        filters.dedup();
        let effect = if filters.len() == 1 { Effect::Applied } else { Effect::Noted };
        Understood {
            effect,
            ..self.part(bytes.clone(), Meaning::Value { readings, text: self.text[bytes].to_owned() })
        }
    }
}
