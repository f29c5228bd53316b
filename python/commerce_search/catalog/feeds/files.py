"""How is a file opened so that everything that can fail on the way is one typed error?"""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from commerce_search.errors import FeedError, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FeedFile"]


class FeedFile:
    """A file that records are read from, plain or gzipped (by its name: ``.gz``).

    Attributes:
        path: the file.
        size: its length in bytes, as it lies on disk.
    """

    def __init__(self, path: str | Path) -> None:
        """Look that the file is there.

        Raises:
            FeedError: it is not, or may not be read.
        """
        self.path = Path(path)
        self._open: IO[bytes] | None = None
        with self._errors_named():
            with self.path.open("rb"):
                pass
            self.size = self.path.stat().st_size

    @property
    def name(self) -> str:
        """The file's name, as it stands in the path of a problem."""
        return self.path.name

    @property
    def position(self) -> int:
        """How many of the bytes on disk the latest reading has consumed."""
        return 0 if self._open is None or self._open.closed else self._open.tell()

    def lines(self) -> Iterator[bytes]:
        """Iterate over the lines, line ends included.

        Raises:
            FeedError: reading fails or the compressed stream is damaged.
        """
        with self._errors_named(), self.path.open("rb") as raw, _unpacked(raw, self.path) as lines:
            self._open = raw
            yield from lines

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise FeedError(self.path, f"the compressed file is damaged or cut off ({error}); fetch it again") from error
        except OSError as error:
            raise FeedError(self.path, f"cannot be read: {why_unreadable(error)}; check the path and its permissions") from error


def _unpacked(raw: IO[bytes], path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if path.suffix == ".gz" else raw
