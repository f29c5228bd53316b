//! Which labels begin nearly as was typed?
//!
//! A walk of the trie of keys that carries the automaton of the dictionary's trie, and ends at every beginning that is near enough: all keys
//! of the range go on from it.

use super::beginnings::{Beginnings, Nodes, bit_of};
use crate::dictionary::automaton::{Automaton, Letter, MOST_LETTERS, State};
use crate::error::{Error, Result};
use crate::index::strings::AllStrings;
use crate::text::tokens::is_plain;
use std::ops::Range;

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'k> {
    /// Its key.
    pub key: &'k str,
    /// Letters of it that no edit touches: a bit for each.
    pub fixed: u64,
}

impl<'k> Typed<'k> {
    /// A key in which words that are not plain, or have fewer letters than `least`, are as they were meant: in so short a word an edit makes
    /// another word, and in a number another number.
    pub fn with_fixed_words(key: &'k str, least: usize) -> Self {
        let mut fixed = 0;
        let mut at = 0;
        for word in key.split(' ') {
            let letters = word.chars().count();
            if (letters < least || !is_plain(word)) && at + letters <= MOST_LETTERS {
                fixed |= ((1 << letters) - 1) << at;
            }
            at += letters + 1;
        }
        Self { key, fixed }
    }
}

/// One walk: what was typed, and what was found.
struct Walk<'w> {
    keys: AllStrings<'w>,
    nodes: Nodes<'w>,
    automaton: Automaton,
    places: Places,
    /// Words that were typed: a beginning of fewer leaves something out, and is none.
    words: usize,
    budget: &'w mut usize,
    found: Vec<Range<usize>>,
}

/// A node on the way down: its children that were not visited, and what was read.
struct Step {
    children: Range<usize>,
    read: Read,
    /// The places of the letters that may come next, if not all.
    only: Option<u64>,
}

/// What was read of a key.
#[derive(Clone, Copy, Default)]
struct Read {
    state: State,
    before: State,
    last: Letter,
    words: usize,
    in_word: bool,
    bytes: usize,
}

/// Ranges of the keys with a beginning within `edits` of what was typed; `None` when looking for them takes more than `budget` letters.
pub fn near(
    beginnings: &Beginnings,
    Typed { key: typed, fixed }: Typed<'_>,
    edits: usize,
    budget: &mut usize,
    keys: AllStrings<'_>,
) -> Result<Option<Vec<Range<usize>>>> {
    let Some(automaton) = Automaton::new(typed, edits) else { return Ok(Some(Vec::new())) };
    let (places, words) = (Places::of(typed), typed.split_whitespace().count());
    let (automaton, nodes) = (automaton.with_fixed(fixed), beginnings.nodes()?);
    let mut walk = Walk { nodes, automaton, places, words, keys, budget, found: Vec::new() };
    let is_complete = walk.run().map_err(|error| error.unwrap_or_else(|| beginnings.corrupt()))?;
    Ok(is_complete.then_some(walk.found))
}

/// `None`: the trie does not hold together.
type Walked<T> = std::result::Result<T, Option<Error>>;

