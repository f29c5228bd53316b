//! One spelling for one word: case, accents, width and ligatures are folded away.
//!
//! The definition stands in `docs/reference/semantics.md`, paragraph 2. Folding is idempotent (a law in the tests).

use unicode_normalization::UnicodeNormalization;

/// Appends the folded form of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    let compatible: String = text.nfkc().collect();
    // Marks are dropped only where they decorate letters of European scripts: Japanese voicing marks change the word.
    let bare = compatible
        .to_lowercase()
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(katakana)
        .collect::<String>();
    for c in bare.nfc() {
        match spelled_out(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Letters that Unicode does not decompose but shoppers type without.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        _ => return None,
    })
}

/// Hiragana and katakana are two ways to write the same. (Before voicing marks are composed: there are voiced katakana without a hiragana.)
fn katakana(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{309d}' | '\u{309e}' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_case_accents_width_and_ligatures() {
        for (typed, folded) in [
            ("Crème BRÛLÉE", "creme brulee"),
            ("Straße", "strasse"),
            ("ＡＢＣ１２", "abc12"),
            ("łódź", "lodz"),
            ("ﬁn", "fin"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn keeps_japanese_voicing_marks() {
        assert_eq!(fold("がぎグー"), "ガギグー");
        assert_ne!(fold("が"), fold("か"));
    }

    proptest! {
        #[test]
        fn is_idempotent(text in "\\PC{0,24}|[ァ-ヿぁ-ゟ\u{3099}\u{309a}ｦ-ﾟ]{0,8}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
