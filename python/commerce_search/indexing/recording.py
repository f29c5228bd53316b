"""What the engine's builder is told of a catalog, kept so that it can be told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce_search._engine import IndexBuilder

__all__ = ["Recording"]


class Recording:
    """Listens like an ``IndexBuilder``.

    Attributes:
        schema: what the builder would have been started with.
        threads: how many it would have used.
        batches: documents as they were told, one JSON object a line.
    """

    def __init__(self, schema: str, threads: int) -> None:
        """Begin with nothing told."""
        self.schema = schema
        self.threads = threads
        self.batches: list[bytes] = []
        self._told: list[Callable[[IndexBuilder], None]] = []

    def add_column(self, spec: str) -> None:
        """Keep a column."""
        self._told.append(lambda builder: builder.add_column(spec))

    def add_value_text(self, column: str, value: str, text: str) -> None:
        """Keep the text of a value."""
        self._told.append(lambda builder: builder.add_value_text(column, value, text))

    def set_categories(self, categories: str) -> None:
        """Keep the categories."""
        self._told.append(lambda builder: builder.set_categories(categories))

    def set_entries(self, entries: bytes) -> None:
        """Keep what is suggested."""
        self._told.append(lambda builder: builder.set_entries(entries))

    def add(self, documents: bytes, records: bytes) -> None:
        """Keep documents and their records."""
        self.batches.append(documents)
        self._told.append(lambda builder: builder.add(documents, records))

    def tell(self, builder: IndexBuilder) -> None:
        """Tell everything, in the order it came."""
        for one in self._told:
            one(builder)
