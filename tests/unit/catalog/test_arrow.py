"""Arrow tables.

1. A table of the catalog's own columns is read like JSON Lines; nulls are left out at every depth.
2. Anything with `__arrow_c_stream__` will do, with a mapping too.
3. Without pyarrow the error names the extra to install.
"""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

import pytest

from commerce_search.catalog import Catalog, FeedMapping
from commerce_search.errors import FeedError

pyarrow = pytest.importorskip("pyarrow")

ROWS: list[dict[str, Any]] = [
    {
        "id": "towel",
        "name": "Towel",
        "price": Decimal("19.99"),
        "rating": {"average": 4.5, "count": 3},
        "attributes": {"colour": "red", "weight": None},
        "online_from": dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
        "images": [{"url": "a.jpg", "alt": None}],
    },
    {
        "id": "sheet",
        "name": "Sheet",
        "price": None,
        "rating": None,
        "attributes": {"colour": None, "weight": 5.5},
        "online_from": None,
        "images": None,
    },
]


def test_a_table_is_read_like_json_lines() -> None:
    catalog = Catalog.from_arrow(pyarrow.Table.from_pylist(ROWS))
    as_records: list[dict[str, Any]] = [
        {**ROWS[0], "attributes": {"colour": "red"}, "images": [{"url": "a.jpg"}]},
        {"id": "sheet", "name": "Sheet", "attributes": {"weight": 5.5}},
    ]
    assert list(catalog) == list(Catalog.from_records(as_records))
    assert len(list(catalog)) == 2


def test_maps_are_objects() -> None:
    names = pyarrow.array([[("en", "Towel"), ("de", "Badetuch")]], type=pyarrow.map_(pyarrow.string(), pyarrow.string()))
    (towel,) = Catalog.from_arrow(pyarrow.table({"id": ["towel"], "name": names}))
    assert towel.name == {"en": "Towel", "de": "Badetuch"}


class Stream:
    """What another library would hand over: nothing but the capsule."""

    def __init__(self, table: Any) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)


def test_anything_with_a_capsule_will_do() -> None:
    mapping = FeedMapping.from_toml('[fields]\nid = "sku"\nname = "title"\nstock = "amount"')
    table = Stream(pyarrow.table({"sku": [1, 2], "title": ["A", "B"], "amount": [5.0, None]}))
    assert [(product.id, product.stock) for product in Catalog.from_arrow(table, mapping)] == [("1", 5), ("2", None)]  # type: ignore[union-attr]


def test_problems_name_the_row() -> None:
    catalog = Catalog.from_arrow(pyarrow.table({"id": ["a", "a"], "name": ["A", "B"]}), on_problem="skip")
    list(catalog)
    assert [problem.path for problem in catalog.problems] == ["arrow:2 a.id"]


def test_without_pyarrow_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FeedError, match=r"pip install 'commerce-search\[arrow\]'"):
        Catalog.from_arrow(Stream(None))
