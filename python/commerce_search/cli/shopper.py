"""Who types, and what do they see of the store?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_search.search import Context, Page, Storefront, Suggestions

__all__ = ["Shopper"]


@dataclass(frozen=True, slots=True)
class Shopper:
    """What stays the same while a shopper types.

    Attributes:
        storefront: the store.
        context, refine, category: of every request.
        recent: phrases that were searched lately, the last one first.
        limit: suggestions of each kind; ``None``: the settings'.
        counts: whether suggestions say how many hits they have.
    """

    storefront: Storefront
    context: Context
    refine: Mapping[str, Any]
    category: str | None
    recent: tuple[str, ...]
    limit: int | None
    counts: bool

    def suggest(self, text: str) -> Suggestions:
        """Return what is suggested for a text."""
        return self.storefront.suggest(
            text,
            context=self.context,
            refine=self.refine,
            category=self.category,
            recent=self.recent,
            limit=self.limit,
            counts=self.counts,
        )

    def search(self, phrase: str, limit: int, *, refine: Mapping[str, Any] | None = None, category: str | None = None) -> Page:
        """Search a phrase; what a suggestion selects takes the place of what was selected there."""
        kept = dict(self.refine)
        if category is not None:
            of_categories = {one.id for one in self.storefront.settings.refinements if one.kind == "category"}
            kept = {name: given for name, given in kept.items() if name not in of_categories}
        selected = {**kept, **(refine or {})}
        return self.storefront.search(phrase, context=self.context, refine=selected, category=category or self.category, limit=limit)
