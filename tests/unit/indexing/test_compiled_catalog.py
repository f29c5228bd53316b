"""A catalog that is read once and indexed under many weights.

1. The store is the one that ``Storefront.build`` makes of the catalog and the same settings: every section, page and explanation.
2. Settings that would read the catalog in another way do not fit, and are refused.
3. A field has a text if any product has one there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from commerce_search import Catalog, Settings, Storefront
from commerce_search.demo import records, settings_path
from commerce_search.indexing import CompiledCatalog

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[Settings], Settings]

PHRASES = ("red towel", "kids sunglasses", "beech chair", "tent under 100", "swim shorts men")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings.open(settings_path())


@pytest.fixture(scope="module")
def catalog(settings: Settings) -> Catalog:
    return Catalog.from_records(list(records()), currency=settings.currency)


@pytest.fixture(scope="module")
def compiled(catalog: Catalog, settings: Settings) -> CompiledCatalog:
    return CompiledCatalog(catalog, settings)


def changed(table: str, **numbers: Any) -> Change:
    return lambda settings: msgspec.structs.replace(settings, **{table: msgspec.structs.replace(getattr(settings, table), **numbers)})


def fields(**numbers: Any) -> Change:
    return lambda settings: msgspec.structs.replace(
        settings, fields=tuple(msgspec.structs.replace(field, **numbers) for field in settings.fields)
    )


def answers(store: Storefront) -> list[dict[str, Any]]:
    pages = [store.search(phrase, limit=20, explain=True).to_dict() for phrase in PHRASES]
    for page in pages:
        page.pop("timings", None)
    return pages


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: settings,
        changed("relevance", k1=1.2, idf_exponent=1.0, stem_near=0, stem_far=17),
        changed("product_types", weight=0.5),
        changed("typos", mode="off"),
        changed("understanding", price="off"),
        fields(weight=0.7, b=0.2, strong=False, corrections=False),
    ],
)
def test_it_is_the_store_of_a_new_build(compiled: CompiledCatalog, catalog: Catalog, settings: Settings, change: Change) -> None:
    """Property 1."""
    other = change(settings)
    assert compiled.fits(other)
    again, anew = Storefront(compiled.build(other)), Storefront.build(catalog, other)
    assert again.engine.schema() == anew.engine.schema()
    assert again.engine.definitions == anew.engine.definitions
    assert again.engine.sections() == anew.engine.sections()
    assert answers(again) == answers(anew)


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: msgspec.structs.replace(settings, fields=settings.fields[:-1]),
        lambda settings: msgspec.structs.replace(settings, refinements=()),
        lambda settings: msgspec.structs.replace(settings, locales={"de": ("de",)}, default_locale="de"),
        lambda settings: msgspec.structs.replace(settings, columns=()),
        changed("product_types", attribute="material"),
    ],
)
def test_settings_that_read_otherwise_do_not_fit(compiled: CompiledCatalog, settings: Settings, change: Change) -> None:
    """Property 2."""
    assert not compiled.fits(change(settings))
    with pytest.raises(ValueError, match="compile it anew"):
        compiled.build(change(settings))


def test_fields_that_have_a_text() -> None:
    """Property 3."""
    catalog = Catalog.from_records([{"id": "a", "name": "Towel", "price": "1", "keywords": "bath"}])
    compiled = CompiledCatalog(catalog, Settings())
    assert [field.name for field in Settings().fields if compiled.has_text(field.name)] == ["name", "keywords"]
    coloured = {
        "id": "b",
        "name": "Tee",
        "variation_attributes": ["colour"],
        "variations": [{"id": "b1", "price": "1", "values": {"colour": "red"}}],
    }
    assert CompiledCatalog(Catalog.from_records([coloured]), Settings()).has_text("variations")
