"""Which units of measure do a merchant's products have that are not known anyway?"""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta, Struct

__all__ = ["Unit"]

_PARTS: Final = {"length": 1_000, "mass": 1_000_000_000, "volume": 10_000_000_000}
"""Measure -> how many of its smallest unit (``docs/reference/semantics.md``, paragraph 2) a millimetre, gram, millilitre has."""

_KNOWN: Final = frozenset(
    {"celsius", "charge", "energy", "fahrenheit", "frequency", "light", "people", "pixels", "power", "pressure", "storage", "voltage"}
)
"""Measures that are counted in their smallest unit."""

_OTHER_PARTS: Final = 1_000_000


class Unit(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A unit, however it is written: ``6 links`` and ``6-link`` are one, and what is as long.

    Attributes:
        measure: what is measured; one of the known measures, or another.
        spellings: how it is written; they count instead of what they mean otherwise.
        size: how much one is: millimetres, grams, millilitres; of another measure, what the merchant likes.
    """

    measure: str
    spellings: tuple[str, ...]
    size: Annotated[float, Meta(gt=0)] = 1

    @property
    def parts(self) -> int:
        """How many of the smallest unit of its measure one is."""
        return round(self.size * _PARTS.get(self.measure, 1 if self.measure in _KNOWN else _OTHER_PARTS))
