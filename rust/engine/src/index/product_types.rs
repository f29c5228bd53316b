//! Which documents are of a type? The column of types, its labels by locale, and the documents of each type.

use super::schema::Schema;
use crate::columns::{Column, Scope};
use crate::dictionary::Dictionary;
use crate::error::Result;
use crate::postings::set::DocumentSet;
use crate::types::labels::TypeLabels;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// Chunks of all sets that are kept, each 512 bytes; when there are more, all are forgotten.
const MOST_CHUNKS: usize = 1 << 16;

/// The product types of a store. A segment never changes, so all that is read when it is first asked for, and kept, stays true.
pub struct ProductTypes {
    /// Number of the column.
    pub column: usize,
    /// What the relevance of a named type is multiplied with, in 1/256.
    pub factor: u64,
    labels: Vec<OnceLock<TypeLabels>>,
    by_type: OnceLock<ByType>,
    /// Types -> the documents of any of them.
    kept: RwLock<Kept>,
}

/// The documents of each type, type by type, ascending; those of rows now and then more than once.
struct ByType {
    /// Type -> where its documents start; one more at the end.
    starts: Vec<u32>,
    documents: Vec<u32>,
}

#[derive(Default)]
struct Kept {
    sets: FxHashMap<Box<[u32]>, Arc<DocumentSet>>,
    chunks: usize,
}

impl ProductTypes {
    /// The types that a schema names, if it names any and some document has one.
    pub fn open(schema: &Schema) -> Option<Self> {
        let spec = schema.product_types.as_ref()?;
        let column = schema.columns.iter().position(|column| column.name == spec.column)?;
        let labels = schema.locales.iter().map(|_| OnceLock::new()).collect();
        let factor = 256 + u64::from(spec.weight);
        Some(Self { column, factor, labels, by_type: OnceLock::new(), kept: RwLock::default() })
    }

    /// The labels in a locale.
    pub fn labels(&self, schema: &Schema, columns: &[Column], locale: usize) -> Result<&TypeLabels> {
        if let Some(labels) = self.labels[locale].get() {
            return Ok(labels);
        }
        let labels = TypeLabels::read(schema, locale, &columns[self.column])?;
        Ok(self.labels[locale].get_or_init(|| labels))
    }

    /// The documents that are of any of these types; `document_of` tells whose a row is.
    pub fn documents(
        &self,
        types: &[u32],
        columns: &[Column],
        document_of: impl Fn(u32) -> u32,
    ) -> Result<Arc<DocumentSet>> {
        if let Some(known) = self.kept.read().unwrap_or_else(PoisonError::into_inner).sets.get(types) {
            return Ok(known.clone());
        }
        let by_type = if let Some(known) = self.by_type.get() {
            known
        } else {
            let read = ByType::read(&columns[self.column], document_of)?;
            self.by_type.get_or_init(|| read)
        };
        let documents = Arc::new(by_type.any_of(types));
        self.kept.write().unwrap_or_else(PoisonError::into_inner).keep(types, &documents);
        Ok(documents)
    }

    /// The values of types.
    pub fn values(&self, types: &[u32], columns: &[Column]) -> Result<Vec<String>> {
        let Some(dictionary) = columns[self.column].dictionary() else { return Ok(Vec::new()) };
        types.iter().map(|&ordinal| dictionary.get(ordinal)).collect()
    }
}

impl ByType {
    /// Counts the documents of each type, then puts each where those before it end.
    fn read(column: &Column, document_of: impl Fn(u32) -> u32) -> Result<Self> {
        let entries = column.entries()?;
        let mut starts = vec![0_u32; column.dictionary().map_or(0, Dictionary::len) + 2];
        for at in 0..entries.len() {
            entries.for_each_ordinal(at, |ordinal| starts[ordinal as usize + 2] += 1);
        }
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut documents = vec![0; starts.last().map_or(0, |&all| all as usize)];
        for at in 0..entries.len() {
            let document = if column.scope == Scope::Row { document_of(at as u32) } else { at as u32 };
            entries.for_each_ordinal(at, |ordinal| {
                let next = &mut starts[ordinal as usize + 1];
                documents[*next as usize] = document;
                *next += 1;
            });
        }
        starts.pop();
        Ok(Self { starts, documents })
    }

    fn any_of(&self, types: &[u32]) -> DocumentSet {
        let of_type = |&ordinal: &u32| {
            let at = ordinal as usize;
            self.documents[self.starts[at] as usize..self.starts[at + 1] as usize].iter().copied()
        };
        if let [only] = types {
            return DocumentSet::from_sorted(of_type(only));
        }
        let mut documents: Vec<u32> = types.iter().flat_map(of_type).collect();
        documents.sort_unstable();
        DocumentSet::from_sorted(documents)
    }
}

impl Kept {
    fn keep(&mut self, types: &[u32], documents: &Arc<DocumentSet>) {
        if self.chunks + documents.chunk_count() > MOST_CHUNKS {
            *self = Self::default();
        }
        self.chunks += documents.chunk_count();
        self.sets.insert(types.into(), documents.clone());
    }
}
