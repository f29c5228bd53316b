//! In which order do the hits stand, and which of them are on the page?

use super::candidates::Candidates;
use super::first_hits::{Gains, WINDOW};
use super::represent::{Represented, RowScratch};
use super::{Hit, Search};
use crate::error::Result;
use crate::matching::coverage::{Coverage, DIGITS};
use crate::matching::negated::MOST_CLEARLY;
use crate::matching::rows::RowMatch;
use crate::matching::side_by_side::Pairs;
use crate::postings::chunk::{BLOCK, BLOCKS, CHUNK};
use crate::postings::set::{DocumentSet, Ones, decode, documents_of};
use crate::query::named_types::NamedTypes;
use crate::ranking::keys::{KeySource, KeySpec, Nulls, SortKey};
use crate::ranking::promising::{Block, Contender, greatest_behind, most_promising_first};
use crate::ranking::scorer::{BlockBits, BlockBounds, BlockPlace, ChunkLists, Scorer, WORDS_PER_BLOCK};
use crate::ranking::top::Top;
use crate::relevance::bm25::Relevance;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

/// Places of the tier in a key: what is compared before relevance. Relevance has the rest.
const NAMED: u64 = 1 << 63;
const IN_STOCK: u64 = 1 << 62;
const COVERAGE: u32 = 50;
const GRADES: u64 = (1 << (2 * DIGITS)) - 1;
const SAYS: u32 = 48;
const RELEVANCE: u64 = (1 << SAYS) - 1;

/// The hits of a page.
#[derive(Debug, Default)]
pub(crate) struct Ordered {
    /// In order.
    pub hits: Vec<Hit>,
    /// Under an explicit sort of a phrase, the sizes of the bands.
    pub bands: Option<[usize; 2]>,
    /// What the first ones gained.
    pub gains: Gains,
}

/// A hit in the order of relevance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranked {
    /// Named, in stock, coverage, how clearly it says that it has not what is not wanted, relevance: great first.
    key: u64,
    pub document: u32,
    row: u32,
}

impl Ranked {
    /// Its relevance, in fixed point.
    pub fn relevance(&self) -> u64 {
        self.key & RELEVANCE
    }

    /// The row that represents it.
    pub fn row(&self) -> u32 {
        self.row
    }

    /// What it matches: great is much.
    pub fn grade(&self) -> u64 {
        self.key >> COVERAGE & GRADES
    }

    /// Adds to its relevance.
    pub fn gain(&mut self, relevance: u64) {
        self.key += relevance.min(RELEVANCE - self.relevance());
    }
}

/// A hit in an explicit order.
#[derive(Debug, Clone, Copy)]
struct Sorted {
    /// Named, sold out, coverage, band: small first.
    tier: u32,
    first: u64,
    document: u32,
    row: u32,
    coverage: Coverage,
}

