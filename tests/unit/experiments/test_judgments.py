"""Judgments are read as people keep them.

1. CSV: four columns in any order, others ignored; also tabs, gzip and a byte order mark.
2. Qrels: four columns, the phrases from a CSV or TSV file with or without a header.
3. Everything that is wrong is reported at once, with its line.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from commerce_search.errors import FeedError, ValidationError
from commerce_search.experiments import Judgments

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "query_id,query,product_id,rating,rater\n1,red towel,t1,3,ann\n1,red towel,t2,0,bob\n2,hat,h1,1.5,ann\n"


def as_dict(judgments: Judgments) -> dict[str, tuple[str, dict[str, float]]]:
    return {query.id: (query.phrase, dict(query.ratings)) for query in judgments.queries}


EXPECTED = {"1": ("red towel", {"t1": 3.0, "t2": 0.0}), "2": ("hat", {"h1": 1.5})}


class TestCsv:
    def test_four_columns_count(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text(ROWS)
        assert as_dict(Judgments.open(path)) == EXPECTED

    def test_a_byte_order_mark_and_gzip_are_no_matter(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv.gz"
        path.write_bytes(gzip.compress(ROWS.encode("utf-8-sig")))
        assert as_dict(Judgments.open(path)) == EXPECTED

    def test_tabs_part_a_tsv(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.tsv"
        path.write_text(ROWS.replace(",", "\t"))
        assert as_dict(Judgments.open(path)) == EXPECTED

    def test_quoted_phrases_may_hold_commas(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text('rating,product_id,query,query_id\n2,t1,"towels, red",1\n')
        assert as_dict(Judgments.open(path)) == {"1": ("towels, red", {"t1": 2.0})}

    def test_the_same_judgment_twice_is_one(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text(ROWS + "2,hat,h1,1.5,bob\n")
        assert as_dict(Judgments.open(path)) == EXPECTED

    def test_relevant_is_above_zero(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text("query_id,query,product_id,rating\n1,a,x,0\n1,a,y,-2\n2,b,x,0.5\n")
        assert [query.has_relevant for query in Judgments.open(path).queries] == [False, True]


class TestQrels:
    def test_phrases_come_from_a_file_with_a_header(self, tmp_path: Path) -> None:
        (tmp_path / "qrels.txt").write_text("1 0 t1 3\n1 0 t2 0\n\n2 Q0 h1 1.5\n")
        (tmp_path / "queries.csv").write_text("lang,query,query_id\nen,red towel,1\nen,hat,2\nen,unused,3\n")
        assert as_dict(Judgments.open(tmp_path / "qrels.txt", tmp_path / "queries.csv")) == EXPECTED

    def test_phrases_come_from_a_file_without_one(self, tmp_path: Path) -> None:
        (tmp_path / "qrels.txt").write_text("1\t0\tt1\t3\n1 0 t2 0\n2 0 h1 1.5\n")
        (tmp_path / "topics.tsv").write_text("1\tred towel\n2\that\n")
        assert as_dict(Judgments.open(tmp_path / "qrels.txt", tmp_path / "topics.tsv")) == EXPECTED

    def test_a_query_without_a_phrase_is_one_problem(self, tmp_path: Path) -> None:
        (tmp_path / "qrels.txt").write_text("1 0 t1 3\n1 0 t2 0\n9 0 t1 1\n")
        (tmp_path / "topics.tsv").write_text("9\that\n")
        with pytest.raises(ValidationError) as raised:
            Judgments.open(tmp_path / "qrels.txt", tmp_path / "topics.tsv")
        assert [(problem.path, problem.code) for problem in raised.value.problems] == [("qrels.txt:1", "missing")]


class TestProblems:
    def test_all_are_reported_with_their_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text("query_id,query,product_id,rating\n1,a,x,three\n1,b,y,1\n1,a,y,2\n1,a,z,100\n,a,z,1\n2,,z,1\n2,c,z,nan\n")
        with pytest.raises(ValidationError) as raised:
            Judgments.open(path)
        found = [(problem.path, problem.code) for problem in raised.value.problems]
        assert found == [
            ("judgments.csv:2", "out_of_range"),
            ("judgments.csv:3", "duplicate_id"),
            ("judgments.csv:4", "duplicate_id"),
            ("judgments.csv:5", "out_of_range"),
            ("judgments.csv:6", "missing"),
            ("judgments.csv:7", "missing"),
            ("judgments.csv:8", "duplicate_id"),
            ("judgments.csv:8", "out_of_range"),
        ]

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text("query,asin,rating\na,x,1\n")
        with pytest.raises(ValidationError, match="'query_id'") as raised:
            Judgments.open(path)
        assert len(raised.value.problems) == 2

    def test_qrels_without_four_columns(self, tmp_path: Path) -> None:
        (tmp_path / "qrels.txt").write_text("1 0 t1\n")
        (tmp_path / "topics.tsv").write_text("1\that\n")
        with pytest.raises(ValidationError, match=r"qrels\.txt:1: expected four columns"):
            Judgments.open(tmp_path / "qrels.txt", tmp_path / "topics.tsv")

    @pytest.mark.parametrize("text", ["", "query_id,query,product_id,rating\n"])
    def test_no_judgment_is_a_problem(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text(text)
        with pytest.raises(ValidationError, match="expected"):
            Judgments.open(path)

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"query_id,query,product_id,rating\n1,a,x,1\n"])
    def test_a_file_that_cannot_be_read_is_named(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "judgments.csv.gz"
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(FeedError, match=r"judgments\.csv\.gz"):
            Judgments.open(path)

    def test_a_huge_cell_is_no_traceback(self, tmp_path: Path) -> None:
        path = tmp_path / "judgments.csv"
        path.write_text("query_id,query,product_id,rating\n1,a," + "x" * 200_000 + ",1\n")
        with pytest.raises(FeedError, match="field larger"):
            Judgments.open(path)
