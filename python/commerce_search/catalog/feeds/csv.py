"""How are tables of text read: comma or tab separated, a header line first?

Every cell is text, and an empty cell is no cell; which of them are numbers is for a mapping to say.
"""

from __future__ import annotations

import codecs
import csv
from pathlib import Path
from typing import TYPE_CHECKING

from commerce_search.catalog.feeds.feed import Content, Unreadable
from commerce_search.catalog.feeds.files import FeedFile
from commerce_search.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commerce_search.catalog.feeds.feed import FeedRecord

__all__ = ["CsvFeed"]


class CsvFeed:
    """A file of comma or tab separated values, plain or gzipped, in UTF-8.

    Attributes:
        file: the file, and how far it is read.
    """

    def __init__(self, path: str | Path, delimiter: str | None = None) -> None:
        """Look that the file is there; ``delimiter`` defaults to the tab for ``.tsv`` and the comma otherwise.

        Raises:
            FeedError: it is not, or may not be read.
        """
        self.file = FeedFile(path)
        self._delimiter = delimiter or ("\t" if ".tsv" in Path(path).suffixes else ",")

    def columns(self) -> list[str]:
        """Return the names in the header line.

        Raises:
            FeedError: reading fails, the header is empty or names a column twice.
        """
        return self._header(self._rows())

    def __iter__(self) -> Iterator[FeedRecord]:
        """Iterate over the rows as column -> cell, labelled with the line on which each begins.

        Raises:
            FeedError: reading fails, or the file is not UTF-8.
        """
        rows = self._rows()
        columns = self._header(rows)
        for line, cells in rows:
            if cells:
                yield f"{self.file.name}:{line}", _row(columns, cells)

    def _rows(self) -> Iterator[tuple[int, list[str] | Unreadable]]:
        reader = csv.reader(self._text(), delimiter=self._delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, Unreadable("", f"expected a row of cells; {error}")

    def _text(self) -> Iterator[str]:
        for number, line in enumerate(self.file.lines(), 1):
            # Spreadsheets write a byte order mark before the first column's name.
            marked = number == 1 and line.startswith(codecs.BOM_UTF8)
            try:
                yield (line[len(codecs.BOM_UTF8) :] if marked else line).decode("utf-8")
            except UnicodeDecodeError as error:
                raise FeedError(self.file.path, f"line {number} is not UTF-8; save the file as UTF-8") from error

    def _header(self, rows: Iterator[tuple[int, list[str] | Unreadable]]) -> list[str]:
        _, header = next(rows, (1, []))
        if not header or isinstance(header, Unreadable):
            raise FeedError(self.file.path, "the first line names no columns; write a header line")
        columns = [column.strip() for column in header]
        twice = next((column for index, column in enumerate(columns) if column in columns[:index]), None)
        if twice is not None:
            raise FeedError(self.file.path, f"the header names the column {twice!r} twice; rename one of them")
        return columns


def _row(columns: list[str], cells: list[str] | Unreadable) -> Content:
    if isinstance(cells, Unreadable):
        return cells
    if len(cells) > len(columns):
        return Unreadable(cells[len(columns)], f"expected {len(columns)} cells, found {len(cells)}; is a separator not quoted?")
    return {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()}
