"""Work that is done for guesses has bounds, which the page tells when they cut it.

1. A phrase has at most 512 corrections in the modes that correct every word: the first ones, and the page is the oracle's.
2. What most phrases need is never cut.
"""

from __future__ import annotations

from itertools import product
from typing import Any, Final

from commerce_search import Catalog, Settings, Storefront
from oracle import Oracle

from .shop import pages, shop

SETTINGS: Final[dict[str, Any]] = {"currency": "USD", "default_locale": "en", "locales": {"en": ["en"]}, "typos": {"two": 6}}
BEGINNINGS: Final = ["badeg", "cefih", "dogum", "fuhak", "gajil", "hekom", "jilun", "kimop", "lanos", "mobut", "nucav", "pedaw"]
RECORDS: Final = [{"id": f"{one}-{a}{b}", "name": f"{one}{a}{b}"} for one in BEGINNINGS for a, b in product("aeioubcdf", "xyzvkq")]
PHRASES: Final = [" ".join(f"{one}rr" for one in BEGINNINGS[:words]) for words in (1, 10, 11, 12)]


def test_a_phrase_has_so_many_corrections() -> None:
    """Property 1: each word has 54 near it, of which 50 count; of the eleventh only 12 do, of the twelfth none."""
    store = Storefront.build(Catalog.from_records(RECORDS), Settings.from_dict(SETTINGS))
    totals, degraded = [], []
    for phrase in PHRASES:
        page = store.search(phrase, match="any", typos="on", limit=1_000)
        totals.append(page.total)
        degraded.append(page.is_degraded)
    assert totals == [50, 500, 512, 512]
    assert degraded == [False, False, True, True]
    request: dict[str, Any] = {"phrase": PHRASES[2], "match": "any", "typos": "on", "limit": 20}
    assert store.search(**request).to_dict() == Oracle(SETTINGS, RECORDS).search(**request)


def test_usual_phrases_are_not_cut() -> None:
    """Property 2."""
    assert not any(page.is_degraded for page in pages(shop()))
