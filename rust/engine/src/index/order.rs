//! In which order do documents stand? By home category, brand and id: neighbours are alike, which makes lists dense, bounds sharp
//! and a category a range (measured: 3 to 4.5 times faster on everything than the order of arrival).

/// Where a document of the finished index came from.
#[derive(Debug, Clone, Copy)]
pub struct DocumentPlace {
    /// The builder's part.
    pub part: usize,
    /// Its number there.
    pub document: usize,
    /// Its first explicit row there.
    pub first_explicit_row: usize,
    /// Its explicit rows; 0: it is its own row.
    pub explicit_rows: usize,
}

impl DocumentPlace {
    /// Rows it has in the index.
    pub fn rows(&self) -> usize {
        self.explicit_rows.max(1)
    }
}

/// The documents in their final order.
#[derive(Debug, Default)]
pub struct DocumentOrder {
    places: Vec<DocumentPlace>,
    rows: usize,
}

impl DocumentOrder {
    /// An order of places.
    pub fn new(places: Vec<DocumentPlace>) -> Self {
        let rows = places.iter().map(DocumentPlace::rows).sum();
        Self { places, rows }
    }

    /// Documents in order.
    pub fn places(&self) -> impl ExactSizeIterator<Item = DocumentPlace> + '_ {
        self.places.iter().copied()
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.places.len()
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether any document has more rows than one.
    pub fn has_variations(&self) -> bool {
        self.rows > self.places.len()
    }
}
