"""Which weights suit a merchant's own judgments, and would they on queries that nobody judged yet?"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Final

from commerce_search.errors import Problem, ValidationError
from commerce_search.experiments.comparison import Difference, compare
from commerce_search.experiments.cross_validation import cross_validate, held_out_means
from commerce_search.experiments.extras import required
from commerce_search.experiments.parameters import Parameter, parameters_of
from commerce_search.experiments.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commerce_search.catalog import Catalog
    from commerce_search.experiments.cross_validation import Fold
    from commerce_search.experiments.judgments import Judgments
    from commerce_search.search import Context
    from commerce_search.settings import Settings

__all__ = ["LEAST_QUERIES", "Fit", "Fitted", "fit"]

LEAST_QUERIES: Final = 20
"""Below, a fold has a handful of queries, and no interval over them can exclude chance."""

_LEAST_GAIN: Final = 0.002
"""Of NDCG: a step that gains less on the queries it is chosen on is not taken, since so much is soon found by chance."""

_PASSES: Final = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """A number of the settings that was fitted.

    Attributes:
        parameter: which one.
        before, after: what stood there, and what fits better.
    """

    parameter: Parameter
    before: float
    after: float

    @property
    def name(self) -> str:
        """How people call it: ``relevance.k1``, ``fields.keywords.weight``."""
        return self.parameter.name


@dataclass(frozen=True, slots=True)
class Fit:
    """What refitted weights are worth.

    Attributes:
        queries: how many queries were averaged.
        left_out: how many were not, since nothing relevant is known for them.
        k: the depth of NDCG.
        before: the settings as they were.
        after: with the weights that fit all queries best; ``None`` if they are not offered.
        parameters: what was fitted.
        folds: the cross-validation, in order.
        ndcg_before: of every query under the settings as they were.
        ndcg_refitted: of every query under weights that were fitted without it.
        difference: of these two.
        tried: how many settings were measured.
    """

    queries: int
    left_out: int
    k: int
    before: Settings
    after: Settings | None
    parameters: tuple[Parameter, ...]
    folds: tuple[Fold, ...]
    ndcg_before: tuple[float, ...]
    ndcg_refitted: tuple[float, ...]
    difference: Difference
    tried: int

    @property
    def changes(self) -> tuple[Fitted, ...]:
        """What is offered; nothing if the settings hold."""
        return () if self.after is None else self.changed(self.after)

    def changed(self, settings: Settings) -> tuple[Fitted, ...]:
        """Return the fitted numbers in which settings differ from those before."""
        both = ((parameter, parameter.of(self.before), parameter.of(settings)) for parameter in self.parameters)
        return tuple(Fitted(parameter, before, after) for parameter, before, after in both if before != after)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "queries": self.queries,
            "left_out": self.left_out,
            f"ndcg@{self.k}": fmean(self.ndcg_before),
            f"cross_validated_ndcg@{self.k}": fmean(self.ndcg_refitted),
            "difference": self.difference.to_dict(),
            "offered": self.after is not None,
            "changes": [_change(one) for one in self.changes],
            "folds": [self._fold_dict(fold) for fold in self.folds],
            "tried": self.tried,
        }

    def before_in(self, fold: Fold) -> float:
        """Return the mean NDCG of a fold's queries under the settings as they were."""
        return fmean(self.ndcg_before[query] for query in fold.held_out)

    def _fold_dict(self, fold: Fold) -> dict[str, Any]:
        return {
            "queries": len(fold.held_out),
            f"ndcg@{self.k}": self.before_in(fold),
            f"refitted_ndcg@{self.k}": fmean(fold.measures),
            "changes": [_change(one) for one in self.changed(fold.settings)],
        }


