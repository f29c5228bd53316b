//! Collects documents and freezes them into the bytes of a segment.

use super::catalog_entries::{EntrySpecs, write_catalog_entries};
use super::container::ContainerWriter;
use super::document::DocumentReader;
use super::identifiers::write_identifiers;
use super::order::{DocumentOrder, DocumentPlace};
use super::part::Part;
use super::schema::{CategorySpec, ColumnSpec, Schema, ValueText};
use super::strings::write_strings;
use super::text_index_writer::write_text_index;
use super::windows::{Window, write_windows};
use crate::categories::assignments::{NONE, write_assignments};
use crate::categories::tree::CategoryTree;
use crate::columns::collect::{ColumnPart, write_column};
use crate::error::{Error, Result};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// Documents stream in as lines of JSON; the frozen segment comes out as bytes.
///
/// An error leaves the builder unusable: nothing is published from it.
pub struct IndexBuilder {
    schema: Schema,
    reader: DocumentReader,
    tree: CategoryTree,
    parts: Vec<Part>,
    lines: usize,
    entries: Vec<EntrySpecs>,
}

/// What a segment says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Meta {
    /// The schema it was built with (its categories complete).
    pub schema: Schema,
    /// Documents.
    pub documents: usize,
    /// Rows.
    pub rows: usize,
}

impl IndexBuilder {
    /// An empty builder that works on so many threads.
    pub fn new(schema: Schema, threads: usize) -> Result<Self> {
        let parts = (0..threads.max(1)).map(|_| Part::new(&schema)).collect();
        Ok(Self {
            reader: DocumentReader::new(&schema),
            tree: CategoryTree::default(),
            parts,
            schema,
            lines: 0,
            entries: Vec::new(),
        })
    }

    /// Declares a column that appeared while streaming; documents before have no value in it.
    pub fn add_column(&mut self, spec: ColumnSpec) -> Result<()> {
        if self.schema.columns.iter().any(|column| column.name == spec.name) {
            return Err(Error::Schema(format!("column {:?} is declared twice", spec.name)));
        }
        for part in &mut self.parts {
            part.columns.push(ColumnPart::new(spec.kind, part.ids.len(), part.row_ids.len()));
        }
        self.schema.columns.push(spec);
        self.reader = DocumentReader::new(&self.schema);
        Ok(())
    }

    /// Replaces the category tree: it may grow while documents stream.
    pub fn set_categories(&mut self, categories: Vec<CategorySpec>) {
        self.schema.categories = categories;
    }

    /// Says the text of a value that appeared while streaming; documents before did not use it.
    pub fn add_value_text(&mut self, column: &str, value: &str, text: ValueText) {
        self.schema.value_text.entry(column.to_owned()).or_default().insert(value.to_owned(), text);
    }

    /// Gives the labels for completion, one for each locale.
    pub fn set_entries(&mut self, entries: Vec<EntrySpecs>) -> Result<()> {
        if entries.len() != self.schema.locales.len() {
            let reason = format!("labels of {} locales; there are {}", entries.len(), self.schema.locales.len());
            return Err(Error::Schema(reason));
        }
        self.entries = entries;
        Ok(())
    }

    /// Adds documents, one JSON object a line; empty lines are passed over.
    pub fn add(&mut self, batch: &str) -> Result<()> {
        let lines: Vec<&str> = batch.lines().filter(|line| !line.trim().is_empty()).collect();
        let share = lines.len().div_ceil(self.parts.len()).max(1);
        let (reader, schema, first) = (&self.reader, &self.schema, self.lines + 1);
        let jobs = self.parts.iter_mut().zip(lines.chunks(share)).enumerate();
        let results: Vec<Result<()>> = std::thread::scope(|scope| {
            let running: Vec<_> = jobs
                .map(|(number, (part, lines))| {
                    scope.spawn(move || part.add_lines(lines, first + number * share, reader, schema))
                })
                .collect();
            running
                .into_iter()
                .map(|job| {
                    job.join()
                        .unwrap_or_else(|_| Err(Error::Document { line: first, reason: "analysis failed".into() }))
                })
                .collect()
        });
        self.lines += lines.len();
        results.into_iter().collect()
    }

