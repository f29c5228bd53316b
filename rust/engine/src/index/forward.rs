//! The words of many documents in the order they came: what the builder collects for one locale before it is turned round.

use super::document::{Document, Text, Value};
use super::schema::{LocaleSpec, NAME, Schema};
use crate::postings::positions;
use crate::postings::signature::{Signature, field_mask};
use crate::relevance::length::length_code;
use crate::text::further::further_term;
use crate::text::measures::Units;
use crate::text::stem::StemGroups;
use crate::text::tokens::{Purpose, tokenize, tokenize_with_measures};
use crate::text::{Language, fold_words_into};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Positions left free between two values of one field, so that no phrase spans them.
const VALUE_GAP: u32 = 1;
/// Positions of one term kept for one document: at most five bytes each, so their bytes fit 16 bits.
const MOST_POSITIONS: usize = 12_000;

/// Terms, signatures, positions and lengths of the documents of one builder part, in order of arrival.
pub struct Forward {
    languages: Vec<String>,
    first: Language,
    units: Arc<Units>,
    vocabulary: FxHashMap<Box<str>, u32>,
    /// Term number -> its text.
    pub terms: Vec<Box<str>>,
    /// Term number -> the bits of the languages whose text holds it.
    pub languages_of_terms: Vec<u8>,
    /// Document number -> its first posting; one more at the end.
    pub starts: Vec<usize>,
    /// Posting -> term number.
    pub posting_terms: Vec<u32>,
    /// Posting -> counts by field.
    pub posting_signatures: Vec<Signature>,
    /// Posting -> bytes of its positions.
    pub position_lengths: Vec<u16>,
    /// Document number -> where its positions begin; one more at the end.
    pub position_starts: Vec<usize>,
    /// Positions of the postings, one after the other.
    pub positions: Vec<u8>,
    /// Length codes, `fields` a document.
    pub lengths: Vec<u8>,
    /// Field -> (positions in all, documents that have any).
    pub totals: Vec<(u64, u64)>,
    fields: usize,
    variations_field: Option<usize>,
    name_field: Option<usize>,
    scratch: Scratch,
}

#[derive(Default)]
struct Scratch {
    folded: String,
    /// Term number -> (document + 1, posting inside the document).
    slots: Vec<(u32, u32)>,
    /// (posting inside the document, field, position) of every word.
    occurrences: Vec<(u32, u8, u32)>,
    sorted: Vec<(u8, u32)>,
    ends: Vec<u32>,
}

impl Forward {
    /// An empty one.
    pub fn new(schema: &Schema, locale: &LocaleSpec) -> Self {
        Self {
            languages: locale.languages.clone(),
            first: locale.first_language(),
            units: Arc::new(Units::of(&locale.languages, &schema.units)),
            vocabulary: FxHashMap::default(),
            terms: Vec::new(),
            languages_of_terms: Vec::new(),
            starts: vec![0],
            posting_terms: Vec::new(),
            posting_signatures: Vec::new(),
            position_lengths: Vec::new(),
            position_starts: vec![0],
            positions: Vec::new(),
            lengths: Vec::new(),
            totals: vec![(0, 0); schema.text_fields.len()],
            fields: schema.text_fields.len(),
            variations_field: schema.variations_field(),
            name_field: schema.text_field(NAME).filter(|_| locale.languages.len() > 1),
            scratch: Scratch::default(),
        }
    }

    /// The postings of a document.
    pub fn postings_of(&self, document: usize) -> Range<usize> {
        self.starts[document]..self.starts[document + 1]
    }

    /// The length codes of a document.
    pub fn lengths_of(&self, document: usize) -> &[u8] {
        &self.lengths[document * self.fields..(document + 1) * self.fields]
    }

