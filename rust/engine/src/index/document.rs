//! One document as JSON -> its texts, values and rows.
//!
//! A document is a flat object. Keys of text fields hold a string, a list of strings, or an object from language to either. Keys of
//! columns hold the document's own values. `rows` lists the variations, with `id`, `identifiers`, `from`, `to` and column keys of their own; a
//! document without `rows` is its own row. Unknown keys are passed over, so a merchant's raw feed can be read as it is.

use super::schema::{ColumnKind, Schema};
use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A parsed document; strings borrow from the line where JSON allows.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// The id of the hit.
    pub id: Cow<'a, str>,
    /// One per text field.
    pub texts: Vec<Text<'a>>,
    /// Category assignments, home category first.
    pub categories: Vec<Assignment<'a>>,
    /// Whether phrases find it.
    pub searchable: bool,
    /// The document's own values, and its row if it has no others.
    pub own: Row<'a>,
    /// Its variations.
    pub rows: Vec<Row<'a>>,
}

/// A row, or the values that a document gives to its rows.
#[derive(Debug, Default)]
pub struct Row<'a> {
    /// The variation's id.
    pub id: Cow<'a, str>,
    /// Identifiers as they are written.
    pub identifiers: Vec<Cow<'a, str>>,
    /// Column number -> value.
    pub values: Vec<(usize, Value<'a>)>,
    /// Visible from this instant (microseconds), inclusive.
    pub from: Option<i64>,
    /// Visible until this instant (microseconds), exclusive.
    pub to: Option<i64>,
}

/// An assignment to a category.
#[derive(Debug, Default)]
pub struct Assignment<'a> {
    /// The category's id.
    pub category: Cow<'a, str>,
    /// Its place in the category.
    pub position: Option<i32>,
}

/// The text of one field.
#[derive(Debug, Default)]
pub enum Text<'a> {
    /// No text.
    #[default]
    None,
    /// The same in every language.
    Plain(Vec<Cow<'a, str>>),
    /// Language -> text.
    Localized(Vec<(Cow<'a, str>, Vec<Cow<'a, str>>)>),
    /// Several values, some of them localized.
    Several(Vec<Text<'a>>),
}

/// A column's value in one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// One or more strings.
    Strings(Vec<Cow<'a, str>>),
    /// One or more numbers.
    Numbers(Vec<f64>),
    /// Money in the smallest unit.
    Minor(i64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Slot {
    Id,
    Identifiers,
    Categories,
    Searchable,
    From,
    To,
    Rows,
    Text(usize),
    Column(usize),
}

/// Knows which key goes where; made once per builder.
pub struct DocumentReader {
    slots: FxHashMap<String, Vec<Slot>>,
    columns: Vec<(ColumnKind, u32)>,
    fields: usize,
}

impl DocumentReader {
    /// A reader for documents of this schema.
    pub fn new(schema: &Schema) -> Self {
        let mut slots: FxHashMap<String, Vec<Slot>> = FxHashMap::default();
        let fixed = [
            ("id", Slot::Id),
            ("identifiers", Slot::Identifiers),
            (schema.categories_key.as_str(), Slot::Categories),
            ("searchable", Slot::Searchable),
            ("from", Slot::From),
            ("to", Slot::To),
            ("rows", Slot::Rows),
        ];
        for (key, slot) in fixed {
            slots.entry(key.to_owned()).or_default().push(slot);
        }
        for (number, field) in
            schema.text_fields.iter().enumerate().filter(|(_, field)| field.name != super::schema::VARIATIONS)
        {
            slots.entry(field.key().to_owned()).or_default().push(Slot::Text(number));
        }
        for (number, column) in schema.columns.iter().enumerate() {
            slots.entry(column.key().to_owned()).or_default().push(Slot::Column(number));
        }
        let columns = schema.columns.iter().map(|column| (column.kind, column.decimals)).collect();
        Self { slots, columns, fields: schema.text_fields.len() }
    }

    /// Reads one line.
    pub fn read<'a>(&self, line: &'a str) -> Result<Document<'a>, serde_json::Error> {
        let mut json = serde_json::Deserializer::from_str(line);
        let document = DocumentSeed(self).deserialize(&mut json)?;
        json.end()?;
        if document.id.is_empty() {
            return Err(serde_json::Error::custom("a document has no id"));
        }
        Ok(document)
    }
}

struct DocumentSeed<'r>(&'r DocumentReader);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = Document<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = Document<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a document object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document<'de>, A::Error> {
        let mut document = Document { searchable: true, ..Document::default() };
        document.texts.resize_with(self.0.fields, Text::default);
        while let Some(key) = map.next_key_seed(StringSeed)? {
            let Some(slots) = self.0.slots.get(key.as_ref()) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            match slots[..] {
                [Slot::Rows] => document.rows = map.next_value_seed(RowsSeed(self.0))?,
                [Slot::Text(field)] => document.texts[field] = map.next_value_seed(TextSeed)?,
                [Slot::Categories] => document.categories = map.next_value_seed(AssignmentsSeed)?,
                [Slot::Searchable] => document.searchable = map.next_value()?,
                _ => {
                    let value = map.next_value_seed(TextSeed)?;
                    self.0.place(&mut document, slots, &value).map_err(A::Error::custom)?;
                }
            }
        }
        Ok(document)
    }
}

