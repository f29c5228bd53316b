"""How are JSON Lines read? Line by line, as bytes: what is on a line is for the reader of records to find out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce_search.catalog.feeds.files import FeedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commerce_search.catalog.feeds.feed import FeedRecord

__all__ = ["JsonLinesFeed"]


class JsonLinesFeed:
    """A file of one JSON object a line, plain or gzipped. Blank lines are passed over.

    Attributes:
        file: the file, and how far it is read.
    """

    def __init__(self, path: str | Path) -> None:
        """Look that the file is there.

        Raises:
            FeedError: it is not, or may not be read.
        """
        self.file = FeedFile(path)

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the lines, labelled ``products.jsonl:17``.

        Raises:
            FeedError: reading fails.
        """
        name = self.file.name
        for number, line in enumerate(self.file.lines(), 1):
            if not line.isspace():
                yield f"{name}:{number}", line
