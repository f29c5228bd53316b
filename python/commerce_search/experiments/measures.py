"""How good is one ranked list? Pure functions of product ids in order and of their ratings.

A product without a rating counts as rated 0, and so does one rated below 0. A product that stands in a list twice counts where it
stands first: otherwise a list could be better than the ideal one.
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["gain", "is_relevant", "judged_share", "ndcg", "recall"]


def gain(rating: float) -> float:
    """Return what a product of this rating is worth: ``2 ** rating - 1``.

    The exponential gain is that of Burges et al., *Learning to Rank using Gradient Descent*, ICML 2005.

    >>> [gain(rating) for rating in (0, 1, 2, 3)]
    [0.0, 1.0, 3.0, 7.0]
    """
    return 2.0**rating - 1.0 if is_relevant(rating) else 0.0


def is_relevant(rating: float) -> bool:
    """Tell whether a product of this rating is one that the query asks for."""
    return rating > 0


def ndcg(ranked: Iterable[str], ratings: Mapping[str, float], k: int = 10) -> float:
    """Return the normalized discounted cumulated gain of the first ``k`` products, 0 to 1.

    The gain of the product at rank ``r`` is divided by ``log2(r + 1)``, and the sum by that of the best possible order of everything
    that was judged (Järvelin and Kekäläinen, *Cumulated Gain-Based Evaluation of IR Techniques*, ACM TOIS 20 (4), 2002). A query
    without a relevant product gives 0, as in ``trec_eval``.

    >>> ratings = {"towel": 3, "robe": 1, "soap": 0}
    >>> round(ndcg(["towel", "soap", "robe"], ratings), 4), ndcg(["towel", "robe"], ratings)
    (0.9828, 1.0)
    """
    ideal = _discounted(sorted(map(gain, ratings.values()), reverse=True)[:k])
    if ideal == 0.0:
        return 0.0
    return _discounted(gain(ratings.get(product, 0.0)) for product in _first(ranked, k)) / ideal


def recall(ranked: Iterable[str], ratings: Mapping[str, float], depth: int = 100) -> float:
    """Return the share of the relevant products that stand among the first ``depth``, 0 to 1; without any it is 0, as in ``trec_eval``.

    >>> recall(["towel", "soap"], {"towel": 3, "robe": 1, "soap": 0})
    0.5
    """
    relevant = {product for product, rating in ratings.items() if is_relevant(rating)}
    if not relevant:
        return 0.0
    return len(relevant.intersection(_first(ranked, depth))) / len(relevant)


def judged_share(ranked: Iterable[str], ratings: Mapping[str, float], k: int = 10) -> float | None:
    """Return the share of the first ``k`` products that somebody judged, of those there are; ``None`` for an empty list.

    It says how far the other measures can be trusted: what nobody judged counts as worthless though it may be good (Voorhees, *The
    Philosophy of Information Retrieval Evaluation*, CLEF 2001).

    >>> judged_share(["towel", "lamp"], {"towel": 3, "soap": 0})
    0.5
    """
    shown = _first(ranked, k)
    if not shown:
        return None
    return sum(product in ratings for product in shown) / len(shown)


def _first(ranked: Iterable[str], count: int) -> list[str]:
    return list(islice(dict.fromkeys(ranked), count))


def _discounted(gains: Iterable[float]) -> float:
    return math.fsum(worth / math.log2(rank + 1) for rank, worth in enumerate(gains, start=1))
