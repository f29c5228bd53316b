"""What does this library answer to a request in the judge's words?

Requests and answers are plain data, as the judge's docstring lists them. What the library has no answer for is left out of the answer,
and the parts of a request that it cannot hear (groups of customers, coupons, clicks, updates) do nothing: `cases.py` names these cases.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from commerce_search import Context
from commerce_search.catalog import Bundle, SimpleProduct
from commerce_search.kernel.money import Currency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_search import Hit, Page, Storefront

Plain = dict[str, Any]

UNHEARD: Final = frozenset({"customer_group", "coupon", "events", "steps", "disable_rules"})
"""Keys of a request that do nothing."""


class NotAnsweredError(Exception):
    """The library has no such operation."""


class Engine:
    """The judge's `engine`: a request in, an answer out."""

    def __init__(self, stores: Mapping[str, Storefront], today: str) -> None:
        self._stores = stores
        self._today = today

    def __call__(self, request: Plain) -> Plain:
        """Answer one request."""
        answers = {"search": self._search, "suggest": self._suggest}
        if request["op"] not in answers:
            raise NotAnsweredError(request["op"])
        return answers[request["op"]](request)

    def _context(self, request: Plain) -> Context:
        day = dt.date.fromisoformat(request.get("date", self._today))
        return Context(locale=request["locale"], at=dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC))

    def _page(self, request: Plain, filters: Plain, limit: int) -> Page:
        return self._stores[request["locale"]].search(
            request["q"],
            context=self._context(request),
            refine={id_: tuple(value) if id_ == "price" else value for id_, value in filters.items()},
            sort=request.get("sort"),
            limit=limit,
            offset=request.get("offset", 0),
        )

    def _search(self, request: Plain) -> Plain:
        filters = request.get("filters", {})
        page = self._page(request, filters, request["limit"])
        return {
            "hits": [hit_of(hit) for hit in page.hits],
            "total": page.total,
            "facets": {
                one.id: [{"value": value.value, "count": value.count, "label": value.label} for value in one.values]
                for one in page.refinements
            },
            "facet_stats": {
                one.id: {"min": float(one.minimum), "max": float(one.maximum)}
                for one in page.refinements
                if one.minimum is not None and one.maximum is not None
            },
            "facet_ranges": {
                id_: [[*ends, self._within(request, filters, id_, ends)] for ends in ranges]
                for id_, ranges in request.get("facet_ranges", {}).items()
            },
            "corrected": page.searched,
            "flags": {"relaxed": any(one.step == "partial" for one in page.relaxed)},
            "redirect": None,
        }

    def _within(self, request: Plain, filters: Plain, id_: str, ends: list[int | None]) -> int:
        """Count the hits in a range of prices: the library's ranges hold their upper end, the judge's do not."""
        low, high = ends
        unit = Decimal(1).scaleb(-Currency.of(self._stores[request["locale"]].settings.currency).exponent)
        return self._page(request, {**filters, id_: (low, None if high is None else high - unit)}, 0).total

    def _suggest(self, request: Plain) -> Plain:
        found = self._stores[request["locale"]].suggest(request["q"], context=self._context(request))
        return {
            "suggestions": [one.phrase for one in found.phrases],
            "suggest_products": [hit.product_id for hit in found.products],
        }


def hit_of(hit: Hit) -> Plain:
    """Return product, shown variation and price."""
    product = hit.product
    sku = product.identifiers.sku if isinstance(product, (SimpleProduct, Bundle)) else hit.variation_id
    return {"id": hit.product_id, "sku": sku, "price": None if hit.price is None else float(hit.price)}
