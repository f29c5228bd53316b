//! With which words do shoppers say what something shall not have, and products what they have not? By language; lists of phrases are folded,
//! those of products are written as products write them.

use super::primary;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct NegationWords {
    /// Before what is not wanted.
    pub without: &'static [&'static str],
    /// Between these and the thing.
    pub any: &'static [&'static str],
    /// Behind what is not wanted.
    pub free: &'static [&'static str],
    /// How products say that they have no `{}`.
    pub says: &'static [&'static str],
    /// Values of an attribute that say that there is nothing.
    pub negative: &'static [&'static str],
}

/// The words of a language, by its tag.
pub fn negation_words(tag: &str) -> Option<&'static NegationWords> {
    let primary = primary(tag);
    WORDS.iter().find(|(language, _)| *language == primary).map(|(_, words)| words)
}

/// Whether a folded value of an attribute says that there is nothing.
pub fn is_negative(value: &str) -> bool {
    matches!(value, "false" | "0") || WORDS.iter().any(|(_, words)| words.negative.contains(&value))
}

#[rustfmt::skip]
static WORDS: [(&str, NegationWords); 7] = [
    ("en", NegationWords {
        without: &["without", "w/o", "with no", "no", "not", "excluding", "except", "except for"],
        any: &["a", "an", "any", "the"],
        free: &["free"],
        says: &["without {}", "no {}", "{} free", "{}less", "{}free"],
        negative: &["no", "none", "without", "free", "never"],
    }),
    ("de", NegationWords {
        without: &["ohne", "kein", "keine", "keinen", "nicht"],
        any: &["ein", "eine", "einen"],
        free: &["frei"],
        says: &["ohne {}", "kein {}", "keine {}", "{} frei", "{}frei", "{}los"],
        negative: &["nein", "keine", "kein", "ohne", "frei"],
    }),
    ("fr", NegationWords {
        without: &["sans", "pas de", "pas d'", "sauf"],
        any: &["de", "des", "le", "la", "les", "un", "une"],
        free: &[],
        says: &["sans {}", "pas de {}"],
        negative: &["non", "aucun", "aucune", "sans"],
    }),
    ("es", NegationWords {
        without: &["sin", "no", "excepto", "salvo"],
        any: &["un", "una", "el", "la", "los", "las"],
        free: &[],
        says: &["sin {}", "libre de {}"],
        negative: &["ninguno", "ninguna", "sin"],
    }),
    ("pl", NegationWords {
        without: &["bez", "nie", "oprocz"],
        any: &[],
        free: &[],
        says: &["bez {}"],
        negative: &["nie", "brak", "bez"],
    }),
    ("ja", NegationWords {
        without: &[],
        any: &[],
        free: &["ナシ", "無シ", "フリー", "抜キ", "以外"],
        says: &["{}なし", "{}無し", "{}フリー", "{}抜き", "無{}"],
        negative: &["ナシ", "無シ", "無"],
    }),
    ("zh", NegationWords {
        without: &["不含", "不带", "不帶", "没有", "沒有", "不要", "除了"],
        any: &[],
        free: &[],
        says: &["不含{}", "无{}", "無{}", "不带{}", "免{}"],
        negative: &["无", "無", "不含", "否", "没有"],
    }),
];