impl Search<'_> {
    /// The hits of the page.
    pub(crate) fn order(&self, candidates: &Candidates, hits: &DocumentSet) -> Result<Ordered> {
        let request = self.request;
        if self.has_phrase && request.sort.is_none() {
            if request.limit == 0 || request.offset >= hits.len() {
                // A page behind the last hit is empty: nothing needs a rank.
                return Ok(Ordered::default());
            }
            let levels = ranked_levels(candidates, hits);
            let places = request.offset..request.offset.saturating_add(request.limit);
            let (page, gains) = self.rank_with_gains(&levels, candidates, places)?;
            let hits = page.iter().map(|ranked| self.hit(ranked)).collect::<Result<_>>()?;
            return Ok(Ordered { hits, bands: None, gains });
        }
        let position =
            KeySpec { source: KeySource::CategoryPosition, descending: false, nulls: Nulls::Last, ranks: None };
        let keys = request.sort.clone().unwrap_or_else(|| vec![position]);
        self.sort(candidates, hits, &keys, self.has_phrase)
    }

    /// As [`Self::rank`], with what the first hits gain.
    fn rank_with_gains(
        &self,
        levels: &[(Coverage, Cow<DocumentSet>)],
        candidates: &Candidates,
        places: Range<usize>,
    ) -> Result<(Vec<Ranked>, Gains)> {
        let rank = |places| self.rank(levels, candidates.required, candidates.only_band, places);
        if places.start >= WINDOW {
            return Ok((rank(places)?, Gains::default()));
        }
        let pairs = Pairs::of(self.text(), &self.lists.clauses)?;
        let names_values = self.request.values.parts > 0 && self.segment.schema.relevance.values > 0;
        if self.learned.is_empty() && pairs.is_none() && !names_values {
            return Ok((rank(places)?, Gains::default()));
        }
        let mut page = rank(0..places.end.max(WINDOW))?;
        let window = WINDOW.min(page.len());
        let gains = self.gain(&mut page[..window], pairs.as_ref())?;
        let id_ranks = self.segment.id_ranks()?;
        page[..window].sort_unstable_by(|a, b| first_of(a, b, id_ranks));
        page.truncate(places.end);
        page.drain(..places.start.min(page.len()));
        Ok((page, gains))
    }

    /// The documents of some levels that stand at these places, in order.
    pub(crate) fn rank(
        &self,
        levels: &[(Coverage, Cow<DocumentSet>)],
        required: u32,
        only_band: Option<u8>,
        places: Range<usize>,
    ) -> Result<Vec<Ranked>> {
        let id_ranks = self.segment.id_ranks()?;
        let top = Top::new(places.end, |a: &Ranked, b: &Ranked| first_of(a, b, id_ranks));
        let mut ranker = Ranker::new(self, required, only_band, top)?;
        ranker.add_named(levels)?;
        for (coverage, documents) in levels {
            if places.end == 0 || ranker.cannot_enter(best_key(Tier::best(*coverage), RELEVANCE)) {
                break;
            }
            ranker.add_coverage(*coverage, documents)?;
        }
        Ok(ranker.top.finish(places.start))
    }

    /// Everything a page says of a hit; its key tells what its row matched.
    pub(crate) fn hit(&self, ranked: &Ranked) -> Result<Hit> {
        let Ranked { key, document, row, .. } = *ranked;
        let coverage = Coverage::of_grade(key >> COVERAGE & GRADES);
        let matched = RowMatch { row, coverage, named: key & NAMED != 0 };
        let band = if self.request.sort.is_some() { self.representer.band(document, &matched)? } else { 0 };
        let (relevance, sold_out) = (key & RELEVANCE, key & IN_STOCK == 0);
        Ok(Hit { document, row, coverage, relevance, named: matched.named, sold_out, band })
    }

    fn sort(&self, candidates: &Candidates, hits: &DocumentSet, keys: &[KeySpec], has_phrase: bool) -> Result<Ordered> {
        let assignments = self.segment.assignments.view()?;
        let category = self.request.categories.as_ref().and_then(|categories| categories.first());
        let positions = || Ok(category.map_or_else(Vec::new, |&category| assignments.positions(category)));
        let keys = keys.iter().map(|key| SortKey::new(key, &self.segment.columns, positions));
        let scorer = Scorer::new(self.text(), &self.lists.clauses)?;
        let reader = KeyReader { search: self, keys: keys.collect::<Result<_>>()?, scorer, assignments };
        let id_ranks = self.segment.id_ranks()?;
        let mut top = Top::new(
            self.request.offset.saturating_add(self.request.limit).min(u32::MAX as usize),
            |a: &Sorted, b: &Sorted| {
                let by_keys = a.tier.cmp(&b.tier).then(a.first.cmp(&b.first)).then_with(|| reader.compare_rest(a, b));
                by_keys.then_with(|| id_ranks[a.document as usize].cmp(&id_ranks[b.document as usize]))
            },
        );
        let bands = if self.is_flat() && !has_phrase && !self.representer.has_stock() {
            // A listing in which nothing is sold out: only the first key and ties are looked at.
            reader.first_keys(hits, |document, first| {
                top.push(Sorted { tier: 0, first, document, row: document, coverage: Coverage::default() });
            });
            [0; 2]
        } else {
            self.offer(candidates, hits, &reader, has_phrase, |sorted| top.push(sorted))?
        };
        let mut page = Vec::new();
        for sorted in top.finish(self.request.offset) {
            let (document, row) = (sorted.document, sorted.row);
            let matched = RowMatch { row, coverage: sorted.coverage, named: self.representer.is_named(row) };
            let sold_out = self.representer.is_sold_out(document, row);
            let key = ranked_key(&Represented { matched, sold_out }, 0, reader.relevance(document)?);
            page.push(self.hit(&Ranked { key, document, row })?);
        }
        let bands = (has_phrase && self.request.sort.is_some()).then_some(bands);
        Ok(Ordered { hits: page, bands, gains: Gains::default() })
    }

    /// Offers every hit with its tier and first key; returns how many stand in each band.
    fn offer(
        &self,
        candidates: &Candidates,
        hits: &DocumentSet,
        reader: &KeyReader,
        has_phrase: bool,
        mut offer: impl FnMut(Sorted),
    ) -> Result<[usize; 2]> {
        let mut bands = [0; 2];
        let mut scratch = self.representer.scratch();
        for document in hits.iter() {
            let Some((represented, band)) = self.place(&mut scratch, candidates, document, has_phrase)? else {
                continue;
            };
            bands[usize::from(band)] += 1;
            let Represented { matched, sold_out } = represented;
            let behind = (GRADES - matched.coverage.grade()) as u32;
            let tier = u32::from(!matched.named) << 31 | u32::from(sold_out) << 30 | behind << 8 | u32::from(band);
            let first = reader.key(0, document, matched.row);
            offer(Sorted { tier, first, document, row: matched.row, coverage: matched.coverage });
        }
        Ok(bands)
    }

    /// The row and the band of a hit; a document that is one row needs no search for it.
    fn place(
        &self,
        scratch: &mut RowScratch,
        candidates: &Candidates,
        document: u32,
        has_phrase: bool,
    ) -> Result<Option<(Represented, u8)>> {
        if self.is_flat() && !has_phrase {
            let matched = RowMatch { row: document, coverage: Coverage::default(), named: false };
            return Ok(Some((Represented { matched, sold_out: self.representer.is_sold_out(document, document) }, 0)));
        }
        let Some(represented) = scratch.represent(document, candidates.required, candidates.only_band)? else {
            return Ok(None);
        };
        let explicit = has_phrase && self.request.sort.is_some();
        let band = if explicit { self.representer.band(document, &represented.matched)? } else { 0 };
        Ok(Some((represented, band)))
    }
}

