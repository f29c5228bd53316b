//! How relevant is a document, and how relevant could any document of a block be?

use crate::error::Result;
use crate::index::block_parts::share_bound;
use crate::index::text_index::{Lengths, TextIndex};
use crate::matching::form::Form;
use crate::matching::lists::ClauseLists;
use crate::matching::other_words::OtherWords;
use crate::matching::rows::signature_of;
use crate::postings::chunk::{BLOCK, BLOCKS, CHUNK, Chunk, ChunkDocuments, Entry, advance};
use crate::postings::set::{DocumentSet, Ones};
use crate::relevance::bm25::Relevance;

/// Forms whose chunks are read side by side.
const MOST_CURSORS: usize = 16;

/// One summand of relevance: the forms of a word, or one term of a quote.
struct Summand<'a> {
    idf: u64,
    forms: &'a [Form<'a>],
    /// Other words that are as good where they stand side by side.
    others: &'a [OtherWords<'a>],
    /// Bounds of all forms together, by block of the index.
    bounds: Option<&'a [u16]>,
    /// A quote's terms count only where the quote stands.
    only: Option<&'a DocumentSet>,
}

/// Number of a summand, one of its forms, and the documents in which alone it counts.
type SummandForm<'a> = (u16, &'a Form<'a>, Option<&'a DocumentSet>);

impl<'a> Summand<'a> {
    /// Its forms, and the documents in which alone they count.
    fn forms(&self) -> impl Iterator<Item = (&'a Form<'a>, Option<&'a DocumentSet>)> {
        let only = |other: &'a OtherWords<'a>| other.forms.iter().map(|form| (form, Some(&other.documents.anywhere)));
        self.forms.iter().map(|form| (form, None)).chain(self.others.iter().flat_map(only))
    }
}

/// Weighs the words of a query.
pub struct Scorer<'a> {
    text: &'a TextIndex,
    lengths: Lengths<'a>,
    /// Rare words first: they decide soonest that a document cannot enter a page.
    summands: Vec<Summand<'a>>,
}

/// The postings of all summands in the chunks of a set, chunk after chunk.
pub struct ChunkLists<'a> {
    forms: Vec<ChunkForm<'a>>,
    /// Chunk -> its first form; one more at the end.
    starts: Vec<u32>,
}

struct ChunkForm<'a> {
    chunk: Chunk<'a>,
    entry: usize,
    summand: u16,
    weight: u16,
    bound: u8,
    /// It counts here only.
    only: Option<&'a DocumentSet>,
}

impl<'a> Scorer<'a> {
    /// A scorer for the clauses of a query.
    pub fn new(text: &'a TextIndex, lists: &'a [ClauseLists<'a>]) -> Result<Self> {
        let mut summands = Vec::with_capacity(lists.len());
        for list in lists {
            match &list.sequence {
                None => summands.push(Summand {
                    idf: list.idfs.first().copied().unwrap_or(0),
                    forms: &list.forms,
                    others: &list.others,
                    bounds: list.bounds.as_deref(),
                    only: None,
                }),
                Some(sequence) => {
                    let terms = list.forms.chunks(1).zip(&list.idfs);
                    summands.extend(terms.map(|(forms, &idf)| Summand {
                        idf,
                        forms,
                        others: &[],
                        bounds: None,
                        only: Some(&sequence.anywhere),
                    }));
                }
            }
        }
        summands.sort_by_key(|summand| std::cmp::Reverse(summand.idf));
        Ok(Self { text, lengths: text.lengths()?, summands })
    }

    /// The relevance of one document, wherever it is.
    pub fn score(&self, document: u32) -> Result<u64> {
        let mut relevance = 0;
        for summand in &self.summands {
            if summand.only.is_some_and(|only| !only.contains(document)) {
                continue;
            }
            let mut weight = 0;
            for (form, only) in summand.forms() {
                if only.is_some_and(|only| !only.contains(document)) {
                    continue;
                }
                if let Some(signature) = signature_of(self.text, &form.postings, document)? {
                    weight += (u64::from(form.weight)
                        * self.text.relevance.weight(signature, self.lengths.of(document)))
                        >> 8;
                }
            }
            relevance += self.text.relevance.score(summand.idf, weight);
        }
        Ok(relevance)
    }

    /// Reads the lists of some chunks, ascending.
    pub fn lists(&self, chunks: impl ExactSizeIterator<Item = u32>) -> Result<ChunkLists<'a>> {
        let summands = self.summands.iter().enumerate();
        let forms: Vec<SummandForm> = summands
            .flat_map(|(number, summand)| summand.forms().map(move |(form, only)| (number as u16, form, only)))
            .collect();
        if forms.len() > MOST_CURSORS {
            self.lists_by_form(chunks, &forms)
        } else {
            self.lists_by_chunk(chunks, &forms)
        }
    }

