"""The demo shop, and requests that touch every room."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from commerce_search import Catalog, Context, Settings, Storefront, demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commerce_search import Page

AT: Final = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
LOCALES: Final = ("en", "de", "es", "fr", "pl", "ja", "zh")
REQUESTS: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"phrase": "swim shorts"},
    {"phrase": "red xl shirt"},
    {"phrase": "women's black swimsuit purple unicorn"},
    {"phrase": '"beach towel" -cotton'},
    {"phrase": "towels", "match": "any", "limit": 100},
    {"phrase": "towel", "sort": "price-low-to-high"},
    {"phrase": "red", "sort": "name", "bands": "best"},
    {"phrase": "shorts", "refine": {"colour": ["black", "navy"], "size": "l"}},
    {"phrase": "bikini", "refine": {"price": (20, 60)}, "sort": [{"by": "rating", "direction": "descending"}, {"by": "name"}]},
    {"refine": {"category": "womens-swimwear"}, "sort": "best-rated"},
    {"offset": 20, "limit": 5, "sort": "newest"},
    {"phrase": "Strandtuch"},
    {"phrase": "ビーチ"},
)


def shop(path: Path | None = None) -> Storefront:
    """Build the demo shop."""
    return Storefront.build(Catalog.from_records(list(demo.records())), Settings.open(demo.settings_path()), path)


def pages(store: Storefront) -> Iterator[Page]:
    """Yield the answer to every request in every locale."""
    for locale in LOCALES:
        for request in REQUESTS:
            yield store.search(context=Context(locale=locale, at=AT), **request)
