"""What a locale has to suggest: semantics.md section 10, entries, and entries of the catalog."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .completion import whole
from .documents import PRODUCT_FACTS
from .listed_words import LISTS
from .measures import BEFORE, Units
from .product_types import leading_on
from .stop_words import language_of, stop_words
from .text import fold, is_cjk, is_white, is_word, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .documents import Catalog, Document, Value
    from .refinements import Definition
    from .text import Chain

SOURCES = ("recent", "merchant", "popular", "catalog")
COLOURS = ("color", "colour", "refinementColor")
NOUN_FIRST = ("es", "fr", "it", "pt")
MOST_PHRASES = 100_000


@dataclass(frozen=True)
class Entry:
    """Section 10: something to suggest; `target` is the id of a category, or a refinement and its value."""

    label: str
    source: str
    weight: float
    target: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """Section 10, entries: K."""
        return whole(self.label)


def listed(labels: list[str], source: str) -> list[Entry]:
    """Section 10: phrases in an order, the first has the greatest weight."""
    return [Entry(one, source, float(len(labels) - i)) for i, one in enumerate(labels)]


def words_of(text: str) -> list[str]:
    """The words of a text, at white space."""
    return "".join(" " if is_white(ch) else ch for ch in text).split(" ")


@dataclass(frozen=True)
class Given:
    """What one document gives: labels of categories and types and its brand, combinations, runs of words of its name."""

    named: set[str]
    combined: set[str]
    runs: set[tuple[str, ...]]

    @property
    def phrases(self) -> set[str]:
        """Section 10: every phrase that the document gives, once."""
        return self.named | self.combined | {" ".join(run) for run in self.runs}


class CatalogEntries:
    """Section 10, entries of the catalog, in one locale."""

    def __init__(self, catalog: Catalog, definitions: list[Definition], settings: dict[str, Any], chain: Chain, types: str | None) -> None:
        """Remember what to read; `settings` are those of the suggestions, `types` the attribute that tells the types."""
        self.catalog, self.definitions, self.chain = catalog, definitions, chain
        known = catalog.attributes.get(types or "")
        self.types = known.id if known is not None and known.kind == "text" else None
        self.least_products: int = settings.get("least_products", 2)
        colours = [one.attribute for one in definitions if one.kind == "attribute" and one.attribute in COLOURS]
        combine: list[str] | None = settings.get("combine")
        self.combine = ["brand", *colours] if combine is None else combine

    # Phrases

    @cached_property
    def phrases(self) -> list[Entry]:
        """The phrases that stay, with the number of documents that give them."""
        given = [self._given(document) for document in self.catalog.documents]
        weights = Counter(phrase for one in given for phrase in one.phrases)
        named = {phrase for one in given for phrase in one.named}
        enough = {one for one in weights if len(words_of(one)) == 1 or one in named or weights[one] >= self.least_products}
        otherwise = {phrase for one in given for phrase in one.named | one.combined}
        runs = {run for one in given for run in one.runs if " ".join(run) in enough}
        parts = {
            " ".join(run) for run in runs if any(is_part(run, more) and _weight(run, weights) == _weight(more, weights) for more in runs)
        }
        kept = sorted(enough - (parts - otherwise), key=lambda phrase: (-weights[phrase], phrase))
        return [Entry(phrase, "catalog", weights[phrase]) for phrase in kept[:MOST_PHRASES]]

    def _given(self, document: Document) -> Given:
        """Section 10: what a document gives."""
        categories = [self.catalog.categories[id_] for id_, _ in document.product.assignments]
        labels = {label(one.name, self.chain, one.id).lower() for one in categories} | self._types(document)
        brand = document.product.record.get("brand")
        return Given(
            labels | ({brand.lower()} if brand is not None else set()),
            {self._combined(value, category) for value in self._combining(document) for category in labels},
            set(self._runs(label(document.product.record.get("name"), self.chain, document.product.id))),
        )

    def _types(self, document: Document) -> set[str]:
        """The labels of the types of a document."""
        return {self._value_label(self.types, value).lower() for value in _held(document, self.types)} if self.types else set()

    def _combining(self, document: Document) -> set[str]:
        """The labels of the values that stand beside a category's label."""
        texts = [id_ for id_ in self.combine if self._is_text(id_)]
        return {self._value_label(id_, value).lower() for id_ in texts for value in _held(document, id_)}

    def _value_label(self, attribute: str, value: Value) -> str:
        known = attribute in self.catalog.attributes
        return self.catalog.value_label(attribute, value, self.chain) if known else value.id

    def _combined(self, value: str, category: str) -> str:
        """`value category`, the noun first where one speaks so."""
        return f"{category} {value}" if self.chain[0].split("-")[0] in NOUN_FIRST else f"{value} {category}"

    def _runs(self, name: str) -> Iterator[tuple[str, ...]]:
        """Runs of 1, 2 and 3 successive words of a name."""
        words = [word for word in map(bare, words_of(name.lower())) if word]
        stops = {i for i in range(len(words)) if self._stops(words[i]) or self._is_cut(words[:i], words[i])}
        for start, end in ((i, i + length) for length in (1, 2, 3) for i in range(len(words) - length + 1)):
            run = tuple(words[start:end])
            long_enough = len(run) > 1 or len(run[0]) >= (2 if any(map(is_cjk, run[0])) else 3)
            if long_enough and all(map(has_letter, run)) and stops.isdisjoint((start, end - 1)) and not self._leads_on(run[-1]):
                yield run

    def _stops(self, word: str) -> bool:
        """Whether a run neither begins nor ends with a word."""
        stops = stop_words(self.chain[0])
        return fold(word) in stops if stops else len(word) < 3 and not any(map(is_cjk, word))

    def _is_cut(self, before: list[str], word: str) -> bool:
        """Whether a word is what is left of a measure without its number."""
        return fold(word) in BEFORE or (before != [] and not has_letter(before[-1]) and fold(word) in self._units)

    @cached_property
    def _units(self) -> set[str]:
        return set(Units((language_of(self.chain[0]),), ()).senses)

    def _leads_on(self, word: str) -> bool:
        """Whether something must follow a word."""
        language = language_of(self.chain[0])
        return fold(word) in {*leading_on(language), *LISTS["without"].get(language, [])}

    # The other kinds

    @cached_property
    def categories(self) -> list[Entry]:
        """The categories that are not hidden and have documents."""
        inside = Counter(up for one in self.catalog.documents for up in self._above(one))
        shown = [self.catalog.categories[id_] for id_ in inside if not self.catalog.hidden(id_)]
        return [Entry(label(one.name, self.chain, one.id), "catalog", inside[one.id], (one.id,)) for one in shown]

    def _above(self, document: Document) -> set[str]:
        return {up for id_, _ in document.product.assignments for up in self.catalog.ancestry(id_)}

    def values(self, *, brands: bool) -> list[Entry]:
        """The values of every refinement's attribute that has no buckets: the brands, or all others."""
        first: dict[str, Definition] = {}
        for definition in self.definitions:
            if definition.kind == "attribute" and definition.bucketing == "none":
                first.setdefault(definition.attribute, definition)
        first = {id_: one for id_, one in first.items() if self._is_text(id_)}
        return [entry for id_, definition in first.items() if (id_ == "brand") == brands for entry in self._values(definition)]

    def _is_text(self, attribute: str) -> bool:
        """Whether values are texts: those of attributes of this kind, and the brand."""
        known = self.catalog.attributes.get(attribute)
        return attribute == "brand" if known is None else known.kind == "text"

    def _values(self, definition: Definition) -> list[Entry]:
        """The values of one attribute, with the number of documents that have each."""
        held = [{value.id: value for value in reversed(_held(one, definition.attribute))} for one in self.catalog.documents]
        weights = Counter(id_ for values in held for id_ in values)
        known = {id_: value for values in reversed(held) for id_, value in values.items()}
        labels = {id_: self._value_label(definition.attribute, value) for id_, value in known.items()}
        return [Entry(text, "catalog", weights[id_], (definition.id, id_)) for id_, text in labels.items() if has_letter(text)]


def _held(document: Document, attribute: str) -> list[Value]:
    """The values that a document has, or a row of its own."""
    product = document.product.attributes.get(attribute, document.product.fact(attribute) if attribute in PRODUCT_FACTS else [])
    return [*product, *(value for row in document.rows for value in row.own.get(attribute, []))]


def _weight(run: tuple[str, ...], weights: Counter[str]) -> int:
    return weights[" ".join(run)]


def bare(word: str) -> str:
    """A word of a name without punctuation at its ends."""
    inside = [i for i, ch in enumerate(word) if is_word(ch)]
    return word[inside[0] : inside[-1] + 1] if inside else ""


def has_letter(word: str) -> bool:
    """Whether a word has a letter."""
    return any(unicodedata.category(ch)[0] == "L" for ch in word)


def is_part(run: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a run is a part of a longer one."""
    return len(run) < len(longer) and any(longer[i : i + len(run)] == run for i in range(len(longer)))
