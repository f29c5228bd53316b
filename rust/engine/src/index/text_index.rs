//! The words of one locale: dictionary, stem groups, posting lists, lengths.

use super::beginnings::{Beginnings, write_beginnings};
use super::container::{Container, ContainerWriter, Section};
use super::forward::Forward;
use super::known_words::KnownWords;
use super::order::DocumentOrder;
use super::schema::Schema;
use crate::dictionary::trie::{Trie, write_trie};
use crate::dictionary::{Dictionary, write_dictionary};
use crate::error::{Error, Result};
use crate::postings::chunk::{Bits, Chunk, DATA_UNIT, Entry, WORDS};
use crate::postings::encode::{Posting, PostingsWriter};
use crate::postings::set::DocumentSet;
use crate::postings::signature::{ESCAPE, Signature, SignatureTable, field_mask};
use crate::relevance::bm25::{Relevance, TextStatistics};
use crate::text::Language;
use crate::text::stem::StemGroups;
use crate::text::tokens::is_plain;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// Postings turned round at a time: bounds the builder's memory (about 24 bytes each).
const POSTINGS_PER_PASS: usize = 16 << 20;

#[derive(Debug, Serialize, Deserialize)]
struct TextMeta {
    statistics: TextStatistics,
    /// Every term stands in English text; else the groups hold every English form.
    pure_english: bool,
}

/// Turns the parts' words round and writes them.
pub fn write_text_index(
    prefix: &str,
    mut forwards: Vec<Forward>,
    order: &DocumentOrder,
    schema: &Schema,
    container: &mut ContainerWriter,
) -> Result<()> {
    forwards.iter_mut().for_each(Forward::finish);
    let vocabulary = Vocabulary::merge(&forwards);
    let statistics = statistics_of(&forwards, schema.text_fields.len());
    let relevance = Relevance::new(&schema.text_fields, &schema.relevance, &statistics);
    let groups = groups_of(&vocabulary);
    let group_frequencies = count_groups(&forwards, &vocabulary, &groups);
    let table = SignatureTable::most_frequent(&count_signatures(&forwards));
    let mut writer = PostingsWriter::new(&table);
    write_postings(&forwards, &vocabulary, order, &relevance, &mut writer)?;
    writer.finish(prefix, container);
    let lengths: Vec<u8> = order
        .places()
        .flat_map(|place| lengths_of(&forwards[place.part], place.document, schema.text_fields.len()).iter().copied())
        .collect();
    container.add_bytes(&format!("{prefix}lengths"), lengths);
    write_dictionary(&format!("{prefix}terms."), vocabulary.terms.iter().map(|(term, _)| *term), container);
    write_groups(prefix, &groups, &group_frequencies, container);
    write_beginnings(
        &format!("{prefix}beginnings."),
        &terms_by_document(&forwards, &vocabulary, order),
        &vocabulary.terms.iter().map(|(term, _)| *term).collect::<Vec<_>>(),
        container,
    );
    write_trie(&format!("{prefix}trie."), &words_for_corrections(&forwards, &vocabulary, schema), container);
    let meta = TextMeta { statistics, pure_english: vocabulary.is_pure_english() };
    container.add_bytes(
        &format!("{prefix}meta"),
        serde_json::to_vec(&meta).map_err(|error| Error::Schema(error.to_string()))?,
    );
    Ok(())
}

/// All terms of the parts, sorted, and where each part's own number for them went.
struct Vocabulary<'f> {
    /// (term, whether English text holds it).
    terms: Vec<(&'f str, bool)>,
    numbers: Vec<Vec<u32>>,
}

impl<'f> Vocabulary<'f> {
    fn merge(forwards: &'f [Forward]) -> Self {
        let mut all: Vec<(&str, usize, u32)> = Vec::new();
        for (part, forward) in forwards.iter().enumerate() {
            all.extend(forward.terms.iter().enumerate().map(|(number, term)| (&**term, part, number as u32)));
        }
        all.sort_unstable();
        let mut numbers: Vec<Vec<u32>> = forwards.iter().map(|forward| vec![0; forward.terms.len()]).collect();
        let mut terms: Vec<(&str, bool)> = Vec::new();
        for (term, part, number) in all {
            if terms.last().is_none_or(|(last, _)| *last != term) {
                terms.push((term, false));
            }
            numbers[part][number as usize] = terms.len() as u32 - 1;
            if let Some(last) = terms.last_mut() {
                last.1 |= forwards[part].english[number as usize];
            }
        }
        Self { terms, numbers }
    }

    fn is_pure_english(&self) -> bool {
        self.terms.iter().all(|(_, english)| *english)
    }
}

