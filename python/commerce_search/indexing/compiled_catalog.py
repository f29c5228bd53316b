"""A catalog that is read once and indexed under many weights: what is read does not depend on them, and reading is most of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from commerce_search._engine import IndexBuilder
from commerce_search.indexing.build import Compilation
from commerce_search.indexing.definitions import StoreDefinitions
from commerce_search.indexing.recording import Recording
from commerce_search.indexing.schema import schema_of
from commerce_search.settings import ProductTypes, Relevance, Settings, TextField, Typos, Understanding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commerce_search._engine import Store
    from commerce_search.catalog import Catalog

__all__ = ["CompiledCatalog"]

_OF_THE_CATALOG = ("categories", "value_text")
"""What a schema knows of a catalog, as it stood when the first product was read."""


class CompiledCatalog:
    """The documents of a catalog in memory, about as large as its feed, ready to be indexed again and again."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        """Read ``catalog`` to its end.

        Raises:
            ValidationError: the catalog has problems.
            SettingsError: the settings name another currency than the catalog.
        """
        compilation = Compilation(catalog, settings, Recording)
        compilation.read()
        self._catalog = catalog
        self._recording = compilation.complete()
        self._definitions = StoreDefinitions.from_json(compilation.definitions())

    def fits(self, settings: Settings) -> bool:
        """Tell whether documents under ``settings`` are these: they may weigh and read phrases otherwise, and differ in nothing else."""
        return _as_read(settings) == _as_read(self._definitions.settings)

    def has_text(self, field: str) -> bool:
        """Tell whether any document has a text in this field of the settings; its weight moves nothing otherwise."""
        key = b'"rows":' if field == "variations" else msgspec.json.encode(f"t:{field}") + b":"
        return any(key in documents for documents in self._recording.batches)

    def build(self, settings: Settings) -> Store:
        """Index the documents in memory.

        Raises:
            ValueError: the settings do not fit.
        """
        if not self.fits(settings):
            raise ValueError("these settings read the catalog in another way: compile it anew")
        first: Mapping[str, Any] = msgspec.json.decode(self._recording.schema)
        schema = {**schema_of(settings, self._catalog), **{name: first[name] for name in _OF_THE_CATALOG}}
        builder = IndexBuilder(msgspec.json.encode(schema).decode(), self._recording.threads)
        self._recording.tell(builder)
        return builder.finish(msgspec.structs.replace(self._definitions, settings=settings).to_json())


def _as_read(settings: Settings) -> Settings:
    """Return the settings without what only the engine and requests read; a setting that is not named here is taken to shape documents."""
    return msgspec.structs.replace(
        settings,
        relevance=Relevance(),
        product_types=ProductTypes(attribute=settings.product_types.attribute),
        typos=Typos(),
        understanding=Understanding(),
        words={},
        fields=tuple(TextField(name=field.name) for field in settings.fields),
    )
