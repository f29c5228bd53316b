"""An explanation is the search itself, looked at closely (P4).

1. The parts of an explanation add up to its relevance, and this is the hit's.
2. A highlighted range holds a word of the phrase or one of its forms, and lies in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .shop import pages, shop

if TYPE_CHECKING:
    from commerce_search import Storefront


@pytest.fixture(scope="module")
def store() -> Storefront:
    return shop()


def test_the_parts_add_up(store: Storefront) -> None:
    """Property 1."""
    explained = 0
    for page in pages(store):
        if page.request.phrase:
            for hit in [*page.hits, *page.tail]:
                explanation = hit.explain()
                assert sum(clause["relevance"] for clause in explanation["clauses"]) == explanation["relevance"] == hit.relevance
                explained += 1
    assert explained >= 300


def test_highlights_lie_in_the_text(store: Storefront) -> None:
    """Property 2."""
    marked = 0
    for hit in store.search("red towels").hits:
        name = hit.product.name
        text = name if isinstance(name, str) else name["en"]
        ranges = hit.highlight(text)
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(text[start:end].lower() in {"red", "towel", "towels"} for start, end in ranges)
        marked += len(ranges)
    assert marked >= 2