impl Walk<'_> {
    /// Whether everything was looked at.
    fn run(&mut self) -> Walked<bool> {
        let start = self.automaton.start();
        let mut path = Vec::new();
        if !self.enter(0, Read { state: start, before: start, ..Read::default() }, &mut path)? {
            return Ok(false);
        }
        while let Some(step) = path.last_mut() {
            let Some((node, letter)) = self.next_child(step)? else {
                path.pop();
                continue;
            };
            let read = self.after(&step.read, letter);
            if !self.enter(node, read, &mut path)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The next child that may go on. Behind an edit only the typed letter does: most children are passed over here.
    #[inline]
    fn next_child(&self, Step { children, only, .. }: &mut Step) -> Walked<Option<(usize, char)>> {
        let letters = self.nodes.letters(children.clone()).ok_or(None)?;
        let goes_on = |&letter: &u32| only.is_none_or(|places| places & self.places.of_code(letter) != 0);
        let Some(at) = letters.iter().position(goes_on) else { return Ok(None) };
        let node = children.start + at;
        children.start = node + 1;
        Ok(Some((node, char::from_u32(letters[at]).ok_or(None)?)))
    }

    /// Takes a node: what it finds, or a step down, or nothing. Whether there was budget left.
    fn enter(&mut self, node: usize, read: Read, path: &mut Vec<Step>) -> Walked<bool> {
        if *self.budget == 0 {
            return Ok(false);
        }
        *self.budget -= 1;
        if self.is_near(&read) {
            self.found.push(self.nodes.keys_of(node).ok_or(None)?);
            return Ok(true);
        }
        let only = self.automaton.must_go_on(&read.state, &read.before, read.last);
        if self.automaton.is_dead(&read.state) || !self.may_go_on(node, only).ok_or(None)? {
            return Ok(true);
        }
        let children = self.nodes.children(node).ok_or(None)?;
        if children.is_empty() {
            let mut keys = self.nodes.keys_of(node).ok_or(None)?;
            return keys.try_fold(true, |goes_on, key| Ok(goes_on && self.finish(key, read)?));
        }
        path.push(Step { children, read, only });
        Ok(true)
    }

    /// Whether a node has a letter that may come next: nine of ten nodes behind an edit have none.
    #[inline]
    fn may_go_on(&self, node: usize, only: Option<u64>) -> Option<bool> {
        only.map_or(Some(true), |places| self.nodes.may_go_on(node, self.places.bits_of(places)))
    }

    /// Reads the rest of a key. Whether there was budget left.
    fn finish(&mut self, key: usize, mut read: Read) -> Walked<bool> {
        let rest = self.keys.bytes(key).map_err(Some)?.get(read.bytes..).and_then(|rest| str::from_utf8(rest).ok());
        for letter in rest.ok_or(None)?.chars() {
            if *self.budget == 0 {
                return Ok(false);
            }
            *self.budget -= 1;
            read = self.after(&read, letter);
            if self.is_near(&read) {
                self.found.push(key..key + 1);
                break;
            }
            if self.automaton.is_dead(&read.state) {
                break;
            }
        }
        Ok(true)
    }

    #[inline]
    fn after(&self, read: &Read, letter: char) -> Read {
        let last = Letter { code: u32::from(letter), places: self.places.of_code(letter as u32) };
        let in_word = letter != ' ';
        Read {
            state: self.automaton.step(&read.state, &read.before, read.last, last),
            before: read.state,
            last,
            words: read.words + usize::from(in_word && !read.in_word),
            in_word,
            bytes: read.bytes + letter.len_utf8(),
        }
    }

    #[inline]
    fn is_near(&self, read: &Read) -> bool {
        self.automaton.distance(&read.state).is_some() && read.words >= self.words
    }
}

/// Letter -> where the typed key has it, and back.
struct Places {
    bits: Vec<u32>,
    ascii: [u64; 128],
    others: Vec<(u32, u64)>,
}

impl Places {
    fn of(typed: &str) -> Self {
        let mut places = Self { bits: Vec::with_capacity(typed.len()), ascii: [0; 128], others: Vec::new() };
        for (at, letter) in typed.chars().enumerate() {
            places.bits.push(bit_of(letter));
            match places.ascii.get_mut(letter as usize) {
                Some(bits) => *bits |= 1 << at,
                None => places.others.push((letter as u32, 1 << at)),
            }
        }
        places
    }

    /// The bits of the letters at some places.
    #[inline]
    fn bits_of(&self, mut places: u64) -> u32 {
        let mut bits = 0;
        while places != 0 {
            bits |= self.bits.get(places.trailing_zeros() as usize).copied().unwrap_or(0);
            places &= places - 1;
        }
        bits
    }

    #[inline]
    fn of_code(&self, letter: u32) -> u64 {
        match self.ascii.get(letter as usize) {
            Some(&bits) => bits,
            None => self.others.iter().filter(|(other, _)| *other == letter).fold(0, |all, (_, bits)| all | bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::completion::entries::{Entries, EntrySpec, Source};
    use crate::completion::key::typed_key;
    use crate::dictionary::digraph::ends_alike;
    use proptest::prelude::*;

    /// The least cost of turning what was typed into a beginning of a key by edits that touch no fixed letter, from its definition.
    fn edits_of(typed: &[char], key: &[char], fixed: u64) -> usize {
        const FAR: usize = 99;
        let is_fixed = |at: usize| fixed >> at & 1 == 1;
        let mut cells = vec![vec![FAR; key.len() + 1]; typed.len() + 1];
        for i in 0..=typed.len() {
            let is_gap = !(is_fixed(i) || (i > 0 && is_fixed(i - 1)));
            for j in 0..=key.len() {
                let mut least = if i + j == 0 { 0 } else { FAR };
                if j > 0 && is_gap {
                    least = least.min(cells[i][j - 1] + 1);
                }
                if i > 0 && !is_fixed(i - 1) {
                    least = least.min(cells[i - 1][j] + 1);
                }
                if i > 0 && j > 0 && typed[i - 1] == key[j - 1] {
                    least = least.min(cells[i - 1][j - 1]);
                } else if i > 0 && j > 0 && !is_fixed(i - 1) {
                    least = least.min(cells[i - 1][j - 1] + 1);
                }
                let is_swapped = i > 1 && j > 1 && typed[i - 1] == key[j - 2] && typed[i - 2] == key[j - 1];
                if is_swapped && !is_fixed(i - 1) && !is_fixed(i - 2) {
                    least = least.min(cells[i - 2][j - 2] + 1);
                }
                if let Some((of_typed, of_key)) = ends_alike(&typed[..i], &key[..j])
                    && (i - of_typed..i).all(|at| !is_fixed(at))
                {
                    least = least.min(cells[i - of_typed][j - of_key] + 1);
                }
                cells[i][j] = least;
            }
        }
        let words = |letters: &[char]| letters.iter().collect::<String>().split_whitespace().count();
        let ends = (0..=key.len()).filter(|&end| words(&key[..end]) >= words(typed));
        ends.map(|end| cells[typed.len()][end]).min().unwrap_or(FAR)
    }

    proptest! {
        #[test]
        fn finds_exactly_the_keys_that_begin_nearly_so(
            labels in prop::collection::btree_set("[abphf1]{1,5}( [abh]{1,4}){0,2}", 0..60),
            typed in "[abpfh1]{1,5}( [ab]{1,4})?[ ]?", edits in 1_usize..=2, least in 0_usize..4,
        ) {
            let spec = |label: &String| EntrySpec { label: label.clone(), source: Source::Catalog, weight: 1.0, target: String::new() };
            let entries = Entries::of(labels.iter().map(spec).collect()).unwrap();
            let key = typed_key(&typed);
            let typed = Typed::with_fixed_words(&key, least);
            let mut found: Vec<usize> = entries.near(typed, edits, &mut { 1_000_000 }).unwrap().unwrap().into_iter().flatten().collect();
            found.sort_unstable();
            let letters: Vec<char> = key.chars().collect();
            let is_near = |&entry: &usize| {
                let key: Vec<char> = entries.get(entry).unwrap().key.chars().collect();
                edits_of(&letters, &key, typed.fixed) <= edits
            };
            prop_assert_eq!(found, (0..entries.len()).filter(is_near).collect::<Vec<_>>());
        }
    }
}
