//! Why is this product here, with this relevance? A view on what the search itself reads, not a second implementation.

use crate::error::Result;
use crate::index::segment::Segment;
use crate::index::text_index::TextIndex;
use crate::matching::rows::{QueryLists, signature_of};
use crate::matching::side_by_side::Pairs;
use crate::query::clauses::{Clause, Query, Target};
use crate::query::named_types::NamedTypes;
use crate::query::phrase::Wanted;
use crate::text::fold::fold;
use crate::text::further::readable;
use serde::Serialize;
use std::collections::BTreeMap;

/// What one clause found in a document.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseExplanation {
    /// The clause as typed (folded).
    pub clause: String,
    /// What it adds to relevance, in fixed point.
    pub relevance: u64,
    /// Inverse document frequencies, in fixed point.
    pub idf: Vec<u64>,
    /// Form -> field -> occurrences (at most 7), and the form's weight.
    pub forms: Vec<FormExplanation>,
    /// Row values that hold it: column -> values.
    pub values: BTreeMap<String, Vec<String>>,
    /// Whether an identifier names a row for it.
    pub identifier: bool,
}

/// Where one form stands.
#[derive(Debug, Clone, Serialize)]
pub struct FormExplanation {
    /// The surface form.
    pub form: String,
    /// Its weight, in 1/256.
    pub weight: u32,
    /// Whether it stands in for a word that was misspelt.
    pub is_correction: bool,
    /// Field -> occurrences.
    pub fields: BTreeMap<String, u32>,
}

/// The types of product that a phrase names.
#[derive(Debug, Clone, Serialize)]
pub struct TypeExplanation {
    /// Their values.
    pub named: Vec<String>,
    /// Whether the document is of one of them.
    pub is_of_type: bool,
    /// What the clauses' sum is multiplied with, in 1/256.
    pub factor: u64,
}

/// The types that a phrase names by words that names of products taught.
#[derive(Debug, Clone, Serialize)]
pub struct LearnedTypeExplanation {
    /// The stems of these words.
    pub named: Vec<String>,
    /// The stem that calls the type of the document, if it is known.
    pub of_product: Option<String>,
    /// What the document gained, in fixed point.
    pub gain: u64,
}

/// What the words of a phrase that follow each other are worth where they stand side by side.
#[derive(Debug, Clone, Serialize)]
pub struct SideBySideExplanation {
    /// The words, pair by pair, that stand so in the name of the document.
    pub standing: Vec<String>,
    /// How many pairs the phrase has.
    pub pairs: u32,
    /// What the document gained, in fixed point.
    pub gain: u64,
}

/// What the values are worth that a phrase names.
#[derive(Debug, Clone, Serialize)]
pub struct ValueExplanation {
    /// The parts of the phrase that name values, as they were typed.
    pub named: Vec<String>,
    /// Those of which the hit has one.
    pub held: Vec<String>,
    /// What the document gained, in fixed point.
    pub gain: u64,
}

/// What a document gained as one of the first hits.
pub struct Gains<'a> {
    /// The learned types that the phrase names, if it names any, and what it gained by its own.
    pub learned: Option<(&'a [u16], u64)>,
    /// What it gained by words side by side, if the phrase has any that could stand so.
    pub side_by_side: Option<u64>,
    /// The parts of the phrase that name values, if any do, which of them it has (by bits), and what it gained by that.
    pub values: Option<(&'a [&'a str], u128, u64)>,
}

/// The explanation of a document's relevance: the clauses' parts add up to it, times the factor of its type, and what it gained.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// One per clause.
    pub clauses: Vec<ClauseExplanation>,
    /// What the phrase says of types; `None`: nothing.
    pub product_type: Option<TypeExplanation>,
    /// What the phrase says of learned types; `None`: nothing.
    pub learned_type: Option<LearnedTypeExplanation>,
    /// What the phrase's order says; `None`: nothing.
    pub side_by_side: Option<SideBySideExplanation>,
    /// What the phrase says of values; `None`: nothing.
    pub values: Option<ValueExplanation>,
    /// The sum, times the factor of the type, and what was gained.
    pub relevance: u64,
}

