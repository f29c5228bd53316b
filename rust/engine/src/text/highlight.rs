//! Which parts of a display text would a phrase find?

use super::tokens::{Purpose, tokenize};
use super::{Language, fold_words_into};

/// Byte ranges of `text` whose tokens `is_match` accepts, in order, not overlapping.
///
/// Words are cut at white space and folded one by one, so that ranges can be told in the original text.
pub fn highlight(text: &str, language: Language, mut is_match: impl FnMut(&str) -> bool) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut folded = Folded::default();
    for word in text.split_whitespace() {
        let offset = word.as_ptr() as usize - text.as_ptr() as usize;
        folded.set(word, language);
        let mut cursor = 0;
        tokenize(&folded.text, language, Purpose::Index, 0, |token, _| {
            let Some(at) = folded.find(token, cursor) else { return };
            if token.chars().count() > 1 || token.is_ascii() {
                cursor = at;
            }
            if is_match(token) {
                let (start, end) = folded.range(at, at + token.len());
                merge(&mut ranges, offset + start, offset + end);
            }
        });
    }
    ranges
}

fn merge(ranges: &mut Vec<(usize, usize)>, start: usize, end: usize) {
    match ranges.last_mut() {
        Some(last) if start <= last.1 => last.1 = last.1.max(end),
        _ => ranges.push((start, end)),
    }
}

/// A folded word that remembers which original bytes each folded byte came from.
#[derive(Default)]
struct Folded {
    text: String,
    origin: Vec<(usize, usize)>,
}

impl Folded {
    fn set(&mut self, word: &str, language: Language) {
        self.text.clear();
        self.origin.clear();
        for (at, c) in word.char_indices() {
            let mut buffer = [0; 4];
            fold_words_into(c.encode_utf8(&mut buffer), language, &mut self.text);
            self.origin.resize(self.text.len(), (at, at + c.len_utf8()));
        }
    }

    /// Where a token starts: verbatim, or (an apostrophe was joined away) where its first letters stand.
    fn find(&self, token: &str, from: usize) -> Option<usize> {
        let tail = self.text.get(from..)?;
        tail.find(token).map(|at| from + at)
    }

    fn range(&self, start: usize, end: usize) -> (usize, usize) {
        (self.origin[start].0, self.origin[end - 1].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_ranges_in_the_original_text() {
        let text = "Crème towel, TOWELS";
        let found: Vec<&str> = highlight(text, Language::English, |t| t == "creme" || t.starts_with("towel"))
            .into_iter()
            .map(|(a, b)| &text[a..b])
            .collect();
        assert_eq!(found, ["Crème", "towel", "TOWELS"]);
    }

    #[test]
    fn merges_touching_bigrams() {
        let text = "红色连衣裙";
        assert_eq!(highlight(text, Language::Generic, |t| t == "连衣" || t == "衣裙"), [(6, 15)]);
    }
}
