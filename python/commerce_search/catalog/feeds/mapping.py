"""How does a feed of a merchant's own rows become a feed of catalog records?

A ``FeedMapping`` is read from a mapping file, which ``docs/reference/mapping.md`` describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from commerce_search.catalog.feeds.columns import find, is_null
from commerce_search.catalog.feeds.mapping_file import check_tables, read_tables
from commerce_search.catalog.feeds.row_groups import Row, as_simple, records_of_group
from commerce_search.catalog.feeds.row_mapper import RowMapper
from commerce_search.catalog.json_text import BrokenJsonError, parse_leniently
from commerce_search.errors import MappingError, why_unreadable
from commerce_search.kernel.problems import Problem

if TYPE_CHECKING:
    from commerce_search.catalog.feeds.feed import Content, Feed, FeedRecord
    from commerce_search.catalog.feeds.mapping_file import MappingTables
    from commerce_search.kernel.money import Currency

__all__ = ["FeedMapping"]

_JSON: Final = msgspec.json.Decoder(dict[str, Any])
_JSON_WITH_PRICES: Final = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)
"""Slower, but keeps every digit of a price that is a JSON number."""

_CSV_SEPARATOR: Final = "|"
_PRICES: Final = frozenset({"price", "list_price"})
_LISTS: Final = ("categories", "images", "videos", "members", "identifiers")


class FeedMapping:
    """What the columns of a merchant's rows are in the catalog."""

    def __init__(self, tables: MappingTables, name: str) -> None:
        """Use ``load``, ``from_toml`` or ``of_columns`` instead."""
        self._tables = tables
        self._name = name

    @classmethod
    def load(cls, path: str | Path) -> FeedMapping:
        """Return the mapping of a TOML file.

        Raises:
            MappingError: the file cannot be read or does not make sense; carries every problem.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"expected a mapping file in UTF-8; {why_unreadable(error)}"
            raise MappingError([Problem(str(path), None, "unreadable", message)]) from error
        return cls.from_toml(text, path.name)

    @classmethod
    def from_toml(cls, text: str, name: str = "mapping") -> FeedMapping:
        """Return the mapping that ``text`` spells; its problems are reported at ``name``.

        Raises:
            MappingError: it does not make sense; carries every problem.
        """
        return cls(read_tables(text, name), name)

    @classmethod
    def of_columns(cls, columns: Iterable[str], name: str) -> FeedMapping:
        """Return the mapping of a table whose columns are called as the catalog's fields: ``id``, ``name.de``, ``attributes.colour``.

        Raises:
            MappingError: a column has another name; carries every problem.
        """
        return cls(check_tables({"fields": _nested(columns, name)}, name), name)

    @property
    def delimiter(self) -> str | None:
        """What parts the cells of a CSV file that this mapping reads; ``None``: the usual."""
        return self._tables.delimiter

    def records(self, rows: Feed, currency: Currency) -> Feed:
        """Return the catalog records that ``rows`` make; amounts in minor units are of ``currency``."""
        return _MappedFeed(rows, self._tables, self._name, currency)


class _MappedFeed:
    """The feed of records that a feed of rows makes."""

    def __init__(self, rows: Feed, tables: MappingTables, name: str, currency: Currency) -> None:
        self._rows = rows
        self._tables = tables
        self._name = name
        self._currency = currency

    def __iter__(self) -> Iterator[FeedRecord]:
        mapper = RowMapper(self._tables, self._currency)
        for opening in mapper.take_new():
            yield self._name, opening
        groups: dict[str, list[Row]] = {}
        decoder = _JSON if _PRICES.isdisjoint(self._tables.fields) else _JSON_WITH_PRICES
        for label, content in self._rows:
            row = _parsed(content, decoder)
            if not isinstance(row, Mapping):
                yield label, content
                continue
            record = mapper.record(row)
            for new in mapper.take_new():
                yield label, new
            yield from self._sorted(Row(label, record, mapper.master(row)), self._master_of(row, mapper), groups)
        yield from self._flushed(groups)

    def _master_of(self, row: Mapping[str, object], mapper: RowMapper) -> str | None:
        if self._tables.variations is None:
            return None
        master = find(row, self._tables.variations.master)
        return None if is_null(master, mapper.nulls) else str(master).strip()

    def _sorted(self, row: Row, master: str | None, groups: dict[str, list[Row]]) -> Iterator[FeedRecord]:
        """Put ``row`` into the group of its ``master``; iterate over the records that are complete by that."""
        rows = self._tables.variations
        if rows is not None and rows.group == "adjacent" and master not in groups:
            yield from self._flushed(groups)
        if master is not None:
            groups.setdefault(master, []).append(row)
        else:
            yield row.label, row.record if rows is None else as_simple(row.record)

    def _flushed(self, groups: dict[str, list[Row]]) -> Iterator[FeedRecord]:
        slicing = None if self._tables.variations is None else self._tables.variations.slicing_attribute
        for master, rows in groups.items():
            yield from records_of_group(master, rows, slicing)
        groups.clear()


def _parsed(content: Content, decoder: msgspec.json.Decoder[dict[str, Any]]) -> object:
    """Return the row in ``content``, or ``content`` itself if it holds none: the reader of records says what is wrong with it."""
    if not isinstance(content, bytes):
        return content
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, InvalidOperation):
        pass
    try:
        return parse_leniently(content)
    except BrokenJsonError:
        return content


def _nested(columns: Iterable[str], name: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for column in columns:
        *above, last = column.split(".")
        inner = fields
        for step in above:
            inner = inner.setdefault(step, {})
            if "column" in inner:
                message = f"expected either the column {step} or columns below it"
                raise MappingError([Problem(name, column, "ambiguous", message)])
        separator = {"separator": _CSV_SEPARATOR} if column.split(".")[0] in _LISTS else {}
        inner[last] = {"column": column, **separator}
    return fields
