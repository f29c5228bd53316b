"""Measures of one ranked list.

1. They are the hand-computed values of the formulas in their docstrings.
2. A perfect order has NDCG 1; no order has more; nothing relevant gives 0.
3. Swapping a better product to the front never lowers NDCG; putting a worse one in a product's place never raises it.
4. What nobody judged changes a measure only by the places that it takes.
5. Recall grows with its depth and does not look at the order; a repeated product counts once.
"""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commerce_search.experiments.measures import gain, judged_share, ndcg, recall

products = st.integers(0, 30).map(lambda number: f"p{number}")
ratings = st.dictionaries(products, st.integers(-1, 4).map(float), max_size=12)
rankings = st.lists(products, max_size=25, unique=True)
depths = st.integers(1, 12)


def by_rating(rated: dict[str, float]) -> list[str]:
    return sorted(rated, key=lambda product: -rated[product])


class TestByHand:
    def test_gain_is_exponential(self) -> None:
        assert [gain(rating) for rating in (-1, 0, 1, 2, 3)] == [0, 0, 1, 3, 7]

    def test_ndcg_of_three_products(self) -> None:
        rated = {"a": 3.0, "b": 2.0, "c": 0.0, "d": 1.0}
        dcg = 3 / math.log2(2) + 0 / math.log2(3) + 7 / math.log2(4)
        ideal = 7 / math.log2(2) + 3 / math.log2(3) + 1 / math.log2(4)
        assert ndcg(["b", "c", "a"], rated) == pytest.approx(dcg / ideal, abs=1e-15)

    def test_the_ideal_holds_k_products_only(self) -> None:
        rated = {"a": 1.0, "b": 1.0, "c": 1.0}
        assert ndcg(["a", "b"], rated, k=2) == 1.0
        assert ndcg(["a", "b"], rated, k=3) == pytest.approx((1 + 1 / math.log2(3)) / (1 + 1 / math.log2(3) + 0.5))

    def test_the_eleventh_product_does_not_count(self) -> None:
        assert ndcg([*(f"x{number}" for number in range(10)), "a"], {"a": 3.0}) == 0.0

    def test_recall_of_three_relevant_products(self) -> None:
        rated = {"a": 3.0, "b": 1.0, "c": 2.0, "d": 0.0}
        assert recall(["d", "a", "x", "b"], rated, depth=3) == pytest.approx(1 / 3)
        assert recall(["d", "a", "x", "b"], rated, depth=4) == pytest.approx(2 / 3)

    def test_nothing_relevant_gives_nothing(self) -> None:
        assert ndcg(["a"], {"a": 0.0}) == 0.0
        assert recall(["a"], {"a": 0.0}) == 0.0
        assert ndcg([], {"a": 2.0}) == 0.0

    def test_judged_share_is_of_the_products_that_there_are(self) -> None:
        assert judged_share(["a", "x", "b"], {"a": 0.0, "b": 3.0}) == pytest.approx(2 / 3)
        assert judged_share(["a", "x", "b"], {"a": 0.0, "b": 3.0}, k=1) == 1.0
        assert judged_share([], {"a": 0.0}) is None


class TestLaws:
    @given(ratings, depths)
    def test_the_perfect_order_is_one(self, rated: dict[str, float], k: int) -> None:
        assume(any(rating > 0 for rating in rated.values()))
        assert ndcg(by_rating(rated), rated, k) == 1.0

    @given(rankings, ratings, depths)
    def test_no_order_is_better_than_the_perfect_one(self, ranked: list[str], rated: dict[str, float], k: int) -> None:
        assert 0.0 <= ndcg(ranked, rated, k) <= 1.0

    @given(rankings, ratings, depths, st.data())
    def test_a_better_product_further_up_never_lowers(
        self, ranked: list[str], rated: dict[str, float], k: int, data: st.DataObject
    ) -> None:
        assume(len(ranked) > 1)
        first, second = sorted(data.draw(st.lists(st.integers(0, len(ranked) - 1), min_size=2, max_size=2, unique=True)))
        assume(gain(rated.get(ranked[second], 0)) >= gain(rated.get(ranked[first], 0)))
        swapped = list(ranked)
        swapped[first], swapped[second] = ranked[second], ranked[first]
        assert ndcg(swapped, rated, k) >= ndcg(ranked, rated, k) - 1e-12

    @given(rankings, ratings, depths, st.data())
    def test_a_worse_product_in_a_place_never_raises(self, ranked: list[str], rated: dict[str, float], k: int, data: st.DataObject) -> None:
        assume(ranked)
        place = data.draw(st.integers(0, len(ranked) - 1))
        worse = [*ranked[:place], "nobody judged this", *ranked[place + 1 :]]
        assert ndcg(worse, rated, k) <= ndcg(ranked, rated, k) + 1e-12

    @given(rankings, ratings, depths)
    def test_unjudged_products_behind_everything_change_nothing(self, ranked: list[str], rated: dict[str, float], k: int) -> None:
        longer = [*ranked, "nobody judged this"]
        assert ndcg(longer, rated, k) == ndcg(ranked, rated, k)
        assert recall(longer, rated, k) == recall(ranked, rated, k)

    @given(rankings, ratings, depths)
    def test_recall_grows_with_its_depth(self, ranked: list[str], rated: dict[str, float], depth: int) -> None:
        assert recall(ranked, rated, depth) <= recall(ranked, rated, depth + 1)

    @given(rankings, ratings)
    def test_recall_does_not_look_at_the_order(self, ranked: list[str], rated: dict[str, float]) -> None:
        assert recall(ranked, rated, 25) == recall(ranked[::-1], rated, 25)

    @given(rankings, ratings, depths)
    def test_a_repeated_product_counts_where_it_stands_first(self, ranked: list[str], rated: dict[str, float], k: int) -> None:
        repeated = [product for product in ranked for _ in range(2)]
        assert ndcg(repeated, rated, k) == ndcg(ranked, rated, k)
        assert recall(repeated, rated, k) == recall(ranked, rated, k)
        assert judged_share(repeated, rated, k) == judged_share(ranked, rated, k)
