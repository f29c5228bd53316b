"""Which attributes does the catalog have, and what may a product hold under each?

Attributes that no record defines are understood from their first value. That knowledge grows while products stream, so read the
definitions after the last product.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from commerce_search.catalog.attribute import Attribute, Kind, ValueOrValues
from commerce_search.kernel.identifiers import ID_LENGTH, is_id
from commerce_search.kernel.instants import date_flaw
from commerce_search.kernel.numbers import LARGEST_INTEGER

__all__ = ["AttributeFlaw", "Attributes"]

_PLAIN: Final[dict[Kind, type]] = {"text": str, "number": float, "flag": bool}
"""The one type in which nearly all values of a kind come."""

_TYPES: Final[dict[Kind, tuple[type, ...]]] = {"text": (str, dict), "number": (int, float), "flag": (bool,), "date": (str,)}
_EXPECTED: Final[dict[Kind, str]] = {
    "text": "text",
    "number": "a number",
    "flag": "true or false",
    "date": "the text of an instant or a date",
}


class AttributeFlaw(NamedTuple):
    """Why a product cannot hold a value under an attribute."""

    attribute: str
    value: object
    code: str
    message: str


class Attributes(Mapping[str, Attribute]):
    """The attributes of a catalog, by id, in order of appearance."""

    def __init__(self, known: Mapping[str, Attribute] | None = None) -> None:
        """Start with the attributes that are already ``known``."""
        self._by_id: dict[str, Attribute] = {}
        self._plain: dict[str, type] = {}
        self._inferred: set[str] = set()
        for attribute in (known or {}).values():
            self.define(attribute)
        if isinstance(known, Attributes):
            self._inferred |= known.inferred

    @property
    def inferred(self) -> frozenset[str]:
        """The ids of the attributes that no record defines."""
        return frozenset(self._inferred)

    def __getitem__(self, attribute: str) -> Attribute:
        """Return the definition of ``attribute``; raise ``KeyError`` if nothing is known of it."""
        return self._by_id[attribute]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids in order of appearance."""
        return iter(self._by_id)

    def __len__(self) -> int:
        """Return the number of attributes."""
        return len(self._by_id)

    def define(self, attribute: Attribute) -> None:
        """Take over a definition, in place of what was known before."""
        self._by_id[attribute.id] = attribute
        self._inferred.discard(attribute.id)
        self._plain.pop(attribute.id, None)
        if attribute.kind in _PLAIN:
            self._plain[attribute.id] = _PLAIN[attribute.kind]

    def learn(self, attribute: str, value: object) -> None:
        """Infer the definition of an unknown ``attribute`` from its first ``value``; an empty list tells nothing.

        An inferred attribute may hold several values: nobody has forbidden it.
        """
        first = next(iter(value), None) if isinstance(value, tuple) else value
        if first is not None:
            self.define(Attribute(id=attribute, kind=_kind_of(first), multiple=True))
            self._inferred.add(attribute)

    def forget(self, attributes: Iterable[str]) -> None:
        """Take back what was learned from a product that is not accepted after all."""
        for attribute in attributes:
            del self._by_id[attribute]
            self._plain.pop(attribute, None)
            self._inferred.discard(attribute)

    def flaws(self, held: Mapping[str, ValueOrValues], learned: list[str]) -> list[AttributeFlaw]:
        """Return every value of ``held`` that its attribute cannot have; unknown attributes are learned and noted in ``learned``."""
        found: list[AttributeFlaw] = []
        plain = self._plain
        for attribute, value in held.items():
            kind = type(value)
            if kind is plain.get(attribute) and (kind is not float or math.isfinite(value)):  # type: ignore[arg-type]
                continue
            if attribute not in self._by_id:
                found += self._first_flaws(attribute, value, learned)
            else:
                found += self._flaws_of(attribute, value)
        return found

    def _first_flaws(self, attribute: str, value: ValueOrValues, learned: list[str]) -> list[AttributeFlaw]:
        if not is_id(attribute):
            message = f"expected an attribute id of at most {ID_LENGTH} characters without control characters"
            return [AttributeFlaw(attribute, attribute, "bad_id", message)]
        self.learn(attribute, value)
        if attribute not in self._by_id:
            return []
        learned.append(attribute)
        return self._flaws_of(attribute, value)

    def _flaws_of(self, attribute: str, value: ValueOrValues) -> list[AttributeFlaw]:
        definition = self._by_id[attribute]
        if definition.kind == "date" and isinstance(value, str) and date_flaw(value) is None:
            return []
        values = value if isinstance(value, tuple) else (value,)
        if len(values) > 1 and not definition.multiple:
            return [AttributeFlaw(attribute, value, "wrong_type", f"expected one value: {attribute} is not multiple")]
        found = ((one, _flaw(definition, one, inferred=attribute in self._inferred)) for one in values if one is not None)
        return [AttributeFlaw(attribute, one, *flaw) for one, flaw in found if flaw is not None]


def _kind_of(value: object) -> Kind:
    if isinstance(value, bool):
        return "flag"
    return "number" if isinstance(value, int | float) else "text"


def _flaw(definition: Attribute, value: object, *, inferred: bool) -> tuple[str, str] | None:
    kind = definition.kind
    if not isinstance(value, _TYPES[kind]) or (kind == "number" and isinstance(value, bool)):
        reason = "its first value was" if inferred else "its definition says"
        return "wrong_type", f"expected {_EXPECTED[kind]}: {reason} {kind}"
    if kind == "number":
        return _number_flaw(value)
    return date_flaw(value) if kind == "date" and isinstance(value, str) else None


def _number_flaw(value: object) -> tuple[str, str] | None:
    if isinstance(value, float) and not math.isfinite(value):
        return "not_a_number", "expected a number"
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return "out_of_range", f"expected a whole number from {-LARGEST_INTEGER} to {LARGEST_INTEGER}"
    return None
