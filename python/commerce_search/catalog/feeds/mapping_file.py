"""What does a mapping file say, and does it make sense? Its keys are described in ``docs/reference/mapping.md``."""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from msgspec import Struct

from commerce_search.catalog.attribute import Kind
from commerce_search.catalog.examination import examine
from commerce_search.catalog.feeds.columns import Column
from commerce_search.catalog.masters import Grouping
from commerce_search.catalog.trade_numbers import Identifiers
from commerce_search.errors import MappingError
from commerce_search.kernel.problems import Place, Problem, Problems

__all__ = ["AttributeColumns", "Cell", "GroupedRows", "MappingTables", "Target", "cells_of", "check_tables", "read_tables"]

Target: TypeAlias = tuple[str, ...]
"""A field of a catalog record: ``("price",)``, ``("name", "de")``, ``("attributes", "colour")``."""

_Table: TypeAlias = dict[str, Any]

_PLAIN: Final = frozenset(
    {
        "brand",
        "categories",
        "id",
        "images",
        "list_price",
        "list_price_minor",
        "members",
        "online",
        "online_from",
        "online_to",
        "price",
        "price_minor",
        "searchable",
        "stock",
        "type",
        "videos",
    }
)
_LOCALIZED: Final = frozenset({"name", "short_description", "description", "keywords"})
_NESTED: Final[dict[str, frozenset[str] | None]] = {
    "identifiers": frozenset(Identifiers.__struct_fields__),
    "rating": frozenset({"average", "count"}),
    "values": None,
    "attributes": None,
}
_RIVALS: Final = (("price", "price_minor"), ("list_price", "list_price_minor"))


class GroupedRows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That each row is a variation.

    Attributes:
        master: the column with the id that the rows of one master share; a row without one is a simple product.
        group: ``adjacent``: these rows stand together; ``anywhere``: all such rows are held in memory.
        slicing_attribute: of the masters; see the catalog format.
    """

    master: str
    group: Grouping = "adjacent"
    slicing_attribute: str | None = None


class AttributeColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Many attributes at once.

    Attributes:
        object: the column with an object whose keys are attributes; without it the columns of the row itself.
        prefix: only keys that begin so.
        strip: the prefix is no part of the attribute's id.
        kinds: how a key begins (after the prefix) -> the kind of its attribute.
        separator: text values hold several values, parted by this.
        leave_out: keys that are no attributes.
    """

    object: str | None = None
    prefix: str = ""
    strip: bool = False
    kinds: dict[str, Kind] = {}
    separator: str | None = None
    leave_out: tuple[str, ...] = ()


class MappingTables(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file, table by table.

    Attributes:
        fields: catalog field -> column, nested as a record is.
        constants: a record in which the fields stand for which a row has nothing.
        master: as ``fields``, for the master of grouped rows.
        variations: the rows are variations.
        attribute_columns: where many attributes stand.
        definitions: attribute id -> the rest of its record.
        nulls: texts that stand for no value.
        delimiter: of the cells of a CSV file.
    """

    fields: _Table
    constants: _Table = {}
    master: _Table = {}
    variations: GroupedRows | None = None
    attribute_columns: tuple[AttributeColumns, ...] = ()
    definitions: dict[str, _Table] = {}
    nulls: tuple[str, ...] = ("",)
    delimiter: str | None = None


class Cell(NamedTuple):
    """From which column a field of the record comes."""

    target: Target
    column: Column


def read_tables(text: str, name: str) -> MappingTables:
    """Return the tables of the mapping file ``name`` with this ``text``.

    Raises:
        MappingError: it is no TOML, has keys that no mapping has, or contradicts itself.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError([Problem(name, None, "broken_toml", f"expected TOML; {error}")]) from error
    return check_tables(raw, name)


def check_tables(raw: _Table, name: str) -> MappingTables:
    """Return the tables that ``raw`` says; its problems are reported at ``name``.

    Raises:
        MappingError: it has keys that no mapping has, or contradicts itself.
    """
    problems = Problems()
    place = Place(problems, name)
    tables = examine(raw, MappingTables, place)
    if not problems:
        _judge(tables, place)
    if problems:
        raise MappingError(problems.kept)
    return tables


def cells_of(table: _Table) -> list[Cell]:
    """Return the columns of a sound ``fields`` or ``master`` table, in order."""
    return [Cell(target, leaf) for target, leaf in _leaves(table) if isinstance(leaf, Column)]


def _judge(tables: MappingTables, place: Place) -> None:
    for name, table in (("fields", tables.fields), ("master", tables.master)):
        for target, leaf in _leaves(table, place.below(name)):
            _judge_cell(target, leaf, place.below(name))
    if "id" not in tables.fields:
        place.report(("fields", "id"), None, "missing", "expected the column that holds the id")
    for rivals in _RIVALS:
        if all(rival in tables.fields for rival in rivals):
            place.report(("fields", rivals[1]), tables.fields[rivals[1]], "ambiguous", f"expected {rivals[0]} or {rivals[1]}, not both")
    if tables.delimiter is not None and len(tables.delimiter) != 1:
        place.report(("delimiter",), tables.delimiter, "out_of_range", "expected one character")


def _leaves(table: _Table, place: Place | None = None, above: Target = ()) -> Iterator[tuple[Target, object]]:
    """Iterate over the leaves of ``table``: columns, or what is none. Mistakes inside of columns go to ``place``, if given."""
    silent = place or Place(Problems(), "")
    for key, value in table.items():
        target = (*above, key)
        if isinstance(value, str):
            yield target, Column(column=value)
        elif not isinstance(value, Mapping):
            yield target, value
        elif "column" in value:
            yield target, examine(value, Column, silent.below(*target))
        else:
            yield from _leaves(dict(value), place, target)


def _judge_cell(target: Target, leaf: object, place: Place) -> None:
    if not isinstance(leaf, Column):
        place.report(target, leaf, "wrong_type", "expected the name of a column, or a table with the key column")
    if not _is_field(target):
        known = [*_PLAIN, *_LOCALIZED, *_NESTED]
        close = difflib.get_close_matches(target[0], known, n=1)
        remedy = f"did you mean {close[0]}?" if close and close[0] != target[0] else "see docs/reference/mapping.md for what can be mapped"
        written = leaf.column if isinstance(leaf, Column) else leaf
        place.report(target, written, "unknown_key", f"a catalog record has no such field; {remedy}")


def _is_field(target: Target) -> bool:
    head, *rest = target
    if head in _PLAIN:
        return not rest
    if head in _LOCALIZED:
        return len(rest) <= 1
    if head not in _NESTED or not rest:
        return False
    known = _NESTED[head]
    if known is not None:
        return len(rest) == 1 and rest[0] in known
    return len(rest) == 1 or (head == "attributes" and len(rest) == 2)  # noqa: PLR2004 - attribute, language