fn statistics_of(forwards: &[Forward], fields: usize) -> TextStatistics {
    let mut statistics = TextStatistics { documents: 0, totals: vec![(0, 0); fields] };
    for forward in forwards {
        statistics.documents += forward.starts.windows(2).filter(|pair| pair[0] < pair[1]).count() as u64;
        for (sum, total) in statistics.totals.iter_mut().zip(&forward.totals) {
            *sum = (sum.0 + total.0, sum.1 + total.1);
        }
    }
    statistics
}

fn count_signatures(forwards: &[Forward]) -> FxHashMap<u32, u64> {
    let mut counts = FxHashMap::default();
    for forward in forwards {
        forward.posting_signatures.iter().for_each(|signature| *counts.entry(signature.0).or_default() += 1);
    }
    counts
}

fn lengths_of(forward: &Forward, document: usize, fields: usize) -> &[u8] {
    &forward.lengths[document * fields..(document + 1) * fields]
}

/// Stem -> terms of its group. A term that is its own stem and has no relatives needs no group in a purely English index.
type Groups = BTreeMap<String, Vec<u32>>;

fn groups_of(vocabulary: &Vocabulary) -> Groups {
    let english = StemGroups::of(Language::English);
    let mut groups = Groups::new();
    for (number, (term, is_english)) in vocabulary.terms.iter().enumerate() {
        if *is_english && term.bytes().all(|b| b.is_ascii_lowercase()) {
            groups.entry(english.group(term).into_owned()).or_default().push(number as u32);
        }
    }
    if vocabulary.is_pure_english() {
        groups.retain(|stem, terms| terms.len() > 1 || vocabulary.terms[terms[0] as usize].0 != stem);
    }
    groups
}

/// Documents that hold any term of each group.
fn count_groups(forwards: &[Forward], vocabulary: &Vocabulary, groups: &Groups) -> Vec<u32> {
    let mut group_of = vec![u32::MAX; vocabulary.terms.len()];
    for (group, terms) in groups.values().enumerate() {
        terms.iter().for_each(|&term| group_of[term as usize] = group as u32);
    }
    let mut counts = vec![0_u32; groups.len()];
    let mut last_seen = vec![0_u64; groups.len()];
    let mut document = 0_u64;
    for (part, forward) in forwards.iter().enumerate() {
        for range in forward.starts.windows(2) {
            document += 1;
            for &term in &forward.posting_terms[range[0]..range[1]] {
                let group = group_of[vocabulary.numbers[part][term as usize] as usize] as usize;
                if group < counts.len() && last_seen[group] != document {
                    last_seen[group] = document;
                    counts[group] += 1;
                }
            }
        }
    }
    counts
}

/// Plain words that stand in a field whose words may correct misspelt ones.
fn words_for_corrections<'f>(
    forwards: &[Forward],
    vocabulary: &Vocabulary<'f>,
    schema: &Schema,
) -> Vec<(&'f str, u32)> {
    let fields = schema.text_fields.iter().enumerate().filter(|(_, field)| field.corrections);
    let mask = field_mask(fields.map(|(number, _)| number));
    let mut stands_there = vec![false; vocabulary.terms.len()];
    for (forward, numbers) in forwards.iter().zip(&vocabulary.numbers) {
        for (&term, signature) in forward.posting_terms.iter().zip(&forward.posting_signatures) {
            stands_there[numbers[term as usize] as usize] |= signature.touches(mask);
        }
    }
    let words = vocabulary.terms.iter().enumerate().map(|(number, &(term, _))| (term, number as u32));
    words.filter(|&(term, number)| stands_there[number as usize] && is_plain(term)).collect()
}

/// The terms of each document, in the order of the index.
fn terms_by_document<'v>(
    forwards: &'v [Forward],
    vocabulary: &'v Vocabulary,
    order: &'v DocumentOrder,
) -> impl Fn(&mut dyn FnMut(u32, u32)) + 'v {
    move |visit| {
        for (document, place) in order.places().enumerate() {
            let (forward, numbers) = (&forwards[place.part], &vocabulary.numbers[place.part]);
            for &term in &forward.posting_terms[forward.starts[place.document]..forward.starts[place.document + 1]] {
                visit(document as u32, numbers[term as usize]);
            }
        }
    }
}

fn write_groups(prefix: &str, groups: &Groups, frequencies: &[u32], container: &mut ContainerWriter) {
    let mut ends = Vec::with_capacity(groups.len());
    let mut members: Vec<u32> = Vec::new();
    for terms in groups.values() {
        members.extend(terms);
        ends.push(members.len() as u32);
    }
    write_dictionary(&format!("{prefix}stems."), groups.keys().map(String::as_str), container);
    container.add(&format!("{prefix}group_ends"), &ends);
    container.add(&format!("{prefix}group_members"), &members);
    container.add(&format!("{prefix}group_frequencies"), frequencies);
}

/// A posting on its way from document order to term order.
#[derive(Clone, Copy, Default)]
struct Turned {
    document: u32,
    signature: Signature,
    /// Its positions: part, and bytes in it.
    part: u16,
    position_length: u16,
    position_start: u64,
    bound: u8,
}

