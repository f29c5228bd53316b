"""What is a feed? Anything that gives labelled records, one after the other, and can do so again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeAlias

import msgspec

from commerce_search.errors import FeedError

__all__ = ["Content", "Feed", "FeedRecord", "MemoryFeed", "Unreadable"]


class Unreadable(NamedTuple):
    """A record of which a feed can only say that it is there.

    Attributes:
        excerpt: what stands there.
        message: what is expected.
    """

    excerpt: str
    message: str


Content: TypeAlias = bytes | Mapping[str, object] | Unreadable
"""One JSON record as bytes, or already parsed."""

FeedRecord: TypeAlias = tuple[str, Content]
"""Where a record stands (``products.jsonl:17``), and the record."""


class Feed(Protocol):
    """A source of records. Every iteration begins anew."""

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the records.

        Raises:
            FeedError: the source cannot be read (on).
        """


class MemoryFeed:
    """Records that the program already has: dictionaries, models or JSON bytes."""

    def __init__(self, records: Iterable[Mapping[str, object] | msgspec.Struct | bytes], name: str = "records") -> None:
        """Label the records ``records:1``, ``records:2`` and so on."""
        self._records = records
        self._name = name
        self._used = False

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the records.

        Raises:
            FeedError: they were given as an iterator, which has been read before.
        """
        if self._used and iter(self._records) is self._records:
            raise FeedError(self._name, "these records were an iterator, which is used up; pass a list to read them twice")
        self._used = True
        for number, record in enumerate(self._records, 1):
            yield f"{self._name}:{number}", _content(record)


def _content(record: Mapping[str, object] | msgspec.Struct | bytes) -> Content:
    if isinstance(record, msgspec.Struct):
        plain: Mapping[str, object] = msgspec.to_builtins(record)
        return plain
    return record
