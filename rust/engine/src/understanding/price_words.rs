//! With which words do shoppers say what something may cost? By language, folded; a list that a language has not is empty.

use crate::text::primary;

/// The words of one language.
#[derive(Debug, Clone, Copy, Default)]
pub struct PriceWords {
    /// Before the greatest price, which is too much.
    pub below: &'static [&'static str],
    /// Before the greatest price; the number needs a currency.
    pub up_to: &'static [&'static str],
    /// Before the least price, which is too little.
    pub above: &'static [&'static str],
    /// Before the least price; the number needs a currency.
    pub from: &'static [&'static str],
    /// Before both prices.
    pub between: &'static [&'static str],
    /// Between both prices, behind `between`.
    pub and: &'static [&'static str],
    /// Before both prices, at will.
    pub range: &'static [&'static str],
    /// Between both prices.
    pub to: &'static [&'static str],
    /// Behind the greatest price.
    pub or_less: &'static [&'static str],
    /// Behind the greatest price, which is too much.
    pub less: &'static [&'static str],
    /// Behind the least price.
    pub or_more: &'static [&'static str],
    /// Behind the least price, which is too little.
    pub more: &'static [&'static str],
    /// Before everything, at will.
    pub lead: &'static [&'static str],
    /// The same, and leaves no doubt that prices are meant.
    pub price: &'static [&'static str],
    /// Behind everything, at will.
    pub tail: &'static [&'static str],
    /// What may go on behind a number without a currency.
    pub then: &'static [&'static str],
    /// What asks for the least price first.
    pub cheap: &'static [&'static str],
    /// People, whose age a number behind them may be.
    pub people: &'static [&'static str],
}

/// The words of a language, by its tag.
pub fn price_words(tag: &str) -> Option<&'static PriceWords> {
    let primary = primary(tag);
    WORDS.iter().find(|(language, _)| *language == primary).map(|(_, words)| words)
}

static WORDS: [(&str, PriceWords); 7] = [
    ("en", ENGLISH),
    ("de", GERMAN),
    ("fr", FRENCH),
    ("es", SPANISH),
    ("pl", POLISH),
    ("ja", JAPANESE),
    ("zh", CHINESE),
];

const NONE: PriceWords = PriceWords {
    below: &[],
    up_to: &[],
    above: &[],
    from: &[],
    between: &[],
    and: &[],
    range: &[],
    to: &[],
    or_less: &[],
    less: &[],
    or_more: &[],
    more: &[],
    lead: &[],
    price: &[],
    tail: &[],
    then: &[],
    people: &[],
    cheap: &[],
};

const ENGLISH: PriceWords = PriceWords {
    below: &["<", "under", "below", "less than", "cheaper than", "lower than"],
    up_to: &["up to", "at most", "no more than", "not more than", "not over", "not above", "maximum", "max", "max."],
    above: &[">", "over", "above", "more than", "higher than"],
    from: &[
        "from",
        "starting at",
        "starting from",
        "at least",
        "no less than",
        "not less than",
        "minimum",
        "min",
        "min.",
    ],
    between: &["between"],
    and: &["and"],
    range: &["from"],
    to: &["to"],
    or_less: &["or less", "or under", "or below", "or cheaper", "and under", "and below", "maximum", "max"],
    or_more: &["or more", "or over", "or above", "and up", "and over", "and above", "minimum", "min"],
    lead: &["for"],
    price: &["price", "prices", "priced", "cost", "costs", "costing"],
    then: &["for", "with", "that"],
    people: &[
        "adult", "adults", "age", "aged", "ages", "babies", "baby", "boy", "boys", "child", "children", "girl",
        "girls", "kid", "kids", "ladies", "man", "men", "people", "seniors", "teens", "toddler", "toddlers", "woman",
        "women", "year", "years",
    ],
    cheap: &["cheap", "cheaper", "cheapest", "inexpensive", "affordable", "low cost", "low-cost"],
    ..NONE
};

const GERMAN: PriceWords = PriceWords {
    below: &["<", "unter", "weniger als", "billiger als", "gunstiger als", "guenstiger als"],
    up_to: &[
        "bis",
        "bis zu",
        "maximal",
        "max",
        "max.",
        "hochstens",
        "hoechstens",
        "nicht mehr als",
        "nicht uber",
        "nicht ueber",
    ],
    above: &[">", "uber", "ueber", "mehr als", "teurer als"],
    from: &["ab", "mindestens", "mind", "mind.", "min", "min."],
    between: &["zwischen"],
    and: &["und"],
    range: &["von", "ab"],
    to: &["bis"],
    or_less: &["oder weniger", "maximal", "max"],
    or_more: &["oder mehr", "mindestens", "min"],
    lead: &["fur", "fuer", "zu"],
    price: &["preis", "kosten", "kostet"],
    then: &["fur", "fuer", "mit"],
    people: &[
        "alter",
        "baby",
        "babys",
        "damen",
        "erwachsene",
        "frauen",
        "herren",
        "jahre",
        "jungen",
        "kind",
        "kinder",
        "madchen",
        "maedchen",
        "manner",
        "maenner",
        "senioren",
    ],
    cheap: &[
        "billig",
        "billige",
        "billiger",
        "billiges",
        "billigen",
        "gunstig",
        "gunstige",
        "gunstiger",
        "gunstiges",
        "gunstigen",
        "guenstig",
        "guenstige",
        "guenstiger",
        "guenstiges",
        "guenstigen",
        "preiswert",
        "preiswerte",
        "preiswerter",
        "preiswertes",
        "preiswerten",
    ],
    ..NONE
};

