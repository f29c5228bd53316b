"""The types of product that a phrase names: semantics.md section 6, types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .relevance import half_up
from .stems import has_groups, stem
from .stop_words import language_of, stop_words
from .text import Chain, is_cjk, query_tokens
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

    def named(self, ways: list[list[str]], chain: Chain, *, goes_on: bool = False) -> NamedTypes:
        """The types that a phrase names, in any of the ways that its words may be said; `goes_on`: the last one is being typed."""
        types = frozenset(id_ for words in ways for id_ in self._of(words, chain, goes_on=goes_on))
        return NamedTypes(self._attribute or "", types, 256 + half_up(self._weight * 256))

    def labels(self, chain: Chain) -> list[str]:
        """The labels of all types."""
        own = self._labels
        return [] if own is None else [label for id_ in own.documents for label, _ in own.labels(id_, chain)]

    def _of(self, words: list[str], chain: Chain, *, goes_on: bool) -> list[str]:
        """The types whose labels have most in common with some words."""
        common: dict[str, int] = {}
        if self._labels is None:
            return []
        labels: dict[str, list[tuple[str, list[str]]]] = {}
        for id_ in self._labels.documents:
            for text, language in self._labels.labels(id_, chain):
                label = [token.term for token in query_tokens(text, chain[0])]
                count = max(_common(words, label, language), _begun(words, label, language) if goes_on and words else 0)
                common[id_] = max(count, common.get(id_, 0))
                labels.setdefault(language, []).append((id_, label))
        for language, of_language in labels.items() if goes_on and words else ():
            for id_ in _beginning_so(words, of_language, language):
                common[id_] = max(1, common[id_])
        most = max(common.values(), default=0)
        return [id_ for id_, count in common.items() if count == most] if most else []


def _common(phrase: list[str], label: list[str], language: str) -> int:
    """Two for each word that the heads of both share, from where they are read."""
    heads = zip(_heads(_core(phrase, language), language), _heads(_core(label, language), language), strict=True)
    return max(_points(head, other, language) for (_, head), (_, other) in heads)


def _begun(phrase: list[str], label: list[str], language: str) -> int:
    """Section 9: the same while the last word is being typed, and one for a word of the label that only begins with it."""
    *before, typed = phrase
    if any(word in leading_on(language) for word in before) or any(is_cjk(ch) or ch in "0123456789" for ch in typed):
        return 0
    heads = zip(_heads([*_core(before, language), typed], language), _heads(_core(label, language), language), strict=True)
    points = max(_points(head, other, language, len(head) - 1 if is_first else 0) for (is_first, head), (_, other) in heads)
    return 0 if points == 1 and len(typed) < 3 else points


def _beginning_so(words: list[str], labels: list[tuple[str, list[str]]], language: str) -> list[str]:
    """Section 9: the types whose labels begin with all the words, the last one as a beginning."""
    *before, typed = words
    is_spaced = not any(map(is_cjk, typed))
    if is_spaced and not before and len(typed) < 3:
        return []
    at = len(before)
    begun = [(id_, label) for id_, label in labels if label[:at] == before and label[at : at + 1] and label[at].startswith(typed)]
    things = {_stem(head[0], language) for _, label in labels for _, head in _heads(_core(label, language), language) if head}
    return [
        id_
        for id_, label in begun
        if not any(len(other) < len(label) and label[: len(other)] == other for _, other in begun)
        and not (is_spaced and _stem(label[at], language) in things)
    ]


def _points(head: list[str], other: list[str], language: str, unfinished: int | None = None) -> int:
    points = 0
    for at, (word, labelled) in enumerate(zip(head, other, strict=False)):
        is_same = _stem(word, language) == _stem(labelled, language)
        if not is_same and (at != unfinished or not labelled.startswith(word)):
            break
        points += 2 if is_same else 1
    return points


def _core(words: list[str], language: str) -> list[str]:
    """The words before one that leads on, without stop words."""
    end = next((i for i, word in enumerate(words) if word in leading_on(language)), len(words))
    return [word for word in words[:end] if word not in stop_words(language)]


def _heads(core: list[str], language: str) -> list[tuple[bool, list[str]]]:
    """The words of a core outwards from each side where a thing is named, and whether that is the first word; without codes at that end."""
    first = [(True, core)] if names_things_first(language) else []
    last = [] if language_of(language) in _HEAD_FIRST else [(False, core[::-1])]
    return [(is_first, _without_codes(side)) for is_first, side in first + last]


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
