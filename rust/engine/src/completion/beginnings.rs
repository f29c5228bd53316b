//! The sorted keys of labels as a trie whose nodes are ranges of them, in breadth-first order.
//!
//! A range of few keys is not parted further: their letters are read from the keys, so that there are fewer nodes than keys. A node knows
//! by which letters its keys may go on, so that a walk need not look at children that are not there.

use crate::error::{Error, Result};
use crate::index::container::{Container, ContainerWriter, Section};
use std::ops::Range;

/// Keys that are read one by one.
const BUCKET: usize = 8;

/// First child, first key, key behind the last, letters that may come next.
type Node = [u32; 4];

/// The bit of a letter among those that may come next; several letters share one.
pub fn bit_of(letter: char) -> u32 {
    1 << (letter as u32 % u32::BITS)
}

/// Writes the trie of sorted keys as the sections `{prefix}letters` and `{prefix}nodes`.
pub fn write_beginnings(prefix: &str, keys: &[&str], container: &mut ContainerWriter) {
    let spelt: Vec<Vec<char>> = keys.iter().map(|key| key.chars().collect()).collect();
    let mut ranges: Vec<(Range<usize>, usize)> = vec![(0..keys.len(), 0)];
    let (mut letters, mut nodes): (Vec<u32>, Vec<Node>) = (vec![0], Vec::new());
    let mut at = 0;
    while at < ranges.len() {
        let (mut range, depth) = ranges[at].clone();
        let next = spelt[range.clone()].iter().filter_map(|key| key.get(depth)).fold(0, |all, &c| all | bit_of(c));
        nodes.push([ranges.len() as u32, range.start as u32, range.end as u32, next]);
        if range.len() > BUCKET {
            // Keys that end here come first, and go on nowhere.
            range.start += spelt[range.clone()].iter().take_while(|key| key.len() == depth).count();
            while let Some(&letter) = spelt[range.clone()].first().and_then(|key| key.get(depth)) {
                let same = spelt[range.clone()].partition_point(|key| key[depth] <= letter);
                ranges.push((range.start..range.start + same, depth + 1));
                letters.push(u32::from(letter));
                range.start += same;
            }
        }
        at += 1;
    }
    nodes.push([ranges.len() as u32, 0, 0, 0]);
    container.add(&format!("{prefix}letters"), &letters);
    container.add(&format!("{prefix}nodes"), &nodes);
}

/// Beginnings of keys, on disk.
pub struct Beginnings {
    letters: Section,
    nodes: Section,
}

impl Beginnings {
    /// Opens the sections of a prefix.
    pub fn open(prefix: &str, container: &Container) -> Result<Self> {
        let section = |name: &str| container.section(&format!("{prefix}{name}"));
        Ok(Self { letters: section("letters")?, nodes: section("nodes")? })
    }

    /// The nodes, for a walk.
    pub fn nodes(&self) -> Result<Nodes<'_>> {
        Ok(Nodes { letters: self.letters.values()?, nodes: self.nodes.values()? })
    }

    /// The range of the keys that begin so; `key` reads one of them.
    pub fn range_of<'k>(&self, beginning: &str, key: impl Fn(usize) -> Result<&'k [u8]>) -> Result<Range<usize>> {
        let (nodes, mut node) = (self.nodes()?, 0);
        for letter in beginning.chars() {
            let children = nodes.children(node).ok_or_else(|| self.corrupt())?;
            if children.is_empty() {
                let keys = nodes.keys_of(node).ok_or_else(|| self.corrupt())?;
                let start = partition_point(keys.clone(), |at| Ok(key(at)? < beginning.as_bytes()))?;
                let end = partition_point(start..keys.end, |at| Ok(key(at)?.starts_with(beginning.as_bytes())))?;
                return Ok(start..end);
            }
            match nodes.child(children, letter) {
                Some(child) => node = child,
                None => return Ok(0..0),
            }
        }
        nodes.keys_of(node).ok_or_else(|| self.corrupt())
    }

    /// The error of a trie that does not hold together.
    pub fn corrupt(&self) -> Error {
        self.nodes.corrupt("a node lies outside the trie")
    }
}

/// Nodes at hand. What gives `None` lies outside the trie.
#[derive(Clone, Copy)]
pub struct Nodes<'a> {
    letters: &'a [u32],
    nodes: &'a [Node],
}

impl Nodes<'_> {
    /// The letters that lead to nodes.
    #[inline]
    pub fn letters(&self, nodes: Range<usize>) -> Option<&[u32]> {
        self.letters.get(nodes)
    }

    /// The children of a node.
    #[inline]
    pub fn children(&self, node: usize) -> Option<Range<usize>> {
        let &[[first, ..], [end, ..]] = self.nodes.get(node..node + 2)? else { return None };
        // Children stand behind their parent, so that a damaged trie has no cycle.
        (first as usize > node || first == end).then_some(first as usize..end as usize)
    }

    /// Its keys.
    #[inline]
    pub fn keys_of(&self, node: usize) -> Option<Range<usize>> {
        let &[_, first, end, _] = self.nodes.get(node)?;
        (first <= end).then_some(first as usize..end as usize)
    }

    /// Whether a key of it may go on with a letter of these bits.
    #[inline]
    pub fn may_go_on(&self, node: usize, bits: u32) -> Option<bool> {
        self.nodes.get(node).map(|&[.., next]| next & bits != 0)
    }

    /// The child to which a letter leads.
    fn child(&self, children: Range<usize>, letter: char) -> Option<usize> {
        let first = children.start;
        let of = self.letters.get(children)?;
        of.binary_search(&u32::from(letter)).ok().map(|at| first + at)
    }
}

/// The first place of a range for which something is no longer so.
fn partition_point(range: Range<usize>, mut is_so: impl FnMut(usize) -> Result<bool>) -> Result<usize> {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        if is_so(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
