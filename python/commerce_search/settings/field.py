"""Which texts are searched, and how much does each count?"""

from typing import Annotated, Final

from msgspec import Meta, Struct

__all__ = ["DEFAULT_FIELDS", "MOST_FIELDS", "PRODUCT_FIELDS", "TextField"]

MOST_FIELDS: Final = 8
"""Their counts share one 24-bit signature in the index."""

PRODUCT_FIELDS: Final = ("name", "brand", "short_description", "description", "keywords", "categories", "attributes", "variations")
"""Fields that every catalog has; any other name is an attribute's id."""


class TextField(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A text that phrases are looked up in.

    Attributes:
        name: one of ``PRODUCT_FIELDS`` or the id of an attribute.
        weight: how much an occurrence counts, 0 to 100.
        b: length normalisation, 0 (a long text counts like a short one) to 1.
        strong: a match here makes a product the thing looked for, not one that mentions it.
        corrections: its words may stand in for misspelt ones.
    """

    name: str
    weight: Annotated[float, Meta(ge=0, le=100)] = 1.0
    b: Annotated[float, Meta(ge=0, le=1)] = 0.75
    strong: bool = True
    corrections: bool = True


DEFAULT_FIELDS: Final = (
    TextField(name="name", weight=1.0),
    TextField(name="brand", weight=0.5),
    TextField(name="short_description", weight=0.75),
    TextField(name="description", weight=0.1, strong=False),
    TextField(name="keywords", weight=0.5),
    TextField(name="categories", weight=0.5),
    TextField(name="attributes", weight=0.15),
    TextField(name="variations", weight=0.5),
)
"""Weights fitted on judged queries of real catalogs, not on any one of them."""
