"""The order of hits: semantics.md section 6."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .documents import Catalog, Document, Row, minor_units
from .text import Chain, fold, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from .matching import Candidate

_ROW_COLUMNS = {"price", "list_price", "stock"}


def sold_out(row: Row) -> bool:
    """Section 6, key 1."""
    return row.stock == 0


def represented(rows: list[Candidate]) -> Candidate:
    """Section 6, represented row: of rows of one document."""
    return min(
        rows,
        key=lambda one: (
            not one.named,
            -one.coverage,
            one.corrected,
            -one.held,
            sold_out(one.row),
            float("inf") if one.row.price is None else one.row.price,
            one.place,
        ),
    )


@dataclass(frozen=True)
class Columns:
    """The columns that a sort key may read, for one request."""

    catalog: Catalog
    chain: Chain
    category: str | None
    relevance: Callable[[Document], int]

    def position(self, document: Document) -> int | None:
        """Section 6, key 4: the assignment to exactly the requested category."""
        return next((position for id_, position in document.product.assignments if id_ == self.category), None)

    def is_row_column(self, by: str) -> bool:
        """Section 6, sort key: row columns."""
        return by in _ROW_COLUMNS or by in self.catalog.row_columns

    def values(self, by: str, document: Document, row: Row) -> list[Any]:
        """All values of a column, comparable."""
        if by in ("price", "list_price", "stock"):
            return [value for value in [getattr(row, by)] if value is not None]
        if by in ("rating", "rating_count"):
            rating = document.product.record.get("rating")
            return [] if rating is None else [rating["average" if by == "rating" else "count"]]
        if by in ("name", "brand"):
            text = document.product.record.get(by)
            return [] if text is None else [_text_key(label(text, self.chain, ""))]
        if by == "category_position":
            return [value for value in [self.position(document)] if value is not None]
        if by == "relevance":
            return [self.relevance(document)]
        return self._attribute(by, document, row)

    def _attribute(self, by: str, document: Document, row: Row) -> list[Any]:
        """Section 6: columns compare by number, (fold, text), flags false < true."""
        values = document.values(row, by)
        kind = self.catalog.attributes[by].kind if by in self.catalog.attributes else "text"
        if kind == "number":
            return [value.number for value in values]
        if kind == "text":
            return [_text_key(self.catalog.value_label(by, value, self.chain)) for value in values]
        return [value.raw for value in values]

    def read(self, key: dict[str, Any], document: Document, row: Row) -> Any:
        """Section 6: the smallest value ascending, the largest descending; None if there is none."""
        choose = max if _descending(key) else min
        return choose(self.values(key["by"], document, row), default=None)

    def instead_of_null(self, key: dict[str, Any]) -> Any:
        """Section 6, null policy: what stands for no value; None when it goes last or first."""
        policy = key.get("nulls", "last")
        if policy in ("last", "first"):
            return None
        if not isinstance(policy, str):
            money = key["by"] in ("price", "list_price")
            return float(minor_units(policy, self.catalog.currency)) if money else policy
        every = [(document, row) for document in self.catalog.documents for row in document.rows]
        if not self.is_row_column(key["by"]):
            every = [(document, document.rows[0]) for document in self.catalog.documents]
        read = [self.read(key, document, row) for document, row in every]
        return _aggregate(policy, sorted(value for value in read if value is not None))


def _text_key(text: str) -> tuple[str, str]:
    return fold(text), text


def _descending(key: dict[str, Any]) -> bool:
    return bool(key.get("direction", "ascending") == "descending")


def _aggregate(policy: str, values: list[float]) -> float | None:
    """Section 6, null policy: min, max, average, median (of an even count: lower of the two)."""
    if not values:
        return None
    return {
        "min": values[0],
        "max": values[-1],
        "average": sum(values) / len(values),
        "median": values[(len(values) - 1) // 2],
    }[policy]


def sort_by_key(hits: list[Candidate], key: dict[str, Any], columns: Columns) -> list[Candidate]:
    """Section 6, sort key: a stable sort by one key."""
    instead = columns.instead_of_null(key)

    def read(hit: Candidate) -> Any:
        value = columns.read(key, hit.document, hit.row)
        return instead if value is None else value

    absent = [hit for hit in hits if read(hit) is None]
    present = sorted((hit for hit in hits if read(hit) is not None), key=read, reverse=_descending(key))
    return [*absent, *present] if key.get("nulls", "last") == "first" else [*present, *absent]
