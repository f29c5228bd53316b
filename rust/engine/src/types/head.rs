//! Which words say what a thing is? `surfboard leash for beginners` is a leash: the words before the first one that leads on to something else,
//! read from their end; in other languages the thing comes first, and is read from there.
//!
//! Definition: `docs/reference/semantics.md`, paragraph 6, "Types".

use crate::text::Language;
use crate::text::stop_words::is_stop_word;

/// From which side a head is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// From the last word on, backwards.
    End,
    /// From the first word on.
    Start,
}

/// The sides of a language.
fn sides(tag: &str) -> &'static [Side] {
    match primary(tag).as_str() {
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
    let words: &[&str] = match primary(tag).as_str() {
        "en" => &["for", "with", "without", "from", "in", "on", "by", "to", "of", "under", "over", "between", "at"],
        "de" => {
            &["fur", "mit", "ohne", "von", "aus", "in", "im", "auf", "zum", "zur", "unter", "uber", "bis", "zwischen"]
        }
        "pl" => &["do", "dla", "na", "z", "ze", "bez", "od", "w", "we", "pod", "nad", "za"],
        _ => &[],
    };
    words.contains(&word)
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// The words of the head, outwards from where it is read, without stop words (`toalla playa` is a `toalla de playa`); once for each side. Codes
/// and measures at that end are no head.
pub fn heads<'w>(words: &'w [String], tag: &str) -> impl Iterator<Item = (Side, Vec<&'w str>)> {
    let end = words.iter().position(|word| leads_on(word, tag)).unwrap_or(words.len());
    let before = &words[..end];
    sides(tag).iter().map(move |&side| {
        let is_code = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
        let words = before.iter().map(String::as_str).filter(|word| !is_stop_word(word, Language::of(tag)));
        (
            side,
            if side == Side::End {
                words.rev().skip_while(is_code).collect()
            } else {
                words.skip_while(is_code).collect()
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, tag: &str) -> Vec<String> {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        heads(&words, tag).map(|(_, head)| head.join(" ")).collect()
    }

    #[test]
    fn the_thing_is_last_in_english_and_first_in_spanish() {
        assert_eq!(read("surfboard leash for kids", "en"), ["leash surfboard"]);
        assert_eq!(read("funda de la tabla", "es-MX"), ["funda tabla"]);
        assert_eq!(read("pokrowiec na deske", "pl"), ["pokrowiec", "pokrowiec"]);
    }

    #[test]
    fn sizes_behind_it_are_passed_over() {
        assert_eq!(read("backpack 40l", "en"), ["backpack"]);
        assert_eq!(read("for kids", "en"), [""]);
    }
}
