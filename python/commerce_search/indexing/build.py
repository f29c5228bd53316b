"""Reads a catalog once and freezes it into a store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import msgspec

from commerce_search._engine import IndexBuilder, Store, check_target
from commerce_search.catalog.product import Bundle, ProductSet
from commerce_search.catalog.record import encode
from commerce_search.errors import Problem, SettingsError, StoreError, ValidationError
from commerce_search.indexing.declarations import Declarations
from commerce_search.indexing.definitions import StoreDefinitions
from commerce_search.indexing.documents import DocumentCompiler
from commerce_search.indexing.entries import CatalogEntries
from commerce_search.indexing.members import Members
from commerce_search.indexing.schema import categories_of, schema_of
from commerce_search.indexing.texts import ProductTexts
from commerce_search.indexing.values import AttributeValues

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commerce_search.catalog import Catalog
    from commerce_search.catalog.product import Product
    from commerce_search.indexing.recording import Recording
    from commerce_search.settings import Settings

__all__ = ["Compilation", "build"]

_Told = TypeVar("_Told", bound="IndexBuilder | Recording")
"""What hears of columns, texts, categories and documents."""

_BATCH: Final = 4_000
"""Documents that cross to the engine together."""

_MOST_AUTOMATIC: Final = 200
"""Attributes that get a column without being asked for."""


def build(catalog: Catalog, settings: Settings, path: str | Path | None = None) -> Store:
    """Index every product of ``catalog``; with a ``path`` the store is published there.

    Raises:
        ValidationError: the catalog has problems, or no product though the store has some; nothing was written.
        SettingsError: the settings name another currency than the catalog.
        StoreError: the directory cannot be written, or is no store.
    """
    check_target(path)
    compilation = Compilation(catalog, settings, IndexBuilder)
    compilation.read()
    if path is not None and not catalog.accepted:
        _check_not_emptied(path)
    return compilation.complete().finish(compilation.definitions(), path)


def _check_not_emptied(path: str | Path) -> None:
    """Raise if there is a store with products: a feed that came empty shall not empty the shop."""
    try:
        hits = Store.open(path).documents
    except StoreError:
        return  # none that could be searched
    if hits:
        message = f"expected a product: the store at {path} has {hits:,} hits, which nothing would replace; remove it to start empty"
        raise ValidationError([Problem("catalog", 0, "empty_catalog", message)])


class Compilation(Generic[_Told]):
    """Reads a catalog, collects its documents in batches and tells them to the engine's builder, or to what keeps them for it."""

    def __init__(self, catalog: Catalog, settings: Settings, start: Callable[[str, int], _Told]) -> None:
        """Prepare for a catalog whose attributes and categories may only be known when its first product is.

        ``start`` makes what is told, from a schema and a number of threads.

        Raises:
            SettingsError: the settings name another currency than the catalog.
        """
        if catalog.currency.code != settings.currency:
            expected = f"expected the catalog's currency, {catalog.currency.code}: a store has one"
            raise SettingsError([Problem("currency", settings.currency, "wrong_currency", expected)])
        self._start_builder = start
        self._catalog = catalog
        self._settings = settings
        self._documents: list[dict[str, Any]] = []
        self._records: list[bytes] = []
        self._builder: _Told | None = None
        self._used = _used_attributes(settings)
        self._seen: set[str] = set()

    def read(self) -> None:
        """Read the catalog to its end."""
        composed: list[ProductSet | Bundle] = []
        for product in self._catalog:
            self._start()
            if isinstance(product, (ProductSet, Bundle)):
                composed.append(product)
            else:
                self._add(product, Members())
        self._start()
        if composed:
            # Bundles and sets come last in a catalog, and a catalog can be read again.
            members = Members.read(composed, self._catalog)
            for product in composed:
                self._add(product, members)

    def complete(self) -> _Told:
        """Tell what is left and return what was told everything."""
        self._flush()
        if self._builder is None:
            raise RuntimeError("read was not called")
        self._builder.set_categories(msgspec.json.encode(categories_of(self._catalog)).decode())
        self._builder.set_entries(msgspec.json.encode(self._entries.by_locale()))
        return self._builder

    def definitions(self) -> str:
        """Return the store's definitions; the catalog is known to its end."""
        return StoreDefinitions.of(self._settings, self._catalog, frozenset(self._seen - self._used)).to_json()

    def _start(self) -> None:
        """Start the builder if it does not run: the categories are known now."""
        if self._builder is not None:
            return
        schema = msgspec.json.encode(schema_of(self._settings, self._catalog)).decode()
        self._builder = self._start_builder(schema, os.cpu_count() or 1)
        declarations = Declarations(self._builder, self._flush)
        values = AttributeValues(self._settings, self._catalog, declarations, self._is_wanted)
        self._entries = CatalogEntries(self._settings, self._catalog, declarations)
        self._compiler = DocumentCompiler(self._settings, self._catalog, ProductTexts(self._settings, self._catalog), values)

    def _add(self, product: Product, members: Members) -> None:
        """Add the documents of a product."""
        record = encode(product)
        for document in self._compiler.compile(product, members):
            self._entries.add(product, document)
            self._documents.append(document)
            self._records.append(record)
            record = b""
        if len(self._documents) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._builder is None or not self._documents:
            return
        self._builder.add(b"\n".join(map(_ENCODER.encode, self._documents)), b"\n".join(self._records) + b"\n")
        self._documents.clear()
        self._records.clear()

    def _is_wanted(self, attribute: str) -> bool:
        if attribute in self._used:
            return True
        self._seen.add(attribute)
        if self._settings.columns is not None:
            return attribute in self._settings.columns
        if len(self._seen) <= _MOST_AUTOMATIC:
            self._used.add(attribute)
            return True
        return False


_ENCODER: Final = msgspec.json.Encoder()


def _used_attributes(settings: Settings) -> set[str]:
    refined = {refinement.source for refinement in settings.refinements if refinement.kind == "attribute"}
    own = settings.product_types.attribute
    return refined | (set() if own is None else {own}) | {key.by for option in settings.sorting_options for key in option.keys}
