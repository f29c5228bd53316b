"""How good is a store's search, by what people judged?"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any, Literal

from commerce_search.errors import Problem, ValidationError
from commerce_search.experiments.measures import judged_share, ndcg, recall
from commerce_search.experiments.retrieval import retrieve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce_search.experiments.judgments import JudgedQuery, Judgments
    from commerce_search.experiments.runs import Run
    from commerce_search.search import Context, Storefront

__all__ = ["Evaluation", "QueryMeasures", "evaluate", "measure"]


@dataclass(frozen=True, slots=True)
class QueryMeasures:
    """The measures of one query.

    Attributes:
        id, phrase: the query.
        found: how many products were retrieved, at most the evaluation's depth.
        ndcg: of the first ``k`` products.
        recall: of the first ``depth`` products.
        judged: share of the first ``k`` products that somebody judged; ``None`` when nothing was found.
    """

    id: str
    phrase: str
    found: int
    ndcg: float
    recall: float
    judged: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The measures of a run, query by query; the averages weigh every query alike.

    Attributes:
        queries: the queries that are averaged, in the judgments' order.
        left_out: how many judged queries are not averaged, since nothing relevant is known for them.
        k: the depth of ``ndcg`` and ``judged``.
        depth: the depth of ``recall``.
        run: what was measured, of every judged query.
    """

    queries: tuple[QueryMeasures, ...]
    left_out: int
    k: int
    depth: int
    run: Run

    @property
    def ndcg(self) -> float:
        """The mean normalized discounted cumulated gain."""
        return fmean(query.ndcg for query in self.queries)

    @property
    def recall(self) -> float:
        """The mean recall."""
        return fmean(query.recall for query in self.queries)

    @property
    def judged(self) -> float | None:
        """The mean judged share of the queries that found anything."""
        return _mean(query.judged for query in self.queries if query.judged is not None)

    @property
    def zero_share(self) -> float:
        """The share of queries that found nothing."""
        return fmean(query.found == 0 for query in self.queries)

    def worst_first(self) -> tuple[QueryMeasures, ...]:
        """Return the queries by ascending ``ndcg``, then ``recall``, then id."""
        return tuple(sorted(self.queries, key=lambda query: (query.ndcg, query.recall, query.id)))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data: the averages, then each query."""
        return {
            "queries": len(self.queries),
            "left_out": self.left_out,
            f"ndcg@{self.k}": self.ndcg,
            f"recall@{self.depth}": self.recall,
            f"judged@{self.k}": self.judged,
            "zero_results": self.zero_share,
            "per_query": [self._query_dict(query) for query in self.queries],
        }

    def _query_dict(self, query: QueryMeasures) -> dict[str, Any]:
        return {
            "query_id": query.id,
            "query": query.phrase,
            "found": query.found,
            f"ndcg@{self.k}": query.ndcg,
            f"recall@{self.depth}": query.recall,
            f"judged@{self.k}": query.judged,
        }


def evaluate(
    storefront: Storefront,
    judgments: Judgments,
    *,
    k: int = 10,
    depth: int = 100,
    relevant_only: bool = True,
    context: Context | None = None,
    match: Literal["ladder", "all", "any"] = "ladder",
) -> Evaluation:
    """Search every judged query and measure what is found; see ``measure``."""
    run = retrieve(storefront, judgments, depth=max(k, depth), context=context, match=match)
    return measure(run, judgments, k=k, depth=depth, relevant_only=relevant_only)


def measure(run: Run, judgments: Judgments, *, k: int = 10, depth: int = 100, relevant_only: bool = True) -> Evaluation:
    """Measure a run; with ``relevant_only`` only queries that have a product rated above 0 are averaged.

    Raises:
        ValidationError: no query is left to average.
    """
    averaged = [query for query in judgments.queries if query.has_relevant or not relevant_only]
    if not averaged:
        raise ValidationError([Problem("judgments", None, "missing", "expected at least one query with a product rated above 0")])
    measured = tuple(_measure(run, query, k, depth) for query in averaged)
    return Evaluation(measured, len(judgments.queries) - len(averaged), k, depth, run)


def _measure(run: Run, query: JudgedQuery, k: int, depth: int) -> QueryMeasures:
    products, ratings = run.products(query.id), query.ratings
    return QueryMeasures(
        id=query.id,
        phrase=query.phrase,
        found=len(products[:depth]),
        ndcg=ndcg(products, ratings, k),
        recall=recall(products, ratings, depth),
        judged=judged_share(products, ratings, k),
    )


def _mean(numbers: Iterable[float]) -> float | None:
    known = list(numbers)
    return fmean(known) if known else None
