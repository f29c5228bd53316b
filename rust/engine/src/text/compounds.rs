//! German words that are made of others: which forms end with a typed word as their head?
//!
//! A `Strandtuch` is a `Tuch`. What stands before the head is not looked up: small shops have `Strandtuch` and no `Strand`. So the rule asks for
//! four letters on both sides, and knows a few shorter first words, and a few endings that look like a head and are none.

use super::Language;
use super::stop_words::is_stop_word;

/// Letters of the head as typed, and of what stands before it.
const LEAST: usize = 4;

/// Shorter first words of what shops sell: an `Esstisch` is a `Tisch`, but a `Verband` is no `Band`.
const SHORT: [&str; 14] =
    ["alu", "bad", "bau", "bio", "eck", "eis", "ess", "gas", "iso", "nah", "rad", "see", "ski", "tee"];

/// Stems whose last letters look like a word and are none: `Hersteller` is no `Teller`, `elastisch` no `Tisch`.
#[rustfmt::skip]
const PSEUDO: [&str; 34] = [
    "bring", "ektur", "uktur", "atur", "greif", "heim", "mentell", "moglicht", "pflicht", "schmutz", "stell",
    "streif", "verband", "eutisch", "elastisch", "hetisch", "identisch", "iptisch", "istisch", "itisch", "letisch",
    "mantisch", "matisch", "metisch", "natisch", "netisch", "plastisch", "raktisch", "ratisch", "taktisch",
    "tastisch", "tatisch", "thentisch", "ustisch",
];

/// Whether a typed word may be the head of compounds.
pub fn may_be_head(typed: &str) -> bool {
    typed.len() >= LEAST
}

/// Whether the German stem of a form is that of a compound whose last word has the stem `head`.
pub fn is_compound(stem: &str, head: &str) -> bool {
    let Some(before) = stem.strip_suffix(head) else { return false };
    let looks_so = |ending: &str| ending.len() > head.len() && stem.ends_with(ending) && ending.ends_with(head);
    let may_stand_before = SHORT.contains(&before) || before.len() >= LEAST && !is_stop_word(before, Language::German);
    may_stand_before && !PSEUDO.iter().any(|one| looks_so(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_heads_and_what_only_looks_like_one() {
        for (stem, head, is) in [
            ("strandtuch", "tuch", true),
            ("wanderstiefel", "stiefel", true),
            ("badehos", "hos", true),
            ("durchmess", "mess", false),
            ("herstell", "tell", false),
            ("elastisch", "tisch", false),
            ("campingtisch", "tisch", true),
            ("barock", "rock", false),
            ("klapptisch", "tisch", true),
            ("esstisch", "tisch", true),
            ("romantisch", "tisch", false),
            ("kritisch", "tisch", false),
            ("temperatur", "tur", false),
            ("haustur", "tur", true),
            ("tuch", "tuch", false),
        ] {
            assert_eq!(is_compound(stem, head), is, "{stem} {head}");
        }
    }
}