    /// Documents added so far.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.ids.len()).sum()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The finished segment, and for each of its documents the number of the line it came from (from 0).
    pub fn freeze(mut self) -> Result<(Vec<u8>, Vec<u32>)> {
        self.number_categories()?;
        let order = self.order()?;
        let mut container = ContainerWriter::default();
        self.write_meta(&order, &mut container)?;
        self.write_ids(&order, &mut container)?;
        self.write_row_facts(&order, &mut container);
        let assignments = order.places().map(|place| self.parts[place.part].assignments_of(place.document));
        write_assignments(self.tree.len(), assignments, &mut container);
        for column in 0..self.schema.columns.len() {
            let parts: Vec<&ColumnPart> = self.parts.iter().map(|part| &part.columns[column]).collect();
            write_column(&format!("column.{column}."), &parts, &order, &mut container)?;
        }
        let brands = self.brands(&order);
        for (locale, entries) in self.entries.into_iter().enumerate() {
            write_catalog_entries(locale, entries, &mut container);
        }
        let mut parts = self.parts;
        for locale in 0..self.schema.locales.len() {
            let forwards = parts.iter_mut().map(|part| {
                std::mem::replace(
                    &mut part.forwards[locale],
                    super::forward::Forward::new(&self.schema, &self.schema.locales[locale]),
                )
            });
            write_text_index(locale, forwards.collect(), &order, &brands, &self.schema, &mut container)?;
        }
        let lines = order.places().map(|place| parts[place.part].lines[place.document]).collect();
        Ok((container.finish(), lines))
    }

    /// Numbers the tree, and the categories of the parts by it. Open categories are all at the top, in order of id.
    fn number_categories(&mut self) -> Result<()> {
        if self.schema.open_categories {
            let mut ids: Vec<&str> =
                self.parts.iter().flat_map(|part| part.category_ids.iter().map(|id| &**id)).collect();
            ids.sort_unstable();
            ids.dedup();
            self.schema.categories =
                ids.into_iter().map(|id| CategorySpec { id: id.to_owned(), parent: None }).collect();
        }
        self.tree = CategoryTree::new(&self.schema.categories)?;
        for part in &mut self.parts {
            let number_of = |id: &str| {
                self.tree
                    .number(id)
                    .ok_or_else(|| Error::Schema(format!("a document is assigned to the unknown category {id:?}")))
            };
            let numbers: Vec<u32> = part.category_ids.iter().map(|id| number_of(id)).collect::<Result<_>>()?;
            part.assignments.iter_mut().for_each(|(category, _)| *category = numbers[*category as usize]);
        }
        Ok(())
    }

    /// The column of brands.
    fn brand(&self) -> Option<usize> {
        let name = self.schema.brand.as_ref()?;
        self.schema.columns.iter().position(|column| column.name == *name)
    }

    /// Document -> number of its brand.
    fn brands(&self, order: &DocumentOrder) -> Vec<Option<u32>> {
        let Some(column) = self.brand() else { return vec![None; order.documents()] };
        let of_parts: Vec<Vec<&str>> = self.parts.iter().map(|part| part.columns[column].strings()).collect();
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let brand_of = |place: DocumentPlace| {
            let number = self.parts[place.part].columns[column].first_own(place.document)?;
            let next = numbers.len() as u32;
            Some(*numbers.entry(of_parts[place.part][number as usize]).or_insert(next))
        };
        order.places().map(brand_of).collect()
    }

    fn order(&self) -> Result<DocumentOrder> {
        let brand = self.brand();
        let mut places = Vec::with_capacity(self.len());
        for (part_number, part) in self.parts.iter().enumerate() {
            let mut first_explicit_row = 0;
            for (document, &rows) in part.explicit_rows.iter().enumerate() {
                places.push(DocumentPlace {
                    part: part_number,
                    document,
                    first_explicit_row,
                    explicit_rows: rows as usize,
                });
                first_explicit_row += rows as usize;
            }
        }
        let brands: Vec<Vec<&str>> = self
            .parts
            .iter()
            .map(|part| brand.map_or_else(Vec::new, |column| part.columns[column].strings()))
            .collect();
        let key = |place: &DocumentPlace| {
            let part = &self.parts[place.part];
            let home = part.assignments_of(place.document).first().map_or(NONE, |&(category, _)| category);
            let brand = brand
                .and_then(|column| part.columns[column].first_own(place.document))
                .map_or("", |number| brands[place.part][number as usize]);
            (home, brand, &*part.ids[place.document])
        };
        places.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        match u32::try_from(places.iter().map(DocumentPlace::rows).sum::<usize>()) {
            Ok(_) => Ok(DocumentOrder::new(places)),
            Err(_) => Err(Error::Capacity("more than 2^32 rows in one segment".into())),
        }
    }

