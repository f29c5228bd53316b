//! Which labels begin nearly as was typed?
//!
//! The sorted keys of labels as a trie whose nodes are ranges of them, in breadth-first order. A range of few keys is not parted further: their
//! letters are read from the keys, so that there are fewer nodes than keys. The walk carries the automaton of the dictionary's trie, and ends
//! at every beginning that is near enough: all keys of the range go on from it.

use crate::dictionary::automaton::{Automaton, Letter, MOST_LETTERS, State};
use crate::error::{Error, Result};
use crate::index::container::{Container, ContainerWriter, Section};
use crate::index::strings::AllStrings;
use crate::text::tokens::is_plain;
use std::ops::Range;

/// Keys that are read one by one.
const BUCKET: usize = 8;

/// Writes the trie of sorted keys as the sections `{prefix}letters`, `children` and `keys_of`.
pub fn write_beginnings(prefix: &str, keys: &[String], container: &mut ContainerWriter) {
    let spelt: Vec<Vec<char>> = keys.iter().map(|key| key.chars().collect()).collect();
    let mut nodes: Vec<(Range<usize>, usize)> = vec![(0..keys.len(), 0)];
    let (mut letters, mut children) = (vec![0_u32], Vec::new());
    let mut at = 0;
    while at < nodes.len() {
        let (mut range, depth) = nodes[at].clone();
        children.push(nodes.len() as u32);
        if range.len() > BUCKET {
            // Keys that end here come first, and go on nowhere.
            range.start += spelt[range.clone()].iter().take_while(|key| key.len() == depth).count();
            while let Some(&letter) = spelt[range.clone()].first().and_then(|key| key.get(depth)) {
                let same = spelt[range.clone()].partition_point(|key| key[depth] <= letter);
                nodes.push((range.start..range.start + same, depth + 1));
                letters.push(u32::from(letter));
                range.start += same;
            }
        }
        at += 1;
    }
    children.push(nodes.len() as u32);
    let keys_of: Vec<[u32; 2]> = nodes.iter().map(|(range, _)| [range.start as u32, range.end as u32]).collect();
    container.add(&format!("{prefix}letters"), &letters);
    container.add(&format!("{prefix}children"), &children);
    container.add(&format!("{prefix}keys_of"), &keys_of);
}

/// Beginnings of keys, on disk.
pub struct Beginnings {
    letters: Section,
    children: Section,
    keys_of: Section,
}

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

impl Beginnings {
    /// Opens the sections of a prefix.
    pub fn open(prefix: &str, container: &Container) -> Result<Self> {
        let section = |name: &str| container.section(&format!("{prefix}{name}"));
        Ok(Self { letters: section("letters")?, children: section("children")?, keys_of: section("keys_of")? })
    }

    /// Ranges of the keys with a beginning within `edits` of what was typed; `None` when looking for them takes more than `budget` letters.
    pub fn near<'w>(
        &'w self,
        Typed { key: typed, fixed }: Typed<'_>,
        edits: usize,
        budget: &'w mut usize,
        keys: AllStrings<'w>,
    ) -> Result<Option<Vec<Range<usize>>>> {
        let Some(automaton) = Automaton::new(typed, edits) else { return Ok(Some(Vec::new())) };
        let automaton = automaton.with_fixed(fixed);
        let nodes = Nodes {
            letters: self.letters.values()?,
            children: self.children.values()?,
            keys_of: self.keys_of.values()?,
        };
        let (places, words) = (Places::of(typed), typed.split_whitespace().count());
        let mut walk = Walk { nodes, automaton, places, words, keys, budget, found: Vec::new() };
        let is_complete = walk.run().map_err(|error| error.unwrap_or_else(|| self.corrupt()))?;
        Ok(is_complete.then_some(walk.found))
    }

    fn corrupt(&self) -> Error {
        self.children.corrupt("a node lies outside the trie")
    }
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
            let Some(node) = step.children.next() else {
                path.pop();
                continue;
            };
            let read = step.read;
            let letter = self.nodes.letter(node).ok_or(None)?;
            // Most children are passed over here: behind an edit only the typed letter goes on.
            if step.only.is_some_and(|places| places & self.places.of_letter(letter) == 0) {
                continue;
            }
            let read = self.after(&read, letter);
            if !self.enter(node, read, &mut path)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes a node: what it finds, or a step down, or nothing. Whether there was budget left.
    fn enter(&mut self, node: usize, read: Read, path: &mut Vec<Step>) -> Walked<bool> {
        if *self.budget == 0 {
            return Ok(false);
        }
        *self.budget -= 1;
        let keys = self.nodes.keys_of(node).ok_or(None)?;
        if self.is_near(&read) {
            self.found.push(keys);
        } else if !self.automaton.is_dead(&read.state) {
            let children = self.nodes.children(node).ok_or(None)?;
            if children.is_empty() {
                return keys.into_iter().try_fold(true, |goes_on, key| Ok(goes_on && self.finish(key, read)?));
            }
            let only = self.automaton.must_go_on(&read.state, &read.before);
            path.push(Step { children, read, only });
        }
        Ok(true)
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
        let last = Letter { code: u32::from(letter), places: self.places.of_letter(letter) };
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

struct Nodes<'a> {
    letters: &'a [u32],
    children: &'a [u32],
    keys_of: &'a [[u32; 2]],
}

impl Nodes<'_> {
    fn letter(&self, node: usize) -> Option<char> {
        self.letters.get(node).and_then(|&letter| char::from_u32(letter))
    }

    fn children(&self, node: usize) -> Option<Range<usize>> {
        let (first, end) = (*self.children.get(node)? as usize, *self.children.get(node + 1)? as usize);
        // Children stand behind their parent, so that a damaged trie has no cycle.
        (first > node || first == end).then_some(first..end)
    }

    fn keys_of(&self, node: usize) -> Option<Range<usize>> {
        let &[first, end] = self.keys_of.get(node)?;
        (first <= end).then_some(first as usize..end as usize)
    }
}

/// Letter -> where the typed key has it.
struct Places {
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Places {
    fn of(typed: &str) -> Self {
        let mut places = Self { ascii: [0; 128], others: Vec::new() };
        for (at, letter) in typed.chars().enumerate() {
            match places.ascii.get_mut(letter as usize) {
                Some(bits) => *bits |= 1 << at,
                None => places.others.push((letter, 1 << at)),
            }
        }
        places
    }

    #[inline]
    fn of_letter(&self, letter: char) -> u64 {
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
            labels in prop::collection::btree_set("[abpf1]{1,5}( [abh]{1,4}){0,2}", 0..60),
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