/// The order of relevance. Few keys are equal: ids are looked up only then.
fn first_of(a: &Ranked, b: &Ranked, id_ranks: &[u32]) -> Ordering {
    b.key.cmp(&a.key).then_with(|| id_ranks[a.document as usize].cmp(&id_ranks[b.document as usize]))
}

/// What relevance order compares, in one number.
fn ranked_key(represented: &Represented, says: u8, relevance: u64) -> u64 {
    let stock = if represented.sold_out { 0 } else { IN_STOCK };
    let named = if represented.matched.named { NAMED } else { 0 };
    stock | named | Tier { coverage: represented.matched.coverage, says }.key() | relevance
}

/// What is compared right before relevance.
#[derive(Debug, Clone, Copy)]
struct Tier {
    coverage: Coverage,
    /// How clearly it says of something that is not wanted that it has it not.
    says: u8,
}

impl Tier {
    fn best(coverage: Coverage) -> Self {
        Self { coverage, says: MOST_CLEARLY }
    }

    fn key(self) -> u64 {
        self.coverage.grade() << COVERAGE | u64::from(self.says) << SAYS
    }
}

/// The hits by what they may match at most, best first.
fn ranked_levels<'h>(candidates: &Candidates, hits: &'h DocumentSet) -> Vec<(Coverage, Cow<'h, DocumentSet>)> {
    if candidates.levels.is_empty() {
        return vec![(Coverage::typed(candidates.required), Cow::Borrowed(hits))];
    }
    candidates.levels.iter().map(|(coverage, documents)| (*coverage, Cow::Owned(documents.and(hits)))).collect()
}

/// Reads the keys of an explicit sort.
struct KeyReader<'s, 'a> {
    search: &'s Search<'a>,
    keys: Vec<SortKey<'s>>,
    scorer: Scorer<'s>,
    assignments: crate::categories::assignments::AssignmentView<'s>,
}