    fn write_meta(&self, order: &DocumentOrder, container: &mut ContainerWriter) -> Result<()> {
        let meta = Meta { schema: self.schema.clone(), documents: order.documents(), rows: order.rows() };
        container.add_bytes("meta", serde_json::to_vec(&meta).map_err(|error| Error::Schema(error.to_string()))?);
        Ok(())
    }

    fn write_ids(&self, order: &DocumentOrder, container: &mut ContainerWriter) -> Result<()> {
        let ids: Vec<&str> = order.places().map(|place| &*self.parts[place.part].ids[place.document]).collect();
        let mut by_id: Vec<u32> = (0..ids.len() as u32).collect();
        by_id.sort_unstable_by_key(|&document| ids[document as usize]);
        if let Some(pair) = by_id.windows(2).find(|pair| ids[pair[0] as usize] == ids[pair[1] as usize]) {
            return Err(Error::Schema(format!("two documents have the id {:?}", ids[pair[0] as usize])));
        }
        let mut ranks = vec![0_u32; ids.len()];
        by_id.iter().enumerate().for_each(|(rank, &document)| ranks[document as usize] = rank as u32);
        container.add("id_ranks", &ranks);
        write_strings("ids", ids, container);
        if order.has_variations() || order.places().any(|place| place.explicit_rows > 0) {
            let mut starts = vec![0_u32];
            starts.extend(order.places().scan(0, |rows, place| {
                *rows += place.rows() as u32;
                Some(*rows)
            }));
            container.add("row_starts", &starts);
            write_strings("row_ids", order.places().flat_map(|place| self.row_ids(place)), container);
        }
        Ok(())
    }

    fn row_ids(&self, place: DocumentPlace) -> Vec<&str> {
        let part = &self.parts[place.part];
        if place.explicit_rows == 0 {
            return vec![&part.ids[place.document]];
        }
        part.row_ids[place.first_explicit_row..place.first_explicit_row + place.explicit_rows]
            .iter()
            .map(|id| &**id)
            .collect()
    }

    fn unsearchable(&self, order: &DocumentOrder) -> Vec<u32> {
        let is_unsearchable =
            |place: &DocumentPlace| self.parts[place.part].unsearchable.binary_search(&(place.document as u32)).is_ok();
        order
            .places()
            .enumerate()
            .filter(|(_, place)| is_unsearchable(place))
            .map(|(document, _)| document as u32)
            .collect()
    }

    fn write_row_facts(&self, order: &DocumentOrder, container: &mut ContainerWriter) {
        let mut first_rows: Vec<Vec<u32>> = self.parts.iter().map(|part| vec![0; part.ids.len()]).collect();
        let mut row = 0;
        for place in order.places() {
            first_rows[place.part][place.document] = row;
            row += place.rows() as u32;
        }
        let parts = || self.parts.iter().zip(&first_rows);
        let mut windows: Vec<Window> = parts()
            .flat_map(|(part, first)| {
                part.windows.iter().map(|w| Window { row: first[w.document as usize] + w.row, from: w.from, to: w.to })
            })
            .collect();
        windows.sort_unstable_by_key(|window| window.row);
        write_windows(&windows, container);
        container.add("unsearchable", &self.unsearchable(order));
        let identifiers = parts()
            .flat_map(|(part, first)| {
                part.identifiers.iter().map(|(document, row, form)| (form.clone(), first[*document as usize] + row))
            })
            .collect();
        write_identifiers(identifiers, container);
    }
}
