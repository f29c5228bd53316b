//! How do shoppers write a currency?

/// Signs and names of currencies, folded, by code. A name that is a measure too (pound) is none.
const SIGNS: [(&str, &[&str]); 21] = [
    ("aud", &["$", "a$", "au$", "dollar", "dollars"]),
    ("brl", &["r$", "reais", "real"]),
    ("cad", &["$", "c$", "ca$", "dollar", "dollars"]),
    ("chf", &["fr.", "franken", "francs", "franc"]),
    ("cny", &["¥", "元", "块", "塊", "圆", "人民币", "人民幣", "rmb", "yuan"]),
    ("czk", &["kc", "korun"]),
    ("dkk", &["kr", "kr.", "kroner"]),
    ("eur", &["€", "eur", "euro", "euros"]),
    ("gbp", &["£", "quid"]),
    ("hkd", &["$", "hk$", "元", "港元"]),
    ("huf", &["ft", "forint"]),
    ("inr", &["₹", "rs", "rs.", "rupees"]),
    ("jpy", &["¥", "円", "yen"]),
    ("krw", &["₩", "원", "won"]),
    ("mxn", &["$", "mx$", "pesos", "peso"]),
    ("nok", &["kr", "kr.", "kroner"]),
    ("nzd", &["$", "nz$", "dollar", "dollars"]),
    ("pln", &["zl", "zloty", "zlote", "zlotych"]),
    ("sek", &["kr", "kr.", "kronor"]),
    ("twd", &["$", "nt$", "元"]),
    ("usd", &["$", "us$", "dollar", "dollars", "bucks", "dolares", "dolarow"]),
];

/// What a currency is called besides its code.
pub fn signs_of(code: &str) -> &'static [&'static str] {
    SIGNS.iter().find(|(known, _)| *known == code).map_or(&[], |(_, signs)| signs)
}

/// Whether a word is the code or a name of another currency, and none of this one.
pub fn is_money_of_others(word: &str, code: &str) -> bool {
    let is_of = |&(other, signs): &(&str, &[&str])| other == word || signs.contains(&word);
    !word.is_empty() && word != code && !signs_of(code).contains(&word) && SIGNS.iter().any(is_of)
}
