//! How much does a term count in a document? BM25 over weighted fields, in fixed point.
//!
//! The formula is BM25F (Robertson, Zaragoza, Taylor: *Simple BM25 extension to multiple weighted fields*, CIKM 2004) with an exponent on the inverse document
//! frequency; the exact definition stands in `docs/reference/semantics.md`, paragraph 5. Every score is an integer, so it is the same on every CPU; the logarithm
//! and the power come from a pure-Rust libm for the same reason.

use super::length::length_of;
use crate::index::schema::{MOST_FIELDS, RelevanceSpec, TextField};
use crate::postings::signature::Signature;
use serde::{Deserialize, Serialize};

/// One in fixed point.
pub const ONE: u64 = 1 << 16;
/// One in the weights of alternatives.
pub const FULL_WEIGHT: u32 = 256;
/// The last bound: it says nothing but "at most one".
const UNBOUNDED: usize = 255;

/// What relevance needs to know of all documents of a locale.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct TextStatistics {
    /// Documents that have any word.
    pub documents: u64,
    /// Field -> (positions in all, documents that have any).
    pub totals: Vec<(u64, u64)>,
}

/// Tables for scoring the documents of one locale.
pub struct Relevance {
    /// Field and length code -> weight of one occurrence.
    norms: Box<[[u64; 256]; MOST_FIELDS]>,
    /// Bound -> the greatest weight that has it.
    levels: Box<[u64; 256]>,
    /// The same, rounded up.
    bound_weights: Box<[f32; 256]>,
    k: u64,
    documents: u64,
    idf_exponent: f64,
}

impl Relevance {
    /// The tables of these constants and statistics.
    pub fn new(fields: &[TextField], spec: &RelevanceSpec, statistics: &TextStatistics) -> Self {
        let mut norms = Box::new([[0; 256]; MOST_FIELDS]);
        for ((table, field), &(total, count)) in norms.iter_mut().zip(fields).zip(&statistics.totals) {
            let average = if count == 0 { 1.0 } else { total as f64 / count as f64 };
            for code in 1..=255_u8 {
                let length = length_of(code) as f64;
                let norm = field.weight * 65536.0 / ((1.0 - field.b) + field.b * (length / average));
                table[usize::from(code)] = (norm + 0.5).floor() as u64;
            }
        }
        let k = (spec.k1 * 65536.0 + 0.5).floor() as u64;
        let levels = levels(k, norms.iter().map(|table| table[1]).sum());
        Self {
            norms,
            bound_weights: Box::new(levels.map(|level| level as f32 * 1.000_001)),
            levels,
            k,
            documents: statistics.documents,
            idf_exponent: spec.idf_exponent,
        }
    }

    /// Documents that have any word.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// The inverse document frequency of a term, in fixed point.
    pub fn idf(&self, frequency: u64) -> u64 {
        let (all, with) = (self.documents as f64, frequency as f64);
        let ratio = 1.0 + (all - with + 0.5) / (with + 0.5);
        (65536.0 * libm::pow(libm::log(ratio), self.idf_exponent) + 0.5).floor() as u64
    }

    /// The weight of one alternative in a document, before saturation.
    #[inline]
    pub fn weight(&self, signature: Signature, lengths: &[u8]) -> u64 {
        // All fields, though most terms stand in one or two: no branch that a processor could guess wrong.
        let mut weight = 0;
        let mut counts = signature.0;
        for (table, &code) in self.norms.iter().zip(lengths) {
            weight += table[usize::from(code)] * u64::from(counts & 7);
            counts >>= 3;
        }
        weight
    }

    /// What a clause of this weight adds to relevance.
    #[inline]
    pub fn score(&self, idf: u64, weight: u64) -> u64 {
        (idf * self.saturated(weight)) >> 16
    }

    /// What no weight adds more than: without `k` each is fully saturated, with it none quite is.
    pub fn greatest(&self, idf: u64) -> u64 {
        if self.k == 0 { idf } else { idf.saturating_sub(1) }
    }

    #[inline]
    fn saturated(&self, weight: u64) -> u64 {
        if weight == 0 {
            return 0;
        }
        (weight << 16) / (weight + self.k)
    }

    /// The bound of a posting's weight: the first level that is not below it.
    pub fn bound(&self, weight: u64) -> u8 {
        self.levels.partition_point(|&level| level < weight) as u8
    }

