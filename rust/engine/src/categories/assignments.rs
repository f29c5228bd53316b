//! Which categories is a document assigned to, and where does it stand in them?

use crate::error::Result;
use crate::index::container::{Container, ContainerWriter, Section};

/// No category; sorts behind every category.
pub const NONE: u32 = u32::MAX;
/// No position.
pub const NO_POSITION: i32 = i32::MAX;

/// Writes the assignments of all documents in order, home category first.
pub fn write_assignments<'a>(
    categories: usize,
    documents: impl ExactSizeIterator<Item = &'a [(u32, i32)]>,
    container: &mut ContainerWriter,
) {
    let mut starts = vec![0_u32; categories + 1];
    let (mut home_positions, mut other_starts) = (Vec::with_capacity(documents.len()), vec![0_u32]);
    let (mut others, mut other_positions) = (Vec::new(), Vec::new());
    for assignments in documents {
        let home = assignments.first().map_or(NONE, |&(category, _)| category);
        if home != NONE {
            starts[home as usize + 1] += 1;
        }
        home_positions.push(assignments.first().map_or(NO_POSITION, |&(_, position)| position));
        for &(category, position) in assignments.iter().skip(1) {
            others.push(category);
            other_positions.push(position);
        }
        other_starts.push(others.len() as u32);
    }
    (0..categories).for_each(|category| starts[category + 1] += starts[category]);
    container.add("categories.starts", &starts);
    if home_positions.iter().chain(&other_positions).any(|&p| p != NO_POSITION) {
        container.add("categories.home_positions", &home_positions);
        container.add("categories.other_positions", &other_positions);
    }
    if !others.is_empty() {
        container.add("categories.other_starts", &other_starts);
        container.add("categories.others", &others);
    }
}

/// The assignments on disk.
pub struct Assignments {
    starts: Vec<u32>,
    home_positions: Option<Section>,
    other_starts: Option<Section>,
    others: Option<Section>,
    other_positions: Option<Section>,
}

/// Readable assignments.
#[derive(Clone, Copy)]
pub struct AssignmentView<'a> {
    /// Category -> first document whose home it is; documents without a home stand behind the last.
    pub starts: &'a [u32],
    home_positions: &'a [i32],
    other_starts: &'a [u32],
    others: &'a [u32],
    other_positions: &'a [i32],
}

impl Assignments {
    /// Opens them.
    pub fn open(container: &Container) -> Result<Self> {
        let optional = |name: &str| if container.has(name) { container.section(name).map(Some) } else { Ok(None) };
        Ok(Self {
            starts: container.section("categories.starts")?.values::<u32>()?.to_vec(),
            home_positions: optional("categories.home_positions")?,
            other_starts: optional("categories.other_starts")?,
            others: optional("categories.others")?,
            other_positions: optional("categories.other_positions")?,
        })
    }

    /// Checked and readable.
    pub fn view(&self) -> Result<AssignmentView<'_>> {
        Ok(AssignmentView {
            starts: &self.starts,
            home_positions: values(self.home_positions.as_ref())?,
            other_starts: values(self.other_starts.as_ref())?,
            others: values(self.others.as_ref())?,
            other_positions: values(self.other_positions.as_ref())?,
        })
    }
}

fn values<T: bytemuck::AnyBitPattern>(section: Option<&Section>) -> Result<&[T]> {
    section.map_or(Ok(&[]), Section::values)
}

impl AssignmentView<'_> {
    /// The home category of a document.
    #[inline]
    pub fn home(&self, document: u32) -> Option<u32> {
        let after = self.starts.partition_point(|&start| start <= document);
        (after < self.starts.len()).then(|| after as u32 - 1)
    }

    /// Whether any document is assigned to more than its home.
    pub fn has_others(&self) -> bool {
        !self.others.is_empty()
    }

    /// Categories other than the home.
    #[inline]
    pub fn others(&self, document: u32) -> &[u32] {
        if self.others.is_empty() {
            return &[];
        }
        &self.others[self.other_range(document)]
    }

    fn other_range(&self, document: u32) -> std::ops::Range<usize> {
        self.other_starts[document as usize] as usize..self.other_starts[document as usize + 1] as usize
    }

    /// Documents whose home lies in a range of categories.
    pub fn home_documents(&self, categories: std::ops::Range<u32>) -> std::ops::Range<u32> {
        self.starts[categories.start as usize]..self.starts[categories.end as usize]
    }

    /// All positions in exactly this category, home category or not.
    pub fn positions(&self, category: u32) -> Vec<f64> {
        let homes = self
            .home_documents(category..category + 1)
            .filter_map(|document| self.home_positions.get(document as usize));
        let others = self
            .others
            .iter()
            .zip(self.other_positions)
            .filter(|(other, _)| **other == category)
            .map(|(_, position)| position);
        homes.chain(others).filter(|&&position| position != NO_POSITION).map(|&position| f64::from(position)).collect()
    }

    /// The position of a document in exactly this category.
    pub fn position(&self, document: u32, category: u32) -> Option<i32> {
        let known = |position: &i32| *position != NO_POSITION;
        if self.home(document) == Some(category) {
            return self.home_positions.get(document as usize).copied().filter(known);
        }
        let at = self.others(document).iter().position(|&other| other == category)?;
        self.other_positions.get(self.other_range(document).start + at).copied().filter(known)
    }
}
