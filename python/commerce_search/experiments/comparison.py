"""Is one search better than another, or was it luck with the queries?"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from commerce_search.experiments.extras import required

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Difference", "compare"]

_RESAMPLES: Final = 9_999
_SEED: Final = 2_026
"""The same measures give the same interval."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much better the second of two searches is, over the same queries.

    Attributes:
        mean: of the second less that of the first.
        low, high: the 95 % interval of that mean, had other queries of the same kind been judged.
    """

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0 or self.high < 0

    @property
    def is_gain(self) -> bool:
        """Whether the interval lies above 0."""
        return self.low > 0

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"mean": self.mean, "low": self.low, "high": self.high, "clear": self.is_clear}


def compare(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Compare a measure of two searches, query by query, by a paired bootstrap (percentiles of 9,999 resamples of the queries).

    Percentiles and not BCa: most queries often do not differ at all, and of few different values BCa may have no interval.

    Raises:
        MissingExtraError: scipy is not installed.
        ValueError: other than one number each of the same two queries or more.
    """
    if len(first) != len(second) or len(first) <= 1:
        raise ValueError(f"expected the measures of the same two queries or more, got {len(first)} and {len(second)}")
    stats, numpy = required("scipy.stats"), required("numpy")
    differences = numpy.asarray(second, dtype=float) - numpy.asarray(first, dtype=float)
    # Pairs are kept together by resampling their differences.
    generator = numpy.random.default_rng(_SEED)
    found = stats.bootstrap((differences,), numpy.mean, n_resamples=_RESAMPLES, method="percentile", rng=generator)
    interval = found.confidence_interval
    return Difference(fmean(differences.tolist()), float(interval.low), float(interval.high))