/// Turns the postings round, a range of terms at a time.
fn write_postings(
    forwards: &[Forward],
    vocabulary: &Vocabulary,
    order: &DocumentOrder,
    relevance: &Relevance,
    writer: &mut PostingsWriter,
) -> Result<()> {
    let mut counts = vec![0_usize; vocabulary.terms.len()];
    for (part, forward) in forwards.iter().enumerate() {
        forward.posting_terms.iter().for_each(|&term| counts[vocabulary.numbers[part][term as usize] as usize] += 1);
    }
    let mut first = 0;
    while first < counts.len() {
        let mut postings = 0;
        let last = first
            + counts[first..]
                .iter()
                .take_while(|&&count| {
                    postings += count;
                    postings <= POSTINGS_PER_PASS || postings == count
                })
                .count();
        let pass = Pass { first, counts: &counts[first..last] };
        pass.write(forwards, vocabulary, order, relevance, writer)?;
        first = last;
    }
    Ok(())
}

struct Pass<'c> {
    first: usize,
    counts: &'c [usize],
}

impl Pass<'_> {
    fn write(
        &self,
        forwards: &[Forward],
        vocabulary: &Vocabulary,
        order: &DocumentOrder,
        relevance: &Relevance,
        writer: &mut PostingsWriter,
    ) -> Result<()> {
        let turned = self.turn(forwards, vocabulary, order, relevance);
        let mut start = 0;
        let mut postings: Vec<Posting> = Vec::new();
        for &count in self.counts {
            let of_term = &turned[start..start + count];
            postings.clear();
            postings.extend(of_term.iter().map(|t| Posting {
                document: t.document,
                signature: t.signature,
                bound: t.bound,
            }));
            writer.add_term(&postings, |i| {
                let t = &of_term[i];
                &forwards[usize::from(t.part)].positions
                    [t.position_start as usize..t.position_start as usize + usize::from(t.position_length)]
            })?;
            start += count;
        }
        Ok(())
    }

    fn turn(
        &self,
        forwards: &[Forward],
        vocabulary: &Vocabulary,
        order: &DocumentOrder,
        relevance: &Relevance,
    ) -> Vec<Turned> {
        let mut cursors: Vec<usize> = Vec::with_capacity(self.counts.len());
        let mut total = 0;
        for &count in self.counts {
            cursors.push(total);
            total += count;
        }
        let mut turned = vec![Turned::default(); total];
        let fields = forwards.first().map_or(0, |forward| forward.totals.len());
        for (document, place) in order.places().enumerate() {
            let forward = &forwards[place.part];
            let numbers = &vocabulary.numbers[place.part];
            let mut position_start = forward.position_starts[place.document] as u64;
            let lengths = lengths_of(forward, place.document, fields);
            for posting in forward.starts[place.document]..forward.starts[place.document + 1] {
                let position_length = forward.position_lengths[posting];
                let term = (numbers[forward.posting_terms[posting] as usize] as usize).wrapping_sub(self.first);
                if let Some(cursor) = cursors.get_mut(term) {
                    let signature = forward.posting_signatures[posting];
                    let bound = relevance.bound(relevance.weight(signature, lengths));
                    turned[*cursor] = Turned {
                        document: document as u32,
                        signature,
                        part: place.part as u16,
                        position_length,
                        position_start,
                        bound,
                    };
                    *cursor += 1;
                }
                position_start += u64::from(position_length);
            }
        }
        turned
    }
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
    /// Words that were looked up.
    pub known_words: KnownWords,
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
            known_words: KnownWords::default(),
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

    /// The group of a stem.
    pub fn group(&self, stem: &str) -> Result<Option<Group<'_>>> {
        let Some(number) = self.stems.find(stem)? else { return Ok(None) };
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.group_ends.value::<u32>(number - 1)? };
        let end = self.group_ends.value::<u32>(number)?;
        Ok(Some(Group {
            members: self.group_members.value_range(start as usize, end as usize)?,
            frequency: self.group_frequencies.value(number)?,
        }))
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
    pub fn beginning(&self, prefix: &str) -> Result<Option<DocumentSet>> {
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

    /// Documents that hold any of several terms, counted.
    pub fn count_documents(&self, terms: impl IntoIterator<Item = u32>) -> Result<u64> {
        let mut union: Vec<Bits> = Vec::new();
        for term in terms {
            let postings = self.postings(term)?;
            for (at, &entry) in postings.entries.iter().enumerate() {
                let number = Entry(entry).chunk();
                let chunk = postings.chunk(at).ok_or_else(|| self.corrupt("a chunk does not fit its term"))?;
                union.resize(union.len().max(number + 1), [0; WORDS]);
                chunk.union_into(&mut union[number]);
            }
        }
        Ok(union.iter().flatten().map(|word| u64::from(word.count_ones())).sum())
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