impl DocumentReader {
    /// One key may be text, category and column at once: a raw feed's `brand` is searched, refined and sorted by.
    fn place<'a>(&self, document: &mut Document<'a>, slots: &[Slot], value: &Text<'a>) -> Result<(), String> {
        for slot in slots {
            match *slot {
                Slot::Text(field) => document.texts[field] = value.clone_text(),
                Slot::Categories => {
                    document.categories = value
                        .strings()
                        .map(|category| Assignment { category: category.clone(), position: None })
                        .collect();
                }
                other => self.place_in_row(&mut document.own, other, value)?,
            }
        }
        if slots.contains(&Slot::Id) {
            document.id = value.strings().next().cloned().unwrap_or_default();
        }
        Ok(())
    }

    fn place_in_row<'a>(&self, row: &mut Row<'a>, slot: Slot, value: &Text<'a>) -> Result<(), String> {
        let first = || value.strings().next().map_or("", |text| text.as_ref());
        match slot {
            Slot::Id => row.id = value.strings().next().cloned().unwrap_or_default(),
            Slot::Identifiers => row.identifiers = value.strings().cloned().collect(),
            Slot::From => row.from = instant(first())?,
            Slot::To => row.to = instant(first())?,
            Slot::Column(column) => {
                if let Some(value) = self.column_value(column, value)? {
                    row.values.push((column, value));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn column_value<'a>(&self, column: usize, value: &Text<'a>) -> Result<Option<Value<'a>>, String> {
        let Some(first) = value.strings().next() else { return Ok(None) };
        let (kind, decimals) = self.columns[column];
        Ok(Some(match kind {
            ColumnKind::Value | ColumnKind::Sortable => Value::Strings(value.strings().cloned().collect()),
            ColumnKind::Number => Value::Numbers(value.strings().map(|text| finite(text)).collect::<Result<_, _>>()?),
            ColumnKind::Money => Value::Minor(minor_units(first, decimals)?),
        }))
    }
}

fn finite(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| format!("{text:?} is no finite number"))
}

fn instant(text: &str) -> Result<Option<i64>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("{text:?} is no instant in whole microseconds"))
}

/// Decimal text to an integer of the smallest unit, exactly.
fn minor_units(text: &str, decimals: u32) -> Result<i64, String> {
    let bad = || format!("{text:?} is no amount with at most {decimals} decimals");
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let kept = fraction.len().min(decimals as usize);
    if fraction[kept..].bytes().any(|b| b != b'0')
        || !fraction.bytes().chain(whole.bytes()).all(|b| b.is_ascii_digit())
        || whole.is_empty()
    {
        return Err(bad());
    }
    let scale = 10_i64.checked_pow(decimals).ok_or_else(bad)?;
    let whole: i64 = whole.parse().map_err(|_| bad())?;
    let padded = format!("{:0<width$}", &fraction[..kept], width = decimals as usize);
    let fraction: i64 = if padded.is_empty() { 0 } else { padded.parse().map_err(|_| bad())? };
    whole.checked_mul(scale).and_then(|minor| minor.checked_add(fraction)).map(|minor| sign * minor).ok_or_else(bad)
}

