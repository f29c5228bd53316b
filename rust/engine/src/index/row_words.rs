//! Which row values hold a word? Words of a variation's values match that variation only, so they are looked up by value, not by document.

use crate::columns::Column;
use crate::error::Result;
use crate::index::forward::text_of_value;
use crate::index::schema::Schema;
use crate::index::text_index::TextIndex;
use crate::text::fold_words;
use crate::text::measures::Units;
use crate::text::tokens::tokenize_with_measures;
use rustc_hash::FxHashMap;

/// A value of a column.
type ValuePlace = (usize, u32);

/// The words of all row values in one locale.
#[derive(Debug, Default)]
pub struct RowWords {
    /// Term -> (value, position in it).
    places: FxHashMap<u32, Vec<(ValuePlace, u32)>>,
}

impl RowWords {
    /// Reads the values of all columns whose row values are text.
    pub fn read(schema: &Schema, locale: usize, columns: &[Column], text: &TextIndex, units: &Units) -> Result<Self> {
        let mut words = Self::default();
        let (languages, first) = (&schema.locales[locale].languages, schema.first_language(locale));
        for (number, column) in columns.iter().enumerate().filter(|(_, column)| column.spec.text) {
            let Some(dictionary) = column.dictionary() else { continue };
            for (ordinal, value) in dictionary.all()?.iter().enumerate() {
                let Some((written, _)) = text_of_value(schema, languages, &column.spec.name, value) else { continue };
                let mut tokens = Vec::new();
                tokenize_with_measures(&fold_words(written, first), first, units, 0, |token, position| {
                    tokens.push((token.to_owned(), position));
                });
                for (token, position) in tokens {
                    if let Some(term) = text.terms.find(&token)? {
                        words.places.entry(term).or_default().push(((number, ordinal as u32), position));
                    }
                }
            }
        }
        Ok(words)
    }

    /// Values that hold any of some terms.
    pub fn of_terms(&self, terms: impl IntoIterator<Item = u32>) -> Vec<(usize, Vec<u32>)> {
        self.of_any(terms, [])
    }

    /// Values that hold terms at given distances.
    pub fn of_sequence(&self, terms: &[(u32, u32)]) -> Vec<(usize, Vec<u32>)> {
        self.of_any([], [terms])
    }

    /// Values that hold any of some terms, or of some sequences of terms at given distances.
    pub fn of_any<'t>(
        &self,
        terms: impl IntoIterator<Item = u32>,
        sequences: impl IntoIterator<Item = &'t [(u32, u32)]>,
    ) -> Vec<(usize, Vec<u32>)> {
        let of_terms = terms.into_iter().filter_map(|term| self.places.get(&term)).flatten().map(|&(place, _)| place);
        let of_sequences = sequences.into_iter().flat_map(|terms| self.places_of(terms));
        by_column(of_terms.chain(of_sequences).collect())
    }

    fn places_of(&self, sequence: &[(u32, u32)]) -> Vec<ValuePlace> {
        let Some(first) = sequence.first().and_then(|(term, _)| self.places.get(term)) else { return Vec::new() };
        let holds = |place: ValuePlace, start: u32| {
            sequence.iter().all(|&(term, distance)| {
                self.places.get(&term).is_some_and(|places| places.contains(&(place, start + distance)))
            })
        };
        first.iter().filter(|&&(place, start)| holds(place, start)).map(|&(place, _)| place).collect()
    }
}

fn by_column(mut places: Vec<ValuePlace>) -> Vec<(usize, Vec<u32>)> {
    places.sort_unstable();
    places.dedup();
    places
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| (group[0].0, group.iter().map(|&(_, ordinal)| ordinal).collect()))
        .collect()
}
