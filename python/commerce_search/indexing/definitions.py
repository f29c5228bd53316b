"""What a store must know of its catalog beside the index: settings, attributes, categories. Kept with it as one JSON text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from commerce_search.catalog.attribute import Attribute
from commerce_search.catalog.category import Category
from commerce_search.settings import Settings

if TYPE_CHECKING:
    from commerce_search.catalog import Catalog

__all__ = ["StoreDefinitions"]


class StoreDefinitions(Struct, frozen=True, kw_only=True):
    """The definitions of a store.

    Attributes:
        settings: how it searches, refines and sorts.
        attributes: every attribute of its products.
        categories: every category, in order of appearance.
        uncolumned: attributes that got no column, since there are too many.
    """

    settings: Settings
    attributes: tuple[Attribute, ...]
    categories: tuple[Category, ...]
    uncolumned: frozenset[str] = frozenset()

    @classmethod
    def of(cls, settings: Settings, catalog: Catalog, uncolumned: frozenset[str]) -> StoreDefinitions:
        """Take them from a catalog that was read to its end."""
        attributes, categories = tuple(catalog.attributes.values()), tuple(catalog.categories.values())
        return cls(settings=settings, attributes=attributes, categories=categories, uncolumned=uncolumned)

    def to_json(self) -> str:
        """Return them as JSON."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, text: str) -> StoreDefinitions:
        """Read them back."""
        return msgspec.json.decode(text, type=cls)
