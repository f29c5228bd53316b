"""The library and the slow oracle give the same pages, byte for byte.

1. Random catalogs and requests over a tiny vocabulary, so that everything collides: pages, totals, counts and order are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 2,500); the whole is 20,000 (`make compare`).
"""

from __future__ import annotations

import os
import random

import pytest

from engines import CORRECTS_TYPOS, NO_TYPOS, storefront_search
from oracle import Oracle
from oracle.strategies import random_case

COMPARISONS = int(os.environ.get("ORACLE_COMPARISONS", "2500"))
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED", "0"))


@pytest.mark.skipif(not CORRECTS_TYPOS, reason=NO_TYPOS)
def test_pages_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    seed = FIRST_SEED
    while compared < COMPARISONS:
        settings, records, requests = random_case(random.Random(seed))
        search, oracle = storefront_search(settings, records), Oracle(settings, records)
        for request in requests:
            assert search(**request) == oracle.search(**request), f"seed {seed}: {request}"
            compared += 1
        seed += 1
    assert compared >= COMPARISONS
