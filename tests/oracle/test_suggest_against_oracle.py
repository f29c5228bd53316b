"""The library and the slow oracle suggest the same, byte for byte.

1. Random catalogs and beginnings of labels over a tiny vocabulary: suggestions of every kind, their order, totals, products and terms are equal.
2. The share run here is set by SUGGESTION_COMPARISONS (default 1,500).
"""

from __future__ import annotations

import os
import random

import pytest

from engines import NO_SUGGESTIONS, SUGGESTS, storefront_suggest
from oracle import Oracle
from oracle.suggestion_cases import random_suggestion_case

COMPARISONS = int(os.environ.get("SUGGESTION_COMPARISONS", "1500"))
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED", "0"))


@pytest.mark.skipif(not SUGGESTS, reason=NO_SUGGESTIONS)
def test_suggestions_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    seed = FIRST_SEED
    while compared < COMPARISONS:
        settings, records, requests = random_suggestion_case(random.Random(seed))
        suggest, oracle = storefront_suggest(settings, records), Oracle(settings, records)
        for request in requests:
            asked = {key: value for key, value in request.items() if key != "suggest"}
            assert suggest(request["suggest"], **asked) == oracle.suggest(request["suggest"], **asked), f"seed {seed}: {request}"
            compared += 1
        seed += 1
    assert compared >= COMPARISONS
