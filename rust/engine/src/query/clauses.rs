//! Clauses of a phrase -> terms of one locale's index, the rows that identifiers name, and the row values that hold the words.

use super::completions::{Completions, completions};
use super::merchant_words::MerchantWords;
use super::negations::Negated;
use super::phrase::{Phrase, Wanted};
use crate::error::Result;
use crate::index::known_words::{Alternative, WordForms};
use crate::index::row_words::RowWords;
use crate::index::schema::LocaleSpec;
use crate::index::segment::Segment;
use crate::index::text_index::{Group, TextIndex};
use crate::relevance::bm25::FULL_WEIGHT;
use crate::text::Language;
use crate::text::compounds::{is_compound, may_be_head};
use crate::text::endings::plural_stem;
use crate::text::further::further_term_of;
use crate::text::measures::Units;
use crate::text::stem::{StemGroups, german_stem, name_of_group};
use crate::text::stop_words::StopWords;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a clause looks for in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Any of these forms.
    Forms(Arc<[Alternative]>),
    /// These terms at these distances; `None`: some word is not in the index.
    Sequence(Option<Vec<(u32, u32)>>),
}

/// Terms that begin alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Silent {
    /// The terms.
    pub terms: std::ops::Range<u32>,
    /// How they begin.
    pub prefix: String,
}

/// Words that are as good as a clause where they stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Place -> the forms that may stand there, with what an occurrence counts.
    pub places: Vec<Vec<Alternative>>,
    /// The terms that stand side by side, each with its distance from the first: one for each choice of forms.
    pub spellings: Vec<Vec<(u32, u32)>>,
}

/// A clause, looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What is asked for.
    pub wanted: Wanted,
    /// What it looks for.
    pub target: Target,
    /// Inverse document frequency in fixed point: of the group, or of each distinct term of a sequence.
    pub idfs: Vec<u64>,
    /// Documents that hold any form; of a sequence nothing is known before it is looked for.
    pub frequency: u64,
    /// More terms that match and count nothing: all that a word may become which is still being typed.
    pub silent: Silent,
    /// Row values that hold it: (column, ordinals).
    pub values: Vec<(usize, Vec<u32>)>,
    /// Those of them that hold it as it was typed, if it has corrections.
    pub typed_values: Option<Vec<(usize, Vec<u32>)>>,
    /// Rows that an identifier names for it, ascending.
    pub named: Vec<u32>,
    /// Words side by side that are as good.
    pub sequences: Vec<Sequence>,
    /// Whether the merchant says what is as good: it is not misspelt.
    pub is_known: bool,
    /// Whether there may be more forms, for which the budget did not do.
    pub was_cut: bool,
}

/// A phrase, looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What a row must match.
    pub clauses: Vec<Clause>,
    /// What it must not match.
    pub excluded: Vec<Clause>,
    /// What it must not have.
    pub negated: Vec<Negated>,
    /// All rows that an identifier names, ascending.
    pub named: Vec<u32>,
}

/// Looks up a phrase in a locale's index.
pub struct Resolver<'s> {
    /// The segment.
    pub segment: &'s Segment,
    /// The locale's words.
    pub text: &'s TextIndex,
    pub(crate) locale_number: usize,
    locale: &'s LocaleSpec,
    pub(super) row_words: Option<&'s RowWords>,
    pub(crate) words: Option<&'s MerchantWords>,
    units: &'s Units,
    /// What is not wanted, whatever the phrase is.
    negations: &'s [String],
}

impl<'s> Resolver<'s> {
    /// A resolver for locale number `locale`, what the merchant says of its words, and what is not wanted.
    pub fn new(
        segment: &'s Segment,
        locale: usize,
        words: Option<&'s MerchantWords>,
        negations: &'s [String],
    ) -> Result<Self> {
        Ok(Self {
            segment,
            text: &segment.texts[locale],
            locale: &segment.schema.locales[locale],
            row_words: segment.row_words(locale)?,
            words,
            units: &segment.units[locale],
            locale_number: locale,
            negations,
        })
    }

