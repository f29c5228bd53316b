"""The library and the slow oracle suggest the same, byte for byte.

1. Random catalogs and beginnings of labels over a tiny vocabulary: suggestions of every kind, their order, totals, products and terms are equal.
2. The share run here is set by ORACLE_COMPARISONS (default 1,500).
"""

from __future__ import annotations

import os

from oracle.comparison import pages_of_both
from oracle.suggestion_cases import random_suggestion_case

COMPARISONS = int(os.environ.get("ORACLE_COMPARISONS", "1500"))


def test_suggestions_equal_those_of_the_oracle() -> None:
    """Property 1."""
    compared = 0
    for found, expected, request in pages_of_both(random_suggestion_case, "suggest", COMPARISONS):
        assert found == expected, request
        compared += 1
    assert compared >= COMPARISONS