const FRENCH: PriceWords = PriceWords {
    below: &[
        "<",
        "moins de",
        "moins cher que",
        "moins chers que",
        "moins chere que",
        "moins cheres que",
        "en dessous de",
        "au-dessous de",
        "au dessous de",
        "inferieur a",
    ],
    up_to: &["jusqu'a", "maximum", "max", "max.", "pas plus de", "au plus"],
    above: &[">", "plus de", "plus cher que", "au-dessus de", "au dessus de", "superieur a"],
    from: &["a partir de", "au moins", "minimum", "min", "min."],
    between: &["entre"],
    and: &["et"],
    range: &["de"],
    to: &["a", "jusqu'a"],
    or_less: &["ou moins", "au maximum", "maximum", "max"],
    or_more: &["ou plus", "et plus", "au minimum", "minimum", "min"],
    lead: &["a", "pour"],
    price: &["prix", "coutant"],
    then: &["pour", "avec"],
    people: &[
        "adulte", "adultes", "age", "ans", "bebe", "bebes", "enfant", "enfants", "femme", "femmes", "fille", "filles",
        "garcon", "garcons", "homme", "hommes",
    ],
    cheap: &["pas cher", "pas chere", "pas chers", "pas cheres", "bon marche"],
    ..NONE
};

const SPANISH: PriceWords = PriceWords {
    below: &[
        "<",
        "menos de",
        "por debajo de",
        "debajo de",
        "mas barato que",
        "mas baratos que",
        "mas barata que",
        "mas baratas que",
        "inferior a",
        "inferiores a",
    ],
    up_to: &["hasta", "maximo", "max", "max.", "como maximo", "no mas de"],
    above: &[">", "mas de", "mas caro que", "por encima de", "superior a"],
    from: &["desde", "a partir de", "al menos", "minimo", "min", "min.", "como minimo"],
    between: &["entre"],
    and: &["y", "e"],
    range: &["de", "desde"],
    to: &["a", "hasta"],
    or_less: &["o menos", "como maximo", "maximo", "max"],
    or_more: &["o mas", "como minimo", "minimo", "min"],
    lead: &["por", "a"],
    price: &["precio", "precios", "cuesta", "cuestan"],
    then: &["para", "con"],
    people: &[
        "adulto", "adultos", "anos", "bebe", "bebes", "chica", "chicas", "chico", "chicos", "edad", "hombre",
        "hombres", "mujer", "mujeres", "nina", "ninas", "nino", "ninos",
    ],
    cheap: &["barato", "barata", "baratos", "baratas", "economico", "economica", "economicos", "economicas"],
    ..NONE
};

const POLISH: PriceWords = PriceWords {
    below: &["<", "ponizej", "mniej niz", "tansze niz", "tanszy niz", "tansza niz", "taniej niz"],
    up_to: &["do", "maks", "maks.", "max", "max.", "maksymalnie", "najwyzej", "nie wiecej niz", "nie ponad"],
    above: &[">", "powyzej", "ponad", "wiecej niz", "drozsze niz", "drozszy niz", "drozsza niz"],
    from: &["od", "co najmniej", "minimum", "min", "min."],
    between: &["miedzy", "pomiedzy"],
    and: &["a", "i"],
    range: &["od"],
    to: &["do"],
    or_less: &["lub mniej", "i mniej", "maks", "max"],
    or_more: &["lub wiecej", "i wiecej"],
    lead: &["za", "w"],
    price: &["cena", "cenie", "ceny"],
    then: &["dla", "z", "ze"],
    people: &[
        "chlopca",
        "chlopcow",
        "dzieci",
        "dziecka",
        "dziewczynek",
        "dziewczynki",
        "kobiet",
        "lat",
        "mezczyzn",
        "wiek",
    ],
    cheap: &["tani", "tania", "tanie", "tanich", "tanio"],
    ..NONE
};

/// Hiragana is folded to katakana.
const JAPANESE: PriceWords = PriceWords {
    above: &[">"],
    below: &["<"],
    to: &["カラ"],
    or_less: &["以下", "以内", "マデ"],
    less: &["未満", "ヨリ安イ"],
    or_more: &["以上", "カラ"],
    more: &["ヨリ高イ"],
    price: &["価格", "値段"],
    tail: &["ノ", "デ"],
    cheap: &["安イ", "格安"],
    ..NONE
};

const CHINESE: PriceWords = PriceWords {
    below: &["<", "低于", "低於", "少于", "少於", "小于", "小於", "不到"],
    up_to: &["不超过", "不超過", "最多"],
    above: &[">", "高于", "高於", "超过", "超過", "大于", "大於", "多于", "多於"],
    from: &["不低于", "不低於", "不少于", "不少於", "至少"],
    to: &["到", "至"],
    or_less: &["以下", "以内", "以內", "之内", "之內"],
    or_more: &["以上", "起"],
    price: &["价格", "價格", "售价", "售價"],
    tail: &["的"],
    cheap: &["便宜", "平价", "平價"],
    ..NONE
};
