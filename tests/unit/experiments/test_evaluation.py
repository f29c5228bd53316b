"""A store is measured by judgments.

1. Hits come before the tail, products before their slices; no product twice, at most as many as asked for.
2. Averages are over queries with a relevant product, or over all; each query weighs alike.
3. The run alone gives the same measures again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Catalog, Settings, Storefront, ValidationError
from commerce_search.experiments import JudgedQuery, Judgments, Run, RunEntry, evaluate, measure, ndcg, read_run, retrieve, write_run

if TYPE_CHECKING:
    from pathlib import Path

COLOURS = ("red", "navy", "green", "white", "black")


def tee(name: str, number: int) -> dict[str, Any]:
    variations = [{"id": f"{name}-{colour}", "values": {"colour": colour}, "price": "9.00"} for colour in COLOURS]
    master = {"id": name, "name": f"Cotton shirt {number}", "variation_attributes": ["colour"], "slicing_attribute": "colour"}
    return {**master, "variations": variations}


RECORDS: list[dict[str, Any]] = [
    *(tee(f"tee{number}", number) for number in range(3)),
    {"id": "towel", "name": "Red towel", "price": "19.00"},
    {"id": "robe", "name": "Red robe", "price": "29.00"},
    {"id": "soap", "name": "Soap", "price": "2.00"},
]


@pytest.fixture(scope="module")
def storefront() -> Storefront:
    return Storefront.build(Catalog.from_records(RECORDS), Settings())


def judged(*queries: tuple[str, dict[str, float]]) -> Judgments:
    return Judgments(tuple(JudgedQuery(f"q{number}", phrase, ratings) for number, (phrase, ratings) in enumerate(queries)))


class TestRetrieval:
    def test_hits_come_before_the_tail(self, storefront: Storefront) -> None:
        run = retrieve(storefront, judged(("red towel", {"towel": 3.0})))
        assert run.entries["q0"][:2] == (RunEntry("towel"), RunEntry("robe", is_tail=True))
        assert all(entry.is_tail for entry in run.entries["q0"][1:])

    def test_slices_of_a_product_are_one(self, storefront: Storefront) -> None:
        assert storefront.search("shirt").total == 15
        assert set(retrieve(storefront, judged(("shirt", {}))).products("q0")) == {"tee0", "tee1", "tee2"}

    def test_slices_do_not_take_the_place_of_other_products(self, storefront: Storefront) -> None:
        assert len(retrieve(storefront, judged(("shirt", {})), depth=3).products("q0")) == 3

    def test_the_depth_is_kept(self, storefront: Storefront) -> None:
        run = retrieve(storefront, judged(("red", {})), depth=2)
        assert len(run.products("q0")) == 2

    def test_match_all_has_no_tail(self, storefront: Storefront) -> None:
        run = retrieve(storefront, judged(("red towel", {})), match="all")
        assert run.products("q0") == ("towel",)


class TestAverages:
    QUERIES = judged(("towel", {"towel": 2.0, "soap": 0.0}), ("soap", {"soap": 0.0}), ("unicorn", {"soap": 1.0}), ("robe", {"towel": 1.0}))

    def test_only_queries_with_a_relevant_product_are_averaged(self, storefront: Storefront) -> None:
        evaluation = evaluate(storefront, self.QUERIES)
        assert [query.phrase for query in evaluation.queries] == ["towel", "unicorn", "robe"]
        assert evaluation.left_out == 1
        assert (evaluation.ndcg, evaluation.recall, evaluation.zero_share) == pytest.approx((1 / 3, 1 / 3, 1 / 3))

    def test_all_queries_can_be(self, storefront: Storefront) -> None:
        evaluation = evaluate(storefront, self.QUERIES, relevant_only=False)
        assert (len(evaluation.queries), evaluation.left_out) == (4, 0)
        assert (evaluation.ndcg, evaluation.zero_share) == pytest.approx((1 / 4, 1 / 4))

    def test_the_judged_share_is_of_queries_that_found_anything(self, storefront: Storefront) -> None:
        assert [query.judged for query in evaluate(storefront, self.QUERIES).queries] == [1.0, None, 0.0]
        assert evaluate(storefront, self.QUERIES).judged == 0.5

    def test_the_worst_comes_first(self, storefront: Storefront) -> None:
        assert [query.phrase for query in evaluate(storefront, self.QUERIES).worst_first()] == ["unicorn", "robe", "towel"]

    def test_plain_values_name_their_depths(self, storefront: Storefront) -> None:
        written = evaluate(storefront, self.QUERIES, k=5, depth=20).to_dict()
        assert set(written) == {"queries", "left_out", "ndcg@5", "recall@20", "judged@5", "zero_results", "per_query"}
        assert written["per_query"][0] == {"query_id": "q0", "query": "towel", "found": 1, "ndcg@5": 1.0, "recall@20": 1.0, "judged@5": 1.0}

    def test_judgments_without_a_relevant_product_are_a_problem(self, storefront: Storefront) -> None:
        with pytest.raises(ValidationError, match="rated above 0"):
            evaluate(storefront, judged(("soap", {"soap": 0.0})))


class TestRuns:
    def test_the_run_alone_gives_the_same_measures(self, storefront: Storefront, tmp_path: Path) -> None:
        queries = judged(("red towel", {"towel": 2.0, "robe": 1.0}), ("shirt", {"tee2": 3.0, "tee0": 1.0, "soap": 0.0}))
        evaluation = evaluate(storefront, queries)
        write_run(evaluation.run, tmp_path / "run")
        assert measure(read_run(tmp_path / "run"), queries).to_dict() == evaluation.to_dict()

    def test_a_query_that_the_run_does_not_have_found_nothing(self) -> None:
        queries = judged(("towel", {"towel": 2.0}), ("soap", {"soap": 1.0}))
        evaluation = measure(Run({"q0": (RunEntry("towel"),)}), queries)
        assert [query.found for query in evaluation.queries] == [1, 0]

    def test_the_measures_are_those_of_the_functions(self) -> None:
        products, ratings = ("a", "x", "b"), {"a": 1.0, "b": 3.0}
        evaluation = measure(Run({"q0": tuple(map(RunEntry, products))}), judged(("any", ratings)), k=2)
        assert evaluation.ndcg == ndcg(products, ratings, 2)
