//! Writes the words of one locale: dictionary, stem groups, posting lists, lengths, and what type-ahead and corrections need.

use super::beginnings::write_beginnings;
use super::container::ContainerWriter;
use super::forward::Forward;
use super::inversion::Inversion;
use super::learned_types::Lessons;
use super::names::write_names;
use super::order::DocumentOrder;
use super::schema::{NAME, SHORT_DESCRIPTION, Schema};
use super::text_index::TextMeta;
use super::vocabulary::Vocabulary;
use crate::dictionary::trie::write_trie;
use crate::dictionary::write_dictionary;
use crate::error::{Error, Result};
use crate::postings::encode::PostingsWriter;
use crate::postings::signature::{SignatureTable, field_mask};
use crate::relevance::bm25::{Relevance, TextStatistics};
use crate::text::Language;
use crate::text::stem::{StemGroups, name_of_group};
use crate::text::tokens::is_plain;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Turns the parts' words round and writes them.
pub fn write_text_index(
    locale: usize,
    mut forwards: Vec<Forward>,
    order: &DocumentOrder,
    brands: &[Option<u32>],
    schema: &Schema,
    container: &mut ContainerWriter,
) -> Result<()> {
    let prefix = &format!("text.{locale}.");
    forwards.iter_mut().for_each(Forward::finish);
    let vocabulary = Vocabulary::merge(&forwards);
    let statistics = statistics_of(&forwards, schema.text_fields.len());
    let relevance = Relevance::new(&schema.text_fields, &schema.relevance, &statistics);
    let groups = groups_of(&vocabulary);
    let group_frequencies = count_groups(&forwards, &vocabulary, &groups);
    let table = SignatureTable::most_frequent(&count_signatures(&forwards));
    let mut writer = PostingsWriter::new(&table);
    Inversion { forwards: &forwards, vocabulary: &vocabulary, order, relevance: &relevance }.write(&mut writer)?;
    writer.finish(prefix, container);
    let lengths: Vec<u8> =
        order.places().flat_map(|place| forwards[place.part].lengths_of(place.document).iter().copied()).collect();
    container.add_bytes(&format!("{prefix}lengths"), lengths);
    write_dictionary(&format!("{prefix}terms."), vocabulary.terms.iter().map(|(term, _)| *term), container);
    write_groups(prefix, &groups, &group_frequencies, container);
    write_beginnings(
        &format!("{prefix}beginnings."),
        order.documents(),
        &terms_by_document(&forwards, &vocabulary, order),
        &vocabulary.terms.iter().map(|(term, _)| *term).collect::<Vec<_>>(),
        container,
    );
    write_trie(&format!("{prefix}trie."), &words_for_corrections(&forwards, &vocabulary, schema), container);
    if let Some(name) = schema.text_field(NAME).filter(|_| schema.learned_types > 0) {
        let tag = schema.locales[locale].languages.first().map_or("", String::as_str);
        let fields = (name, schema.text_field(SHORT_DESCRIPTION));
        let lessons = Lessons { forwards: &forwards, vocabulary: &vocabulary, order, tag, fields, brands };
        lessons.write(&format!("{prefix}learned."), container);
    }
    if let Some(name) = schema.text_field(NAME).filter(|_| schema.relevance.side_by_side > 0) {
        write_names(&format!("{prefix}names."), &forwards, &vocabulary, order, name, container)?;
    }
    let meta = TextMeta { statistics, pure_english: vocabulary.is_pure_english() };
    container.add_bytes(
        &format!("{prefix}meta"),
        serde_json::to_vec(&meta).map_err(|error| Error::Schema(error.to_string()))?,
    );
    Ok(())
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

/// Name of a stem group -> its terms and their language. A term that is its own stem and has no relatives needs no group in a purely English index.
type Groups = BTreeMap<String, (Language, Vec<u32>)>;

fn groups_of(vocabulary: &Vocabulary) -> Groups {
    let mut groups = Groups::new();
    for language in Language::STEMMED {
        let stems = StemGroups::of(language);
        for (number, (term, languages)) in vocabulary.terms.iter().enumerate() {
            if languages & language.bit() != 0 && term.bytes().all(|b| b.is_ascii_lowercase()) {
                let name = name_of_group(&stems.group(term), language).into_owned();
                groups.entry(name).or_insert((language, Vec::new())).1.push(number as u32);
            }
        }
    }
    if vocabulary.is_pure_english() {
        groups.retain(|stem, (_, terms)| terms.len() > 1 || vocabulary.terms[terms[0] as usize].0 != stem);
    }
    groups
}

/// Documents that hold any term of each group. A term stands in one group of each language.
fn count_groups(forwards: &[Forward], vocabulary: &Vocabulary, groups: &Groups) -> Vec<u32> {
    let mut counts = vec![0_u32; groups.len()];
    let mut last_seen = vec![0_u64; groups.len()];
    for language in Language::STEMMED {
        let mut group_of = vec![u32::MAX; vocabulary.terms.len()];
        for (group, (_, terms)) in groups.values().enumerate().filter(|(_, (of, _))| *of == language) {
            terms.iter().for_each(|&term| group_of[term as usize] = group as u32);
        }
        if group_of.iter().any(|&group| group != u32::MAX) {
            count_groups_of(forwards, vocabulary, &group_of, &mut counts, &mut last_seen);
        }
    }
    counts
}

fn count_groups_of(
    forwards: &[Forward],
    vocabulary: &Vocabulary,
    group_of: &[u32],
    counts: &mut [u32],
    last_seen: &mut [u64],
) {
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
            for &term in &forward.posting_terms[forward.postings_of(place.document)] {
                visit(document as u32, numbers[term as usize]);
            }
        }
    }
}

fn write_groups(prefix: &str, groups: &Groups, frequencies: &[u32], container: &mut ContainerWriter) {
    let mut ends = Vec::with_capacity(groups.len());
    let mut members: Vec<u32> = Vec::new();
    for (_, terms) in groups.values() {
        members.extend(terms);
        ends.push(members.len() as u32);
    }
    write_dictionary(&format!("{prefix}stems."), groups.keys().map(String::as_str), container);
    container.add(&format!("{prefix}group_ends"), &ends);
    container.add(&format!("{prefix}group_members"), &members);
    container.add(&format!("{prefix}group_frequencies"), frequencies);
}
