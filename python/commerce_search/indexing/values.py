"""What does a product or a variation hold in the columns of its attributes?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from commerce_search.indexing.columns import attribute_column, attribute_columns, values_column
from commerce_search.indexing.texts import number_text, scalars
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from commerce_search.catalog import Attribute, Catalog
    from commerce_search.catalog.attribute import Scalar, ValueOrValues
    from commerce_search.indexing.declarations import Declarations
    from commerce_search.settings import Settings

__all__ = ["AttributeValues"]


class AttributeValues:
    """Turns held values into column values, and tells the builder of columns and localized values when they first appear."""

    def __init__(self, settings: Settings, catalog: Catalog, declarations: Declarations, is_wanted: Callable[[str], bool]) -> None:
        """Declare through ``declarations``; product values of attributes that ``is_wanted`` refuses have no column."""
        self._chain = settings.locales[settings.default_locale]
        self._catalog = catalog
        self._declarations = declarations
        self._is_wanted = is_wanted

    def of_product(self, held: Mapping[str, ValueOrValues]) -> dict[str, Any]:
        """Return key -> value of a product's own attributes."""
        return self._columns({name: value for name, value in held.items() if self._is_wanted(name)})

    def of_row(self, held: Mapping[str, ValueOrValues]) -> dict[str, Any]:
        """Return key -> value of what a row holds; every attribute of a row has a column, since phrases and filters are decided by row."""
        return self._columns(held)

    def _columns(self, held: Mapping[str, ValueOrValues]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in held.items():
            attribute = self._catalog.attributes[name]
            self._declarations.columns(name, partial(attribute_columns, attribute))
            values = [self._value(attribute, scalar) for scalar in scalars(value)]
            if attribute.kind == "number":
                found[f"c:{attribute_column(name)}"] = values
                found[f"c:{values_column(name)}"] = values
            else:
                found[f"c:{attribute_column(name)}"] = values
        return found

    def _value(self, attribute: Attribute, value: Scalar) -> str:
        """Return the id of a value (``docs/reference/settings.md``, refine)."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, (int, float)):
            return number_text(value)
        if isinstance(value, str):
            return value
        identity = label_in(value, self._chain, "")
        self._declarations.value_text(attribute_column(attribute.id), identity, value)
        return identity
