//! The words of one locale: dictionary, stem groups, posting lists, lengths.

use super::beginnings::Beginnings;
use super::container::{Container, Section};
use super::known_bounds::KnownBounds;
use super::known_words::KnownWords;
use super::learned_types::LearnedTypes;
use super::names::Names;
use super::schema::Schema;
use crate::dictionary::Dictionary;
use crate::dictionary::trie::Trie;
use crate::error::{Error, Result};
use crate::postings::chunk::{Bits, Chunk, DATA_UNIT, Entry, WORDS};
use crate::postings::set::DocumentSet;
use crate::postings::signature::{ESCAPE, Signature};
use crate::relevance::bm25::{Relevance, TextStatistics};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is kept of a locale beside its lists.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct TextMeta {
    pub statistics: TextStatistics,
    /// Every term stands in English text; else the groups hold every English form.
    pub pure_english: bool,
}

/// The words of one locale, readable.
pub struct TextIndex {
    /// Surface forms.
    pub terms: Dictionary,
    /// Those that may stand in for misspelt words.
    pub trie: Trie,
    /// Scoring tables.
    pub relevance: Relevance,
    /// Whether every term stands in English text.
    pub pure_english: bool,
    /// What names tell of types; `None`: nothing is learned from them.
    pub learned_types: Option<LearnedTypes>,
    /// Names, word by word; `None`: nobody asks which words stand side by side.
    pub names: Option<Names>,
    /// Words that were looked up.
    pub known_words: KnownWords,
    /// Bounds of words with many forms.
    pub known_bounds: KnownBounds,
    beginnings: Beginnings,
    stems: Dictionary,
    group_ends: Section,
    group_members: Section,
    group_frequencies: Section,
    signatures: Vec<u32>,
    entry_starts: Section,
    entries: Section,
    data_starts: Section,
    postings: Section,
    frequencies: Section,
    escape_keys: Section,
    escape_signatures: Section,
    position_starts: Section,
    positions: Section,
    lengths: Section,
    fields: usize,
}

/// The posting list of one term.
#[derive(Clone, Copy)]
pub struct TermPostings<'a> {
    /// Its chunks, ascending.
    pub entries: &'a [u64],
    data: &'a [u8],
    first_entry: usize,
}

/// A stem group: its terms and the documents that hold any of them.
pub struct Group<'a> {
    /// Terms, ascending.
    pub members: &'a [u32],
    /// Documents.
    pub frequency: u32,
}

impl Group<'_> {
    /// Whether these are its terms, all of them and no others.
    pub fn is_exactly(&self, terms: &BTreeMap<u32, u32>) -> bool {
        self.members.len() == terms.len() && self.members.iter().all(|term| terms.contains_key(term))
    }
}

impl TextIndex {
    /// Opens the words under a prefix.
    pub fn open(prefix: &str, container: &Container, schema: &Schema) -> Result<Self> {
        let section = |name: &str| container.section(&format!("{prefix}{name}"));
        let meta_section = section("meta")?;
        let meta: TextMeta =
            serde_json::from_slice(meta_section.bytes()?).map_err(|error| meta_section.corrupt(error.to_string()))?;
        let mut signatures = section("signatures")?.values::<u32>()?.to_vec();
        signatures.resize(256, 0);
        Ok(Self {
            terms: Dictionary::open(&format!("{prefix}terms."), container)?,
            trie: Trie::open(&format!("{prefix}trie."), container)?,
            relevance: Relevance::new(&schema.text_fields, &schema.relevance, &meta.statistics),
            pure_english: meta.pure_english,
            learned_types: LearnedTypes::open(&format!("{prefix}learned."), container)?,
            names: Names::open(&format!("{prefix}names."), container)?,
            known_words: KnownWords::default(),
            known_bounds: KnownBounds::default(),
            beginnings: Beginnings::open(&format!("{prefix}beginnings."), container)?,
            stems: Dictionary::open(&format!("{prefix}stems."), container)?,
            group_ends: section("group_ends")?,
            group_members: section("group_members")?,
            group_frequencies: section("group_frequencies")?,
            signatures,
            entry_starts: section("entry_starts")?,
            entries: section("entries")?,
            data_starts: section("data_starts")?,
            postings: section("postings")?,
            frequencies: section("frequencies")?,
            escape_keys: section("escape_keys")?,
            escape_signatures: section("escape_signatures")?,
            position_starts: section("position_starts")?,
            positions: section("positions")?,
            lengths: section("lengths")?,
            fields: schema.text_fields.len(),
        })
    }

