"""What can go wrong, and whose fault is it?

Every error of the library is a ``CommerceSearchError``::

    CommerceSearchError
    ├── ValidationError            what the merchant wrote is wrong; carries every problem at once
    │   └── SettingsError          ... in the settings of the store
    ├── FeedError                  a file or stream cannot be read at all
    ├── MappingError               a mapping file does not make sense
    ├── QueryError                 one request asks for something impossible
    │   ├── UnknownRefinementError
    │   ├── UnknownSortError
    │   ├── PhraseTooLongError
    │   └── UnknownLocaleError
    ├── IndexingError              a document does not fit the index's schema; a bug of ours if it came through ``Catalog``
    ├── IndexFormatError           the bytes of an index cannot be used
    │   ├── CorruptIndexError
    │   └── IndexVersionError
    ├── MissingExtraError          a package that only this call needs is not installed
    └── StoreError                 the disk, the lock or the log of a store failed

Arguments of a wrong Python type are a mistake in the program and stay ``TypeError``. Messages start in lower case and name the
place, the value and the remedy.
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "PROBLEMS_SHOWN",
    "CommerceSearchError",
    "CorruptIndexError",
    "FeedError",
    "IndexFormatError",
    "IndexVersionError",
    "IndexingError",
    "MappingError",
    "MissingExtraError",
    "PhraseTooLongError",
    "Problem",
    "QueryError",
    "SettingsError",
    "StoreError",
    "UnknownLocaleError",
    "UnknownRefinementError",
    "UnknownSortError",
    "ValidationError",
    "printable",
    "why_unreadable",
]

PROBLEMS_SHOWN: Final = 20
"""How many problems ``str(error)`` spells out; the error object keeps more."""

_VALUE_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the input.

    Attributes:
        path: where it stands, e.g. ``products.jsonl:17 tee.variations[2].price``.
        value: what stands there; ``None`` when something is missing.
        code: one of the codes of ``docs/reference/catalog.md``.
        message: what is expected there.
    """

    path: str
    value: object
    code: str
    message: str

    def __str__(self) -> str:
        """Return the problem on one line that can be printed on any terminal."""
        return printable(f"{self.path}: {self.message} [{self.code}], got {_excerpt(self.value)}")


class CommerceSearchError(Exception):
    """The root of every error that this library raises on purpose."""


class ValidationError(CommerceSearchError):
    """Input was read and is wrong. Nothing of it was taken over.

    Attributes:
        problems: the problems kept, in reading order; a reader keeps the first 1,000.
        total: how many problems were found in all, at least ``len(problems)``.
    """

    def __init__(self, problems: Sequence[Problem], total: int | None = None) -> None:
        """Keep ``problems``; ``total`` counts those too that were not kept."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.total: int = len(self.problems) if total is None else total
        super().__init__(self.problems, self.total)

    def __str__(self) -> str:
        """Return the first problems, one a line, and how many more there are."""
        return _listing(self.problems, self.total)


class SettingsError(ValidationError):
    """The settings of a store are wrong."""


class FeedError(CommerceSearchError):
    """A file or stream cannot be read: missing, not permitted, cut off, of an unknown format.

    Attributes:
        path: what was being read, as the caller named it.
        code: always ``"unreadable"``, the problem code of the catalog format.
    """

    code = "unreadable"

    def __init__(self, path: str | Path, message: str) -> None:
        """Say in ``message`` why ``path`` cannot be read and what to do."""
        self.path: str = str(path)
        self.message = message
        super().__init__(self.path, message)

    def __str__(self) -> str:
        """Return the place and the reason."""
        return f"{self.path}: {self.message}"


class MappingError(CommerceSearchError):
    """A mapping file does not make sense.

    Attributes:
        problems: every problem found in the file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep every problem of the mapping file."""
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return the first problems, one a line, and how many more there are."""
        return _listing(self.problems, len(self.problems))


class QueryError(CommerceSearchError):
    """One request asks for something impossible; the store is fine."""


class UnknownRefinementError(QueryError):
    """The request selects a refinement that the settings do not define."""


class UnknownSortError(QueryError):
    """The request names a sorting option that the settings do not define."""


class PhraseTooLongError(QueryError):
    """The phrase is longer than 64 KiB of UTF-8."""


class UnknownLocaleError(QueryError):
    """The request names a locale that the settings do not define."""


class IndexingError(CommerceSearchError):
    """A document or a schema that cannot be indexed; what a ``Catalog`` yields always can be."""


class IndexFormatError(CommerceSearchError):
    """The bytes of an index cannot be used."""


class CorruptIndexError(IndexFormatError):
    """The bytes of an index are damaged: a length or a checksum does not fit."""


class IndexVersionError(IndexFormatError):
    """An index was written by a version of the library that this one cannot read."""


class MissingExtraError(CommerceSearchError):
    """A package that only this call needs is not installed; the message names the extra that brings it."""


class StoreError(CommerceSearchError):
    """The disk, the lock or the log of a store failed."""


def _listing(problems: Sequence[Problem], total: int) -> str:
    shown = problems[:PROBLEMS_SHOWN]
    heading = f"{total:,} problem{'' if total == 1 else 's'}"
    hidden = total - len(shown)
    lines = [heading, *(f"  {problem}" for problem in shown)]
    if hidden:
        lines.append(f"  ... and {hidden:,} more")
    return "\n".join(lines)


def printable(text: str) -> str:
    """Return ``text`` with lone surrogates and control characters escaped, safe for any output."""
    escaped = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else _escape(sign) for sign in escaped)


def why_unreadable(error: Exception) -> str:
    """Return why a file cannot be read as UTF-8, in few words.

    >>> why_unreadable(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return reason[:1].lower() + reason[1:]


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def _excerpt(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    shortened = reprlib.Repr()
    shortened.maxstring = shortened.maxother = _VALUE_SHOWN
    return shortened.repr(value)
