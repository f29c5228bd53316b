"""What is suggested while a shopper types: plain values and a page of products, made when they are asked for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from commerce_search.search.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from commerce_search._engine import Suggestions as RawSuggestions
    from commerce_search._engine import _Value as RawValue
    from commerce_search.search.compiled import CompiledStore
    from commerce_search.search.page import Hit
    from commerce_search.search.request import Request

__all__ = [
    "CategorySuggestion",
    "PhraseSuggestion",
    "ScopeSuggestion",
    "SuggestedTerm",
    "SuggestedWord",
    "Suggestions",
    "ValueSuggestion",
]


@dataclass(frozen=True, slots=True)
class PhraseSuggestion:
    """A phrase to search: ``store.search(phrase)``.

    Attributes:
        phrase: the phrase.
        source: ``recent``, ``merchant``, ``popular`` or ``catalog``.
        exact: whether it is what was typed.
        edits: between what was typed and how the phrase begins.
        total: hits that have all of its words, if they were counted.
    """

    phrase: str
    source: Literal["recent", "merchant", "popular", "catalog"]
    exact: bool
    edits: int
    total: int | None


@dataclass(frozen=True, slots=True)
class CategorySuggestion:
    """A category to look into: ``store.search(phrase, category=id)``.

    Attributes:
        id: the category.
        label: what shoppers read.
        parent: the label of the category above; ``None`` at the top.
        phrase: what was typed before the category; empty if nothing.
        edits: between what was typed and how the label begins.
        total: hits, if they were counted.
    """

    id: str
    label: str
    parent: str | None
    phrase: str
    edits: int
    total: int | None


@dataclass(frozen=True, slots=True)
class ValueSuggestion:
    """A brand or another value to choose: ``store.search(phrase, refine={refinement: value})``.

    Attributes:
        refinement: the refinement in which it is chosen.
        value: the value.
        label: what shoppers read.
        phrase: what was typed before the value; empty if nothing.
        edits: between what was typed and how the label begins.
        total: hits, if they were counted.
    """

    refinement: str
    value: str
    label: str
    phrase: str
    edits: int
    total: int | None


@dataclass(frozen=True, slots=True)
class ScopeSuggestion:
    """The first phrase in one category: ``store.search(phrase, category=id)``.

    Attributes:
        phrase: the phrase.
        id: the category.
        label: what shoppers read.
        total: hits.
    """

    phrase: str
    id: str
    label: str
    total: int


@dataclass(frozen=True, slots=True)
class SuggestedWord:
    """What a typed word may be.

    Attributes:
        value: the word, folded.
        exact: it is the typed one.
        completed: it goes on from the typed one.
        corrected: it is written otherwise.
    """

    value: str
    exact: bool
    completed: bool
    corrected: bool

    @classmethod
    def of(cls, value: str, kind: str) -> SuggestedWord:
        """Return a word that is ``exact``, ``completed`` or ``corrected``."""
        return cls(value, exact=kind == "exact", completed=kind == "completed", corrected=kind == "corrected")


@dataclass(frozen=True, slots=True)
class SuggestedTerm:
    """A typed word and what it may be.

    Attributes:
        original: the word, folded.
        terms: what it may be, the likeliest first.
    """

    original: str
    terms: tuple[SuggestedWord, ...]


class Suggestions:
    """The answer to one call of ``Storefront.suggest``.

    Every suggestion, searched with the request's own context, refinements and category, has a hit.

    Attributes:
        request: what was asked for; its phrase is what was typed.
    """

    def __init__(self, store: CompiledStore, request: Request, raw: RawSuggestions) -> None:
        """Made by ``Storefront.suggest``."""
        self._store = store
        self.request = request
        self._raw = raw

    @cached_property
    def phrases(self) -> tuple[PhraseSuggestion, ...]:
        """Whole phrases that go on from what was typed."""
        return tuple(PhraseSuggestion(*one) for one in self._raw.phrases)

    @cached_property
    def categories(self) -> tuple[CategorySuggestion, ...]:
        """Categories whose name goes on from what was typed, or from its last words."""
        return tuple(
            CategorySuggestion(name, self._label(name), self._parent(name), phrase, edits, total)
            for name, phrase, edits, total in self._raw.categories
        )

    @cached_property
    def brands(self) -> tuple[ValueSuggestion, ...]:
        """Brands, likewise."""
        return self._values(self._raw.brands)

    @cached_property
    def values(self) -> tuple[ValueSuggestion, ...]:
        """Values of other refinements, likewise."""
        return self._values(self._raw.values)

    @cached_property
    def scopes(self) -> tuple[ScopeSuggestion, ...]:
        """The first phrase in the categories that have most of its hits, if it has hits in several."""
        return tuple(ScopeSuggestion(self.phrases[0].phrase, name, self._label(name), total) for name, total in self._raw.scopes)

    @cached_property
    def products(self) -> tuple[Hit, ...]:
        """The hits of ``Storefront.type_ahead``."""
        page = self._raw.products
        return () if page is None else tuple(Page(self._store, self.request, page))

    @cached_property
    def terms(self) -> tuple[SuggestedTerm, ...]:
        """For each typed word what it may be, read off the phrases."""
        return tuple(SuggestedTerm(word, tuple(SuggestedWord.of(*one) for one in words)) for word, words in self._raw.terms)

    @property
    def is_degraded(self) -> bool:
        """Whether looking for suggestions took more work than one request may cost, so that some may be missing."""
        return self._raw.degraded

    @property
    def timings(self) -> Mapping[str, float]:
        """Stage -> microseconds."""
        return {stage: nanoseconds / 1000 for stage, nanoseconds in self._raw.timings}

    def __bool__(self) -> bool:
        """Whether anything is suggested."""
        return bool(self.phrases or self.categories or self.brands or self.values or self.products)

    def __repr__(self) -> str:
        """Return what was typed and the phrases that are suggested."""
        return f"<Suggestions {self.request.phrase!r}: {', '.join(one.phrase for one in self.phrases) or 'no phrases'}>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data (``docs/reference/semantics.md``, paragraph 10); timings are left out, so that equal answers are equal."""
        kinds = ("phrases", "categories", "brands", "values", "scopes")
        return {
            "text": self.request.phrase,
            "locale": self.request.locale,
            **{kind: [asdict(one) for one in getattr(self, kind)] for kind in kinds},
            "products": [hit.to_dict() for hit in self.products],
            "terms": [asdict(term) | {"terms": [asdict(one) for one in term.terms]} for term in self.terms],
            "degraded": self.is_degraded,
        }

    def _label(self, category: str) -> str:
        return self._store.category_label(category, self.request.locale)

    def _parent(self, category: str) -> str | None:
        parent = self._store.tree[category].parent
        return None if parent is None or parent not in self._store.tree else self._label(parent)

    def _values(self, found: Iterable[RawValue]) -> tuple[ValueSuggestion, ...]:
        refinements = self._store.refinements
        return tuple(
            ValueSuggestion(refinements[number].refinement.id, value, label, phrase, edits, total)
            for number, value, label, phrase, edits, total in found
        )