/// Explains the relevance of a document.
pub fn explain(
    segment: &Segment,
    query: &Query,
    types: Option<&NamedTypes>,
    gains: &Gains,
    locale: usize,
    document: u32,
) -> Result<Explanation> {
    let text = &segment.texts[locale];
    let lists = QueryLists::read(segment, text, query)?;
    let mut clauses = Vec::with_capacity(query.clauses.len());
    for (clause, list) in query.clauses.iter().zip(&lists.clauses) {
        let relevance = crate::ranking::scorer::Scorer::new(text, std::slice::from_ref(list))?.score(document)?;
        let mut forms = Vec::new();
        for form in &list.forms {
            if let Some(signature) = signature_of(text, &form.postings, document)? {
                let fields = signature
                    .fields()
                    .map(|(field, count)| (segment.schema.text_fields[field].name.clone(), count))
                    .collect();
                forms.push(FormExplanation {
                    form: readable(text.terms.get(form.term)?),
                    weight: form.weight,
                    is_correction: form.is_correction,
                    fields,
                });
            }
        }
        clauses.push(ClauseExplanation {
            clause: written(&clause.wanted),
            relevance,
            idf: clause.idfs.clone(),
            forms,
            values: values_of(segment, clause)?,
            identifier: list.named.contains(document),
        });
    }
    let sum = clauses.iter().map(|clause| clause.relevance).sum();
    let product_type = types.map(|types| explain_types(segment, types, document)).transpose()?;
    let learned_type =
        gains.learned.map(|(named, gain)| explain_learned(text, named, gain, document)).transpose()?.flatten();
    let pairs =
        gains.side_by_side.map(|gain| explain_pairs(text, query, &lists, gain, document)).transpose()?.flatten();
    let values = gains.values.map(|(named, held, gain)| explain_values(named, held, gain));
    let gained = learned_type.as_ref().map_or(0, |learned| learned.gain)
        + pairs.as_ref().map_or(0, |pairs| pairs.gain)
        + values.as_ref().map_or(0, |values| values.gain);
    let relevance = NamedTypes::boost(types, document, sum) + gained;
    Ok(Explanation { clauses, product_type, learned_type, side_by_side: pairs, values, relevance })
}

fn explain_values(named: &[&str], held: u128, gain: u64) -> ValueExplanation {
    let is_held = |number: usize| held >> number & 1 == 1;
    let held =
        named.iter().enumerate().filter(|(number, _)| is_held(*number)).map(|(_, text)| (*text).to_owned()).collect();
    ValueExplanation { named: named.iter().map(|text| (*text).to_owned()).collect(), held, gain }
}

fn explain_pairs(
    text: &TextIndex,
    query: &Query,
    lists: &QueryLists,
    gain: u64,
    document: u32,
) -> Result<Option<SideBySideExplanation>> {
    let Some(pairs) = Pairs::of(text, &lists.clauses)? else { return Ok(None) };
    let standing = pairs.standing(document);
    let words = query.clauses.windows(2).enumerate().filter(|(first, _)| standing >> (first + 1) & 1 == 1);
    let standing =
        words.map(|(_, pair)| format!("{} {}", written(&pair[0].wanted), written(&pair[1].wanted))).collect();
    Ok(Some(SideBySideExplanation { standing, pairs: pairs.all.count_ones(), gain }))
}

fn explain_learned(
    text: &TextIndex,
    named: &[u16],
    gain: u64,
    document: u32,
) -> Result<Option<LearnedTypeExplanation>> {
    let Some(learned) = &text.learned_types else { return Ok(None) };
    let named = named.iter().map(|&number| learned.word(number)).collect::<Result<_>>()?;
    let of_product = learned.view()?.of(document).first().map(|&number| learned.word(number)).transpose()?;
    Ok(Some(LearnedTypeExplanation { named, of_product, gain }))
}

fn explain_types(segment: &Segment, types: &NamedTypes, document: u32) -> Result<TypeExplanation> {
    let named = match &segment.product_types {
        Some(all) => all.values(&types.types, &segment.columns)?,
        None => Vec::new(),
    };
    let is_of_type = types.documents.contains(document);
    Ok(TypeExplanation { named, is_of_type, factor: if is_of_type { types.factor } else { 256 } })
}

fn written(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Word(word) => word.clone(),
        Wanted::Prefix(word) => format!("{word}..."),
        Wanted::Quote(words) => {
            format!("\"{}\"", words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" "))
        }
    }
}

fn values_of(segment: &Segment, clause: &Clause) -> Result<BTreeMap<String, Vec<String>>> {
    let mut values = BTreeMap::new();
    for (column, ordinals) in &clause.values {
        let column = &segment.columns[*column];
        let Some(dictionary) = column.dictionary() else { continue };
        let names = ordinals.iter().map(|&ordinal| dictionary.get(ordinal)).collect::<Result<Vec<_>>>()?;
        values.insert(column.spec.name.clone(), names);
    }
    Ok(values)
}

/// Byte ranges of a display text that a phrase finds: typed forms and their alternatives.
pub fn highlight(segment: &Segment, query: &Query, locale: usize, text: &str) -> Result<Vec<(usize, usize)>> {
    let mut forms: Vec<String> = Vec::new();
    for clause in &query.clauses {
        match &clause.wanted {
            Wanted::Word(word) | Wanted::Prefix(word) => forms.push(word.clone()),
            Wanted::Quote(words) => forms.extend(words.iter().map(|(word, _)| word.clone())),
        }
        if let Target::Forms(alternatives) = &clause.target {
            for alternative in &**alternatives {
                forms.push(segment.texts[locale].terms.get(alternative.term)?);
            }
        }
    }
    debug_assert!(forms.iter().all(|form| fold(form) == *form));
    let language = segment.schema.first_language(locale);
    Ok(crate::text::highlight::highlight(text, language, |token| forms.iter().any(|form| form == token)))
}
