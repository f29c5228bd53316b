"""The library and the slow oracle give the same pages while somebody is typing, byte for byte.

1. Random catalogs and unfinished texts over a tiny vocabulary: pages, totals, counts and order are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 2,500).
"""

from __future__ import annotations

import os
import random

import pytest

from engines import NO_TYPE_AHEAD, TYPES_AHEAD, storefront_type_ahead
from oracle import Oracle
from oracle.strategies import random_type_ahead_case

COMPARISONS = int(os.environ.get("ORACLE_COMPARISONS", "2500"))
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED", "0"))


@pytest.mark.skipif(not TYPES_AHEAD, reason=NO_TYPE_AHEAD)
def test_pages_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    seed = FIRST_SEED
    while compared < COMPARISONS:
        settings, records, requests = random_type_ahead_case(random.Random(seed))
        type_ahead, oracle = storefront_type_ahead(settings, records), Oracle(settings, records)
        for request in requests:
            assert type_ahead(**request) == oracle.type_ahead(**request), f"seed {seed}: {request}"
            compared += 1
        seed += 1
    assert compared >= COMPARISONS