    /// An upper bound of the weight behind a bound.
    #[inline]
    pub fn weight_of_bound(&self, bound: u8) -> f32 {
        self.bound_weights[usize::from(bound)]
    }

    /// An upper bound of what a clause adds, for several bounds of its weight at once.
    #[inline]
    pub fn add_bounds<const N: usize>(&self, idf: u64, weights: &[f32; N], sums: &mut [f32; N]) {
        sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += self.bound_of_weight(idf, weight));
    }

    /// The same for one.
    #[inline]
    pub fn bound_of_weight(&self, idf: u64, weight: f32) -> f32 {
        // A weight of 0 stays 0 even where k is 0.
        idf as f32 * (weight / (weight + self.k as f32).max(f32::MIN_POSITIVE))
    }

    /// The bound of a sum in fixed point: floats are off by less than a millionth each, so a little is added.
    #[inline]
    pub fn bound_of_sum(sum: f32) -> u64 {
        (sum * 1.000_01) as u64 + 1
    }

    /// What a sum must reach so that its bound can be `needed`: to compare many sums without turning each into a bound.
    #[inline]
    pub fn sum_needed(needed: u64) -> f32 {
        needed.saturating_sub(2) as f32 * 0.999_98
    }
}

/// Levels from no weight to a usual great one. Each is the same part nearer to full saturation, since most weights are near it: even steps
/// of the saturated weight told apart too few of them.
fn levels(k: u64, great: u64) -> Box<[u64; 256]> {
    let mut levels = Box::new([u64::MAX; 256]);
    let ratio = (great + k) as f64 / k.max(1) as f64;
    for (bound, level) in levels.iter_mut().enumerate().take(UNBOUNDED) {
        *level = (k as f64 * (libm::pow(ratio, bound as f64 / (UNBOUNDED - 1) as f64) - 1.0)) as u64;
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn relevance(k1: f64) -> Relevance {
        let fields = vec![
            TextField { name: "name".into(), key: None, weight: 1.0, b: 0.75, strong: true, corrections: true },
            TextField { name: "text".into(), key: None, weight: 0.1, b: 0.5, strong: false, corrections: true },
        ];
        let spec = RelevanceSpec { k1, ..RelevanceSpec::default() };
        Relevance::new(&fields, &spec, &TextStatistics { documents: 1000, totals: vec![(5000, 1000), (90_000, 900)] })
    }

    proptest! {
        #[test]
        fn a_bound_is_never_below_the_score(weight in 0_u64..50_000_000, k1 in 0.0_f64..3.0, idf in 0_u64..1_000_000) {
            let relevance = relevance(k1);
            let mut sums = [0.0];
            relevance.add_bounds(idf, &[relevance.weight_of_bound(relevance.bound(weight))], &mut sums);
            prop_assert!(Relevance::bound_of_sum(sums[0]) >= relevance.score(idf, weight));
        }

        #[test]
        fn bounds_are_sharp(weight in ONE / 8..ONE * 2, k1 in 0.2_f64..1.5) {
            let relevance = relevance(k1);
            let mut sums = [0.0];
            relevance.add_bounds(ONE, &[relevance.weight_of_bound(relevance.bound(weight))], &mut sums);
            prop_assert!(Relevance::bound_of_sum(sums[0]) - relevance.score(ONE, weight) < ONE / 100);
        }

        #[test]
        fn a_sum_below_what_is_needed_has_a_bound_below(sum in 0.0_f32..20_000_000.0, above in 0_u64..1000) {
            let needed = Relevance::bound_of_sum(sum) - above.min(Relevance::bound_of_sum(sum));
            prop_assert!(sum >= Relevance::sum_needed(needed));
        }

        #[test]
        fn rarer_terms_count_more(frequency in 1_u64..999) {
            let relevance = relevance(0.4);
            prop_assert!(relevance.idf(frequency) >= relevance.idf(frequency + 1));
        }
    }

    #[test]
    fn a_short_field_counts_more_than_a_long_one() {
        let mut signature = Signature::default();
        signature.add(0);
        let relevance = relevance(0.4);
        assert!(relevance.weight(signature, &[3, 0]) > relevance.weight(signature, &[9, 0]));
    }
}
