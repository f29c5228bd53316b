//! The labels of one kind that may be completed, on disk or made for the moment.

use super::beginnings::{Beginnings, write_beginnings};
use super::key::{label_key, starts};
use super::near::{self, Typed};
use super::ranked::{Ranks, minima};
use crate::error::Result;
use crate::index::container::{Container, ContainerWriter, Section};
use crate::index::strings::{Strings, write_strings};
use crate::text::cut::cut;
use serde::Deserialize;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// Who put a label there: what comes first counts more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The shopper searched it lately.
    Recent,
    /// The merchant wrote it.
    Merchant,
    /// Shoppers search it often.
    Popular,
    /// Made of the catalog's own words.
    Catalog,
}

impl Source {
    /// How it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Merchant => "merchant",
            Self::Popular => "popular",
            Self::Catalog => "catalog",
        }
    }
}

const SOURCES: [Source; 4] = [Source::Recent, Source::Merchant, Source::Popular, Source::Catalog];

/// Parts the column from the value.
pub const TARGET_PART: char = '\u{1f}';

/// A label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct EntrySpec {
    /// What shoppers read.
    pub label: String,
    /// Who put it there.
    pub source: Source,
    /// How usual it is, compared with others of its source.
    pub weight: f64,
    /// What it leads to: a category's id, or a column and a value with [`TARGET_PART`] between; of a phrase nothing.
    #[serde(default)]
    pub target: String,
}

/// A label as it is sorted.
struct Keyed {
    key: String,
    spec: EntrySpec,
}

impl Keyed {
    fn entry(&self) -> Entry<'_> {
        let EntrySpec { label, source, weight, target } = &self.spec;
        Entry { label, key: &self.key, target, source: *source, weight: *weight }
    }
}

/// Writes labels under a prefix; those without a word or longer than a phrase are left out, and of those with the same key and target all but the first.
pub fn write_entries(prefix: &str, specs: Vec<EntrySpec>, container: &mut ContainerWriter) {
    let mut entries: Vec<Keyed> = specs
        .into_iter()
        .filter(|spec| cut(&spec.label).len() == spec.label.len())
        .map(|spec| Keyed { key: label_key(&spec.label), spec })
        .filter(|one| one.key != " ")
        .collect();
    entries.sort_by(|one, two| one.entry().order(&two.entry()));
    let mut places: Vec<usize> = (0..entries.len()).collect();
    let by = |&place: &usize| (&*entries[place].key, &*entries[place].spec.target);
    places.sort_by(|one, two| by(one).cmp(&by(two)).then(one.cmp(two)));
    places.dedup_by(|two, one| by(two) == by(one));
    let ranks: Vec<u32> = places.iter().map(|&place| place as u32).collect();
    let sorted: Vec<&Keyed> = places.iter().map(|&place| &entries[place]).collect();
    let keys: Vec<&str> = sorted.iter().map(|one| &*one.key).collect();
    write_strings(&format!("{prefix}labels"), sorted.iter().map(|one| &*one.spec.label), container);
    write_strings(&format!("{prefix}keys"), keys.iter().copied(), container);
    write_strings(&format!("{prefix}targets"), sorted.iter().map(|one| &*one.spec.target), container);
    container.add(&format!("{prefix}weights"), &sorted.iter().map(|one| one.spec.weight).collect::<Vec<f64>>());
    container.add(&format!("{prefix}sources"), &sorted.iter().map(|one| one.spec.source as u8).collect::<Vec<u8>>());
    container.add(&format!("{prefix}ranks"), &ranks);
    container.add(&format!("{prefix}minima"), &minima(&ranks));
    write_beginnings(prefix, &keys, container);
    write_inside(prefix, &keys, &ranks, container);
}

/// Where labels can be entered behind their beginning: (entry, byte), sorted by what follows.
fn write_inside(prefix: &str, keys: &[&str], ranks: &[u32], container: &mut ContainerWriter) {
    let places =
        |(entry, key): (usize, &&str)| starts(key).skip(1).map(|at| [entry as u32, at as u32]).collect::<Vec<_>>();
    let mut inside: Vec<[u32; 2]> = keys.iter().enumerate().flat_map(places).collect();
    let text = |&[entry, at]: &[u32; 2]| &keys[entry as usize][at as usize..];
    inside.sort_by_key(|place| (text(place), *place));
    write_beginnings(&format!("{prefix}inside_"), &inside.iter().map(text).collect::<Vec<_>>(), container);
    let ranks: Vec<u32> = inside.iter().map(|&[entry, _]| ranks[entry as usize]).collect();
    container.add(&format!("{prefix}inside"), &inside);
    container.add(&format!("{prefix}inside_ranks"), &ranks);
    container.add(&format!("{prefix}inside_minima"), &minima(&ranks));
}

