"""The library and the slow oracle give the same pages while somebody is typing, byte for byte.

1. Random catalogs and unfinished texts over a tiny vocabulary: pages, totals, counts and order are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 2,500).
"""

from __future__ import annotations

from oracle.comparison import COMPARISONS, pages_of_both
from oracle.strategies import random_type_ahead_case


def test_pages_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    for page, expected, request in pages_of_both(random_type_ahead_case, "type_ahead"):
        assert page == expected, request
        compared += 1
    assert compared >= COMPARISONS
