//! Forms without their ending: what the plural is to English, and what other languages decline besides.
//!
//! All rules work on folded forms: accents and umlauts are gone before. The German ones are those that light stemmers share (J. Savoy, "Light
//! Stemming Approaches for the French, Portuguese, German and Hungarian Languages", 2006), the Polish ones the endings of nouns and adjectives
//! that Snowball 3 strips (D. Shachnev's `polish.sbl`), without diacritics.

use super::Language;
use std::borrow::Cow;

/// Letters of a word that German and Polish endings leave.
const LEAST: usize = 3;

const GERMAN: [&str; 6] = ["ern", "em", "er", "en", "es", "e"];

const POLISH: [&str; 24] = [
    "iego", "iemu", "ymi", "imi", "ego", "emu", "ami", "ach", "owi", "iem", "ych", "ich", "om", "ow", "ej", "ym", "im",
    "em", "a", "e", "i", "o", "u", "y",
];

/// The form without its plural ending: two forms of a group with the same plural stem are near.
pub fn plural_stem(form: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => english(form),
        Language::German => Cow::Owned(german(form)),
        Language::Spanish => spanish(form),
        Language::French => french(form),
        Language::Polish => Cow::Borrowed(without_softness(without_vowel(form))),
        Language::Chinese | Language::Generic => Cow::Borrowed(form),
    }
}

/// English plurals that no ending tells, and their singulars; the first also at the end of a compound (`bookshelves`).
#[rustfmt::skip]
const IRREGULAR: [(&str, &str); 15] = [
    ("knives", "knife"), ("scarves", "scarf"), ("shelves", "shelf"), ("wolves", "wolf"),
    ("calves", "calf"), ("elves", "elf"), ("geese", "goose"), ("halves", "half"), ("hooves", "hoof"), ("leaves", "leaf"),
    ("loaves", "loaf"), ("mice", "mouse"), ("teeth", "tooth"), ("thieves", "thief"), ("wives", "wife"),
];
/// How many of them.
const IN_COMPOUNDS: usize = 4;

/// The singular of an irregular English plural; `None`: the form is none.
pub fn irregular_singular(form: &str) -> Option<String> {
    if !["ves", "ice", "ese", "eth"].iter().any(|ending| form.ends_with(ending)) {
        return None;
    }
    IRREGULAR.iter().enumerate().find_map(|(number, (plural, singular))| {
        let before = form.strip_suffix(plural)?;
        (before.is_empty() || number < IN_COMPOUNDS).then(|| format!("{before}{singular}"))
    })
}

fn english(form: &str) -> Cow<'_, str> {
    if let Some(singular) = irregular_singular(form) {
        return Cow::Owned(singular);
    }
    if let Some(base) = form.strip_suffix("ies").filter(|_| form.len() > 4) {
        return Cow::Owned(format!("{base}y"));
    }
    if ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| form.ends_with(ending)) {
        return Cow::Borrowed(&form[..form.len() - 2]);
    }
    match form.strip_suffix('s') {
        Some(base) if form.len() > 3 && !base.ends_with('s') => Cow::Borrowed(base),
        _ => Cow::Borrowed(form),
    }
}

/// `ae`, `oe` and `ue` are how umlauts are written without an umlaut key; behind another vowel or a q the `e` is an e.
fn german(form: &str) -> String {
    let mut written = String::with_capacity(form.len());
    for c in form.chars() {
        let mut before = written.chars().rev();
        let (last, one_before) = (before.next(), before.next());
        let is_umlaut = c == 'e'
            && match last {
                Some('a' | 'o') => true,
                Some('u') => !one_before.is_some_and(|c| is_vowel(c) || c == 'q'),
                _ => false,
            };
        if !is_umlaut {
            written.push(c);
        }
    }
    let kept = GERMAN.iter().find_map(|ending| stripped(&written, ending)).or_else(|| {
        let mut end = written.chars().rev();
        match (end.next()?, end.next()?) {
            ('n', 'l' | 'r') | ('s', 'b' | 'd' | 'f' | 'g' | 'h' | 'k' | 'l' | 'm' | 'n' | 'r' | 't') => {
                Some(&written[..written.len() - 1])
            }
            _ => None,
        }
        .filter(|kept| kept.len() >= LEAST)
    });
    let length = kept.map_or(written.len(), str::len);
    written.truncate(length);
    written
}

