"""How far is the reading? A bar on the terminal, only for callers who ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce_search.catalog.feeds.feed import FeedRecord
    from commerce_search.catalog.feeds.files import FeedFile

__all__ = ["FileFeed", "WatchedFeed"]

_RECORDS_BETWEEN_UPDATES = 500


class FileFeed(Protocol):
    """A feed that reads a file."""

    file: FeedFile

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the records."""


class WatchedFeed:
    """A feed of a file that shows a progress bar while it is read."""

    def __init__(self, feed: FileFeed) -> None:
        """Watch ``feed``."""
        self._feed = feed

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the records of the feed watched."""
        # Imported here: rich takes longer to import than a small catalog to read.
        from rich.progress import Progress  # noqa: PLC0415

        file = self._feed.file
        with Progress(transient=True) as progress:
            task = progress.add_task(f"reading {file.name}", total=file.size)
            for number, record in enumerate(self._feed):
                if number % _RECORDS_BETWEEN_UPDATES == 0:
                    progress.update(task, completed=file.position)
                yield record
