"""How good are settings that were chosen on some queries, on the queries that had no say?"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from commerce_search.experiments.extras import required

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commerce_search.settings import Settings

__all__ = ["Fold", "cross_validate", "held_out_means"]


@dataclass(frozen=True, slots=True)
class Fold:
    """One part of the queries, and settings that were chosen without it.

    Attributes:
        held_out: places of its queries, ascending.
        settings: chosen on all other queries.
        measures: of the held-out queries under these settings.
    """

    held_out: tuple[int, ...]
    settings: Settings
    measures: tuple[float, ...]


def cross_validate(
    queries: int,
    choose: Callable[[Sequence[int]], Settings],
    measures: Callable[[Settings], Sequence[float]],
    *,
    folds: int = 5,
    seed: int = 0,
) -> tuple[Fold, ...]:
    """Choose settings on all folds but one and measure them on that one, for each fold; no query is fitted and measured in one.

    Args:
        queries: how many there are.
        choose: places of queries -> the settings that are best for these.
        measures: settings -> the measure of every query.
        folds: how many parts; each query is in one.
        seed: of the split.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    split = required("sklearn.model_selection").KFold(folds, shuffle=True, random_state=seed)
    return tuple(_fold(test.tolist(), choose(training.tolist()), measures) for training, test in split.split(range(queries)))


def held_out_means(folds: Sequence[Fold]) -> tuple[float, ...]:
    """Return the held-out measure of every query, the mean where several splits have it."""
    measured: dict[int, list[float]] = {}
    for fold in folds:
        for query, measure in zip(fold.held_out, fold.measures, strict=True):
            measured.setdefault(query, []).append(measure)
    return tuple(fmean(measured[query]) for query in sorted(measured))


def _fold(held_out: list[int], settings: Settings, measures: Callable[[Settings], Sequence[float]]) -> Fold:
    measured = measures(settings)
    return Fold(tuple(held_out), settings, tuple(measured[query] for query in held_out))
