"""How many cases pass, by area and by language?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pytest import StashKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .cases import Outcome

REPORT: Final = StashKey[str]()
"""Where a test session keeps its report until it is printed."""


def passed_by_area(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Return area -> how many of the cases that count pass."""
    counter = Counter[str]()
    for one in outcomes:
        counter[one.area] += one.counts and one.passed
    return dict(counter)


def report(outcomes: Sequence[Outcome], rates: dict[str, int]) -> str:
    """Write the report: two tables, the sums, and what is to be done about the rates."""
    musts = [one for one in outcomes if one.must]
    passed = passed_by_area(outcomes)
    lines = [
        *_table("area", lambda one: one.area, outcomes),
        "",
        *_table("language", lambda one: one.language, outcomes),
        "",
        *_left(outcomes),
        f"of all {len(outcomes)} cases: {_rate(outcomes)}; of the {len(musts)} must cases: {_rate(musts)}",
        f"of the must cases that need none of these: {_rate([one for one in musts if one.counts])}",
        *(f"raise the rate of {area!r}: {rates.get(area, 0)} -> {count}" for area, count in passed.items() if count > rates.get(area, 0)),
    ]
    return "\n".join(lines)


def _table(title: str, group_of: Callable[[Outcome], str], outcomes: Sequence[Outcome]) -> list[str]:
    groups = dict.fromkeys(group_of(one) for one in outcomes)
    width = max(map(len, groups))
    head = f"{title:<{width}}  {'must':>9}  {'counted':>9}  {'left':>4}"
    return [head, *(_row(f"{group:<{width}}", [one for one in outcomes if group_of(one) == group]) for group in sorted(groups))]


def _row(group: str, outcomes: Sequence[Outcome]) -> str:
    counted = [one for one in outcomes if one.counts]
    musts = [one for one in counted if one.must]
    return f"{group}  {_of(musts):>9}  {_of(counted):>9}  {len(outcomes) - len(counted) or '':>4}"


def _left(outcomes: Sequence[Outcome]) -> list[str]:
    reasons = sorted({one.left_for for one in outcomes if not one.counts})
    return [f"left for {reason}: {', '.join(one.id for one in outcomes if one.left_for == reason)}" for reason in reasons]


def _of(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(one.passed for one in outcomes)} of {len(outcomes)}"


def _rate(outcomes: Sequence[Outcome]) -> str:
    return f"{_of(outcomes)} ({sum(one.passed for one in outcomes) / max(len(outcomes), 1):.1%})"
