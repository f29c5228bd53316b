"""How are Arrow tables read? Anything with ``__arrow_c_stream__`` (pyarrow, polars, pandas, duckdb) through pyarrow, batch by batch.

A null is no value: its key is left out, at every depth. So an Arrow table of the catalog's own columns is read like JSON Lines.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol

from commerce_search.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

    from commerce_search.catalog.feeds.feed import FeedRecord

__all__ = ["ArrowFeed", "ArrowStream"]


class ArrowStream(Protocol):
    """An object of the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a capsule that holds an ArrowArrayStream."""


class ArrowFeed:
    """The rows of an Arrow table or stream. A table can be read again; a stream only if its object gives a new one each time."""

    def __init__(self, table: ArrowStream, name: str = "arrow") -> None:
        """Label the rows ``arrow:1``, ``arrow:2`` and so on.

        Raises:
            FeedError: pyarrow, which reads the stream, is not installed.
        """
        self._table = table
        self._name = name
        self._pyarrow = _pyarrow(name)

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the rows.

        Raises:
            FeedError: the stream breaks off.
        """
        number = 0
        for batch in self._batches():
            for row in batch.to_pylist(maps_as_pydicts="lossy"):
                number += 1
                yield f"{self._name}:{number}", _without_nulls(row)

    def _batches(self) -> Iterable[Any]:
        try:
            yield from self._pyarrow.RecordBatchReader.from_stream(self._table)
        except self._pyarrow.ArrowException as error:
            raise FeedError(self._name, f"the Arrow stream cannot be read: {error}") from error


def _pyarrow(name: str) -> ModuleType:
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        message = "reading Arrow tables needs pyarrow; install it with: pip install 'commerce-search[arrow]'"
        raise FeedError(name, message) from error


def _without_nulls(row: Mapping[str, object]) -> dict[str, object]:
    return {key: _clean(value) for key, value in row.items() if value is not None}


def _clean(value: object) -> object:
    if isinstance(value, dict):
        return _without_nulls(value)
    if isinstance(value, list):
        return [_clean(each) for each in value]
    return value
