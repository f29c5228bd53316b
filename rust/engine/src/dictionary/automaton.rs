//! How many edits lie between a typed word and another one, read letter by letter?
//!
//! A bit-parallel automaton of the typed word (Wu and Manber: *Fast text searching allowing errors*, CACM 1992, with a transposition as
//! Navarro's *NR-grep* adds it, and a digraph in the same way): one machine word for each number of edits, bit i saying that the first i
//! letters are matched. The caller says for each letter where the typed word has it.

use super::digraph::{DIGRAPH, SOUND};

/// Edits an automaton may count.
pub const MOST_EDITS: usize = 3;
/// Letters of a typed word that an automaton may have: one bit is the start.
pub const MOST_LETTERS: usize = 63;

/// Bits of each number of edits.
pub type State = [u64; MOST_EDITS + 1];

/// A letter that was read, and where the typed word has it. The default stands before the first letter: nothing has it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Letter {
    /// Its code point.
    pub code: u32,
    /// A bit for each place, from the first letter of the typed word on.
    pub places: u64,
}

/// A typed word, and the edits that are counted.
#[derive(Debug, Clone, Copy)]
pub struct Automaton {
    length: usize,
    edits: usize,
    /// `None`: the typed word has neither the sound nor the digraph, as most words.
    digraph: Option<Digraph>,
    /// Letters that may be edited.
    free: u64,
    /// Places, before each letter and behind the last, where letters may be missing.
    gaps: u64,
}

/// Where the typed word has two letters that may stand for one that is read, and one that may stand for two.
#[derive(Debug, Clone, Copy)]
struct Digraph {
    two: u64,
    one: u64,
}

impl Automaton {
    /// `None`: the word is too long to be near anything.
    pub fn new(typed: &str, edits: usize) -> Option<Self> {
        let typed: Vec<char> = typed.chars().collect();
        let (length, edits) = (typed.len(), edits.min(MOST_EDITS));
        (length <= MOST_LETTERS).then(|| Self { length, edits, digraph: Digraph::of(&typed), free: !0, gaps: !0 })
    }

    /// The same with letters that no edit touches: a bit for each.
    pub fn with_fixed(self, fixed: u64) -> Self {
        let free = !fixed;
        let digraph = self.digraph.map(|Digraph { two, one }| Digraph { two: two & free & free >> 1, one: one & free });
        Self { digraph, free, gaps: free & !(fixed << 1), ..self }
    }

    /// Before the first letter: d edits may skip d letters of the typed word.
    pub fn start(&self) -> State {
        let skipped = self.free.trailing_ones() as usize;
        std::array::from_fn(|edits| if edits <= self.edits { (1 << (edits.min(skipped) + 1)) - 1 } else { 0 })
    }

    /// After one more letter of the other word. `before` is the state two letters ago and `last` the letter between.
    #[inline]
    pub fn step(&self, state: &State, before: &State, last: Letter, letter: Letter) -> State {
        let (same, free) = (letter.places, self.free);
        let mut next = [0; MOST_EDITS + 1];
        next[0] = (state[0] & same) << 1;
        for edits in 1..=self.edits {
            let fewer = edits - 1;
            let swapped = ((before[fewer] & same & free) << 1 & last.places & free) << 1;
            let replaced_or_surplus = ((state[fewer] | next[fewer]) & free) << 1;
            next[edits] = (state[edits] & same) << 1 | state[fewer] & self.gaps | replaced_or_surplus | swapped;
        }
        if let Some(digraph) = &self.digraph {
            digraph.add(&mut next, state, before, [last.code, letter.code], free);
        }
        next
    }

    /// Edits between the typed word and what was read, if they are few enough.
    #[inline]
    pub fn distance(&self, state: &State) -> Option<u32> {
        (0..=self.edits).find(|&edits| state[edits] >> self.length & 1 == 1).map(|edits| edits as u32)
    }

    /// Where all edits were made: the places of the letters that may come next. `None`: another edit may be made. `last` is the letter that
    /// led from `before` to the state.
    #[inline]
    pub fn must_go_on(&self, state: &State, before: &State, last: Letter) -> Option<u64> {
        let fewer = |state: &State| (0..self.edits).fold(0, |all, edits| all | state[edits]);
        let earlier = fewer(before);
        let may_end_digraph =
            self.digraph.is_some_and(|digraph| earlier & digraph.one != 0 && last.code == u32::from(DIGRAPH[0]));
        let first_of_swapped = earlier & last.places >> 1;
        (fewer(state) == 0 && !may_end_digraph).then_some(state[self.edits] | first_of_swapped)
    }

    /// Whether no way to go on helps.
    #[inline]
    pub fn is_dead(&self, state: &State) -> bool {
        state[self.edits] & (u64::MAX >> (63 - self.length)) == 0
    }
}

impl Digraph {
    fn of(typed: &[char]) -> Option<Self> {
        let places = |spelt: &[char]| {
            let found = typed.windows(spelt.len()).enumerate().filter(|(_, letters)| *letters == spelt);
            found.fold(0, |places, (at, _)| places | 1 << at)
        };
        let (two, one) = (places(&DIGRAPH), places(&[SOUND]));
        (two | one != 0).then_some(Self { two, one })
    }

    /// Adds to the state after a letter what this edit reaches, and what further edits reach from there.
    fn add(&self, next: &mut State, state: &State, before: &State, letters: [u32; 2], free: u64) {
        let two = if letters[1] == u32::from(SOUND) { self.two } else { 0 };
        let one = if letters == DIGRAPH.map(u32::from) { self.one } else { 0 };
        if two | one == 0 {
            return;
        }
        for edits in 1..next.len() {
            let fewer = edits - 1;
            next[edits] |= (state[fewer] & two) << 2 | (before[fewer] & one) << 1 | (next[fewer] & free) << 1;
        }
    }
}
