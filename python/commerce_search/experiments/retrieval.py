"""What does a store answer to judged queries?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from commerce_search.experiments.runs import Run, RunEntry

if TYPE_CHECKING:
    from commerce_search.experiments.judgments import Judgments
    from commerce_search.search import Context, Page, Storefront

__all__ = ["retrieve"]

_MOST_HITS: Final = 10_000
_PAGE_GROWTH: Final = 4


def retrieve(
    storefront: Storefront,
    judgments: Judgments,
    *,
    depth: int = 100,
    context: Context | None = None,
    match: Literal["ladder", "all", "any"] = "ladder",
) -> Run:
    """Search every judged query and keep the first ``depth`` products: the hits, then the tail.

    People judge products, so the slices of a product (a tile per colour) count once, where the first of them stands.
    """
    return Run({query.id: _retrieve(storefront, query.phrase, depth, context, match) for query in judgments.queries})


def _retrieve(
    storefront: Storefront, phrase: str, depth: int, context: Context | None, match: Literal["ladder", "all", "any"]
) -> tuple[RunEntry, ...]:
    limit = min(depth, _MOST_HITS)
    while True:
        page = storefront.search(phrase, context=context, match=match, limit=limit)
        entries = _entries(page)
        is_all = len(page.hits) + len(page.tail) < limit or limit == _MOST_HITS
        if is_all or len(entries) >= depth:
            return entries[:depth]
        limit = min(limit * _PAGE_GROWTH, _MOST_HITS)


def _entries(page: Page) -> tuple[RunEntry, ...]:
    hits = {hit.product_id: RunEntry(hit.product_id) for hit in reversed(page.hits)}
    ordered = dict.fromkeys(hit.product_id for hit in page.hits)
    tail = dict.fromkeys(hit.product_id for hit in page.tail if hit.product_id not in hits)
    return (*(hits[product] for product in ordered), *(RunEntry(product, is_tail=True) for product in tail))
