"""Which rows are the variations of one master, and what do they share?

In most merchants' tables a row is a variation and says everything about its product again. Here such rows become one master and its
variations: product fields come from the first row that has them; an attribute that all rows hold alike is the product's, one in which
they differ is each variation's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from commerce_search.catalog.variation import LooseVariation

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Row", "as_simple", "records_of_group"]

_RawRecord: TypeAlias = dict[str, Any]
_OF_VARIATIONS: Final = frozenset(LooseVariation.__struct_fields__)


class Row(NamedTuple):
    """One row of the source.

    Attributes:
        label: where it stands.
        record: the catalog record that it makes.
        master: fields that it says of its master, if it has one.
    """

    label: str
    record: _RawRecord
    master: _RawRecord


def as_simple(record: _RawRecord) -> _RawRecord:
    """Return ``record`` as a simple product: the values in which it would vary are attributes like others."""
    values = record.pop("values", None)
    if values:
        record["attributes"] = {**values, **record.get("attributes", {})}
    return record


def records_of_group(master: str, rows: list[Row], slicing_attribute: str | None) -> Iterator[tuple[str, _RawRecord]]:
    """Iterate over the records that the ``rows`` of one ``master`` make: the master's, then one for each row."""
    shared = _shared_attributes([row.record.get("attributes", {}) for row in rows])
    record = _first_of_each([_product_fields(row.record) for row in rows]) | _first_of_each([row.master for row in rows])
    record |= {"type": "master", "id": master, "variation_attributes": _varying(rows)}
    if shared:
        record["attributes"] = shared
    if slicing_attribute is not None:
        record["slicing_attribute"] = slicing_attribute
    yield rows[0].label, record
    for row in rows:
        yield row.label, _variation_record(master, row.record, shared)


def _first_of_each(records: list[_RawRecord]) -> _RawRecord:
    return {field: value for record in reversed(records) for field, value in record.items()}


def _product_fields(record: _RawRecord) -> _RawRecord:
    return {field: value for field, value in record.items() if field not in _OF_VARIATIONS}


def _varying(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(attribute for row in rows for attribute in row.record.get("values", {})))


def _variation_record(master: str, record: _RawRecord, shared: _RawRecord) -> _RawRecord:
    own = {field: value for field, value in record.items() if field in _OF_VARIATIONS}
    attributes = {attribute: value for attribute, value in own.pop("attributes", {}).items() if attribute not in shared}
    if attributes:
        own["attributes"] = attributes
    return {"values": {}, **own, "type": "variation", "master": master}


def _shared_attributes(held: list[_RawRecord]) -> _RawRecord:
    first, *others = held
    return {attribute: value for attribute, value in first.items() if all(other.get(attribute) == value for other in others)}