/// `-s` behind a vowel, `-es` and the `-e` that it leaves; `luces` is `luz`.
fn spanish(form: &str) -> Cow<'_, str> {
    let ends_in_vowel = |text: &str| text.chars().next_back().is_some_and(is_vowel);
    let singular = form.strip_suffix('s').filter(|base| form.len() > 3 && ends_in_vowel(base)).unwrap_or(form);
    let bare = singular.strip_suffix('e').filter(|base| base.len() >= LEAST - 1).unwrap_or(singular);
    match bare.strip_suffix('c') {
        Some(base) if bare.len() < singular.len() => Cow::Owned(format!("{base}z")),
        _ => Cow::Borrowed(bare),
    }
}

/// `-s`, `-aux`, `-eaux`, `-oux`, `-eux`, and the mute `-e` of participles.
fn french(form: &str) -> Cow<'_, str> {
    let singular = match form.strip_suffix('x') {
        Some(base) if form.len() > 4 && base.ends_with("au") && !base.ends_with("eau") => {
            return Cow::Owned(format!("{}l", &base[..base.len() - 1]));
        }
        Some(base) if form.len() > 3 && ["eau", "ou", "eu"].iter().any(|ending| base.ends_with(ending)) => base,
        _ => form.strip_suffix('s').filter(|base| form.len() > 3 && !base.ends_with('s')).unwrap_or(form),
    };
    Cow::Borrowed(singular.strip_suffix('e').filter(|base| base.ends_with('e') && base.len() > 3).unwrap_or(singular))
}

/// The group of a Polish form: the longest ending goes, then the `i` of a soft consonant; `-ek` is `-k` with the vowel that endings drop.
pub fn polish_stem(form: &str) -> Cow<'_, str> {
    if let Some(base) = POLISH.iter().find_map(|ending| stripped(form, ending)) {
        return Cow::Borrowed(without_softness(base));
    }
    match form.strip_suffix("ek") {
        Some(base) if base.len() >= LEAST => Cow::Owned(format!("{base}k")),
        _ => Cow::Borrowed(form),
    }
}

fn without_vowel(form: &str) -> &str {
    form.strip_suffix(is_vowel).filter(|base| base.len() >= LEAST).unwrap_or(form)
}

fn without_softness(form: &str) -> &str {
    stripped(form, "i").unwrap_or(form)
}

fn stripped<'a>(form: &'a str, ending: &str) -> Option<&'a str> {
    form.strip_suffix(ending).filter(|base| base.len() >= LEAST)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, pairs: &[(&str, &str)]) {
        for (form, base) in pairs {
            assert_eq!(plural_stem(form, language), *base, "{form}");
        }
    }

    #[test]
    fn english_drops_only_plural_endings() {
        check(
            Language::English,
            &[("dresses", "dress"), ("bikinis", "bikini"), ("towels", "towel"), ("gas", "gas"), ("berries", "berry")],
        );
        check(Language::English, &[("glass", "glass")]);
    }

    #[test]
    fn german_drops_endings_and_the_second_letter_of_umlauts() {
        check(
            Language::German,
            &[("tucher", "tuch"), ("tuecher", "tuch"), ("hosen", "hos"), ("hose", "hos"), ("stiefeln", "stiefel")],
        );
        check(
            Language::German,
            &[("shorts", "short"), ("glas", "glas"), ("neue", "neu"), ("rotes", "rot"), ("rot", "rot")],
        );
    }

    #[test]
    fn romance_plurals() {
        check(
            Language::Spanish,
            &[
                ("luces", "luz"),
                ("luz", "luz"),
                ("relojes", "reloj"),
                ("trajes", "traj"),
                ("traje", "traj"),
                ("gas", "gas"),
            ],
        );
        check(
            Language::French,
            &[
                ("chevaux", "cheval"),
                ("chapeaux", "chapeau"),
                ("bijoux", "bijou"),
                ("lunettes", "lunette"),
                ("prix", "prix"),
            ],
        );
        check(Language::French, &[("imprimees", "imprime"), ("imprime", "imprime"), ("tasse", "tasse")]);
    }

    #[test]
    fn polish_cases_share_a_stem() {
        for group in [
            "recznik reczniki recznika recznikow recznikiem",
            "plazowy plazowa plazowe plazowego plazowych",
            "kurtka kurtki kurtek kurtkami",
            "kuchnia kuchnie kuchni",
            "damski damska damskie damskiego damskich",
            "but buty butow",
        ] {
            let stems: Vec<_> = group.split(' ').map(polish_stem).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }
}
