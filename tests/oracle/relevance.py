"""The text of documents in one locale, where clauses occur in it, and relevance: semantics.md sections 2, 4, 5, 8 and 9."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any, TypeAlias

from .documents import Catalog, Document, Row, Value, shortest
from .merchant_words import relative
from .misspellings import is_plain
from .phrase import Clause, Other
from .prefix import completions
from .stems import has_groups, is_compound, plural_stem, stem
from .stop_words import language_of
from .text import Token, in_chain, index_tokens, query_tokens_at
from .unwanted import Unwanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .measures import Measure, Units
    from .merchant_words import Words
    from .phrase import Phrase

Text: TypeAlias = tuple[str, str]  # a text and the language that analyses it
Positions: TypeAlias = dict[str, list[int]]  # term -> where it stands


@dataclass(frozen=True)
class Field:
    """settings.md, fields."""

    name: str
    weight: float = 1.0
    b: float = 0.75
    strong: bool = True
    corrections: bool = True


DEFAULT_FIELDS = (
    Field("name", 1.0),
    Field("brand", 0.5),
    Field("short_description", 0.75),
    Field("description", 0.1, strong=False),
    Field("keywords", 0.5),
    Field("categories", 0.5),
    Field("attributes", 0.15),
    Field("variations", 0.5),
)


@dataclass(frozen=True)
class Relevance:
    """settings.md, relevance."""

    k1: float = 0.4
    idf_exponent: float = 0.65
    stem_near: int = 243
    stem_far: int = 128
    side_by_side: float = 0
    values: float = 0.5


def length_code(length: int) -> int:
    """Section 5: exact to 39, then four bits."""
    if length < 40:
        return length
    v = length - 24
    s = v.bit_length() - 4
    return 24 + ((v >> s) & 7 | (s + 1) << 3)


def smallest_length(code: int) -> int:
    """Section 5, L(code): the smallest length with that code."""
    return next(length for length in range(1 << 40) if length_code(length) == code)


def half_up(x: float) -> int:
    """round(x) of semantics.md."""
    return math.floor(x + 0.5)


def analysed(texts: list[Text], first: str, units: Units) -> tuple[Positions, int]:
    """Section 2: the terms of a field with several values, and its length."""
    positions: Positions = {}
    start = total = 0
    for text, _ in texts:
        tokens, length = index_tokens(text, first, units)
        for token in tokens:
            positions.setdefault(token.term, []).append(start + token.position)
        start += length + 1 if length else 0
        total += length
    return positions, total


def further(word: str, language: str) -> str:
    """Section 2, further languages: what stands in the index for a word."""
    return f"\1{language_of(language)}:{(stem(word, language) if has_groups(language) else None) or word}"


class TextIndex:
    """Section 5, text index: all documents in one locale."""

    def __init__(self, catalog: Catalog, fields: tuple[Field, ...], words: Words, relevance: Relevance, units: Units) -> None:
        """Analyse every field of every document."""
        self.catalog, self.fields, self.words, self.relevance, self.units = catalog, fields, words, relevance, units
        self.chain = chain = words.chain
        self.forms: dict[str, set[str]] = {}  # language -> forms that occur in its text
        self.positions: dict[tuple[str, str], Positions] = {}
        self.lengths: dict[tuple[str, str], int] = {}
        for document in catalog.documents:
            for one in fields:
                texts = self._texts(document, one.name)
                self.positions[document.id, one.name], self.lengths[document.id, one.name] = analysed(texts, chain[0], units)
                if one.name == "name":
                    self._add_further(document)
                for text, language in texts:
                    self.forms.setdefault(language_of(language), set()).update(token.term for token in index_tokens(text, chain[0])[0])
        self.count = sum(any(self.positions[d.id, f.name] for f in fields) for d in catalog.documents)
        self.average = {one.name: self._average(one.name) for one in fields}
        self.frequencies = Counter(term for document in catalog.documents for term in self._terms(document, fields))
        self.correct_words = {
            term for d in catalog.documents for term in self._terms(d, tuple(one for one in fields if one.corrections)) if is_plain(term)
        }
        self._alternatives: dict[Clause, dict[str, int]] = {}
        self._unwanted: dict[str, Unwanted] = {}
        self._df: dict[Clause, int] = {}

    def _add_further(self, document: Document) -> None:
        """Section 2, further languages: what the name has in other languages of the chain than its own, beside its length."""
        name, own = document.product.record.get("name"), self.positions[document.id, "name"]
        if not isinstance(name, dict) or not self._texts(document, "name"):
            return
        for language in [language for language in self.chain if language in name][1:]:
            for token in index_tokens(name[language], self.chain[0])[0]:
                if token.term not in own:
                    own.setdefault(further(token.term, language), []).append(token.position)

    def _terms(self, document: Document, fields: tuple[Field, ...]) -> set[str]:
        return {term for one in fields for term in self.positions[document.id, one.name]}

    def frequency(self, form: str) -> int:
        """Section 8, edits: the documents that have a form, in any field."""
        return self.frequencies[form]

    def _average(self, name: str) -> float:
        """Section 5, avg."""
        lengths = [self.lengths[document.id, name] for document in self.catalog.documents]
        return sum(lengths) / max(1, sum(length > 0 for length in lengths))

    # Texts of fields

    def _texts(self, document: Document, name: str) -> list[Text]:
        """Section 2, fields; settings.md, fields."""
        if not document.product.record.get("searchable", True):
            return []
        if name == "variations":
            return self._variations(document, document.rows)
        if name == "categories":
            return self._categories(document)
        if name == "attributes":
            return [text for id_ in document.product.attributes if not self._has_field(id_) for text in self._attribute(document, id_)]
        if name in ("name", "brand", "short_description", "description", "keywords"):
            text = in_chain(document.product.record.get(name), self.chain)
            return [text] if text is not None else []
        return self._attribute(document, name)

    def _has_field(self, attribute: str) -> bool:
        return any(one.name == attribute for one in self.fields)

    def _categories(self, document: Document) -> list[Text]:
        """settings.md: the assigned categories, each followed by its ancestors, each once."""
        above = [up for id_, _ in document.product.assignments for up in self.catalog.ancestry(id_)]
        texts = [in_chain(self.catalog.categories[id_].name, self.chain) for id_ in dict.fromkeys(above)]
        return [text for text in texts if text is not None]

    def _attribute(self, document: Document, attribute: str) -> list[Text]:
        """settings.md: the values of a product's attribute; those of a row attribute stand in `variations` only."""
        if attribute in document.row_attributes:
            return []
        return [text for value in document.product.attributes.get(attribute, []) for text in self._value(attribute, value)]

    def _value(self, attribute: str, value: Value) -> list[Text]:
        """settings.md: text and numbers of searchable attributes, no flags and dates."""
        about = self.catalog.attributes[attribute]
        if not about.searchable or about.kind not in ("text", "number"):
            return []
        if about.kind == "number":
            return [(shortest(value.number), self.chain[0])]
        text = self.catalog.value_text(attribute, value, self.chain)
        return [text] if text is not None else []

    def _variations(self, document: Document, rows: list[Row]) -> list[Text]:
        """Section 2, fields: each distinct value of the rows, attribute by attribute."""
        found = []
        for attribute in document.row_attributes:
            distinct: dict[str, Value] = {}
            for value in (value for row in rows for value in document.values(row, attribute)):
                distinct.setdefault(value.id, value)
            found += [text for value in distinct.values() for text in self._value(attribute, value)]
        return found

    # Phrases

    def annotated(self, phrase: Phrase) -> Phrase:
        """Section 3: the phrase with merchant's words, and measures that stand in the index."""
        phrase = self.words.annotated(phrase)
        others: dict[Clause, list[Other]] = {}
        for run, is_open in phrase.runs:
            for measure in self.units.measures(run):
                if not (is_open and measure.end == len(run)):
                    self._add_measure(measure, run, phrase, others)
        becomes = {
            clause: clause._replace(others=tuple(dict.fromkeys(more)), known=True, corrections=()) for clause, more in others.items()
        }
        clauses = [becomes.get(clause, clause) for clause in phrase.clauses]
        from_piece = [[becomes.get(clause, clause) for clause in piece] for piece in phrase.from_piece]
        return replace(phrase, clauses=clauses, from_piece=from_piece)

    def _add_measure(self, measure: Measure, run: str, phrase: Phrase, others: dict[Clause, list[Other]]) -> None:
        within = [token for token, start, end in query_tokens_at(run, self.chain[0]) if measure.start <= start and end <= measure.end]
        standing = [reading for reading in measure.readings if all(self.frequency(term) for term in reading)]
        found = [Other(tuple(Token(term, 0) for term in reading), 256) for reading in standing]
        if len(within) > 1:
            found.append(Other(relative(tuple(within)), 256, replaces=True))
        words = [token.term for token in within]
        for clause in phrase.clauses if standing else []:
            if clause.is_word and not clause.known and clause.tokens[0].term in words:
                others.setdefault(clause, []).extend(found)

    # Occurrence

    def unwanted(self, text: str) -> Unwanted:
        """Section 12: a thing that is not wanted."""
        if text not in self._unwanted:
            self._unwanted[text] = Unwanted(text, self)
        return self._unwanted[text]

    def alternatives(self, clause: Clause) -> dict[str, int]:
        """The alternatives of a clause of one token, with their weights: of its word, its corrections, its completions."""
        if clause not in self._alternatives:
            typed = clause.tokens[0].term
            own = {typed: 256} if clause.quoted else self._group(typed)
            if any(other.replaces and self.spellings(other) for other in clause.others):
                own = {}
            more = completions(typed, own, self) if clause.prefix else self._of_corrections(clause)
            forms = more | own
            for form, weight in self._of_others(clause):
                forms[form] = max(forms.get(form, 0), weight)
            self._alternatives[clause] = forms
        return self._alternatives[clause]

    def _of_others(self, clause: Clause) -> Iterator[tuple[str, int]]:
        """Section 3, merchant's words: the forms of single words that are as good."""
        for other in clause.others:
            if len(other.tokens) == 1:
                yield from ((form, (weight * other.weight) >> 8) for form, weight in self._group(other.tokens[0].term).items())

    def places(self, other: Other) -> list[dict[str, int]]:
        """Section 3, merchant's words: for each word of several side by side its near forms in the index, with what they count."""
        near = [self.near(Clause.of(token.term)) for token in other.tokens]
        count = len(other.tokens)
        return [{form: (weight * other.weight >> 8) // count for form, weight in forms.items() if self.frequency(form)} for forms in near]

    def spellings(self, other: Other) -> list[tuple[Token, ...]]:
        """Section 3, merchant's words: the first 64 ways to spell several words side by side."""
        if len(other.tokens) == 1:
            return []
        ways = islice(product(*(sorted(forms) for forms in self.places(other))), 64)
        return [tuple(Token(form, token.position) for form, token in zip(way, other.tokens, strict=True)) for way in ways]

    def _of_corrections(self, clause: Clause) -> dict[str, int]:
        """Section 8, corrections: the forms that they bring, of two weights of one form the larger."""
        forms: dict[str, int] = {}
        for correction in clause.corrections:
            for form, weight in self._group(correction.word).items():
                forms[form] = max(forms.get(form, 0), (correction.weight * weight) >> 8)
        return forms

    def _group(self, typed: str) -> dict[str, int]:
        """Section 2, stem groups, locale and further languages: the alternatives of a typed form, best weight each."""
        group = self._own_group(typed)
        terms = [further(typed, language) for language in self.chain[1:]]
        if not any(term in self.frequencies for term in terms):
            return group
        have = sum(any(form in self.positions[d.id, f.name] for f in self.fields for form in group) for d in self.catalog.documents)
        return group | {term: self.relevance.stem_near for term in terms if self.frequency(term) > have}

    def _own_group(self, typed: str) -> dict[str, int]:
        """Section 2, stem groups and locale: the alternatives in all languages of the chain."""
        group = {typed: 256}
        for language in filter(has_groups, self.chain if stem(typed, "en") is not None else []):
            for form in self.forms.get(language_of(language), set()):
                weight = self._weight(form, typed, language)
                if weight is not None:
                    group[form] = max(group.get(form, 0), weight)
        return group

    def _weight(self, form: str, typed: str, language: str) -> int | None:
        """Section 2, stem groups: the weight of a form of a language, None if it is no alternative."""
        if stem(form, language) is None:
            return None
        if stem(form, language) == stem(typed, language):
            near = plural_stem(form, language) == plural_stem(typed, language)
            return self.relevance.stem_near if near else self.relevance.stem_far
        return self.relevance.stem_far if language_of(language) == "de" and is_compound(form, typed) else None

    def near(self, clause: Clause) -> dict[str, int]:
        """Section 3: what an excluded word matches."""
        near = {form: weight for form, weight in self.alternatives(clause).items() if weight >= self.relevance.stem_near}
        return {clause.tokens[0].term: 256} | near

    def occurs_in(self, clause: Clause, positions: Positions, forms: dict[str, int]) -> bool:
        """Section 4: whether a clause occurs in one field."""
        if clause.several:
            return _stands(clause.tokens, positions)
        others = (spelling for other in clause.others for spelling in self.spellings(other))
        return any(form in positions for form in forms) or any(_stands(spelling, positions) for spelling in others)

    def product_fields(self, clause: Clause, document: Document, forms: dict[str, int]) -> Iterator[Field]:
        """Section 4: the fields of product text in which a clause occurs."""
        for one in self.fields:
            if one.name != "variations" and self.occurs_in(clause, self.positions[document.id, one.name], forms):
                yield one

    def in_row(self, clause: Clause, document: Document, row: Row, forms: dict[str, int]) -> bool:
        """Section 4: whether a clause occurs in one of the row's own variation values."""
        texts = self._variations(document, [row]) if self._has_field("variations") else []
        return any(self.occurs_in(clause, analysed([text], self.chain[0], self.units)[0], forms) for text in texts)

    # Relevance

    def score(self, clauses: list[Clause], document: Document) -> int:
        """Section 5: the sum over the clauses that occur anywhere in the document's text."""
        return sum(self._clause_score(clause, document) for clause in clauses)

    def _clause_score(self, clause: Clause, document: Document) -> int:
        """Section 5: a clause, or the distinct tokens of a quote that occurs."""
        if not clause.several:
            return self._forms_score(self._counting(clause, document), self.df(clause), document)
        if not self._occurs_anywhere(clause, document):
            return 0
        return sum(self._forms_score([(term, 256)], self.frequency(term), document) for term in {token.term for token in clause.tokens})

    def _counting(self, clause: Clause, document: Document) -> list[tuple[str, int]]:
        """Section 5: the forms that count in a document: the alternatives, and the words side by side that stand there somewhere."""
        texts = [self.positions[document.id, one.name] for one in self.fields]
        counting = list(self.alternatives(clause).items())
        for other in clause.others:
            if any(_stands(spelling, positions) for spelling in self.spellings(other) for positions in texts):
                counting += [one for forms in self.places(other) for one in forms.items()]
        return counting

    def df(self, clause: Clause) -> int:
        """Section 5: the documents in which any alternative occurs; sections 8 and 9 for quotes and prefixes."""
        if clause not in self._df:
            if clause.prefix:
                self._df[clause] = min(self.count, sum(self.frequency(form) for form in self.alternatives(clause)))
            else:
                self._df[clause] = sum(self._occurs_anywhere(clause, document) for document in self.catalog.documents)
        return self._df[clause]

    def _occurs_anywhere(self, clause: Clause, document: Document) -> bool:
        """Whether a clause occurs in any field of a document."""
        forms = {} if clause.several else self.alternatives(clause)
        return any(self.occurs_in(clause, self.positions[document.id, one.name], forms) for one in self.fields)

    def _forms_score(self, forms: list[tuple[str, int]], df: int, document: Document) -> int:
        """Section 5: idf and saturation."""
        p = sum((weight * self._weighted(form, document)) >> 8 for form, weight in forms)
        k = half_up(self.relevance.k1 * 65536)
        sat = 0 if p == 0 else 65536 if k == 0 else (p << 16) // (p + k)
        idf = half_up(65536 * math.log(1 + (self.count - df + 0.5) / (df + 0.5)) ** self.relevance.idf_exponent)
        return (idf * sat) >> 16

    def _weighted(self, form: str, document: Document) -> int:
        """Section 5: sum over fields of norm and tf."""
        total = 0
        for one in self.fields:
            tf = min(7, len(self.positions[document.id, one.name].get(form, [])))
            total += tf * self._norm(one, document) if tf else 0
        return total

    def _norm(self, one: Field, document: Document) -> int:
        """Section 5, norm."""
        length = smallest_length(length_code(self.lengths[document.id, one.name]))
        return half_up(one.weight * 65536 / ((1 - one.b) + one.b * (length / self.average[one.name])))


def _stands(tokens: tuple[Token, ...], positions: Positions) -> bool:
    """Whether tokens stand in a text at their distances."""
    first = tokens[0]
    starts = [start - first.position for start in positions.get(first.term, [])]
    return any(all(start + token.position in positions.get(token.term, []) for token in tokens) for start in starts)


def read_fields(settings: dict[str, Any]) -> tuple[Field, ...]:
    """settings.md, fields."""
    return tuple(Field(**one) for one in settings["fields"]) if settings.get("fields") else DEFAULT_FIELDS