impl<'a> Text<'a> {
    fn strings(&self) -> impl Iterator<Item = &Cow<'a, str>> {
        match self {
            Text::Plain(values) => values.iter(),
            _ => [].iter(),
        }
    }

    fn clone_text(&self) -> Text<'a> {
        match self {
            Text::None => Text::None,
            Text::Plain(values) => Text::Plain(values.clone()),
            Text::Localized(values) => Text::Localized(values.clone()),
            Text::Several(texts) => Text::Several(texts.iter().map(Text::clone_text).collect()),
        }
    }
}

struct StringSeed;

impl<'de> DeserializeSeed<'de> for StringSeed {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for StringSeed {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// A scalar, a list of scalars, or an object from language to either; numbers and booleans become their JSON text.
struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Text<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Text<'de>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text, a number, a list of them, or an object from language to text")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Borrowed(text)]))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Owned(text.to_owned())]))
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Borrowed(if flag { "true" } else { "false" })]))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Owned(number.to_string())]))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Owned(number.to_string())]))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Text::Plain(vec![Cow::Owned(number.to_string())]))
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Text::None)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let (mut plain, mut several) = (Vec::new(), Vec::new());
        while let Some(value) = seq.next_element_seed(TextSeed)? {
            match value {
                Text::Plain(values) => plain.extend(values),
                Text::None => {}
                localized => {
                    several.push(Text::Plain(std::mem::take(&mut plain)));
                    several.push(localized);
                }
            }
        }
        if several.is_empty() {
            return Ok(Text::Plain(plain));
        }
        several.push(Text::Plain(plain));
        Ok(Text::Several(several))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(language) = map.next_key_seed(StringSeed)? {
            match map.next_value_seed(TextSeed)? {
                Text::Plain(values) => all.push((language, values)),
                Text::None => {}
                Text::Localized(_) | Text::Several(_) => {
                    return Err(A::Error::custom("an object inside an object of languages"));
                }
            }
        }
        Ok(Text::Localized(all))
    }
}

struct RowsSeed<'r>(&'r DocumentReader);

impl<'de> DeserializeSeed<'de> for RowsSeed<'_> {
    type Value = Vec<Row<'de>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed<'_> {
    type Value = Vec<Row<'de>>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = seq.next_element_seed(RowSeed(self.0))? {
            rows.push(row);
        }
        Ok(rows)
    }
}

struct RowSeed<'r>(&'r DocumentReader);

impl<'de> DeserializeSeed<'de> for RowSeed<'_> {
    type Value = Row<'de>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RowSeed<'_> {
    type Value = Row<'de>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a row object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut row = Row::default();
        while let Some(key) = map.next_key_seed(StringSeed)? {
            let Some(slots) = self.0.slots.get(key.as_ref()) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value_seed(TextSeed)?;
            for &slot in slots {
                self.0.place_in_row(&mut row, slot, &value).map_err(A::Error::custom)?;
            }
        }
        Ok(row)
    }
}

struct AssignmentsSeed;

impl<'de> DeserializeSeed<'de> for AssignmentsSeed {
    type Value = Vec<Assignment<'de>>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

#[derive(serde::Deserialize)]
struct AssignmentObject<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    position: Option<i32>,
}

impl<'de> Visitor<'de> for AssignmentsSeed {
    type Value = Vec<Assignment<'de>>;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a category id or a list of {id, position}")
    }
    fn visit_borrowed_str<E>(self, id: &'de str) -> Result<Self::Value, E> {
        Ok(vec![Assignment { category: Cow::Borrowed(id), position: None }])
    }
    fn visit_str<E>(self, id: &str) -> Result<Self::Value, E> {
        Ok(vec![Assignment { category: Cow::Owned(id.to_owned()), position: None }])
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(object) = seq.next_element::<AssignmentObject<'de>>()? {
            all.push(Assignment { category: object.id, position: object.position });
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_or_refused() {
        assert_eq!(minor_units("19.99", 2), Ok(1999));
        assert_eq!(minor_units("19.9", 2), Ok(1990));
        assert_eq!(minor_units("5", 0), Ok(5));
        assert_eq!(minor_units("-0.05", 2), Ok(-5));
        assert_eq!(minor_units("1.500", 2), Ok(150));
        assert!(minor_units("1.005", 2).is_err());
        assert!(minor_units("1e3", 2).is_err());
        assert!(minor_units("99999999999999999999", 2).is_err());
    }
}
