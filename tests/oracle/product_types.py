"""The types of product that a phrase names: semantics.md section 6, types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .relevance import half_up
from .stems import has_groups, stem
from .stop_words import language_of, stop_words
from .text import Chain, query_tokens
from .value_labels import ValueLabels

if TYPE_CHECKING:
    from .documents import Catalog, Document
    from .matching import Candidate
    from .phrase import Phrase

_HEAD_FIRST = ("es", "fr", "it", "pt", "ca", "ro")
_HEAD_ANYWHERE = ("pl",)
_LEADING_ON = {
    "en": "for with without from in on by to of under over between at",
    "de": "fur mit ohne von aus in im auf zum zur unter uber bis zwischen",
    "pl": "do dla na z ze bez od w we pod nad za",
}


@dataclass(frozen=True)
class NamedTypes:
    """The types that a phrase names; none: it says nothing of types."""

    attribute: str = ""
    types: frozenset[str] = frozenset()
    factor: int = 256

    def has(self, document: Document) -> bool:
        """Whether a document is of one of them."""
        return any(value.id in self.types for row in document.rows for value in document.values(row, self.attribute))

    def relevance(self, document: Document, score: int) -> int:
        """Section 5: the sum, times the factor."""
        return (score * self.factor) >> 8 if self.types and self.has(document) else score

    def band(self, one: Candidate, phrase: Phrase) -> int:
        """Section 6, bands."""
        match_class = one.match_class(phrase)
        other = bool(self.types) and match_class != "identifier" and not self.has(one.document)
        return 1 if match_class == "description_only" or other else 0


NO_TYPES = NamedTypes()


class ProductTypes:
    """The types of a catalog, by settings."""

    def __init__(self, catalog: Catalog, settings: dict[str, Any]) -> None:
        """Collect the values that documents have, and their texts where they are localized."""
        own = settings.get("product_types", {})
        self._attribute, self._weight = own.get("attribute"), own.get("weight", 2.0)
        known = catalog.attributes.get(self._attribute)
        has_types = known is not None and known.kind != "number"
        self._labels = ValueLabels(catalog, self._attribute) if has_types else None

    def named(self, ways: list[list[str]], chain: Chain) -> NamedTypes:
        """The types that a phrase names, in any of the ways that its words may be said."""
        types = frozenset(id_ for words in ways for id_ in self._of(words, chain))
        return NamedTypes(self._attribute or "", types, 256 + half_up(self._weight * 256))

    def _of(self, words: list[str], chain: Chain) -> list[str]:
        """The types whose labels have most words in common with some words."""
        common: dict[str, int] = {}
        if self._labels is None:
            return []
        for id_ in self._labels.documents:
            for label, language in self._labels.labels(id_, chain):
                count = _common(words, [token.term for token in query_tokens(label, chain[0])], language)
                common[id_] = max(count, common.get(id_, 0))
        most = max(common.values(), default=0)
        return [id_ for id_, count in common.items() if count == most] if most else []


def _common(phrase: list[str], label: list[str], language: str) -> int:
    """How many words the heads of both share, from where they are read."""
    return max(_shared(head, other) for head, other in zip(_heads(phrase, language), _heads(label, language), strict=True))


def _shared(head: list[str], other: list[str]) -> int:
    count = 0
    while count < min(len(head), len(other)) and head[count] == other[count]:
        count += 1
    return count


def _heads(words: list[str], language: str) -> list[list[str]]:
    """The stems of the words before one that leads on, outwards, without codes at that end; one list for each side."""
    end = next((i for i, word in enumerate(words) if word in leading_on(language)), len(words))
    core = [word for word in words[:end] if word not in stop_words(language)]
    first = [core] if names_things_first(language) else []
    last = [] if language_of(language) in _HEAD_FIRST else [core[::-1]]
    return [[_stem(word, language) for word in _without_codes(side)] for side in first + last]


def leading_on(language: str) -> list[str]:
    """The words behind which something else is named than the thing."""
    return _LEADING_ON.get(language_of(language), "").split()


def names_things_first(language: str) -> bool:
    """Whether heads are read from the first word on (Polish: that way too)."""
    return language_of(language) in (*_HEAD_FIRST, *_HEAD_ANYWHERE)


def _without_codes(words: list[str]) -> list[str]:
    start = next((i for i, word in enumerate(words) if not any(digit in word for digit in "0123456789")), len(words))
    return words[start:]


def _stem(word: str, language: str) -> str:
    return (stem(word, language) if has_groups(language) else None) or word
