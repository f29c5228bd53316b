"""How long does a search take? Samples, and their percentiles."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from commerce_search.search import Page

__all__ = ["duration_words", "median_stages", "percentile", "sample_stages"]

_REPEATS = 25
_MILLISECOND = 1000


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the smallest sample that at least ``share`` of all samples do not exceed (nearest rank).

    >>> [percentile([4.0, 1.0, 3.0, 2.0], share) for share in (0.5, 0.9)]
    [2.0, 4.0]
    """
    return sorted(samples)[max(0, math.ceil(share * len(samples)) - 1)]


def duration_words(microseconds: float) -> str:
    """Return a duration in the unit in which it is read best.

    >>> duration_words(84.21), duration_words(999.7), duration_words(1234.5)
    ('84 µs', '1.00 ms', '1.23 ms')
    """
    return f"{microseconds:.0f} µs" if round(microseconds) < _MILLISECOND else f"{microseconds / _MILLISECOND:.2f} ms"


def median_stages(search: Callable[[], Page]) -> list[tuple[str, float]]:
    """Return each stage of the engine and its median in microseconds over a few searches."""
    spent = _by_stage(search().timings for _ in range(_REPEATS))
    return [(stage, median(samples)) for stage, samples in spent.items()]


def sample_stages(searches: Iterable[Callable[[], Page]]) -> dict[str, list[float]]:
    """Run searches and return microseconds: each stage of the engine, their sum, the call, and the call with its page read."""
    timings: list[Mapping[str, float]] = []
    for search in searches:
        start = time.perf_counter_ns()
        page = search()
        called = time.perf_counter_ns()
        page.to_dict()
        read = time.perf_counter_ns()
        stages = page.timings
        whole = {"engine": sum(stages.values()), "search()": (called - start) / 1000, "search().to_dict()": (read - start) / 1000}
        timings.append({**stages, **whole})
    return _by_stage(timings)


def _by_stage(timings: Iterable[Mapping[str, float]]) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = defaultdict(list)
    for stages in timings:
        for stage, microseconds in stages.items():
            spent[stage].append(microseconds)
    return dict(spent)
