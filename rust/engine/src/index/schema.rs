//! What a document may hold, and how its words weigh. Crosses from Python once, as JSON.

use crate::error::{Error, Result};
use crate::text::Language;
use crate::text::measures::OwnUnits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Text fields a document may have: their counts share one 24-bit signature, three bits each.
pub const MOST_FIELDS: usize = 8;
/// The name of the field that holds names.
pub const NAME: &str = "name";
/// The name of the field that holds short descriptions.
pub const SHORT_DESCRIPTION: &str = "short_description";
/// The name of the field that holds the texts of row values.
pub const VARIATIONS: &str = "variations";

/// One text field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextField {
    /// Its name.
    pub name: String,
    /// Its key in documents; the name if absent.
    #[serde(default)]
    pub key: Option<String>,
    /// How much an occurrence counts.
    pub weight: f64,
    /// Length normalisation, 0 (none) to 1 (full).
    #[serde(default = "default_b")]
    pub b: f64,
    /// Whether a match here makes a product the thing looked for, not one that mentions it.
    #[serde(default = "default_true")]
    pub strong: bool,
    /// Whether its words may stand in for misspelt ones.
    #[serde(default = "default_true")]
    pub corrections: bool,
}

fn default_b() -> f64 {
    0.75
}

fn default_true() -> bool {
    true
}

/// What a column's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// Strings, one or more a row, stored as ordinals: refinements and filters.
    Value,
    /// One number a row.
    Number,
    /// One number a row with a fixed count of decimals, stored as an integer of the smallest unit: money.
    Money,
    /// One text a row, stored as its place in the order of all: sorting only.
    Sortable,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// Its name.
    pub name: String,
    /// Its key in documents and rows; the name if absent.
    #[serde(default)]
    pub key: Option<String>,
    /// What it holds.
    pub kind: ColumnKind,
    /// Decimals of a money column.
    #[serde(default)]
    pub decimals: u32,
    /// Whether row values of it are text that a phrase finds.
    #[serde(default)]
    pub text: bool,
    /// What it is called: in a language, or in any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(Option<String>, String)>,
}

/// The text of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueText {
    /// Language -> text.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// What counts where no language of a locale has a text, as a text of the locale's first language.
    #[serde(default)]
    pub otherwise: Option<String>,
}

/// One category; parents stand before children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategorySpec {
    /// Its id.
    pub id: String,
    /// Its parent, if it is no top category.
    #[serde(default)]
    pub parent: Option<String>,
}

/// A locale: the languages tried in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocaleSpec {
    /// Its name.
    pub name: String,
    /// Language tags, first choice first.
    pub languages: Vec<String>,
}

impl LocaleSpec {
    /// The first of its languages.
    pub fn first_language(&self) -> Language {
        self.languages.first().map_or(Language::Generic, |tag| Language::of(tag))
    }
}

/// Constants of text relevance (semantics, paragraph 5).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelevanceSpec {
    /// How soon more occurrences stop counting.
    pub k1: f64,
    /// Exponent of the inverse document frequency.
    pub idf_exponent: f64,
    /// Weight of a form that differs by a plural, in 1/256.
    pub stem_near: u32,
    /// Weight of any other form of the stem group, in 1/256.
    pub stem_far: u32,
    /// How much of its relevance a document gains at most by words that stand side by side in its name, in 1/256; 0: they are not looked at.
    pub side_by_side: u32,
    /// What of its relevance one of the first hits gains by having the values that the phrase names, in 1/256.
    pub values: u32,
}

impl Default for RelevanceSpec {
    fn default() -> Self {
        Self { k1: 0.4, idf_exponent: 0.65, stem_near: 243, stem_far: 128, side_by_side: 0, values: 128 }
    }
}

/// Where the types of products stand, and what it is worth to be of a type that a phrase names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductTypesSpec {
    /// Name of a value column; it may be declared later.
    pub column: String,
    /// How much of the relevance is added to it, in 1/256.
    pub weight: u32,
}

