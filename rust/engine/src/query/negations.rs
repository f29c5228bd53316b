//! What a shopper does not want, looked up: what is excluded, how products say that they have it not, and the attributes that are called so.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 12, "What a negation does".

use super::clauses::{Clause, Resolver, Sequence};
use super::phrase::{Wanted, wanted};
use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::relevance::bm25::FULL_WEIGHT;
use crate::text::Language;
use crate::text::endings::plural_stem;
use crate::text::negation_words::negation_words;
use std::collections::BTreeSet;

/// Something that is not wanted, looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negated {
    /// What excludes a row.
    pub excluded: Clause,
    /// What says that a document has it not.
    pub says: Clause,
    /// Columns of attributes that are called so.
    pub columns: Vec<usize>,
}

impl Resolver<'_> {
    /// Looks up things that are not wanted.
    pub(super) fn negated(&self, things: &[String]) -> Result<Vec<Negated>> {
        let mut negated = Vec::new();
        for thing in things {
            let Some(excluded) = wanted(thing, self.first_language()) else { continue };
            negated.push(Negated {
                says: self.sayings(thing, &excluded)?,
                columns: self.attributes_called(&excluded),
                excluded: self.excluded(&excluded)?,
            });
        }
        Ok(negated)
    }

    fn sayings(&self, thing: &str, excluded: &Wanted) -> Result<Clause> {
        let near = self.segment.schema.relevance.stem_near;
        let (mut terms, mut sequences) = (BTreeSet::new(), Vec::new());
        for saying in self.spellings_of_sayings(thing) {
            match wanted(&saying, self.first_language()) {
                Some(Wanted::Word(word)) => {
                    terms.extend(self.forms(&word, near)?.alternatives.iter().map(|form| form.term));
                }
                Some(Wanted::Quote(words)) => sequences.extend(self.sequence_of(&words, FULL_WEIGHT)?),
                _ => {}
            }
        }
        let alternatives = terms.into_iter().map(|term| Alternative::typed(term, FULL_WEIGHT)).collect();
        let says = self.word(excluded, WordForms { alternatives, frequency: 0 })?;
        Ok(Clause { values: Vec::new(), sequences: sequences.into_iter().collect::<Vec<Sequence>>(), ..says })
    }

    /// "without sleeves", "without sleeve", "sleeveless", and so on.
    fn spellings_of_sayings(&self, thing: &str) -> BTreeSet<String> {
        let one = thing.strip_suffix(['s', 'S']).unwrap_or(thing);
        let languages = self.segment.schema.locales[self.locale_number].languages.iter();
        let says = languages.filter_map(|tag| negation_words(tag)).flat_map(|words| words.says);
        says.flat_map(|says| [says.replace("{}", thing), says.replace("{}", one)]).collect()
    }

    fn attributes_called(&self, excluded: &Wanted) -> Vec<usize> {
        let locale = &self.segment.schema.locales[self.locale_number];
        let language = self.first_language();
        let called = stems_of(excluded, language);
        let is_read = |tag: &Option<String>| tag.as_ref().is_none_or(|tag| locale.languages.contains(tag));
        let is_called = |name: &str| wanted(name, language).is_some_and(|name| stems_of(&name, language) == called);
        let columns = self.segment.schema.columns.iter().enumerate();
        columns
            .filter(|(_, column)| column.names.iter().any(|(tag, name)| is_read(tag) && is_called(name)))
            .map(|(number, _)| number)
            .collect()
    }
}

fn stems_of(wanted: &Wanted, language: Language) -> Vec<String> {
    let stem = |word: &str| plural_stem(word, language).into_owned();
    match wanted {
        Wanted::Word(word) | Wanted::Prefix(word) => vec![stem(word)],
        Wanted::Quote(words) => words.iter().map(|(word, _)| stem(word)).collect(),
    }
}