    /// Adds the next document's words.
    pub fn add(&mut self, document: &Document, schema: &Schema) {
        for field in 0..self.fields {
            let mut length = 0;
            if document.searchable {
                length = if self.variations_field == Some(field) {
                    self.add_row_values(field, document, schema)
                } else {
                    self.add_text(field, &document.texts[field])
                };
                if self.name_field == Some(field) {
                    self.add_further_names(field, &document.texts[field]);
                }
            }
            self.lengths.push(length_code(length));
            self.totals[field].0 += u64::from(length);
            self.totals[field].1 += u64::from(length > 0);
        }
        self.close_document();
    }

    fn add_text(&mut self, field: usize, text: &Text) -> u32 {
        let mut place = Place::default();
        self.add_texts(field, text, &mut place);
        place.length
    }

    fn add_texts(&mut self, field: usize, text: &Text, place: &mut Place) {
        match text {
            Text::None => {}
            Text::Plain(values) => {
                let language = Language::of(&self.languages[0]);
                values.iter().for_each(|value| self.add_value(field, value, language, place));
            }
            Text::Localized(by_language) => {
                if let Some((language, values)) = first_of(&self.languages, by_language) {
                    values.iter().for_each(|value| self.add_value(field, value, language, place));
                }
            }
            Text::Several(texts) => texts.iter().for_each(|text| self.add_texts(field, text, place)),
        }
    }

    /// The words of the name in further languages of the locale that it has not in its own. They take no room: the length is that of the name.
    fn add_further_names(&mut self, field: usize, name: &Text) {
        let Text::Localized(by_language) = name else { return };
        let texts = self.languages.iter().filter_map(|wanted| {
            let text = by_language.iter().find(|(language, _)| language == wanted).map(|(_, values)| values);
            text.map(|values| (wanted.clone(), values))
        });
        let further: Vec<(String, String)> = texts.skip(1).map(|(tag, values)| (tag, values.join("\n"))).collect();
        for (tag, text) in further {
            let mut folded = String::new();
            fold_words_into(&text, self.first, &mut folded);
            let (stems, first) = (StemGroups::of(Language::of(&tag)), self.first);
            tokenize(&folded, first, Purpose::Index, 0, |token, position| {
                if !self.has_in_field(token, field) {
                    self.add_token(field, &further_term(token, &tag, &stems), position, Language::Generic);
                }
            });
        }
    }

    /// Whether the document that is being added has a token in a field.
    fn has_in_field(&self, token: &str, field: usize) -> bool {
        let Some(&term) = self.vocabulary.get(token) else { return false };
        let (document, posting) = self.scratch.slots[term as usize];
        let start = self.starts[self.starts.len() - 1];
        document == self.starts.len() as u32
            && self.posting_signatures[start + posting as usize].touches(field_mask([field]))
    }

    fn add_row_values(&mut self, field: usize, document: &Document, schema: &Schema) -> u32 {
        let mut place = Place::default();
        for (column, spec) in schema.columns.iter().enumerate().filter(|(_, spec)| spec.text) {
            let mut seen: Vec<&str> = Vec::new();
            for value in document.rows.iter().flat_map(|row| strings_of(&row.values, column)) {
                if !seen.contains(&value.as_ref()) {
                    seen.push(value);
                    if let Some((text, language)) = text_of_value(schema, &self.languages, &spec.name, value) {
                        self.add_value(field, text, language, &mut place);
                    }
                }
            }
        }
        place.length
    }

    fn add_value(&mut self, field: usize, text: &str, language: Language, place: &mut Place) {
        let mut folded = std::mem::take(&mut self.scratch.folded);
        folded.clear();
        fold_words_into(text, self.first, &mut folded);
        let units = self.units.clone();
        let taken = tokenize_with_measures(&folded, self.first, &units, place.next, |token, position| {
            self.add_token(field, token, position, language);
        });
        self.scratch.folded = folded;
        if taken > 0 {
            place.length += taken;
            place.next += taken + VALUE_GAP;
        }
    }

