"""What do people say is right? Ratings of products for queries, read from CSV or from TREC qrels."""

from __future__ import annotations

import csv
import gzip
import io
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commerce_search.errors import FeedError, Problem, why_unreadable
from commerce_search.experiments.measures import is_relevant
from commerce_search.kernel.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["JudgedQuery", "Judgments"]

_COLUMNS: Final = ("query_id", "query", "product_id", "rating")
_QRELS_COLUMNS: Final = 4
_HIGHEST_RATING: Final = 30.0
"""The gain is exponential: beyond this a rating is a percentage or a mistake, not a grade."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """One query and what people said of products for it.

    Attributes:
        id: the query's id.
        phrase: what is searched.
        ratings: product id -> rating, the higher the better; above 0 is relevant.
    """

    id: str
    phrase: str
    ratings: Mapping[str, float]

    @property
    def has_relevant(self) -> bool:
        """Whether any product is rated above 0."""
        return any(map(is_relevant, self.ratings.values()))


@dataclass(frozen=True, slots=True)
class Judgments:
    """Judged queries, in the order of their file.

    Attributes:
        queries: each with its ratings.
    """

    queries: tuple[JudgedQuery, ...]

    @classmethod
    def open(cls, path: str | Path, queries: str | Path | None = None) -> Judgments:
        """Read a judgments CSV, or with ``queries`` a qrels file.

        Raises:
            FeedError: a file cannot be read.
            ValidationError: with everything that is wrong in it.
        """
        return cls.from_csv(path) if queries is None else cls.from_qrels(path, queries)

    @classmethod
    def from_csv(cls, path: str | Path) -> Judgments:
        """Read columns ``query_id``, ``query``, ``product_id`` and ``rating``; others are ignored. A name ending in ``.tsv`` parts by tabs.

        Raises:
            FeedError: the file cannot be read.
            ValidationError: with every row that is wrong.
        """
        collected = _Collected(Path(path).name)
        rows = csv.DictReader(_lines(path), delimiter="\t" if ".tsv" in Path(path).suffixes else ",")
        try:
            if collected.has_columns(rows.fieldnames or ()):
                for row in rows:
                    collected.row(rows.line_num, row)
        except csv.Error as error:
            raise FeedError(path, f"line {rows.line_num} is no CSV: {error}") from error
        return collected.judgments()

    @classmethod
    def from_qrels(cls, path: str | Path, queries: str | Path) -> Judgments:
        """Read TREC qrels (``query 0 product rating`` a line) and the phrases of their queries.

        ``queries`` is a CSV or TSV file: with a header, its columns ``query_id`` and ``query`` count; without one, its first two.

        Raises:
            FeedError: a file cannot be read.
            ValidationError: with every line that is wrong, and every query without a phrase.
        """
        collected = _Collected(Path(path).name)
        phrases = _phrases(queries)
        for number, line in enumerate(_lines(path), start=1):
            place, parts = collected.line(number), line.split()
            if len(parts) == _QRELS_COLUMNS:
                query, _, product, rating = parts
                collected.phrase(place, query, phrases.get(query, ""))
                collected.rating(place, query, product, rating)
            elif parts:
                collected.report(place, line.strip(), "wrong_type", "expected four columns: query, 0, product, rating")
        return collected.judgments()


@dataclass(slots=True)
class _Collected:
    """Judgments and problems while a file is read."""

    name: str
    problems: Problems = field(default_factory=Problems)
    phrases: dict[str, str] = field(default_factory=dict)
    ratings: dict[str, dict[str, float]] = field(default_factory=dict)

    def line(self, number: int) -> str:
        return f"{self.name}:{number}"

    def report(self, place: str, value: object, code: str, message: str) -> None:
        self.problems.add(Problem(place, value, code, message))

    def has_columns(self, found: Sequence[str]) -> bool:
        missing = [column for column in _COLUMNS if column not in found]
        for column in missing:
            message = f"expected a column {column!r}; for TREC qrels name the file of the queries too"
            self.report(self.line(1), list(found), "missing", message)
        return not missing

    def row(self, number: int, row: Mapping[str, str | None]) -> None:
        query, phrase, product, rating = ((row[column] or "").strip() for column in _COLUMNS)
        self.phrase(self.line(number), query, phrase)
        self.rating(self.line(number), query, product, rating)

    def phrase(self, place: str, query: str, phrase: str) -> None:
        is_new = query not in self.phrases
        known = self.phrases.setdefault(query, phrase)
        if is_new and not phrase:
            self.report(place, query, "missing", "expected a phrase for this query")
        elif known != phrase:
            self.report(place, phrase, "duplicate_id", f"expected {known!r}, the phrase that query {query!r} had before")

    def rating(self, place: str, query: str, product: str, rating: str) -> None:
        if not query or not product:
            self.report(place, None, "missing", "expected the id of a query and of a product")
            return
        number = _rating(rating)
        if number is None:
            self.report(place, rating, "out_of_range", f"expected a rating, a number of at most {_HIGHEST_RATING:.0f}")
        elif self.ratings.setdefault(query, {}).setdefault(product, number) != number:
            self.report(place, rating, "duplicate_id", f"expected one rating of product {product!r} for query {query!r}")

    def judgments(self) -> Judgments:
        if not self.ratings and not self.problems:
            self.report(self.name, None, "missing", "expected at least one judgment")
        self.problems.raise_if_any()
        return Judgments(tuple(JudgedQuery(query, self.phrases[query], ratings) for query, ratings in self.ratings.items()))


def _rating(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number <= _HIGHEST_RATING else None


def _phrases(path: str | Path) -> dict[str, str]:
    lines = list(_lines(path))
    delimiter = "\t" if any("\t" in line for line in lines[:1]) else ","
    rows = list(csv.reader(lines, delimiter=delimiter))
    header = rows[0] if rows else []
    if {"query_id", "query"} <= set(header):
        return dict(_pairs(rows[1:], header.index("query_id"), header.index("query")))
    return dict(_pairs(rows, 0, 1))


def _pairs(rows: Iterable[Sequence[str]], first: int, second: int) -> Iterator[tuple[str, str]]:
    return ((row[first].strip(), row[second].strip()) for row in rows if len(row) > max(first, second))


def _lines(path: str | Path) -> io.StringIO:
    """Return the text of a file; judgments are small, and an error while reading must name the file."""
    try:
        content = Path(path).read_bytes()
        text = (gzip.decompress(content) if Path(path).suffix == ".gz" else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise FeedError(path, f"cannot be read: {why_unreadable(error)}; expected UTF-8 text") from error
    return io.StringIO(text, newline="")
