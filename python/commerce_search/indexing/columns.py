"""What is a column of the index called, and what does it hold?

Product facts have fixed names; an attribute's column is ``a:`` and its id; the values of a number attribute that shoppers choose one
by one stand beside its numbers in ``v:`` and its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commerce_search.catalog.attribute import Attribute

__all__ = ["FACTS", "attribute_column", "attribute_columns", "choice_column", "fact_columns", "name_column", "values_column"]

FACTS: Final = ("price", "list_price", "stock", "rating", "rating_count", "brand")
"""Columns that every store has, beside ``name`` in each locale."""


def attribute_column(attribute: str) -> str:
    """Return the column of an attribute."""
    return f"a:{attribute}"


def choice_column(source: str) -> str:
    """Return the column of what is chosen value by value: the brand or an attribute."""
    return source if source == "brand" else attribute_column(source)


def values_column(attribute: str) -> str:
    """Return the column of a number attribute's values as texts."""
    return f"v:{attribute}"


def name_column(locale: str) -> str:
    """Return the column that orders products by name in a locale."""
    return f"name:{locale}"


def fact_columns(decimals: int, locales: Iterable[str]) -> list[dict[str, Any]]:
    """Return the columns of product facts; keys start with ``c:`` so that no text field meets them."""
    money = {"kind": "money", "decimals": decimals}
    columns: list[dict[str, Any]] = [
        {"name": "price", **money},
        {"name": "list_price", **money},
        {"name": "stock", "kind": "number"},
        {"name": "rating", "kind": "number"},
        {"name": values_column("rating"), "kind": "value"},
        {"name": "rating_count", "kind": "number"},
        {"name": "brand", "kind": "value"},
        *({"name": name_column(locale), "kind": "sortable"} for locale in locales),
    ]
    return [{**column, "key": f"c:{column['name']}"} for column in columns]


def _names(attribute: Attribute) -> list[tuple[str | None, str]]:
    """Return what shoppers may call an attribute: its id, and its label by language."""
    label = attribute.label
    labels = [(None, label)] if isinstance(label, str) else list(label.items())
    return list(dict.fromkeys([(None, attribute.id), *labels]))


def attribute_columns(attribute: Attribute) -> list[dict[str, Any]]:
    """Return the columns of an attribute: its values and, for numbers, its numbers too."""
    is_text = attribute.searchable and attribute.kind in ("text", "number")
    value = {"name": attribute_column(attribute.id), "kind": "value", "text": is_text, "names": _names(attribute)}
    if attribute.kind == "number":
        number = {"name": attribute_column(attribute.id), "kind": "number"}
        value = {**value, "name": values_column(attribute.id)}
        return [number, value]
    return [value]
