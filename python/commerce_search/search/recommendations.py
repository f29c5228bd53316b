"""What may be shown where a search finds nothing (``docs/reference/semantics.md``, paragraph 11)?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from commerce_search.search.given_text import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce_search._engine import Page as RawPage
    from commerce_search.search.compiled import CompiledStore
    from commerce_search.search.page import Hit
    from commerce_search.search.request import Request

__all__ = ["Recommendations", "Recommender"]


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Documents to show instead of hits; they are not counted, and in no refinement.

    Attributes:
        category: where they are from; ``None``: the whole store.
        label: what shoppers read of the category.
        hits: the documents, none of which has what was asked for.
    """

    category: str | None
    label: str | None
    hits: tuple[Hit, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"category": self.category, "label": self.label, "hits": [hit.to_dict() for hit in self.hits]}


class Recommender:
    """Recommends for one request that found nothing, by searches of the engine that count categories only."""

    def __init__(self, store: CompiledStore, request: Request) -> None:
        """Nothing is searched yet."""
        self._store = store
        self._request = request

    @property
    def request(self) -> Request:
        """What the recommended documents are the hits of."""
        settings = self._store.settings.no_results
        return replace(
            self._request, phrase="", sort_name=settings.sort or "position", limit=settings.limit, selections={}, category=None,
            explain=False,
        )  # fmt: skip

    def category(self) -> str | None:
        """Return the category that the phrase leans to, else the requested one, or the nearest above it, in which there is anything."""
        leaning = self._search(self._request.phrase, None) if self._request.phrase.strip(WHITE_SPACE) else None
        return self._requested() if leaning is None or not leaning.total else self._most_of(leaning)

    def label(self, category: str) -> str:
        """Return what shoppers read of a category."""
        return self._store.category_label(category, self._request.locale)

    def best(self, category: str | None) -> RawPage:
        """Return the documents to show."""
        settings = self._store.settings.no_results
        keys = None if settings.sort is None else self._store.sort_keys(settings.sort, self._request.locale)
        number = None if category is None else self._store.engine.category(category)
        return self._search("", number, limit=settings.limit, sort=keys)

    def _search(self, phrase: str, category: int | None, **how: Any) -> RawPage:
        store, request = self._store, self._request
        scope = None if category is None else [category]
        return store.engine.search(
            store.counted_categories, phrase, request.locale_number, request.at, "ladder", categories=scope, spelling=store.spelling,
            words=store.words.of(request.locale), typos=request.typos, **({"limit": 0} | how),
        )  # fmt: skip

    def _most_of(self, page: RawPage) -> str | None:
        """Go down from the root as long as one child has half of the hits."""
        category = None
        while True:
            # The engine numbers siblings in the order of the tree.
            number, hits = min(zip(*page.counts(0), strict=True), key=lambda child: (-child[1], child[0]), default=(0, 0))
            if not hits or 2 * hits < page.total:
                return None if category is None else self._store.engine.category_id(category)
            category, page = number, self._search(self._request.phrase, number)

    def _requested(self) -> str | None:
        """Go up from the requested category until there is a document."""
        selected: Sequence[str] = () if self._request.category is None else self._request.category.values
        tree = self._store.tree
        start = next((one for one in selected if one in tree and tree.is_online(one)), next(iter(selected), None))
        for category in reversed(() if start is None else tree.path(start)):
            number = self._store.engine.category(category.id)
            if number is not None and self._search("", number).total:
                return category.id
        return None