def fit(
    catalog: Catalog,
    settings: Settings,
    judgments: Judgments,
    *,
    folds: int = 5,
    k: int = 10,
    context: Context | None = None,
    seed: int = 0,
    progress: Callable[[str], None] | None = None,
) -> Fit:
    """Refit the weights of relevance on judgments; they are offered if they are better on queries that they were not fitted on.

    The procedure is cross-validated first: for each fold weights are fitted on the other folds, one after the other over fixed values,
    and measured on the fold. Only if the 95 % interval of the difference lies above 0, weights are fitted on all queries. The same
    catalog, settings, judgments and seed give the same weights.

    Args:
        catalog: read once and held in memory.
        settings: where fitting starts, and what refitted weights are compared with.
        judgments: 20 queries or more that have a product rated above 0.
        folds: 2 or more, at most as many as queries.
        k: the depth of NDCG.
        context: as in a search.
        seed: of the split into folds.
        progress: called with a line of text after each trial.

    Raises:
        MissingExtraError: the extra ``fit`` is not installed.
        ValidationError: too few judged queries, too many folds, or a problem of the catalog.
    """
    for module in ("sklearn.model_selection", "scipy.stats"):
        required(module)
    queries = _enough_queries(judgments, folds)
    trials = Trials(catalog, settings, judgments, k=k, depth=k, context=context)
    fitting = _Fitting(trials, parameters_of(settings, trials.has_text), folds, progress)
    parts = cross_validate(queries, fitting.choose, trials.ndcg, folds=folds, seed=seed)
    before, refitted = trials.ndcg(settings), held_out_means(parts)
    difference = compare(before, refitted)
    after = fitting.choose(range(queries)) if difference.is_gain else None
    return Fit(
        queries=queries,
        left_out=len(judgments.queries) - queries,
        k=k,
        before=settings,
        after=None if after == settings else after,
        parameters=fitting.parameters,
        folds=parts,
        ndcg_before=before,
        ndcg_refitted=refitted,
        difference=difference,
        tried=trials.tried,
    )


class _Fitting:
    """Coordinate ascent over the parameters, from the settings as they are."""

    def __init__(self, trials: Trials, parameters: tuple[Parameter, ...], folds: int, progress: Callable[[str], None] | None) -> None:
        """Report to ``progress``."""
        self.parameters = parameters
        self._trials = trials
        self._folds = folds
        self._progress = progress
        self._run = 0
        trials.on_trial = self._report

    def choose(self, queries: Sequence[int]) -> Settings:
        """Return the settings that are best for these queries."""
        self._run += 1
        best = self._trials.settings
        for _ in range(_PASSES):
            before = best
            for parameter in self.parameters:
                best = self._best_value(best, parameter, queries)
            if best == before:
                break
        return best

    def _best_value(self, settings: Settings, parameter: Parameter, queries: Sequence[int]) -> Settings:
        """Of values that are as good, the nearest to the present one stays."""
        present = parameter.of(settings)
        best, reached = settings, self._mean(settings, queries)
        for value in sorted(parameter.values, key=lambda value: (abs(value - present), value)):
            tried = parameter.applied(settings, value)
            mean = self._mean(tried, queries)
            if mean > reached + _LEAST_GAIN:
                best, reached = tried, mean
        return best

    def _mean(self, settings: Settings, queries: Sequence[int]) -> float:
        measured = self._trials.ndcg(settings)
        return fmean(measured[query] for query in queries)

    def _report(self) -> None:
        if self._progress is not None:
            part = f"fold {self._run} of {self._folds}" if self._run <= self._folds else "all queries"
            self._progress(f"{part}, {self._trials.tried} settings measured")


def _change(fitted: Fitted) -> dict[str, Any]:
    return {"name": fitted.name, "before": fitted.before, "after": fitted.after}


def _enough_queries(judgments: Judgments, folds: int) -> int:
    queries = sum(query.has_relevant for query in judgments.queries)
    if queries < LEAST_QUERIES:
        message = (
            f"expected at least {LEAST_QUERIES} queries with a product rated above 0: weights are tested on one fold of them at a time, "
            "and a difference over fewer is chance; judge more of your frequent searches"
        )
        raise ValidationError([Problem("judgments", queries, "out_of_range", message)])
    if not 1 < folds <= queries:
        message = f"expected 2 to {queries} folds: each needs a query, and weights are fitted on the others"
        raise ValidationError([Problem("folds", folds, "out_of_range", message)])
    return queries
