"""Settings and catalog -> the schema of the index."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from commerce_search.indexing.columns import attribute_column, fact_columns, values_column
from commerce_search.kernel.money import Currency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce_search.catalog import Attribute, Catalog
    from commerce_search.catalog.category import Category
    from commerce_search.kernel.localized import LocalizedText
    from commerce_search.settings import ProductTypes, Settings, Unit

__all__ = ["categories_of", "schema_of", "value_texts"]


def schema_of(settings: Settings, catalog: Catalog) -> dict[str, Any]:
    """Return the engine's schema; columns of attributes are declared as they appear."""
    return {
        "locales": [{"name": locale, "languages": chain} for locale, chain in settings.locales.items()],
        "text_fields": [_text_field(field) for field in settings.fields],
        "columns": fact_columns(Currency.of(settings.currency).exponent, settings.locales),
        "price": "price",
        "stock": "stock",
        "brand": "brand",
        "categories_key": "@categories",
        "categories": categories_of(catalog),
        "value_text": value_texts(catalog),
        "relevance": {
            "k1": settings.relevance.k1,
            "idf_exponent": settings.relevance.idf_exponent,
            "stem_near": settings.relevance.stem_near,
            "stem_far": settings.relevance.stem_far,
            "side_by_side": _in_256ths(settings.relevance.side_by_side),
            "values": _in_256ths(settings.relevance.values),
        },
        "product_types": _product_types(settings.product_types),
        "learned_types": _in_256ths(settings.product_types.learned_weight),
        "units": _units(settings.units),
    }


def _units(units: Iterable[Unit]) -> dict[str, dict[str, int]]:
    measures: dict[str, dict[str, int]] = {}
    for unit in units:
        measures.setdefault(unit.measure, {}).update(dict.fromkeys(unit.spellings, unit.parts))
    return measures


def _product_types(types: ProductTypes) -> dict[str, Any] | None:
    if types.attribute is None:
        return None
    return {"column": attribute_column(types.attribute), "weight": _in_256ths(types.weight)}


def _in_256ths(weight: float) -> int:
    return math.floor(weight * 256 + 0.5)


def _text_field(field: Any) -> dict[str, Any]:
    return {
        "name": field.name,
        "key": f"t:{field.name}",
        "weight": field.weight,
        "b": field.b,
        "strong": field.strong,
        "corrections": field.corrections,
    }


def categories_of(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the categories that shoppers see, siblings in order, as far as they are known by now."""
    tree = catalog.categories
    found: list[Category] = []
    for top in tree.children(None):
        found += (category for category in tree.below(top.id) if tree.is_online(category.id))
    return [{"id": category.id, "parent": category.parent} for category in found]


def value_texts(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """Return column -> value -> text of the values that merchants labelled."""
    texts: dict[str, dict[str, Any]] = {}
    for attribute in catalog.attributes.values():
        labelled = {value.id: _text(value.label, value.id) for value in attribute.values if value.label is not None}
        if labelled:
            texts[_text_column(attribute)] = labelled
    return texts


def _text_column(attribute: Attribute) -> str:
    return values_column(attribute.id) if attribute.kind == "number" else attribute_column(attribute.id)


def _text(label: LocalizedText, value: str) -> dict[str, Any]:
    if isinstance(label, str):
        return {"otherwise": label}
    return {"texts": dict(label), "otherwise": value}