/// Everything the builder must know before the first document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// One text index is built for each.
    pub locales: Vec<LocaleSpec>,
    /// Text fields; one may be called `variations`.
    pub text_fields: Vec<TextField>,
    /// Columns.
    #[serde(default)]
    pub columns: Vec<ColumnSpec>,
    /// Key and name of the money column that represents a row, if any.
    #[serde(default)]
    pub price: Option<String>,
    /// Name of the number column that tells what is in stock, if any.
    #[serde(default)]
    pub stock: Option<String>,
    /// Name of the value column that orders products inside a category.
    #[serde(default)]
    pub brand: Option<String>,
    /// Key of the category assignments in documents.
    #[serde(default = "default_categories_key")]
    pub categories_key: String,
    /// The category tree; siblings in order.
    #[serde(default)]
    pub categories: Vec<CategorySpec>,
    /// Categories are made from the documents' assignments as they come (all at the top, in order of id).
    #[serde(default)]
    pub open_categories: bool,
    /// Column -> value -> text, for values whose text is not the value itself.
    #[serde(default)]
    pub value_text: BTreeMap<String, BTreeMap<String, ValueText>>,
    /// Constants of relevance.
    #[serde(default)]
    pub relevance: RelevanceSpec,
    /// What tells the type of a product, if anything does.
    #[serde(default)]
    pub product_types: Option<ProductTypesSpec>,
    /// How much of its relevance a document gains at most by the types that are learned from names, in 1/256; 0: none are learned.
    #[serde(default)]
    pub learned_types: u32,
    /// Units of measure, besides those that are known.
    #[serde(default)]
    pub units: OwnUnits,
}

fn default_categories_key() -> String {
    "categories".to_owned()
}

impl Schema {
    /// The first language of a locale.
    pub fn first_language(&self, locale: usize) -> Language {
        self.locales[locale].first_language()
    }

    /// Reads and checks a schema.
    pub fn from_json(json: &str) -> Result<Self> {
        let schema: Self = serde_json::from_str(json).map_err(|error| Error::Schema(error.to_string()))?;
        schema.check()?;
        Ok(schema)
    }

    fn check(&self) -> Result<()> {
        if self.text_fields.is_empty() || self.text_fields.len() > MOST_FIELDS {
            return Err(Error::Schema(format!(
                "{} text fields; 1 to {MOST_FIELDS} are possible",
                self.text_fields.len()
            )));
        }
        for field in &self.text_fields {
            if !(field.weight.is_finite() && (0.0..=100.0).contains(&field.weight) && (0.0..=1.0).contains(&field.b)) {
                return Err(Error::Schema(format!(
                    "field {:?}: the weight must lie in 0..100 and b in 0..1",
                    field.name
                )));
            }
        }
        let relevance = &self.relevance;
        let numbers_fit = (0.0..=100.0).contains(&relevance.k1) && (0.0..=4.0).contains(&relevance.idf_exponent);
        if relevance.side_by_side.max(relevance.values) > 100 * 256 {
            return Err(Error::Schema("relevance: side_by_side and values must lie in 0..100".into()));
        }
        if !numbers_fit || relevance.stem_near > 256 || relevance.stem_far > 256 {
            return Err(Error::Schema(
                "relevance: k1 must lie in 0..100, idf_exponent in 0..4, stem weights in 0..256".into(),
            ));
        }
        if self.product_types.as_ref().is_some_and(|types| types.weight > 100 * 256) {
            return Err(Error::Schema("product_types: the weight must lie in 0..100".into()));
        }
        if self.learned_types > 100 * 256 {
            return Err(Error::Schema("learned_types: the weight must lie in 0..100".into()));
        }
        if self.locales.is_empty() || self.locales.iter().any(|locale| locale.languages.is_empty()) {
            return Err(Error::Schema("there must be a locale, and each must have a language".into()));
        }
        self.check_columns()
    }

    fn check_columns(&self) -> Result<()> {
        let of_kind = |name: &Option<String>, kind: ColumnKind| {
            name.as_ref()
                .is_none_or(|name| self.columns.iter().any(|column| column.name == *name && column.kind == kind))
        };
        if !of_kind(&self.price, ColumnKind::Money)
            || !of_kind(&self.stock, ColumnKind::Number)
            || !of_kind(&self.brand, ColumnKind::Value)
        {
            return Err(Error::Schema(
                "price must name a money column, stock a number column and brand a value column".into(),
            ));
        }
        let mut names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Error::Schema(format!("column {:?} is declared twice", pair[0]))),
            None => Ok(()),
        }
    }

    /// The place of a text field, if there is one of this name.
    pub fn text_field(&self, name: &str) -> Option<usize> {
        self.text_fields.iter().position(|field| field.name == name)
    }

    /// The place of the variations field, if there is one.
    pub fn variations_field(&self) -> Option<usize> {
        self.text_field(VARIATIONS)
    }
}

impl TextField {
    /// Its key in documents.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.name)
    }
}

impl ColumnSpec {
    /// Its key in documents and rows.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.name)
    }
}
