//! Which rows have this SKU, EAN or part number? Case, separators and leading zeros do not matter; never fuzzy.

use super::container::{Container, ContainerWriter, Section};
use crate::dictionary::{Dictionary, write_dictionary};
use crate::error::Result;
use crate::text::fold::fold;
use crate::text::tokens::is_word;

/// The normal form of an identifier as it is written.
pub fn normal_form(text: &str) -> String {
    let mut letters = fold(text);
    letters.retain(is_word);
    let zeros = letters.len() - letters.trim_start_matches('0').len();
    if zeros > 0 && zeros < letters.len() {
        letters.drain(..zeros);
    }
    letters
}

/// Writes (normal form, row) pairs; they are sorted here.
pub fn write_identifiers(mut pairs: Vec<(Box<str>, u32)>, container: &mut ContainerWriter) {
    pairs.retain(|(form, _)| !form.is_empty());
    pairs.sort_unstable();
    pairs.dedup();
    let mut forms: Vec<&str> = Vec::new();
    let mut ends: Vec<u32> = Vec::new();
    for (at, (form, _)) in pairs.iter().enumerate() {
        if forms.last().is_none_or(|last| *last != &**form) {
            forms.push(form);
            ends.push(0);
        }
        if let Some(end) = ends.last_mut() {
            *end = at as u32 + 1;
        }
    }
    write_dictionary("identifiers.", forms.iter().copied(), container);
    if ends.len() != pairs.len() {
        container.add("identifiers.ends", &ends);
    }
    container.add("identifiers.rows", &pairs.iter().map(|(_, row)| *row).collect::<Vec<_>>());
}

/// Identifiers on disk.
pub struct Identifiers {
    forms: Dictionary,
    /// Absent when every form has one row.
    ends: Option<Section>,
    rows: Section,
}

impl Identifiers {
    /// Opens them.
    pub fn open(container: &Container) -> Result<Self> {
        let ends = if container.has("identifiers.ends") { Some(container.section("identifiers.ends")?) } else { None };
        Ok(Self {
            forms: Dictionary::open("identifiers.", container)?,
            ends,
            rows: container.section("identifiers.rows")?,
        })
    }

    /// The rows of all normal forms that begin so.
    pub fn rows_beginning(&self, form: &str) -> Result<&[u32]> {
        let numbers = self.forms.beginning_with(form)?;
        if numbers.is_empty() {
            return Ok(&[]);
        }
        let end_of = |number: u32| -> Result<usize> {
            match (&self.ends, number.checked_sub(1)) {
                (_, None) => Ok(0),
                (None, _) => Ok(number as usize),
                (Some(ends), Some(before)) => Ok(ends.value::<u32>(before as usize)? as usize),
            }
        };
        self.rows.value_range(end_of(numbers.start)?, end_of(numbers.end)?)
    }

    /// The rows of a normal form, ascending.
    pub fn rows(&self, form: &str) -> Result<&[u32]> {
        let Some(number) = self.forms.find(form)? else { return Ok(&[]) };
        let number = number as usize;
        let Some(ends) = &self.ends else { return self.rows.value_range(number, number + 1) };
        let start = if number == 0 { 0 } else { ends.value::<u32>(number - 1)? };
        self.rows.value_range(start as usize, ends.value::<u32>(number)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_case_and_leading_zeros_do_not_matter() {
        for text in ["AB-12/3", "ab123", "00AB 123", "a.b.1.2.3"] {
            assert_eq!(normal_form(text), "ab123");
        }
        assert_eq!(normal_form("000"), "000");
        assert_eq!(normal_form("-"), "");
    }
}