    fn lists_by_chunk(
        &self,
        chunks: impl ExactSizeIterator<Item = u32>,
        forms: &[SummandForm<'a>],
    ) -> Result<ChunkLists<'a>> {
        let mut lists = ChunkLists {
            forms: Vec::with_capacity(chunks.len() * forms.len()),
            starts: Vec::with_capacity(chunks.len() + 1),
        };
        let mut cursors = [0; MOST_CURSORS];
        lists.starts.push(0);
        for chunk in chunks {
            for (form, cursor) in forms.iter().zip(&mut cursors) {
                if let Some(at) = advance(form.1.postings.entries, cursor, chunk) {
                    lists.forms.push(self.chunk_form(*form, at)?);
                }
            }
            lists.starts.push(lists.forms.len() as u32);
        }
        Ok(lists)
    }

    /// A word that is still being typed or may be misspelt has many forms, each in few chunks: they are not looked for in all.
    fn lists_by_form(
        &self,
        chunks: impl ExactSizeIterator<Item = u32>,
        forms: &[SummandForm<'a>],
    ) -> Result<ChunkLists<'a>> {
        let mut starts = vec![0_u32; chunks.len() + 2];
        let mut place_of: Vec<u32> = Vec::new();
        for (place, chunk) in chunks.enumerate() {
            place_of.resize(chunk as usize + 1, u32::MAX);
            place_of[chunk as usize] = place as u32;
        }
        let place = |entry: u64| place_of.get(Entry(entry).chunk()).copied().filter(|&place| place != u32::MAX);
        for entry in forms.iter().flat_map(|(_, form, _)| form.postings.entries) {
            place(*entry).into_iter().for_each(|at| starts[at as usize + 2] += 1);
        }
        (2..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        // Place `at + 1` is where the next form of chunk `at` goes; when all have gone it is where the chunk ends.
        let mut found = vec![(0_u32, 0_u32); starts.last().map_or(0, |&all| all as usize)];
        for (number, (_, form, _)) in forms.iter().enumerate() {
            for (entry_at, &entry) in form.postings.entries.iter().enumerate() {
                if let Some(at) = place(entry) {
                    let next = &mut starts[at as usize + 1];
                    found[*next as usize] = (number as u32, entry_at as u32);
                    *next += 1;
                }
            }
        }
        starts.pop();
        let read = found.into_iter().map(|(number, at)| self.chunk_form(forms[number as usize], at as usize));
        Ok(ChunkLists { forms: read.collect::<Result<_>>()?, starts })
    }

    fn chunk_form(&self, (summand, form, only): SummandForm<'a>, at: usize) -> Result<ChunkForm<'a>> {
        Ok(ChunkForm {
            chunk: form.postings.chunk(at).ok_or_else(|| self.text.misfit())?,
            entry: form.postings.entry_number(at),
            summand,
            weight: form.weight as u16,
            bound: Entry(form.postings.entries[at]).bound(),
            only,
        })
    }

    /// For each block of a chunk: no document of it is more relevant than this.
    pub fn block_bounds(&self, lists: &ChunkLists, chunk: u32, at: usize) -> [u64; BLOCKS] {
        let mut sums = [0.0; BLOCKS];
        for of_summand in lists.of_chunk(at).chunk_by(|a, b| a.summand == b.summand) {
            let summand = &self.summands[usize::from(of_summand[0].summand)];
            let first = chunk as usize * BLOCKS;
            if let Some(parts) = summand.bounds.and_then(|bounds| bounds.get(first..first + BLOCKS)) {
                let idf = summand.idf as f32 / 65535.0;
                sums.iter_mut().zip(parts).for_each(|(sum, &part)| *sum += idf * f32::from(part));
                continue;
            }
            let mut weights = [0.0; BLOCKS];
            of_summand.iter().for_each(|form| form.add_block_bounds(&self.text.relevance, &mut weights));
            self.text.relevance.add_bounds(summand.idf, &weights, &mut sums);
        }
        sums.map(Relevance::bound_of_sum)
    }

    /// For each document of `hits`, which lie in one block: it is not more relevant than this, as [`Relevance::bound_of_sum`] tells. Read from
    /// the bounds of postings alone, which is several times cheaper than scoring.
    pub fn document_bounds<'m>(
        &self,
        lists: &ChunkLists,
        place: BlockPlace,
        hits: &BlockBits,
        memory: &'m mut BlockBounds,
    ) -> &'m [f32; BLOCK] {
        memory.sums.fill(0.0);
        for of_summand in lists.of_chunk(place.chunk_at).chunk_by(|a, b| a.summand == b.summand) {
            memory.weights.fill(0.0);
            for form in of_summand {
                let share = share_bound(u32::from(form.weight));
                form.for_each_posting(place, hits, |at, rank| {
                    memory.weights[at] += self.text.relevance.weight_of_bound(form.chunk.bounds[rank]) * share;
                });
            }
            let idf = self.summands[usize::from(of_summand[0].summand)].idf;
            self.text.relevance.add_bounds(idf, &memory.weights, &mut memory.sums);
        }
        &memory.sums
    }

