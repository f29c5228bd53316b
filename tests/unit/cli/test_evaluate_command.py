"""``commerce-search evaluate``.

1. Judgments from CSV or qrels, over a feed or a store, give the same measures.
2. People see the worst query first and the averages last; --json is the evaluation.
3. --run writes what was found, hits before the tail; measured again it gives the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.experiments import Judgments, measure, read_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]
    Records = list[dict[str, Any]]

JUDGED = [
    "query_id,query,product_id,rating,rater",
    "1,red towel,towel,3,ann",
    "1,red towel,robe,1,ann",
    "2,shirt,towel,2,ann",
    "3,unicorn,tee,1,ann",
    "4,soap,soap,0,ann",
]


@pytest.fixture
def judgments(write: Write) -> Path:
    return write("judgments.csv", JUDGED)


@pytest.fixture
def feed(write: Write, records: Records) -> Path:
    return write("feed.jsonl", records)


def measured(run: Run, *words: object) -> dict[str, Any]:
    result = run("evaluate", *words, "--json")
    assert result.exit_code == 0, result.output
    evaluation: dict[str, Any] = json.loads(result.stdout)
    return evaluation


def test_the_measures_of_a_store(run: Run, store: Path, judgments: Path) -> None:
    evaluation = measured(run, store, "--judgments", judgments)
    assert evaluation["queries"] == 3
    assert evaluation["left_out"] == 1
    assert evaluation["ndcg@10"] == pytest.approx(1 / 3)
    assert evaluation["recall@100"] == pytest.approx(1 / 3)
    assert evaluation["judged@10"] == pytest.approx((2 / 3 + 0) / 2)
    assert evaluation["zero_results"] == pytest.approx(1 / 3)
    assert [query["query"] for query in evaluation["per_query"]] == ["red towel", "shirt", "unicorn"]


def test_a_feed_is_measured_like_its_store(run: Run, store: Path, judgments: Path, feed: Path, settings_file: Path) -> None:
    expected = measured(run, store, "--judgments", judgments)
    assert measured(run, feed, "--settings", settings_file, "--judgments", judgments) == expected


def test_qrels_are_measured_like_csv(run: Run, store: Path, judgments: Path, write: Write) -> None:
    qrels = write("qrels.txt", ["1 0 towel 3", "1 0 robe 1", "2 0 towel 2", "3 0 tee 1", "4 0 soap 0"])
    topics = write("topics.tsv", ["1\tred towel", "2\tshirt", "3\tunicorn", "4\tsoap"])
    expected = measured(run, store, "--judgments", judgments)
    assert measured(run, store, "--judgments", qrels, "--queries", topics) == expected


def test_depths_and_all_queries(run: Run, store: Path, judgments: Path) -> None:
    evaluation = measured(run, store, "--judgments", judgments, "--k", 1, "--recall", 1, "--all-queries")
    assert (evaluation["queries"], evaluation["ndcg@1"], evaluation["recall@1"]) == (4, 0.25, 0.125)


def test_locale_and_match(run: Run, store: Path, write: Write) -> None:
    judgments = write("german.csv", ["query_id,query,product_id,rating", "1,hafenhemd marine,tee,1"])
    assert measured(run, store, "--judgments", judgments, "--locale", "de")["recall@100"] == 1.0
    assert measured(run, store, "--judgments", judgments, "--locale", "de", "--match", "all")["recall@100"] == 0.0


def test_people_see_the_worst_query_first(run: Run, store: Path, judgments: Path) -> None:
    result = run("evaluate", store, "--judgments", judgments)
    lines = [line.strip() for line in result.stdout.splitlines() if line.strip()]
    assert lines[0].split() == ["query", "found", "NDCG@10", "recall@100", "judged@10"]
    assert [line.split()[0] for line in lines[1:4]] == ["shirt", "unicorn", "red"]
    assert lines[4].split() == ["NDCG@10", "0.3333"]
    assert "averages over 3 queries; 1 without a relevant product" in " ".join(lines)


def test_a_run_gives_the_same_measures_again(run: Run, store: Path, judgments: Path, tmp_path: Path) -> None:
    evaluation = measured(run, store, "--judgments", judgments, "--run", tmp_path / "shop.run")
    assert (tmp_path / "shop.run").read_text().splitlines()[:2] == [
        "1 Q0 towel 1 3 commerce-search",
        "1 Q0 robe 2 2 commerce-search.tail",
    ]
    assert measure(read_run(tmp_path / "shop.run"), Judgments.open(judgments)).to_dict() == evaluation


def test_a_store_has_its_settings(run: Run, store: Path, judgments: Path, settings_file: Path) -> None:
    result = run("evaluate", store, "--judgments", judgments, "--settings", settings_file)
    assert result.exit_code == 2
    assert "is a store, which has its settings" in " ".join(result.stderr.split())


def test_wrong_judgments_are_listed(run: Run, store: Path, write: Write) -> None:
    judgments = write("judgments.csv", ["query_id,query,product_id,rating", "1,red towel,towel,good", "1,red towel,robe,bad"])
    result = run("evaluate", store, "--judgments", judgments)
    assert result.exit_code == 2
    assert "error: 2 problems, the first at judgments.csv:2" in result.stderr
    assert "judgments.csv:3" in result.stderr
