//! Which types do the names of documents tell, where no attribute does? Learned when the index is built: [`crate::types::learned`].

use super::container::{Container, ContainerWriter, Section};
use super::forward::Forward;
use super::order::DocumentOrder;
use super::vocabulary::Vocabulary;
use crate::dictionary::{Dictionary, write_dictionary};
use crate::error::Result;
use crate::postings::positions;
use crate::postings::signature::field_mask;
use crate::text::Language;
use crate::text::kept::Kept;
use crate::text::stem::StemGroups;
use crate::types::learned::Terms;

/// Types are numbered in 16 bits: those behind are none.
const MOST_TYPES: usize = 1 << 16;

/// What is learned from.
pub(super) struct Lessons<'a> {
    pub forwards: &'a [Forward],
    pub vocabulary: &'a Vocabulary<'a>,
    pub order: &'a DocumentOrder,
    /// First language of the locale.
    pub tag: &'a str,
    /// The field of names, and the one of short descriptions.
    pub fields: (usize, Option<usize>),
    /// Document -> its brand.
    pub brands: &'a [Option<u32>],
}

/// Terms of one field, document by document.
#[derive(Default)]
struct Texts {
    terms: Vec<u32>,
    ends: Vec<usize>,
}

impl Texts {
    fn of(&self, document: usize) -> &[u32] {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.terms[start..self.ends[document]]
    }

    /// Adds the next text, given as (position, term): of several terms at one place the first in order of code points.
    fn add(&mut self, mut places: Vec<(u32, u32)>) {
        places.sort_unstable();
        places.dedup_by_key(|(position, _)| *position);
        self.terms.extend(places.into_iter().map(|(_, term)| term));
        self.ends.push(self.terms.len());
    }
}

impl Lessons<'_> {
    /// Learns, and writes the types of each document.
    pub fn write(&self, prefix: &str, container: &mut ContainerWriter) {
        let groups = StemGroups::of(Language::of(self.tag));
        let written = self.vocabulary.terms.iter().map(|&(term, _)| term);
        let terms = Terms::new(written, self.tag, |term| groups.group(term).into_owned());
        let (names, descriptions) = self.texts();
        let lessons = (0..names.ends.len()).map(|document| (names.of(document), self.brands[document]));
        let is_type = terms.learn(lessons, self.brands.iter().flatten().max().map_or(0, |&brand| brand as usize + 1));
        let mut types: Vec<u32> = (0..).zip(&is_type).filter(|(_, is_type)| **is_type).map(|(stem, _)| stem).collect();
        types.sort_unstable_by_key(|&stem| &terms.written[stem as usize]);
        types.truncate(MOST_TYPES);
        let mut numbers = vec![u16::MAX; is_type.len()];
        let mut is_kept = vec![false; is_type.len()];
        for (number, &stem) in types.iter().enumerate() {
            (numbers[stem as usize], is_kept[stem as usize]) = (number as u16, true);
        }
        let (mut starts, mut lists) = (vec![0_u32], Vec::new());
        for document in 0..names.ends.len() {
            let from = lists.len();
            lists.extend(terms.named(names.of(document), &is_kept).map(|stem| numbers[stem as usize]));
            if lists.len() > from {
                let others = terms.named(descriptions.of(document), &is_kept).map(|stem| numbers[stem as usize]);
                lists.extend(others);
                keep_first_of_each(&mut lists, from);
            }
            starts.push(lists.len() as u32);
        }
        let words = types.iter().map(|&stem| terms.written[stem as usize].as_str());
        write_dictionary(&format!("{prefix}words."), words, container);
        container.add(&format!("{prefix}starts"), &starts);
        container.add(&format!("{prefix}lists"), &lists);
    }

    /// The names and the short descriptions.
    fn texts(&self) -> (Texts, Texts) {
        let (name, description) = self.fields;
        let mask = field_mask([name].into_iter().chain(description));
        let (mut names, mut descriptions) = (Texts::default(), Texts::default());
        let first_own = self.vocabulary.first_own();
        for place in self.order.places() {
            let (forward, numbers) = (&self.forwards[place.part], &self.vocabulary.numbers[place.part]);
            let (mut of_name, mut of_description) = (Vec::new(), Vec::new());
            let mut start = forward.position_starts[place.document];
            for posting in forward.postings_of(place.document) {
                let signature = forward.posting_signatures[posting];
                let term = numbers[forward.posting_terms[posting] as usize];
                if signature.touches(mask) && term >= first_own {
                    positions::decode(signature, &forward.positions, &mut start.clone(), |field, position| {
                        if field == name {
                            of_name.push((position, term));
                        } else if Some(field) == description {
                            of_description.push((position, term));
                        }
                    });
                }
                start += usize::from(forward.position_lengths[posting]);
            }
            names.add(of_name);
            descriptions.add(of_description);
        }
        (names, descriptions)
    }
}

/// Drops from a place on what stood there before.
fn keep_first_of_each(list: &mut Vec<u16>, from: usize) {
    let mut end = from;
    for at in from..list.len() {
        if !list[from..end].contains(&list[at]) {
            list[end] = list[at];
            end += 1;
        }
    }
    list.truncate(end);
}

/// The learned types of one locale.
pub struct LearnedTypes {
    words: Dictionary,
    /// The numbers of the types that words call, of those that were asked for.
    called: Kept<Option<u16>>,
    starts: Section,
    lists: Section,
}

impl LearnedTypes {
    /// Opens the sections of a prefix; `None`: nothing was learned.
    pub fn open(prefix: &str, container: &Container) -> Result<Option<Self>> {
        if !container.has(&format!("{prefix}starts")) {
            return Ok(None);
        }
        Ok(Some(Self {
            words: Dictionary::open(&format!("{prefix}words."), container)?,
            called: Kept::default(),
            starts: container.section(&format!("{prefix}starts"))?,
            lists: container.section(&format!("{prefix}lists"))?,
        }))
    }

    /// The number of the type that is called by a folded word in a language, if there is one.
    pub fn called(&self, word: &str, groups: &StemGroups) -> Result<Option<u16>> {
        if let Some(number) = self.called.get(word) {
            return Ok(number);
        }
        let number = self.words.find(&groups.group(word))?.map(|number| number as u16);
        Ok(self.called.keep(word, number))
    }

    /// The stem that calls a type.
    pub fn word(&self, number: u16) -> Result<String> {
        self.words.get(u32::from(number))
    }

    /// The types of documents.
    pub fn view(&self) -> Result<TypesOfDocuments<'_>> {
        Ok(TypesOfDocuments { starts: self.starts.values()?, lists: self.lists.values()? })
    }
}

/// The learned types of documents, ready to be read.
#[derive(Clone, Copy)]
pub struct TypesOfDocuments<'a> {
    starts: &'a [u32],
    lists: &'a [u16],
}

impl<'a> TypesOfDocuments<'a> {
    /// The types of a document: first the one that it is, then others that its name and its short description tell. Empty: not known.
    pub fn of(&self, document: u32) -> &'a [u16] {
        let range = self.starts.get(document as usize..).and_then(|rest| rest.first_chunk());
        range.and_then(|&[start, end]| self.lists.get(start as usize..end as usize)).unwrap_or_default()
    }
}
