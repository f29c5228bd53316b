"""``commerce-search index``.

1. A feed becomes a store that can be searched, and the summary says what is in it.
2. Every problem is listed at once, with its place, its value and what is expected; exit code 2.
3. Whatever fails, an existing store stays as it was.
4. --json prints JSON and nothing else, for problems too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Storefront

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]
    Records = list[dict[str, Any]]


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def numbered(count: int) -> list[dict[str, Any] | str]:
    return [{"id": f"p{number}", "name": f"Towel {number}", "price": "9.99"} for number in range(1, count + 1)]


class TestGoodFeeds:
    def test_a_feed_becomes_a_store(self, run: Run, write: Write, records: Records, settings_file: Path, tmp_path: Path) -> None:
        feed = write("feed.jsonl", records)
        result = run("index", feed, "--settings", settings_file, "--store", tmp_path / "shop")
        assert result.exit_code == 0, result.output
        assert "is ready" in " ".join(result.stdout.split())  # a long path wraps the line
        for words in (["products", "4"], ["rows", "7"]):
            assert any(line.split() == words for line in result.stdout.splitlines()), result.stdout
        assert Storefront.open(tmp_path / "shop").search("towel").ids == ["towel"]

    def test_the_summary_can_be_json(self, run: Run, write: Write, records: Records, settings_file: Path, tmp_path: Path) -> None:
        result = run("index", write("feed.jsonl", records), "--settings", settings_file, "--store", tmp_path / "shop", "--json")
        summary = json.loads(result.stdout)
        assert (summary["products"], summary["hits"], summary["rows"], summary["skipped"], summary["problems"]) == (4, 4, 7, 0, [])
        assert summary["index_bytes"] > 0
        assert summary["record_bytes"] > 0

    def test_a_mapping_and_a_currency(self, run: Run, write: Write, tmp_path: Path) -> None:
        feed = write("feed.csv", ["sku,titel,preis", "1,Rotes Handtuch,9.90"])
        mapping = write("mapping.toml", ["[fields]", 'id = "sku"', 'name = "titel"', 'price = "preis"'])
        result = run("index", feed, "--mapping", mapping, "--currency", "CHF", "--store", tmp_path / "shop")
        assert result.exit_code == 0, result.output
        storefront = Storefront.open(tmp_path / "shop")
        assert (storefront.settings.currency, str(storefront.search("handtuch").hits[0].price)) == ("CHF", "9.90")

    def test_variations_anywhere(self, run: Run, write: Write, tmp_path: Path) -> None:
        lines = [
            {"type": "variation", "id": "v1", "master": "tee", "values": {"size": "s"}},
            *numbered(1),
            {"type": "master", "id": "tee", "name": "Tee", "variation_attributes": ["size"]},
        ]
        feed = write("feed.jsonl", lines)
        assert run("index", feed, "--store", tmp_path / "shop").exit_code == 2
        assert run("index", feed, "--store", tmp_path / "shop", "--group", "anywhere").exit_code == 0

    def test_bad_products_can_be_left_out(self, run: Run, write: Write, tmp_path: Path) -> None:
        feed = write("feed.jsonl", [*numbered(5), {"id": "bad", "name": "Bad", "price": -1}])
        result = run("index", feed, "--store", tmp_path / "shop", "--on-problem", "skip")
        assert result.exit_code == 0
        assert "1 problem" in result.stdout
        assert "feed.jsonl:6" in result.stdout
        assert len(Storefront.open(tmp_path / "shop")) == 5


class TestProblems:
    def test_broken_json_is_named_by_its_line(self, run: Run, write: Write, tmp_path: Path) -> None:
        lines = numbered(30)
        lines[16] = '{"id": "p17", "name"'
        result = run("index", write("feed.jsonl", lines), "--store", tmp_path / "shop")
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "error: feed.jsonl:17: expected one JSON object" in result.stderr
        assert not (tmp_path / "shop").exists()

    def test_all_problems_are_listed_at_once(self, run: Run, write: Write, tmp_path: Path) -> None:
        lines = [*numbered(3), {"id": "a", "name": "A", "price": -1}, {"id": "b", "name": "B", "stok": 3}, {"name": "C"}]
        result = run("index", write("feed.jsonl", lines), "--store", tmp_path / "shop")
        assert result.exit_code == 2
        heading, *table = result.stderr.splitlines()
        assert heading.startswith("error: 3 problems, the first at feed.jsonl:4 a.price: ")
        text = " ".join(" ".join(table).split())
        for words in ("feed.jsonl:4 a.price", "-1", "feed.jsonl:5 b.stok", "did you mean stock?", "[missing]", "--on-problem skip"):
            assert words in text

    def test_problems_can_be_json(self, run: Run, write: Write, tmp_path: Path) -> None:
        feed = write("feed.jsonl", [{"id": "a", "name": "A", "price": -1}, {"id": "b", "name": "B", "stok": [3]}])
        result = run("index", feed, "--store", tmp_path / "shop", "--json")
        assert result.exit_code == 2
        written = json.loads(result.stdout)
        assert written["total"] == 2
        assert [(problem["path"], problem["code"]) for problem in written["problems"]] == [
            ("feed.jsonl:1 a.price", "negative"),
            ("feed.jsonl:2 b.stok", "unknown_key"),
        ]

    def test_many_problems_are_counted(self, run: Run, write: Write, tmp_path: Path) -> None:
        feed = write("feed.jsonl", [{"id": f"p{number}", "name": "A", "price": -1} for number in range(150)])
        result = run("index", feed, "--store", tmp_path / "shop")
        assert "error: 150 problems" in result.stderr
        assert "... and 50 more" in result.stderr


class TestAnExistingStore:
    @pytest.fixture
    def before(self, store: Path) -> dict[str, bytes]:
        return content_of(store)

    def test_stays_as_it_was_when_the_feed_is_wrong(self, run: Run, write: Write, store: Path, before: dict[str, bytes]) -> None:
        result = run("index", write("feed.jsonl", [*numbered(3), "{"]), "--store", store)
        assert result.exit_code == 2
        assert f"nothing was written to {store}" in result.stderr
        assert content_of(store) == before

    def test_stays_as_it_was_when_the_feed_ends_early(self, run: Run, store: Path, tmp_path: Path, before: dict[str, bytes]) -> None:
        (tmp_path / "feed.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00")
        assert run("index", tmp_path / "feed.jsonl.gz", "--store", store).exit_code == 2
        assert content_of(store) == before

    def test_stays_as_it_was_when_the_feed_is_empty(self, run: Run, write: Write, store: Path, before: dict[str, bytes]) -> None:
        result = run("index", write("feed.jsonl", []), "--store", store)
        assert result.exit_code == 2
        assert "remove it to start empty" in result.stderr
        assert content_of(store) == before

    def test_is_replaced_when_all_is_well(self, run: Run, write: Write, store: Path) -> None:
        assert run("index", write("feed.jsonl", numbered(3)), "--store", store).exit_code == 0
        assert len(Storefront.open(store)) == 3

    def test_another_folder_is_not_touched(self, run: Run, write: Write, tmp_path: Path) -> None:
        (tmp_path / "letters").mkdir()
        (tmp_path / "letters" / "mum.txt").write_text("dear mum")
        result = run("index", write("feed.jsonl", numbered(3)), "--store", tmp_path / "letters")
        assert result.exit_code == 1
        assert "is not empty and is no store" in result.stderr
        assert content_of(tmp_path / "letters") == {"mum.txt": b"dear mum"}
