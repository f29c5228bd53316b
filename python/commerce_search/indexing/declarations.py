"""What was the builder told already? Columns and value texts appear while products stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from commerce_search._engine import IndexBuilder
    from commerce_search.indexing.recording import Recording

__all__ = ["Declarations"]


class Declarations:
    """Tells a builder of columns and texts once, before the first document that uses them is added.

    Attributes:
        texts: (column, value) -> the texts of a localized value, as far as they are known.
    """

    def __init__(self, builder: IndexBuilder | Recording, before: Callable[[], None]) -> None:
        """Tell ``builder``; ``before`` is called first, so that documents that wait for it are added under the old declarations."""
        self._builder = builder
        self._before = before
        self._columns: set[str] = set()
        self.texts: dict[tuple[str, str], Mapping[str, str]] = {}

    def columns(self, name: str, specs: Callable[[], Sequence[Mapping[str, Any]]]) -> None:
        """Declare the columns of an attribute, made by ``specs`` if they are new."""
        if name in self._columns:
            return
        self._columns.add(name)
        self._before()
        for spec in specs():
            self._builder.add_column(msgspec.json.encode({**spec, "key": f"c:{spec['name']}"}).decode())

    def value_text(self, column: str, value: str, texts: Mapping[str, str]) -> None:
        """Declare the texts of a localized value."""
        if (column, value) in self.texts:
            return
        self.texts[column, value] = texts
        self._before()
        self._builder.add_value_text(column, value, msgspec.json.encode({"texts": texts}).decode())