    pub(super) fn units(&self) -> &'s Units {
        self.units
    }

    /// The first language of the locale.
    pub fn first_language(&self) -> Language {
        self.locale.first_language()
    }

    /// What phrases of the locale drop.
    pub fn stop_words(&self) -> StopWords<'s> {
        MerchantWords::dropped(self.words, self.first_language())
    }

    /// The languages of the locale.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.locale.languages.iter().map(|tag| Language::of(tag))
    }

    /// Looks up every clause.
    pub fn resolve(&self, phrase: &Phrase) -> Result<Query> {
        let mut query = Query::default();
        for parsed in &phrase.clauses {
            query.clauses.push(self.clause(&parsed.wanted, 0)?);
        }
        for found in self.words.iter().flat_map(|words| words.matches(&phrase.clauses)) {
            self.add_alternates(&mut query.clauses[found.clauses], &found.alternates)?;
        }
        self.add_measures(phrase, &mut query.clauses)?;
        for wanted in &phrase.excluded {
            query.excluded.push(self.excluded(wanted)?);
        }
        query.negated = self.negated(self.negations)?;
        for span in &phrase.spans {
            let identifiers = &self.segment.identifiers;
            let rows =
                if span.is_open { identifiers.rows_beginning(&span.form)? } else { identifiers.rows(&span.form)? };
            query.named.extend(rows);
            for (parsed, clause) in phrase.clauses.iter().zip(&mut query.clauses) {
                if parsed.pieces.iter().any(|piece| span.pieces.contains(piece)) {
                    clause.named.extend(rows);
                }
            }
        }
        for named in query.clauses.iter_mut().map(|clause| &mut clause.named).chain([&mut query.named]) {
            named.sort_unstable();
            named.dedup();
        }
        Ok(query)
    }

    /// What must not be there: a word in its near forms.
    pub(super) fn excluded(&self, wanted: &Wanted) -> Result<Clause> {
        self.clause(wanted, self.segment.schema.relevance.stem_near)
    }

    fn clause(&self, wanted: &Wanted, least_weight: u32) -> Result<Clause> {
        match wanted {
            Wanted::Word(word) => self.word(wanted, self.forms(word, least_weight)?),
            Wanted::Prefix(word) => self.prefix(wanted, word),
            Wanted::Quote(words) => match &words[..] {
                [(word, _)] => self.word(wanted, self.exact(word)?),
                _ => self.sequence(wanted, words),
            },
        }
    }

    fn prefix(&self, wanted: &Wanted, word: &str) -> Result<Clause> {
        let Completions { forms, terms, was_cut } = completions(self.text, word, &self.forms(word, 0)?.alternatives)?;
        let values = self.row_words.map_or_else(Vec::new, |words| {
            words.of_terms(forms.alternatives.iter().map(|form| form.term).chain(terms.clone()))
        });
        let are_all_counted =
            terms.clone().all(|term| forms.alternatives.binary_search_by_key(&term, |f| f.term).is_ok());
        let silent = if are_all_counted { Silent::default() } else { Silent { terms, prefix: word.to_owned() } };
        Ok(Clause { silent, values, was_cut, ..self.word(wanted, forms)? })
    }

    /// A clause that looks for some forms.
    pub fn word(&self, wanted: &Wanted, WordForms { alternatives, frequency }: WordForms) -> Result<Clause> {
        let values = self.row_words.map_or_else(Vec::new, |words| words.of_terms(alternatives.iter().map(|a| a.term)));
        Ok(Clause {
            wanted: wanted.clone(),
            target: Target::Forms(alternatives),
            idfs: vec![self.text.relevance.idf(frequency)],
            frequency,
            silent: Silent::default(),
            values,
            typed_values: None,
            named: Vec::new(),
            sequences: Vec::new(),
            is_known: false,
            was_cut: false,
        })
    }

    /// The forms of a word that weigh at least so much.
    pub fn forms(&self, word: &str, least_weight: u32) -> Result<WordForms> {
        let forms = if let Some(known) = self.text.known_words.get(word) {
            known
        } else {
            let forms = self.look_up(word)?;
            self.text.known_words.keep(word, &forms);
            forms
        };
        if forms.alternatives.iter().all(|form| form.weight >= least_weight) {
            return Ok(forms);
        }
        let alternatives: Arc<[Alternative]> =
            forms.alternatives.iter().copied().filter(|form| form.weight >= least_weight).collect();
        let frequency = self.text.count_documents(alternatives.iter().map(|alternative| alternative.term))?;
        Ok(WordForms { alternatives, frequency })
    }

    fn look_up(&self, word: &str) -> Result<WordForms> {
        let typed = self.text.terms.find(word)?;
        let mut weights: BTreeMap<u32, u32> = typed.iter().map(|&term| (term, FULL_WEIGHT)).collect();
        let mut groups = Vec::new();
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            for language in self.locale.languages.iter().map(|tag| Language::of(tag)) {
                groups.extend(self.add_group(word, language, &mut weights)?);
            }
        }
        let group_frequency = groups.iter().find(|group| group.is_exactly(&weights)).map(|group| group.frequency);
        let alternatives: Arc<[Alternative]> =
            weights.into_iter().map(|(term, weight)| Alternative::typed(term, weight)).collect();
        let frequency = match (group_frequency, &alternatives[..]) {
            (Some(frequency), _) => u64::from(frequency),
            (None, []) => 0,
            (None, [only]) => u64::from(self.text.frequency(only.term)?),
            (None, several) => self.text.count_documents(several.iter().map(|alternative| alternative.term))?,
        };
        self.with_further_languages(word, WordForms { alternatives, frequency })
    }

    /// Also the word in names of further languages of the locale, where more documents have it there than otherwise.
    fn with_further_languages(&self, word: &str, own: WordForms) -> Result<WordForms> {
        let weight = self.segment.schema.relevance.stem_near;
        let mut further = Vec::new();
        for tag in self.locale.languages.iter().skip(1) {
            if let Some(term) = self.text.terms.find(&further_term_of(word, tag))?
                && u64::from(self.text.frequency(term)?) > own.frequency
            {
                further.push(Alternative::typed(term, weight));
            }
        }
        if further.is_empty() {
            return Ok(own);
        }
        further.extend(own.alternatives.iter().copied());
        further.sort_unstable_by_key(|alternative| alternative.term);
        further.dedup_by_key(|alternative| alternative.term);
        let frequency = self.text.count_documents(further.iter().map(|alternative| alternative.term))?;
        Ok(WordForms { alternatives: further.into(), frequency })
    }

    /// Adds the forms of the word's stem group in a language of the locale, and German compounds with this head.
    fn add_group(&self, word: &str, language: Language, weights: &mut BTreeMap<u32, u32>) -> Result<Option<Group<'_>>> {
        if language.bit() == 0 {
            return Ok(None);
        }
        let stems = StemGroups::of(language);
        let stem = stems.group(word);
        if language == Language::German && may_be_head(word) {
            self.add_compounds(&stem, weights)?;
        }
        let Some(group) = self.text.group(&name_of_group(&stem, language))? else {
            // A stem that is itself the only form of its group has no entry of its own. (Not every stem is: `towelll` has `towell`, that `towel`.)
            let may_be_alone = language == Language::English && self.text.pure_english;
            if may_be_alone
                && stem != word
                && stems.group(&stem) == stem
                && let Some(alone) = self.text.terms.find(&stem)?
            {
                self.add_form(word, alone, language, weights)?;
            }
            return Ok(None);
        };
        for &member in group.members {
            self.add_form(word, member, language, weights)?;
        }
        Ok(Some(group))
    }

    fn add_compounds(&self, head: &str, weights: &mut BTreeMap<u32, u32>) -> Result<()> {
        for number in self.text.groups_beginning(&name_of_group(head, Language::German))? {
            if is_compound(&german_stem(&self.text.group_name(number)?), head) {
                for &member in self.text.group_at(number)?.members {
                    keep_best(weights, member, self.segment.schema.relevance.stem_far);
                }
            }
        }
        Ok(())
    }

    fn add_form(&self, word: &str, term: u32, language: Language, weights: &mut BTreeMap<u32, u32>) -> Result<()> {
        let form = self.text.terms.get(term)?;
        let spec = &self.segment.schema.relevance;
        let is_near = plural_stem(&form, language) == plural_stem(word, language);
        let weight = if is_near { spec.stem_near } else { spec.stem_far };
        if form != word {
            keep_best(weights, term, weight);
        }
        Ok(())
    }

    fn exact(&self, word: &str) -> Result<WordForms> {
        let typed = self.text.terms.find(word)?;
        let frequency = typed.map_or(Ok(0), |term| self.text.frequency(term))?;
        let alternatives = typed.map(|term| Alternative::typed(term, FULL_WEIGHT)).into_iter().collect();
        Ok(WordForms { alternatives, frequency: u64::from(frequency) })
    }

    fn sequence(&self, wanted: &Wanted, words: &[(String, u32)]) -> Result<Clause> {
        let mut terms = Vec::with_capacity(words.len());
        for (word, position) in words {
            terms.extend(self.text.terms.find(word)?.map(|term| (term, *position)));
        }
        let terms = (terms.len() == words.len()).then_some(terms);
        let mut idfs = Vec::new();
        for &(term, _) in terms.iter().flatten() {
            idfs.push(self.text.relevance.idf(u64::from(self.text.frequency(term)?)));
        }
        let of_sequence = |terms: &Vec<_>| self.row_words.map_or_else(Vec::new, |words| words.of_sequence(terms));
        let values = terms.as_ref().map_or_else(Vec::new, of_sequence);
        let (wanted, target) = (wanted.clone(), Target::Sequence(terms));
        Ok(Clause {
            wanted,
            target,
            idfs,
            frequency: 0,
            silent: Silent::default(),
            values,
            typed_values: None,
            named: Vec::new(),
            sequences: Vec::new(),
            is_known: false,
            was_cut: false,
        })
    }
}

fn keep_best(weights: &mut BTreeMap<u32, u32>, term: u32, weight: u32) {
    let known = weights.entry(term).or_default();
    *known = weight.max(*known);
}