/// Labels, readable.
pub struct Entries {
    labels: Strings,
    keys: Strings,
    targets: Strings,
    weights: Section,
    sources: Section,
    ranks: Section,
    minima: Section,
    inside: Section,
    inside_ranks: Section,
    inside_minima: Section,
    beginnings: Beginnings,
    inside_beginnings: Beginnings,
}

/// One label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'a> {
    /// What shoppers read.
    pub label: &'a str,
    /// Its key.
    pub key: &'a str,
    /// What it leads to.
    pub target: &'a str,
    /// Who put it there.
    pub source: Source,
    /// How usual it is.
    pub weight: f64,
}

impl Entry<'_> {
    /// Which of two comes first, beside how they complete: source, weight, few characters, key, label.
    pub fn order(&self, other: &Self) -> Ordering {
        let length = |entry: &Self| entry.key.chars().count();
        self.source
            .cmp(&other.source)
            .then_with(|| other.weight.total_cmp(&self.weight))
            .then_with(|| length(self).cmp(&length(other)))
            .then_with(|| self.key.cmp(other.key))
            .then_with(|| self.label.cmp(other.label))
            .then_with(|| self.target.cmp(other.target))
    }
}

impl Entries {
    /// Labels for the moment.
    pub fn of(specs: Vec<EntrySpec>) -> Result<Self> {
        let mut container = ContainerWriter::default();
        write_entries("", specs, &mut container);
        Self::open("", &Container::open(Arc::new(container.finish()))?)
    }

    /// Opens the sections of a prefix.
    pub fn open(prefix: &str, container: &Container) -> Result<Self> {
        let section = |name: &str| container.section(&format!("{prefix}{name}"));
        let strings = |name: &str| Strings::open(&format!("{prefix}{name}"), container);
        Ok(Self {
            labels: strings("labels")?,
            keys: strings("keys")?,
            targets: strings("targets")?,
            weights: section("weights")?,
            sources: section("sources")?,
            ranks: section("ranks")?,
            minima: section("minima")?,
            inside: section("inside")?,
            inside_ranks: section("inside_ranks")?,
            inside_minima: section("inside_minima")?,
            beginnings: Beginnings::open(prefix, container)?,
            inside_beginnings: Beginnings::open(&format!("{prefix}inside_"), container)?,
        })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One of them.
    pub fn get(&self, entry: usize) -> Result<Entry<'_>> {
        let number = entry as u32;
        let source = usize::from(self.sources.value::<u8>(entry)?);
        let unknown = || self.sources.corrupt(format!("there is no source {source}"));
        Ok(Entry {
            label: self.labels.get(number)?,
            key: self.keys.get(number)?,
            target: self.targets.get(number)?,
            source: *SOURCES.get(source).ok_or_else(unknown)?,
            weight: self.weights.value(entry)?,
        })
    }

    /// What shoppers read of one of them.
    pub fn label(&self, entry: usize) -> Result<&str> {
        self.labels.get(entry as u32)
    }

    /// Those whose key goes on from what was typed: a range.
    pub fn beginning_with(&self, typed: &str) -> Result<Range<usize>> {
        let keys = self.keys.all()?;
        self.beginnings.range_of(typed, |entry| keys.bytes(entry))
    }

    /// Entries of ranges, best first.
    pub fn best(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Result<impl Iterator<Item = usize>> {
        Ok(Ranks { ranks: self.ranks.values()?, minima: self.minima.values()? }.best(ranges))
    }

    /// Places behind the beginning of entries that go on from what was typed: (entry, byte), best first. Those of one entry come together.
    pub fn best_inside(&self, typed: &str) -> Result<impl Iterator<Item = (usize, usize)>> {
        let inside: &[[u32; 2]] = self.inside.values()?;
        let keys = self.keys.all()?;
        let text = |place: usize| {
            let outside = || self.inside.corrupt(format!("no key has the place {place}"));
            let &[entry, at] = inside.get(place).ok_or_else(outside)?;
            keys.bytes(entry as usize)?.get(at as usize..).ok_or_else(outside)
        };
        let range = self.inside_beginnings.range_of(typed, text)?;
        let ranks = Ranks { ranks: self.inside_ranks.values()?, minima: self.inside_minima.values()? };
        let places = ranks.best([range]).filter_map(|place| inside.get(place));
        Ok(places.map(|&[entry, at]| (entry as usize, at as usize)))
    }

    /// Ranges of those with a beginning within `edits` of what was typed; `None`: that took more than the budget.
    pub fn near(&self, typed: Typed<'_>, edits: usize, budget: &mut usize) -> Result<Option<Vec<Range<usize>>>> {
        near::near(&self.beginnings, typed, edits, budget, self.keys.all()?)
    }
}
