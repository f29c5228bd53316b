//! How many edits lie between a typed word and another one, read letter by letter?
//!
//! A bit-parallel automaton of the typed word (Wu and Manber: *Fast text searching allowing errors*, CACM 1992, with a transposition as
//! Navarro's *NR-grep* adds it): one machine word for each number of edits, bit i saying that the first i letters are matched.
//! The caller says for each letter where the typed word has it.

/// Edits an automaton may count.
pub const MOST_EDITS: usize = 3;
/// Letters of a typed word that an automaton may have: one bit is the start.
pub const MOST_LETTERS: usize = 63;

/// Bits of each number of edits.
pub type State = [u64; MOST_EDITS + 1];

/// A typed word of so many letters, and the edits that are counted.
#[derive(Debug, Clone, Copy)]
pub struct Automaton {
    length: usize,
    edits: usize,
}

impl Automaton {
    /// `None`: the word is too long to be near anything.
    pub fn new(length: usize, edits: usize) -> Option<Self> {
        (length <= MOST_LETTERS).then_some(Self { length, edits: edits.min(MOST_EDITS) })
    }

    /// Before the first letter: d edits may skip d letters of the typed word.
    pub fn start(&self) -> State {
        std::array::from_fn(|edits| if edits <= self.edits { (1 << (edits + 1)) - 1 } else { 0 })
    }

    /// After one more letter of the other word, which the typed one has at the places `same`. `before` is the state two letters ago and `last`
    /// where the typed word has the letter between; `last` is 0 at the first letter.
    #[inline]
    pub fn step(&self, state: &State, before: &State, last: u64, same: u64) -> State {
        let mut next = [0; MOST_EDITS + 1];
        next[0] = (state[0] & same) << 1;
        for edits in 1..=self.edits {
            let fewer = edits - 1;
            let swapped = ((before[fewer] & same) << 1 & last) << 1;
            next[edits] = (state[edits] & same) << 1 | state[fewer] | state[fewer] << 1 | next[fewer] << 1 | swapped;
        }
        next
    }

    /// Edits between the typed word and what was read, if they are few enough.
    #[inline]
    pub fn distance(&self, state: &State) -> Option<u32> {
        (0..=self.edits).find(|&edits| state[edits] >> self.length & 1 == 1).map(|edits| edits as u32)
    }

    /// Whether no way to go on helps.
    #[inline]
    pub fn is_dead(&self, state: &State) -> bool {
        state[self.edits] & (u64::MAX >> (63 - self.length)) == 0
    }
}
