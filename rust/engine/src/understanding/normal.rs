//! One spelling for what was typed, and where each character of it stood.

use crate::text::fold::fold;
use crate::text::tokens::{is_cjk, is_word};
use std::ops::Range;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A part of a phrase, folded character by character.
pub struct Normal {
    chars: Vec<char>,
    /// Byte range of the character that each came from.
    at: Vec<Range<usize>>,
    /// Byte at which the part ends.
    end: usize,
}

/// A whole text as it is compared, runs of spaces as one.
pub fn one_spelling(text: &str) -> String {
    let normal = Normal::of(text, 0..text.len());
    normal.words(0..normal.chars.len())
}

impl Normal {
    /// Folds a part of a text.
    pub fn of(text: &str, part: Range<usize>) -> Self {
        let mut normal =
            Self { chars: Vec::with_capacity(part.len()), at: Vec::with_capacity(part.len()), end: part.end };
        for (at, c) in text[part.clone()].char_indices() {
            let bytes = part.start + at..part.start + at + c.len_utf8();
            normal.add(c, &bytes);
        }
        normal
    }

    fn add(&mut self, c: char, bytes: &Range<usize>) {
        if c.is_ascii() {
            let c = if c.is_ascii_whitespace() || c == '\u{b}' { ' ' } else { c.to_ascii_lowercase() };
            return self.push(c, bytes);
        }
        if c.is_whitespace() {
            return self.push(' ', bytes);
        }
        match c {
            '０'..='９' => self.push((b'0' + (c as u32 - '０' as u32) as u8) as char, bytes),
            '\u{2019}' => self.push('\'', bytes),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.push('-', bytes),
            '\u{301c}' => self.push('~', bytes),
            _ if c.general_category() == GeneralCategory::Format => {}
            _ => {
                let folded = fold(c.encode_utf8(&mut [0; 4]));
                if folded.bytes().any(|b| b.is_ascii_digit()) {
                    // A small or circled digit is no part of a number.
                    return self.push(c, bytes);
                }
                folded.chars().for_each(|c| self.push(c, bytes));
            }
        }
    }

    fn push(&mut self, c: char, bytes: &Range<usize>) {
        self.chars.push(c);
        self.at.push(bytes.clone());
    }

    /// A character, if there is one.
    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character of the text that one came from.
    pub fn typed(&self, text: &str, at: usize) -> Option<char> {
        self.at.get(at).and_then(|bytes| text[bytes.clone()].chars().next())
    }

    /// The first place from which on there is no space.
    pub fn skip_spaces(&self, at: usize) -> usize {
        at + self.run(at, |c| c == ' ')
    }

    /// How many characters from a place on are of some kind.
    pub fn run(&self, at: usize, is_wanted: impl Fn(char) -> bool) -> usize {
        self.chars.iter().skip(at).take_while(|&&c| is_wanted(c)).count()
    }

    /// The end of a text that stands at a place; a space of it may be several.
    pub fn literal(&self, at: usize, text: &str) -> Option<usize> {
        text.chars().try_fold(at, |at, c| {
            (self.get(at) == Some(c)).then(|| if c == ' ' { self.skip_spaces(at) } else { at + 1 })
        })
    }

    /// The end of the longest of some texts that stands at a place, and does not end within a word.
    pub fn longest<'w>(&self, at: usize, texts: impl IntoIterator<Item = &'w str>) -> Option<usize> {
        texts.into_iter().filter_map(|text| self.literal(at, text)).filter(|&end| !self.is_within_word(end)).max()
    }

    /// Whether words go on over a place; those of scripts without spaces end everywhere.
    pub fn is_within_word(&self, at: usize) -> bool {
        let goes_on = |c: Option<char>| c.is_some_and(|c| is_word(c) && !is_cjk(c) && !c.is_ascii_digit());
        at > 0 && goes_on(self.get(at - 1)) && self.get(at).is_some_and(|c| is_word(c) && !is_cjk(c))
    }

    /// Whether something may begin at a place.
    pub fn is_start(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        before.is_none_or(|c| " (,;:".contains(c) || is_cjk(c)) || self.get(at).is_some_and(is_cjk)
    }

    /// Whether something may end at a place.
    pub fn is_end(&self, at: usize) -> bool {
        let Some(c) = self.get(at) else { return true };
        let is_behind_cjk = at > 0 && self.get(at - 1).is_some_and(is_cjk);
        c == ' '
            || is_cjk(c)
            || (is_behind_cjk && c != '"' && c != '-')
            || (",;.!?)".contains(c) && self.get(at + 1).is_none_or(|next| next == ' '))
    }

    /// The word that ends before a place, spaces between left out.
    pub fn word_before(&self, at: usize) -> String {
        let spaces = self.chars[..at].iter().rev().take_while(|&&c| c == ' ').count();
        let end = at - spaces;
        let letters = self.chars[..end].iter().rev().take_while(|&&c| is_word(c)).count();
        self.chars[end - letters..end].iter().collect()
    }

    /// The word that starts at a place, spaces between left out.
    pub fn word_behind(&self, at: usize) -> String {
        let start = self.skip_spaces(at);
        self.chars[start..start + self.run(start, is_word)].iter().collect()
    }

    /// The letters that stand at a place.
    pub fn letters(&self, at: usize) -> String {
        self.chars.iter().skip(at).take_while(|c| c.is_ascii_lowercase()).collect()
    }

    /// Some characters, runs of spaces as one.
    pub fn words(&self, part: Range<usize>) -> String {
        let text: String = self.chars.iter().skip(part.start).take(part.len()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where some characters stood in the text, with what has no letter of its own behind them.
    pub fn bytes(&self, part: Range<usize>) -> Range<usize> {
        let end = self.at.get(part.end).map_or(self.end, |next| next.start);
        self.at[part.start].start..end
    }
}
