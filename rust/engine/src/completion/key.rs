//! How labels and what was typed are compared: folded words with one space between.

use crate::text::fold::fold;
use crate::text::tokens::{for_each_run, is_cjk, is_word};

/// Places at which a label may be entered.
pub const MOST_STARTS: usize = 8;

/// The words of a text, folded, with one space between.
pub fn words_of(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 1);
    for_each_run(&fold(text), |run| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(run);
    });
    key
}

/// The key of a label: a space behind its last word, so that what was typed may say that the word ends there.
pub fn label_key(label: &str) -> String {
    let mut key = words_of(label);
    key.push(' ');
    key
}

/// The key of what was typed: a space behind its last word if that is whole.
pub fn typed_key(typed: &str) -> String {
    let mut key = words_of(typed);
    if !key.is_empty() && !typed.chars().next_back().is_some_and(is_word) {
        key.push(' ');
    }
    key
}

/// Where a label can be entered, in bytes: its beginning, each word, each character of a script without spaces.
pub fn starts(key: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    let enters = move |&(_, c): &(usize, char)| {
        let is_first = before == ' ' && c != ' ';
        before = c;
        is_first || is_cjk(c)
    };
    key.char_indices().filter(enters).map(|(at, _)| at).take(MOST_STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_compared_by_their_words() {
        assert_eq!(label_key("  Crème-Brûlée: Men's!"), "creme brulee men ");
        assert_eq!(typed_key("Beach To"), "beach to");
        assert_eq!(typed_key("beach "), "beach ");
        assert_eq!(typed_key(" - "), "");
    }

    #[test]
    fn a_label_is_entered_at_words_and_at_characters_of_scripts_without_spaces() {
        assert_eq!(starts("red towel ").collect::<Vec<_>>(), [0, 4]);
        assert_eq!(starts("ab冲浪板 ").collect::<Vec<_>>(), [0, 2, 5, 8]);
    }
}
