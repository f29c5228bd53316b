"""A caller searches: every part of a page has the type that the documentation says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, assert_type

from commerce_search import Catalog, Context, Hit, Page, Settings, SortKey, Storefront
from commerce_search.catalog import Bundle, Image, MasterProduct, ProductSet, SimpleProduct, Variation
from commerce_search.search import Band, RefinementResult, RefinementValue, Relaxation, Request

if TYPE_CHECKING:
    from pathlib import Path


def build(path: Path) -> Storefront:
    """A store is built of a catalog, with or without settings and a place on disk."""
    assert_type(Storefront.build(Catalog.from_records([{"id": "t1", "name": "Towel"}])), Storefront)
    assert_type(
        Storefront.build(Catalog.open(path / "products.jsonl", currency="EUR"), Settings.open(path / "settings.toml"), path), Storefront
    )
    with Storefront.open("store") as store:
        assert_type(store, Storefront)
        assert_type(len(store), int)
        assert_type(store.settings, Settings)
        return store


def search(store: Storefront) -> Page:
    """Every argument of a search, each in its forms."""
    assert_type(store.search(), Page)
    assert_type(store.search("red towel", category="bath", limit=10, offset=20), Page)
    assert_type(store.search(refine={"colour": "red", "size": ["L", "XL"], "price": (None, 20)}), Page)
    assert_type(store.search(sort="price-low-to-high", bands="best", match="all", explain=True), Page)
    assert_type(store.search(sort=[SortKey(by="price", direction="descending"), {"by": "name"}]), Page)
    now = dt.datetime.now(tz=dt.UTC)
    return store.search("towel", context=Context(locale="de", currency="EUR", at=now))


def read(page: Page) -> None:
    """What stands on a page."""
    assert_type(page.total, int)
    assert_type(len(page), int)
    assert_type(page.hits, list[Hit])
    assert_type(list(page), list[Hit])
    assert_type(page.tail, list[Hit])
    assert_type(page.ids, list[str])
    assert_type(page.request, Request)
    assert_type(page.relaxed, tuple[Relaxation, ...])
    assert_type(page.is_truncated, bool)
    assert_type(page.bands, tuple[Band, ...])
    assert_type(page.refinements, tuple[RefinementResult, ...])
    assert_type(page.refinements[0].values, tuple[RefinementValue, ...])
    assert_type(page.refinements[0].minimum, str | float | None)
    assert_type(page.refinements[0].values[0].count, int)
    assert_type(page.sorting_options, tuple[tuple[str, str], ...])
    assert_type(page.generation, int)
    assert_type(page.timings, Mapping[str, float])
    assert_type(page.to_dict(), dict[str, Any])


def show(hit: Hit) -> None:
    """What a hit says of itself."""
    assert_type(hit.id, str)
    assert_type(hit.product_id, str)
    assert_type(hit.variation_id, str)
    assert_type(hit.name, str)
    assert_type(hit.price, Decimal | None)
    assert_type(hit.list_price, Decimal | None)
    assert_type(hit.image, Image | None)
    assert_type(hit.variation, Variation | None)
    assert_type(hit.is_sold_out, bool)
    assert_type(hit.match_class, str)
    assert_type(hit.coverage, int)
    assert_type(hit.relevance, int)
    assert_type(hit.band, int)
    assert_type(hit.highlight("Red towel"), list[tuple[int, int]])
    assert_type(hit.explain(), dict[str, Any])
    assert_type(hit.product, SimpleProduct | MasterProduct | ProductSet | Bundle)
