"""How two searches are compared.

1. The mean is that of the differences, and the interval contains it.
2. The same measures give the same interval; without a difference it is empty.
3. A difference that every query shows is clear, one that the queries do not agree on is not.
4. Pairs are kept together: of measures that vary much but differ alike, the difference is clear.
5. Where scipy is missing the error says which extra brings it.
"""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce_search.errors import MissingExtraError
from commerce_search.experiments import Difference, compare

MEASURES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=12)


@given(MEASURES)
@settings(max_examples=20)
def test_the_interval_contains_the_mean(pairs: list[tuple[float, float]]) -> None:
    """Properties 1 and 2."""
    first, second = [list(side) for side in zip(*pairs, strict=True)]
    difference = compare(first, second)
    assert difference.mean == pytest.approx(sum(second) / len(second) - sum(first) / len(first))
    assert difference.low - 1e-9 <= difference.mean <= difference.high + 1e-9
    assert compare(first, second) == difference
    assert compare(first, first) == Difference(0.0, 0.0, 0.0)
    assert not compare(first, first).is_clear


def test_what_every_query_shows_is_clear() -> None:
    """Properties 3 and 4."""
    spread = [0.05 * place for place in range(20)]
    better = [value + 0.02 + 0.001 * (place % 3) for place, value in enumerate(spread)]
    assert compare(spread, better).is_gain
    assert compare(better, spread).is_clear
    assert not compare(better, spread).is_gain
    undecided = [value + (0.3 if place % 2 else -0.29) for place, value in enumerate(spread)]
    assert not compare(spread, undecided).is_clear


@pytest.mark.parametrize(("first", "second"), [([0.5], [0.6]), ([0.5, 0.5], [0.5])])
def test_other_than_pairs_is_a_mistake(first: list[float], second: list[float]) -> None:
    with pytest.raises(ValueError, match="the same two queries or more"):
        compare(first, second)


def test_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Property 5."""
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtraError, match=r"needs scipy; install it with: pip install 'commerce-search\[fit\]'"):
        compare([0.5, 0.5], [0.6, 0.5])
