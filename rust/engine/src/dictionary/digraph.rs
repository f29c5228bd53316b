//! Two letters that sound like one: a `fone` is a phone, and that is one mistake.
//!
//! Of some fifty pairs of spellings that sound alike, tried on public lists of misspellings, the others find nothing, are found by usual edits or stems
//! already (ck for k, ys for ies), or cost about as many words as they find.

/// The letter.
pub const SOUND: char = 'f';
/// The two letters.
pub const DIGRAPH: [char; 2] = ['p', 'h'];

/// Whether one text ends in the letter and the other in the two; then how many letters that takes from each.
pub fn ends_alike(a: &[char], b: &[char]) -> Option<(usize, usize)> {
    if a.ends_with(&[SOUND]) && b.ends_with(&DIGRAPH) {
        Some((1, 2))
    } else if a.ends_with(&DIGRAPH) && b.ends_with(&[SOUND]) {
        Some((2, 1))
    } else {
        None
    }
}
