"""What does one row of a merchant say, in the words of the catalog?"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from commerce_search.catalog.feeds.category_paths import CategoryPaths
from commerce_search.catalog.feeds.columns import find, is_null
from commerce_search.catalog.feeds.conversions import (
    Conversion,
    as_flag,
    as_list,
    as_localized,
    as_media,
    as_number,
    as_text,
    as_whole_number,
    by_kind,
    from_minor,
    one_or_more,
)
from commerce_search.catalog.feeds.mapping_file import cells_of

if TYPE_CHECKING:
    from commerce_search.catalog.feeds.columns import Column
    from commerce_search.catalog.feeds.mapping_file import AttributeColumns, Cell, MappingTables, Target
    from commerce_search.kernel.money import Currency

__all__ = ["RawRecord", "RowMapper"]

RawRecord: TypeAlias = dict[str, Any]
_Row: TypeAlias = Mapping[str, object]

_SIMPLE: Final[dict[str, Conversion]] = {
    "id": as_text,
    "type": as_text,
    "brand": as_text,
    "name": as_localized,
    "short_description": as_localized,
    "description": as_localized,
    "keywords": as_localized,
    "price": as_text,
    "list_price": as_text,
    "stock": as_whole_number,
    "online": as_flag,
    "searchable": as_flag,
    "online_from": as_text,
    "online_to": as_text,
    "values": as_text,
    "average": as_number,
    "count": as_whole_number,
}
"""Conversions of fields that a column's options do not change."""

_FINAL: Final = frozenset({float, bool})
_MINOR: Final = {"price_minor": "price", "list_price_minor": "list_price"}


class _Step(NamedTuple):
    """What is to be done with one column of every row."""

    column: str
    target: Target
    convert: Conversion


class RowMapper:
    """Turns rows into catalog records; knows which categories and attributes it has met.

    Attributes:
        nulls: texts that stand for no value.
    """

    def __init__(self, tables: MappingTables, currency: Currency) -> None:
        """Compile ``tables``; amounts in minor units are of ``currency``."""
        self._currency = currency
        self.nulls = frozenset(tables.nulls)
        self._constants = tables.constants
        self._paths = CategoryPaths()
        self._kinds = _defined_kinds(tables)
        self._new_attributes: list[RawRecord] = list(_opening_attributes(tables))
        cells = cells_of(tables.fields)
        self._steps = [self._step(cell) for cell in cells]
        self._master_steps = [self._step(cell) for cell in cells_of(tables.master)]
        used = frozenset(cell.column.column for cell in cells)
        self._many = [_ManyAttributes(columns, used, self) for columns in tables.attribute_columns]

    def record(self, row: _Row) -> RawRecord:
        """Return the catalog record that ``row`` makes; columns without a value leave no trace."""
        record: RawRecord = copy.deepcopy(self._constants) if self._constants else {}
        self._run(self._steps, row, record)
        for many in self._many:
            many.add(row, record)
        return record

    def master(self, row: _Row) -> RawRecord:
        """Return the fields that ``row`` says of its master."""
        record: RawRecord = {}
        self._run(self._master_steps, row, record)
        return record

    def take_new(self) -> list[RawRecord]:
        """Return the records of attributes and categories met since the last call."""
        new = [*self._new_attributes, *self._paths.take_new()]
        self._new_attributes = []
        return new

    def kind(self, attribute: str, proposed: str | None) -> str | None:
        """Return the kind of ``attribute``: as defined, else as ``proposed``, which then defines it."""
        if attribute not in self._kinds and proposed is not None:
            self._kinds[attribute] = proposed
            self._new_attributes.append(_attribute_record(attribute, proposed))
        return self._kinds.get(attribute)

    def _run(self, steps: list[_Step], row: _Row, record: RawRecord) -> None:
        for column, target, convert in steps:
            value = find(row, column)
            if not is_null(value, self.nulls):
                _put(record, target, convert(value))

    def _step(self, cell: Cell) -> _Step:
        target, column = cell
        head = target[0]
        if head in _MINOR:
            return _Step(column.column, (_MINOR[head],), from_minor(self._currency.exponent))
        return _Step(column.column, target, self._conversion(target, column))

    def _conversion(self, target: Target, column: Column) -> Conversion:
        head = target[0]
        if head == "attributes":
            return one_or_more(by_kind(self._kinds.get(target[1])), column.separator)
        if head == "identifiers":
            return one_or_more(as_text, column.separator)
        if head == "categories":
            return self._categories(column)
        if head in {"images", "videos"}:
            return as_media(column.separator)
        if head == "members":
            return as_list(column.separator)
        return _SIMPLE[target[-1] if head == "rating" else head]

    def _categories(self, column: Column) -> Conversion:
        listed, levels = as_list(column.separator), column.levels
        if levels is None:
            return listed
        return lambda value: [self._paths.category(path, levels) if isinstance(path, str) else path for path in listed(value)]


class _ManyAttributes:
    """The attributes that an object, or the columns of a row with a prefix, hold."""

    def __init__(self, columns: AttributeColumns, used: frozenset[str], mapper: RowMapper) -> None:
        self._columns = columns
        self._left_out = frozenset(columns.leave_out) | (used if columns.object is None else frozenset())
        self._mapper = mapper
        self._known: dict[str, tuple[str, Conversion] | None] = {}

    def add(self, row: _Row, record: RawRecord) -> None:
        """Put every attribute of ``row`` into ``record``."""
        held = row if self._columns.object is None else find(row, self._columns.object)
        if is_null(held, self._mapper.nulls):
            return
        if not isinstance(held, Mapping):
            record["attributes"] = held
            return
        attributes, nulls = record.setdefault("attributes", {}), self._mapper.nulls
        for key, value in held.items():
            # Many values of most feeds: no null, and every conversion leaves them as they are.
            final = type(value) in _FINAL
            if not final and is_null(value, nulls):
                continue
            known = self._known[key] if key in self._known else self._meet(key)
            if known is not None:
                attributes[known[0]] = value if final else known[1](value)

    def _meet(self, key: str) -> tuple[str, Conversion] | None:
        columns = self._columns
        self._known[key] = None
        if key.startswith(columns.prefix) and key not in self._left_out:
            bare = key[len(columns.prefix) :]
            attribute = bare if columns.strip else key
            proposed = next((kind for beginning, kind in columns.kinds.items() if bare.startswith(beginning)), None)
            kind = self._mapper.kind(attribute, proposed)
            self._known[key] = attribute, one_or_more(by_kind(kind), columns.separator)
        return self._known[key]


def _put(record: RawRecord, target: Target, value: object) -> None:
    *above, last = target
    for step in above:
        inner = record.get(step)
        if not isinstance(inner, dict):
            inner = record[step] = {}
        record = inner
    record[last] = value


def _defined_kinds(tables: MappingTables) -> dict[str, str]:
    return {record["id"]: record.get("kind", "text") for record in _opening_attributes(tables)}


def _opening_attributes(tables: MappingTables) -> Iterator[RawRecord]:
    """Iterate over the records of the attributes that the mapping file itself defines."""
    for attribute, definition in tables.definitions.items():
        yield {**definition, "type": "attribute", "id": attribute}
    for target, column in cells_of(tables.fields):
        if target[0] == "attributes" and column.kind is not None and target[1] not in tables.definitions:
            yield _attribute_record(target[1], column.kind)


def _attribute_record(attribute: str, kind: str) -> RawRecord:
    # Several values are allowed, as for every attribute that the merchant did not define.
    return {"type": "attribute", "id": attribute, "kind": kind, "multiple": True}