    /// More relevance than this no document has: full saturation in every summand.
    pub fn greatest(&self) -> u64 {
        self.summands.iter().map(|summand| self.text.relevance.greatest(summand.idf)).sum()
    }

    /// The relevance of a document of a chunk: what [`Scorer::score`] says, without looking for the chunk.
    pub fn score_in_chunk(&self, lists: &ChunkLists, chunk_at: usize, document: u32) -> Result<u64> {
        let (lengths, place) = (self.lengths.of(document), document as usize % CHUNK);
        let mut relevance = 0;
        for of_summand in lists.of_chunk(chunk_at).chunk_by(|a, b| a.summand == b.summand) {
            let summand = &self.summands[usize::from(of_summand[0].summand)];
            if summand.only.is_some_and(|only| !only.contains(document)) {
                continue;
            }
            let mut weight = 0;
            for form in of_summand {
                if form.only.is_some_and(|only| !only.contains(document)) {
                    continue;
                }
                if let Some((rank, code)) = form.chunk.code(place) {
                    let signature = self.text.signature(code, form.entry, rank)?;
                    weight += (u64::from(form.weight) * self.text.relevance.weight(signature, lengths)) >> 8;
                }
            }
            relevance += self.text.relevance.score(summand.idf, weight);
        }
        Ok(relevance)
    }
}

impl ChunkForm<'_> {
    /// Adds the bounds of its weight in each block.
    fn add_block_bounds(&self, relevance: &Relevance, weights: &mut [f32; BLOCKS]) {
        let share = share_bound(u32::from(self.weight));
        match self.chunk.documents {
            ChunkDocuments::Array(_) => {
                let weight = relevance.weight_of_bound(self.bound) * share;
                weights.iter_mut().for_each(|sum| *sum += weight);
            }
            ChunkDocuments::Bitmap(_, _, bounds) => {
                let weights = weights.iter_mut().zip(bounds);
                weights.for_each(|(sum, &bound)| *sum += relevance.weight_of_bound(bound) * share);
            }
        }
    }

    /// Calls `visit` with the place in the block and the rank in the chunk of every document of `hits` that holds the form.
    #[inline]
    fn for_each_posting(&self, place: BlockPlace, hits: &BlockBits, mut visit: impl FnMut(usize, usize)) {
        match self.chunk.documents {
            ChunkDocuments::Array(places) => {
                let first = place.block * BLOCK;
                let start = places.partition_point(|&p| usize::from(p) < first);
                for (rank, &p) in places.iter().enumerate().skip(start) {
                    let at = usize::from(p) - first;
                    if at >= BLOCK {
                        break;
                    }
                    if hits[at / 64] >> (at % 64) & 1 == 1 {
                        visit(at, rank);
                    }
                }
            }
            ChunkDocuments::Bitmap(words, ranks, _) => {
                let mut before = usize::from(ranks[place.block]);
                for (number, hits) in hits.iter().enumerate() {
                    let word = words[place.block * WORDS_PER_BLOCK + number];
                    for bit in Ones(word & hits) {
                        visit(number * 64 + bit as usize, before + (word & ((1 << bit) - 1)).count_ones() as usize);
                    }
                    before += word.count_ones() as usize;
                }
            }
        }
    }
}

/// Words of a block.
pub const WORDS_PER_BLOCK: usize = BLOCK / 64;

/// The documents of a block, one bit each.
pub type BlockBits = [u64; WORDS_PER_BLOCK];

/// Which block of which chunk.
#[derive(Debug, Clone, Copy)]
pub struct BlockPlace {
    /// Number of the chunk in the lists.
    pub chunk_at: usize,
    /// Number of the block in the chunk.
    pub block: usize,
}

/// Memory for the bounds of a block's documents.
pub struct BlockBounds {
    sums: [f32; BLOCK],
    weights: [f32; BLOCK],
}

impl Default for BlockBounds {
    fn default() -> Self {
        Self { sums: [0.0; BLOCK], weights: [0.0; BLOCK] }
    }
}

impl<'a> ChunkLists<'a> {
    #[inline]
    fn of_chunk(&self, at: usize) -> &[ChunkForm<'a>] {
        &self.forms[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
