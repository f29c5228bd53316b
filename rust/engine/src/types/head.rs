//! Which words say what a thing is? `surfboard leash for beginners` is a leash: the words before the first one that leads on to something else,
//! read from their end; in other languages the thing comes first, and is read from there.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Types".

use crate::text::stop_words::is_stop_word;
use crate::text::tokens::is_cjk;
use crate::text::{Language, primary};

/// From which side a head is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// From the last word on, backwards.
    End,
    /// From the first word on.
    Start,
}

/// The sides of a language.
fn sides(tag: &str) -> &'static [Side] {
    match &*primary(tag) {
        "es" | "fr" | "it" | "pt" | "ca" | "ro" => &[Side::Start],
        "pl" => &[Side::Start, Side::End],
        _ => &[Side::End],
    }
}

/// The side where a language names the thing, if it is only one; else the first of both.
pub fn main_side(tag: &str) -> Side {
    sides(tag).first().copied().unwrap_or(Side::End)
}

/// Folded words behind which something else is named than the thing.
pub fn leads_on(word: &str, tag: &str) -> bool {
    let words: &[&str] = match &*primary(tag) {
        "en" => &["for", "with", "without", "from", "in", "on", "by", "to", "of", "under", "over", "between", "at"],
        "de" => {
            &["fur", "mit", "ohne", "von", "aus", "in", "im", "auf", "zum", "zur", "unter", "uber", "bis", "zwischen"]
        }
        "pl" => &["do", "dla", "na", "z", "ze", "bez", "od", "w", "we", "pod", "nad", "za"],
        _ => &[],
    };
    words.contains(&word)
}

/// The words of the head, outwards from where it is read, without stop words (`toalla playa` is a `toalla de playa`); once for each side. Codes
/// and measures at that end are no head.
pub fn heads<'w>(words: &'w [String], tag: &str) -> Vec<(Side, Vec<&'w str>)> {
    let end = words.iter().position(|word| leads_on(word, tag)).unwrap_or(words.len());
    let core = words[..end].iter().map(String::as_str).filter(|word| !is_stop_word(word, Language::of(tag)));
    outwards(&core.collect::<Vec<_>>(), tag)
}

/// The same while the last word is being typed, and at which place of the head it stands. Whatever it is so far, it may become another word:
/// only a number is none, and what comes in a script without spaces is cut elsewhere.
pub fn heads_being_typed<'w>(words: &'w [String], tag: &str) -> Vec<(Side, Vec<&'w str>, usize)> {
    let Some((typed, before)) = words.split_last() else { return Vec::new() };
    if before.iter().any(|word| leads_on(word, tag)) || typed.chars().any(is_cjk) || is_code(typed) {
        return Vec::new();
    }
    let core = before.iter().map(String::as_str).filter(|word| !is_stop_word(word, Language::of(tag)));
    let heads = outwards(&core.chain([typed.as_str()]).collect::<Vec<_>>(), tag);
    let with_place = |(side, words): (Side, Vec<&'w str>)| {
        let at = if side == Side::End { 0 } else { words.len() - 1 };
        (side, words, at)
    };
    heads.into_iter().map(with_place).collect()
}

fn outwards<'w>(core: &[&'w str], tag: &str) -> Vec<(Side, Vec<&'w str>)> {
    let read = |side: Side| -> Vec<&'w str> {
        let words = core.iter().copied();
        if side == Side::End {
            words.rev().skip_while(|word| is_code(word)).collect()
        } else {
            words.skip_while(|word| is_code(word)).collect()
        }
    };
    sides(tag).iter().map(|&side| (side, read(side))).collect()
}

fn is_code(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, tag: &str) -> Vec<String> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        heads(&words, tag).into_iter().map(|(_, head)| head.join(" ")).collect()
    }

    #[test]
    fn the_thing_is_last_in_english_and_first_in_spanish() {
        assert_eq!(read("surfboard leash for kids", "en"), ["leash surfboard"]);
        assert_eq!(read("funda de la tabla", "es-MX"), ["funda tabla"]);
        assert_eq!(read("pokrowiec na deske", "pl"), ["pokrowiec", "pokrowiec"]);
    }

    #[test]
    fn a_word_that_is_being_typed_is_no_word_that_leads_on() {
        let typed = |text: &str, tag: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            heads_being_typed(&words, tag).into_iter().map(|(_, head, at)| (head.join(" "), at)).collect::<Vec<_>>()
        };
        assert_eq!(typed("camping to", "en"), [("to camping".to_owned(), 0)]);
        assert_eq!(typed("funda de la ta", "es"), [("funda ta".to_owned(), 1)]);
        assert_eq!(typed("leash for k", "en"), []);
        assert_eq!(typed("backpack 4", "en"), []);
    }

    #[test]
    fn sizes_behind_it_are_passed_over() {
        assert_eq!(read("backpack 40l", "en"), ["backpack"]);
        assert_eq!(read("for kids", "en"), [""]);
    }
}
