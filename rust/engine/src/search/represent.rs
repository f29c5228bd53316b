//! Which row of a document stands for it: the one that matches best, is in stock, and is cheapest.

use super::asked::MatchClass;
use crate::columns::{Entries, Scope};
use crate::error::Result;
use crate::index::segment::{RowMap, Segment};
use crate::matching::coverage::Coverage;
use crate::matching::rows::{RowMatch, RowMatcher};
use crate::query::named_types::NamedTypes;
use crate::refinements::refine::Groups;
use std::cmp::Reverse;

/// Knows rows: what they match, whether they pass, whether they are sold out and what they cost.
pub struct Representer<'a> {
    matcher: Option<RowMatcher<'a>>,
    groups: &'a Groups<'a>,
    hidden: &'a [u32],
    rows: RowMap<'a>,
    price: Option<(Entries<'a>, Scope)>,
    stock: Option<(Entries<'a>, Scope)>,
    clauses: u32,
    types: Option<NamedTypes>,
}

/// A row with what its place in the order needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Represented {
    /// What it matches.
    pub matched: RowMatch,
    /// Whether nothing is in stock.
    pub sold_out: bool,
}

/// Named, coverage, clauses that values of its own hold, sold out, price, row: small is first.
type Rank = (bool, Reverse<Coverage>, Reverse<usize>, bool, u64, u32);

/// A representer with memory to work in.
pub struct RowScratch<'r, 'a> {
    representer: &'r Representer<'a>,
    matches: Vec<RowMatch>,
}

impl<'a> Representer<'a> {
    /// Reads what rows need.
    pub fn new(
        segment: &'a Segment,
        matcher: Option<RowMatcher<'a>>,
        groups: &'a Groups<'a>,
        hidden: &'a [u32],
        clauses: u32,
        types: Option<NamedTypes>,
    ) -> Result<Self> {
        let column = |name: &Option<String>| -> Result<Option<(Entries<'a>, Scope)>> {
            let Some(number) = name.as_ref().and_then(|name| segment.column(name)) else { return Ok(None) };
            Ok(Some((segment.columns[number].entries()?, segment.columns[number].scope)))
        };
        Ok(Self {
            matcher,
            groups,
            hidden,
            rows: segment.row_map()?,
            price: column(&segment.schema.price)?,
            stock: column(&segment.schema.stock)?,
            clauses,
            types,
        })
    }

    /// Memory to work in.
    pub fn scratch(&self) -> RowScratch<'_, 'a> {
        RowScratch { representer: self, matches: Vec::new() }
    }

    /// Whether anything can be sold out.
    pub fn has_stock(&self) -> bool {
        self.stock.is_some()
    }

    /// Whether a row is sold out.
    #[inline]
    pub fn is_sold_out(&self, document: u32, row: u32) -> bool {
        number(self.stock.as_ref(), document, row) == Some(0.0)
    }

    /// Whether an identifier names a row.
    pub fn is_named(&self, row: u32) -> bool {
        self.matcher.as_ref().is_some_and(|matcher| matcher.is_named(row))
    }

    /// The band of a row: 1 for what only mentions the words, or is another thing than they name.
    pub fn band(&self, document: u32, matched: &RowMatch) -> Result<u8> {
        let Some(matcher) = &self.matcher else { return Ok(0) };
        let class = MatchClass::of(matcher, self.clauses as usize, document, matched)?;
        let is_other = self.types.as_ref().is_some_and(|types| !types.documents.contains(document));
        Ok(u8::from(class == MatchClass::DescriptionOnly || is_other && class != MatchClass::Identifier))
    }

    /// Named first, then what matches more, more of it by values of its own, then what is in stock, then what is cheap, then merchant order.
    fn rank(&self, document: u32, matched: &RowMatch) -> Rank {
        let price =
            number(self.price.as_ref(), document, matched.row).map_or(u64::MAX, |price| (price + 0.0).to_bits());
        (
            !matched.named,
            Reverse(matched.coverage),
            Reverse(self.matcher.as_ref().map_or(0, |matcher| matcher.held(document, matched.row))),
            self.is_sold_out(document, matched.row),
            price,
            matched.row,
        )
    }
}

#[inline]
fn number(column: Option<&(Entries, Scope)>, document: u32, row: u32) -> Option<f64> {
    let (entries, scope) = column?;
    entries.number(if *scope == Scope::Row { row } else { document } as usize)
}

impl RowScratch<'_, '_> {
    /// Fills `matches` with the visible rows that match at least `required` clauses and, if told, stand in a band.
    fn find(&mut self, document: u32, required: u32, only_band: Option<u8>) -> Result<()> {
        if let Some(matcher) = &self.representer.matcher {
            matcher.matches(document, &mut self.matches)?;
            self.matches.retain(|matched| matched.coverage.matched >= required);
        } else {
            let visible =
                self.representer.rows.rows(document).filter(|row| self.representer.hidden.binary_search(row).is_err());
            self.matches.clear();
            self.matches.extend(visible.map(|row| RowMatch { row, coverage: Coverage::default(), named: false }));
        }
        if let Some(only) = only_band {
            let mut kept = Vec::with_capacity(self.matches.len());
            for matched in &self.matches {
                if self.representer.band(document, matched)? == only {
                    kept.push(*matched);
                }
            }
            self.matches = kept;
        }
        Ok(())
    }

    /// The rows of a document that are candidates.
    pub fn candidate_rows(
        &mut self,
        document: u32,
        required: u32,
        only_band: Option<u8>,
        rows: &mut Vec<u32>,
    ) -> Result<()> {
        self.find(document, required, only_band)?;
        rows.clear();
        rows.extend(self.matches.iter().map(|matched| matched.row));
        Ok(())
    }

    /// The most clauses any visible row of a document matches; `None` if no row may be shown.
    pub fn most_matched(&mut self, document: u32) -> Result<Option<u32>> {
        self.find(document, 0, None)?;
        Ok(self.matches.iter().map(|matched| matched.coverage.matched).max())
    }

    /// The least band among a document's candidate rows.
    pub fn best_band(&mut self, document: u32, required: u32) -> Result<Option<u8>> {
        self.find(document, required, None)?;
        let mut best = None;
        for matched in &self.matches {
            let band = self.representer.band(document, matched)?;
            best = Some(best.map_or(band, |best: u8| best.min(band)));
        }
        Ok(best)
    }

    /// The row that stands for a document, among its candidate rows that pass every group.
    pub fn represent(&mut self, document: u32, required: u32, only_band: Option<u8>) -> Result<Option<Represented>> {
        self.find(document, required, only_band)?;
        let representer = self.representer;
        let passing = self.matches.iter().filter(|matched| representer.groups.pass_all(document, matched.row));
        let best = passing.min_by_key(|matched| representer.rank(document, matched));
        Ok(best.map(|&matched| Represented { matched, sold_out: representer.is_sold_out(document, matched.row) }))
    }
}