impl KeyReader<'_, '_> {
    fn key(&self, number: usize, document: u32, row: u32) -> u64 {
        let Some(key) = self.keys.get(number) else { return 0 };
        match key.source {
            KeySource::Column(_) => key.of_row(document, row),
            KeySource::Nothing => key.of_value(None),
            // A posting list that cannot be read was reported when the hits were found.
            KeySource::Relevance => key.of_value(self.relevance(document).ok().map(|score| score as f64)),
            KeySource::CategoryPosition => {
                let category = self.search.request.categories.as_ref().and_then(|categories| categories.first());
                key.of_value(
                    category.and_then(|&category| self.assignments.position(document, category)).map(f64::from),
                )
            }
        }
    }

    fn relevance(&self, document: u32) -> Result<u64> {
        Ok(NamedTypes::boost(self.search.types.as_ref(), document, self.scorer.score(document)?))
    }

    /// The first keys of documents that are rows; a plain number column is read without looking at its kind each time.
    fn first_keys(&self, hits: &DocumentSet, mut visit: impl FnMut(u32, u64)) {
        let numbers = self.keys.first().and_then(SortKey::whole_numbers);
        let mut documents = Vec::new();
        for (chunk, bits) in hits.chunks() {
            decode(chunk, bits, &mut documents);
            match numbers {
                Some(numbers) => documents.iter().for_each(|&document| visit(document, numbers.key(document))),
                None => documents.iter().for_each(|&document| visit(document, self.key(0, document, document))),
            }
        }
    }