    /// The group of a name.
    pub fn group(&self, name: &str) -> Result<Option<Group<'_>>> {
        self.stems.find(name)?.map(|number| self.group_at(number)).transpose()
    }

    /// The numbers of the groups whose names begin with another.
    pub fn groups_beginning(&self, name: &str) -> Result<Range<u32>> {
        self.stems.beginning_with(name)
    }

    /// The name of a group.
    pub fn group_name(&self, number: u32) -> Result<String> {
        self.stems.get(number)
    }

    /// A group by its number.
    pub fn group_at(&self, number: u32) -> Result<Group<'_>> {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.group_ends.value::<u32>(number - 1)? };
        let end = self.group_ends.value::<u32>(number)?;
        Ok(Group {
            members: self.group_members.value_range(start as usize, end as usize)?,
            frequency: self.group_frequencies.value(number)?,
        })
    }

    /// Documents that hold a term.
    pub fn frequency(&self, term: u32) -> Result<u32> {
        self.frequencies.value(term as usize)
    }

    /// Documents that hold each of some terms.
    pub fn frequencies(&self, terms: Range<u32>) -> Result<&[u32]> {
        self.frequencies.value_range(terms.start as usize, terms.end as usize)
    }

    /// Documents that hold any term with a beginning, if it has so many that they are kept together.
    pub fn beginning(&self, prefix: &str) -> Result<Option<&[Bits]>> {
        self.beginnings.documents(prefix)
    }

    /// The posting list of a term.
    pub fn postings(&self, term: u32) -> Result<TermPostings<'_>> {
        let term = term as usize;
        let all: &[u32] = self.entry_starts.values()?;
        let starts =
            all.get(term..term + 2).ok_or_else(|| self.entry_starts.corrupt(format!("there is no term {term}")))?;
        let first_entry = starts[0] as usize;
        let entries = self.entries.value_range(first_entry, starts[1] as usize)?;
        let data_start = self.data_starts.value::<u32>(term)? as usize * DATA_UNIT;
        let last =
            entries.last().map_or(data_start, |&entry| data_start + Entry(entry).offset() + Entry(entry).data_length());
        Ok(TermPostings { entries, data: self.postings.range(data_start, last)?, first_entry })
    }

    /// The posting lists of consecutive terms: what each look-up would check again is checked once for all.
    pub fn postings_of(&self, terms: Range<u32>) -> Result<impl Iterator<Item = Option<TermPostings<'_>>>> {
        let (first, end) = (terms.start as usize, terms.end as usize);
        let starts: &[u32] = self.entry_starts.value_range(first, (end + 1).max(first))?;
        let data_starts: &[u32] = self.data_starts.value_range(first, end)?;
        let first_entry = starts.first().map_or(0, |&start| start as usize);
        let entries: &[u64] = self.entries.value_range(first_entry, starts.last().map_or(0, |&end| end as usize))?;
        let first_byte = data_starts.first().map_or(0, |&start| start as usize * DATA_UNIT);
        let last_byte = match (data_starts.last(), entries.last()) {
            (Some(&start), Some(&entry)) => {
                start as usize * DATA_UNIT + Entry(entry).offset() + Entry(entry).data_length()
            }
            _ => first_byte,
        };
        let data = self.postings.range(first_byte, last_byte)?;
        Ok(starts.windows(2).zip(data_starts).map(move |(starts, &data_start)| {
            let (start, end) = (starts[0] as usize, starts[1] as usize);
            Some(TermPostings {
                entries: entries.get(start.checked_sub(first_entry)?..end.checked_sub(first_entry)?)?,
                data: data.get((data_start as usize * DATA_UNIT).checked_sub(first_byte)?..)?,
                first_entry: start,
            })
        }))
    }

    /// Documents that hold any of several terms, counted.
    pub fn count_documents(&self, terms: impl IntoIterator<Item = u32>) -> Result<u64> {
        Ok(self.union(terms)?.iter().flatten().map(|word| u64::from(word.count_ones())).sum())
    }

    /// Documents that hold any of several terms.
    pub fn documents(&self, terms: impl IntoIterator<Item = u32>) -> Result<DocumentSet> {
        let mut set = DocumentSet::default();
        for (chunk, bits) in self.union(terms)?.into_iter().enumerate() {
            set.push(chunk as u32, bits);
        }
        Ok(set)
    }

    /// Chunk -> documents that hold any of several terms.
    fn union(&self, terms: impl IntoIterator<Item = u32>) -> Result<Vec<Bits>> {
        let mut union: Vec<Bits> = Vec::new();
        for term in terms {
            let postings = self.postings(term)?;
            for (at, &entry) in postings.entries.iter().enumerate() {
                let number = Entry(entry).chunk();
                let chunk = postings.chunk(at).ok_or_else(|| self.misfit())?;
                union.resize(union.len().max(number + 1), [0; WORDS]);
                chunk.union_into(&mut union[number]);
            }
        }
        Ok(union)
    }

    /// Length codes of all documents, one a field.
    pub fn lengths(&self) -> Result<Lengths<'_>> {
        Ok(Lengths { codes: self.lengths.bytes()?, fields: self.fields })
    }

    /// The signature behind a code; `entry` numbers the chunk in the whole index.
    #[inline]
    pub fn signature(&self, code: u8, entry: usize, rank: usize) -> Result<Signature> {
        if code == ESCAPE {
            return self.escaped(entry, rank);
        }
        Ok(Signature(self.signatures[usize::from(code)]))
    }

    #[cold]
    fn escaped(&self, entry: usize, rank: usize) -> Result<Signature> {
        let keys = self.escape_keys.values::<u64>()?;
        let at = keys
            .binary_search(&((entry as u64) << 16 | rank as u64))
            .map_err(|_| self.escape_keys.corrupt("an escape is missing"))?;
        Ok(Signature(self.escape_signatures.value(at)?))
    }

    /// The encoded positions of a term's chunk, from its first document on.
    pub fn chunk_positions(&self, term: u32, postings: &TermPostings, chunk: usize) -> Result<&[u8]> {
        let ends: &[u64] = self.position_starts.value_range(term as usize, term as usize + 2)?;
        let bytes = self.positions.range(ends[0] as usize, ends[1] as usize)?;
        let header = (postings.entries.len() - 1) * 4;
        let offset = match chunk {
            0 => 0,
            _ => bytes.get((chunk - 1) * 4..chunk * 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
                as usize,
        };
        bytes.get(header + offset..).ok_or_else(|| self.positions.corrupt("a chunk's positions lie outside its term's"))
    }

    /// The error of a chunk that cannot be read.
    #[cold]
    pub fn misfit(&self) -> Error {
        self.corrupt("a chunk does not fit its term")
    }

    /// An error that names the posting lists.
    pub fn corrupt(&self, reason: &str) -> Error {
        self.postings.corrupt(reason)
    }
}

impl<'a> TermPostings<'a> {
    /// Chunk number `at` of the term.
    #[inline]
    pub fn chunk(&self, at: usize) -> Option<Chunk<'a>> {
        let entry = Entry(self.entries[at]);
        Chunk::read(entry, self.data.get(entry.offset()..)?)
    }

    /// The number of a chunk in the whole index.
    #[inline]
    pub fn entry_number(&self, at: usize) -> usize {
        self.first_entry + at
    }
}

/// Length codes, document after document.
#[derive(Clone, Copy)]
pub struct Lengths<'a> {
    codes: &'a [u8],
    fields: usize,
}

impl<'a> Lengths<'a> {
    /// The codes of one document.
    #[inline]
    pub fn of(&self, document: u32) -> &'a [u8] {
        let start = document as usize * self.fields;
        &self.codes[start..start + self.fields]
    }
}