    fn add_token(&mut self, field: usize, token: &str, position: u32, language: Language) {
        let term = self.term_number(token);
        self.languages_of_terms[term as usize] |= language.bit();
        let document = self.starts.len() as u32;
        let start = self.starts[self.starts.len() - 1];
        let slot = &mut self.scratch.slots[term as usize];
        if slot.0 != document {
            *slot = (document, (self.posting_terms.len() - start) as u32);
            self.posting_terms.push(term);
            self.posting_signatures.push(Signature::default());
        }
        let posting = slot.1;
        self.posting_signatures[start + posting as usize].add(field);
        self.scratch.occurrences.push((posting, field as u8, position));
    }

    fn term_number(&mut self, token: &str) -> u32 {
        if let Some(&term) = self.vocabulary.get(token) {
            return term;
        }
        let term = self.terms.len() as u32;
        self.vocabulary.insert(token.into(), term);
        self.terms.push(token.into());
        self.languages_of_terms.push(0);
        self.scratch.slots.push((0, 0));
        term
    }

    /// Groups the document's occurrences by posting (a counting sort keeps their order) and writes the positions.
    fn close_document(&mut self) {
        let start = self.starts[self.starts.len() - 1];
        let signatures = &self.posting_signatures[start..];
        let Scratch { occurrences, sorted, ends, .. } = &mut self.scratch;
        ends.clear();
        ends.resize(signatures.len() + 1, 0);
        occurrences.iter().for_each(|&(posting, ..)| ends[posting as usize + 1] += 1);
        (1..ends.len()).for_each(|i| ends[i] += ends[i - 1]);
        sorted.resize(occurrences.len(), (0, 0));
        for &(posting, field, position) in occurrences.iter() {
            let at = &mut ends[posting as usize];
            sorted[*at as usize] = (field, position);
            *at += 1;
        }
        let mut from = 0;
        for (posting, &signature) in signatures.iter().enumerate() {
            let (to, bytes_before) = (ends[posting] as usize, self.positions.len());
            // A term cannot take more than 64 KiB of one document: the occurrences behind that are not found by quotes.
            let kept = &sorted[from..to.min(from + MOST_POSITIONS)];
            positions::encode(signature, kept, &mut self.positions);
            self.position_lengths.push((self.positions.len() - bytes_before) as u16);
            from = to;
        }
        occurrences.clear();
        self.starts.push(self.posting_terms.len());
        self.position_starts.push(self.positions.len());
    }

    /// Frees what only adding needs.
    pub fn finish(&mut self) {
        self.vocabulary = FxHashMap::default();
        self.scratch = Scratch::default();
    }
}

#[derive(Default)]
struct Place {
    next: u32,
    length: u32,
}

/// The text in the first language of the chain that has it; else the one under the empty language, which counts as the first's.
fn first_of<'d, T>(languages: &[String], by_language: &'d [(Cow<str>, T)]) -> Option<(Language, &'d T)> {
    let text_in = |wanted: &str| by_language.iter().find(|(language, _)| language == wanted).map(|(_, text)| text);
    let in_chain = languages.iter().find_map(|wanted| text_in(wanted).map(|text| (Language::of(wanted), text)));
    in_chain.or_else(|| text_in("").map(|text| (Language::of(&languages[0]), text)))
}

fn strings_of<'d, 'a>(values: &'d [(usize, Value<'a>)], column: usize) -> impl Iterator<Item = &'d Cow<'a, str>> {
    values.iter().filter(move |(number, _)| *number == column).flat_map(|(_, value)| match value {
        Value::Strings(strings) => strings.as_slice(),
        _ => &[],
    })
}

/// The text of a value in a locale: in the first language that has one, else what it says otherwise, else the value itself.
pub fn text_of_value<'s>(
    schema: &'s Schema,
    languages: &[String],
    column: &str,
    value: &'s str,
) -> Option<(&'s str, Language)> {
    let first = Language::of(&languages[0]);
    let Some(known) = schema.value_text.get(column).and_then(|values| values.get(value)) else {
        return Some((value, first));
    };
    let in_chain = languages
        .iter()
        .find_map(|language| known.texts.get(language).map(|text| (text.as_str(), Language::of(language))));
    in_chain.or_else(|| known.otherwise.as_deref().map(|text| (text, first)))
}