    fn compare_rest(&self, a: &Sorted, b: &Sorted) -> Ordering {
        (1..self.keys.len())
            .map(|number| self.key(number, a.document, a.row).cmp(&self.key(number, b.document, b.row)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// No document of this tier whose words count at most so much has a greater key, unless it is named.
fn best_key(tier: Tier, relevance: u64) -> u64 {
    IN_STOCK | tier.key() | relevance
}

/// The factor of documents that are not of a named type.
const PLAIN: u64 = 256;

impl Level<'_, '_> {
    fn boosted(&self, relevance: u64) -> u64 {
        (relevance * self.factor) >> 8
    }

    /// As the other [`best_key`], of this level.
    fn best_key(&self, relevance: u64) -> u64 {
        best_key(self.tier, self.boosted(relevance))
    }
}

/// Contenders are scored in batches of some pages, and of so many at least: the more there are, the better the first ones are, but the
/// later it is known which blocks cannot enter.
const PAGES_PER_BATCH: usize = 4;
const BATCH: usize = 256;

/// The hits of one tier that are of a named type, or that are not, with their postings.
struct Level<'d, 's> {
    tier: Tier,
    /// What their relevance is multiplied with, in 1/256: the same for all, so that bounds stay sharp.
    factor: u64,
    documents: &'d DocumentSet,
    lists: ChunkLists<'s>,
}

/// Ranks by relevance, the most promising blocks first, and leaves out what cannot enter the page.
struct Ranker<'s, 'a, F> {
    search: &'s Search<'a>,
    scorer: Scorer<'s>,
    required: u32,
    only_band: Option<u8>,
    /// Documents with a named row: ranked first, one by one, since no bound knows them.
    named: DocumentSet,
    top: Top<Ranked, F>,
    /// Documents to be scored, if their bounds still allow them to enter when it is their turn.
    contenders: Vec<Contender>,
    bounds: Box<BlockBounds>,
    /// Document -> its place in the order of ids.
    id_ranks: &'s [u32],
    /// No document has more relevance.
    greatest: u64,
}

impl<'s, 'a, F: Fn(&Ranked, &Ranked) -> Ordering> Ranker<'s, 'a, F> {
    fn new(search: &'s Search<'a>, required: u32, only_band: Option<u8>, top: Top<Ranked, F>) -> Result<Self> {
        let named = search.lists.clauses.iter().fold(DocumentSet::default(), |all, list| all.or(&list.named));
        let scorer = Scorer::new(search.text(), &search.lists.clauses)?;
        Ok(Self {
            search,
            greatest: scorer.greatest(),
            id_ranks: search.segment.id_ranks()?,
            scorer,
            required,
            only_band,
            named,
            top,
            contenders: Vec::new(),
            bounds: Box::default(),
        })
    }

    fn add_named(&mut self, levels: &[(Coverage, Cow<DocumentSet>)]) -> Result<()> {
        if self.named.is_empty() {
            return Ok(());
        }
        let documents = levels.iter().fold(DocumentSet::default(), |all, (_, level)| all.or(&level.and(&self.named)));
        for document in documents.iter() {
            let score = NamedTypes::boost(self.search.types.as_ref(), document, self.scorer.score(document)?);
            let found = self.search.representer.scratch().represent(document, self.required, self.only_band)?;
            self.push(document, score, found);
        }
        self.top.settle();
        Ok(())
    }

    fn cannot_enter(&self, key: u64) -> bool {
        self.top.last().is_some_and(|last| key < last.key)
    }

    /// Adds what says that it has not what is not wanted, the clearest first, then the others.
    fn add_coverage(&mut self, coverage: Coverage, documents: &DocumentSet) -> Result<()> {
        let unnamed =
            if self.named.is_empty() { Cow::Borrowed(documents) } else { Cow::Owned(documents.and_not(&self.named)) };
        let Some(says) = &self.search.lists.says else {
            return self.add_tier(Tier { coverage, says: 0 }, &unnamed);
        };
        for grade in (0..=MOST_CLEARLY).rev() {
            let tier = Tier { coverage, says: grade };
            if !self.cannot_enter(best_key(tier, RELEVANCE)) {
                self.add_tier(tier, &says.of_grade(&unnamed, grade))?;
            }
        }
        Ok(())
    }

    /// Adds what is of a named type first: it fills the page with what hardly anything else can displace.
    fn add_tier(&mut self, tier: Tier, documents: &DocumentSet) -> Result<()> {
        let Some(types) = &self.search.types else { return self.add_level(tier, PLAIN, documents) };
        self.add_level(tier, types.factor, &documents.and(&types.documents))?;
        if self.cannot_enter(best_key(tier, self.greatest)) {
            return Ok(());
        }
        self.add_level(tier, PLAIN, &documents.and_not(&types.documents))
    }

    fn add_level(&mut self, tier: Tier, factor: u64, documents: &DocumentSet) -> Result<()> {
        let lists = self.scorer.lists(documents.chunks().map(|(chunk, _)| chunk).collect::<Vec<_>>().into_iter())?;
        let level = Level { tier, factor, documents, lists };
        if documents.len() <= self.top.keep() {
            return self.add_all(&level);
        }
        let blocks = self.blocks(&level);
        let greatest = blocks.iter().map(|block| block.bound).max().unwrap_or(0);
        let enough = BATCH.max(self.top.keep() * PAGES_PER_BATCH);
        for block in most_promising_first(&blocks) {
            if self.cannot_enter(level.best_key(greatest_behind(block.bound, greatest))) {
                break;
            }
            if !self.cannot_enter(level.best_key(block.bound)) {
                self.add_block(&level, block);
            }
            if self.contenders.len() >= enough {
                self.add_contenders(&level)?;
            }
        }
        self.add_contenders(&level)
    }

    /// Blocks that hold a hit.
    fn blocks(&self, level: &Level) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(level.documents.chunk_count() * 4);
        for (chunk, (number, bits)) in level.documents.chunks().enumerate() {
            let bounds = self.scorer.block_bounds(&level.lists, number, chunk);
            let has_hits = |block: usize| {
                bits[block * WORDS_PER_BLOCK..(block + 1) * WORDS_PER_BLOCK].iter().any(|&word| word != 0)
            };
            let of_chunk = (0..BLOCKS).filter(|&block| has_hits(block)).map(|block| Block {
                bound: bounds[block],
                chunk: chunk as u32,
                block: block as u32,
            });
            blocks.extend(of_chunk);
        }
        blocks
    }

    /// Where there are fewer hits than places, none can be left out.
    fn add_all(&mut self, level: &Level<'_, 's>) -> Result<()> {
        for (chunk_at, (chunk, bits)) in level.documents.chunks().enumerate() {
            for document in documents_of(chunk, bits) {
                self.add_document(level, chunk_at, document)?;
            }
        }
        self.top.settle();
        Ok(())
    }

    /// Makes contenders of a block's documents.
    fn add_block(&mut self, level: &Level, block: Block) {
        let (chunk_at, number_of_block) = (block.chunk as usize, block.block as usize);
        let (_, bits) = level.documents.chunk_at(chunk_at);
        let hits: BlockBits = std::array::from_fn(|word| bits[number_of_block * WORDS_PER_BLOCK + word]);
        let hits = self.those_that_may_tie(level, chunk_at, number_of_block, hits);
        if hits.iter().all(|&word| word == 0) {
            return;
        }
        let place = BlockPlace { chunk_at, block: number_of_block };
        let needed = self.needed(level);
        let bounds = self.scorer.document_bounds(&level.lists, place, &hits, &mut self.bounds);
        for (number, word) in hits.into_iter().enumerate() {
            for bit in Ones(word) {
                let at = number * 64 + bit as usize;
                if bounds[at] >= needed {
                    self.contenders.push(Contender::new(bounds[at], chunk_at, number_of_block * BLOCK + at));
                }
            }
        }
    }

    /// A word that nearly everything has, such as the first letter of one, is worth so little that thousands of documents are worth the same:
    /// where the page is full of the best there can be, only a smaller id can enter.
    fn those_that_may_tie(&self, level: &Level, chunk_at: usize, block: usize, mut hits: BlockBits) -> BlockBits {
        let best = level.best_key(self.greatest);
        let Some(last) = self.top.last().filter(|last| last.key >= best) else { return hits };
        let last = self.id_ranks.get(last.document as usize);
        let first = level.documents.chunk_at(chunk_at).0 as usize * CHUNK + block * BLOCK;
        for (number, word) in hits.iter_mut().enumerate() {
            for bit in Ones(*word) {
                let is_behind = self.id_ranks.get(first + number * 64 + bit as usize) >= last;
                *word &= !(u64::from(is_behind) << bit);
            }
        }
        hits
    }

    /// Scores the contenders. Those with the greatest bounds come first: after them, few of the others can still enter.
    fn add_contenders(&mut self, level: &Level<'_, 's>) -> Result<()> {
        let mut contenders = std::mem::take(&mut self.contenders);
        let first = self.top.keep().min(contenders.len());
        if first < contenders.len() {
            contenders.select_nth_unstable_by(first, |a, b| b.cmp(a));
        }
        let (first, others) = contenders.split_at(first);
        self.score(level, first)?;
        self.score(level, others)?;
        contenders.clear();
        self.contenders = contenders;
        Ok(())
    }

    /// Scores those that can enter by what is known before.
    fn score(&mut self, level: &Level<'_, 's>, contenders: &[Contender]) -> Result<()> {
        let needed = self.needed(level);
        for contender in contenders.iter().filter(|contender| contender.bound() >= needed) {
            let (chunk_at, place) = contender.place();
            let document = level.documents.chunk_at(chunk_at).0 * CHUNK as u32 + place as u32;
            self.add_document(level, chunk_at, document)?;
        }
        self.top.settle();
        Ok(())
    }

    /// What the sum of a document's bounds must reach.
    fn needed(&self, level: &Level) -> f32 {
        let needed = self.top.last().map_or(0, |last| last.key.saturating_sub(best_key(level.tier, 0)));
        Relevance::sum_needed((needed.min(RELEVANCE) << 8).div_ceil(level.factor))
    }

    fn add_document(&mut self, level: &Level<'_, 's>, chunk_at: usize, document: u32) -> Result<()> {
        let score = self.scorer.score_in_chunk(&level.lists, chunk_at, document)?;
        if !self.cannot_enter(level.best_key(score)) {
            let found = self.represent(document, level.tier.coverage)?;
            self.push(document, level.boosted(score), found);
        }
        Ok(())
    }

    /// A document that is one row stands for itself if it passes; the others need a look at their rows.
    fn represent(&self, document: u32, coverage: Coverage) -> Result<Option<Represented>> {
        let representer = &self.search.representer;
        if !self.search.is_flat() {
            return representer.scratch().represent(document, self.required, self.only_band);
        }
        let matched = RowMatch { row: document, coverage, named: false };
        let passes = self.search.groups.pass_all(document, document);
        Ok(passes.then(|| Represented { matched, sold_out: representer.is_sold_out(document, document) }))
    }

    fn push(&mut self, document: u32, score: u64, found: Option<Represented>) {
        let Some(represented) = found else { return };
        let says = self.search.lists.says.as_ref().map_or(0, |says| says.grade(document));
        let (key, row) = (ranked_key(&represented, says, score), represented.matched.row);
        self.top.push(Ranked { key, document, row });
    }
}
