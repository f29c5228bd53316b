"""The library and the slow oracle give the same pages, byte for byte.

1. Random catalogs and requests over a tiny vocabulary, so that everything collides: pages, totals, counts and order are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 2,500); the whole is 20,000 (`make compare`).
"""

from __future__ import annotations

import pytest

from engines import CORRECTS_TYPOS, NO_TYPOS, storefront_search
from oracle import Oracle
from oracle.comparison import COMPARISONS, pages_of_both
from oracle.strategies import random_case


@pytest.mark.skipif(not CORRECTS_TYPOS, reason=NO_TYPOS)
def test_pages_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    for page, expected, request in pages_of_both(random_case, storefront_search, Oracle.search):
        assert page == expected, request
        compared += 1
    assert compared >= COMPARISONS
