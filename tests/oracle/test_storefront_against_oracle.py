"""The library and the slow oracle give the same pages, byte for byte.

1. Random catalogs and requests over a tiny vocabulary, so that everything collides: pages, totals, counts and order are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 2,500); the whole is 20,000 (`make compare`).
"""

from __future__ import annotations

from oracle.comparison import COMPARISONS, pages_of_both
from oracle.strategies import random_case


def test_pages_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    for page, expected, request in pages_of_both(random_case, "search"):
        assert page == expected, request
        compared += 1
    assert compared >= COMPARISONS
