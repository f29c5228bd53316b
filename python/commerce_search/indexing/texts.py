"""Which words of a product are searched, field by field?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commerce_search.catalog import Attribute, Catalog
    from commerce_search.catalog.attribute import Scalar, ValueOrValues
    from commerce_search.catalog.product import Listing
    from commerce_search.kernel.localized import LocalizedText
    from commerce_search.settings import Settings

__all__ = ["ProductTexts", "number_text", "scalars"]


class ProductTexts:
    """Makes the texts of the settings' fields."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        """Read fields from ``settings`` and labels from ``catalog``, which may still be growing."""
        self._fields = [field.name for field in settings.fields if field.name != "variations"]
        self._own = frozenset(self._fields)
        self._catalog = catalog
        self._labels: dict[str, dict[str, LocalizedText | None]] = {}

    def of(self, product: Listing, row_attributes: frozenset[str]) -> dict[str, Any]:
        """Return key -> text of a product; attributes that its rows have of their own are left to the rows."""
        texts = ((field, self._field(field, product, row_attributes)) for field in self._fields)
        return {f"t:{field}": text for field, text in texts if text is not None}

    def _field(self, field: str, product: Listing, row_attributes: frozenset[str]) -> Any:
        match field:
            case "name" | "brand" | "short_description" | "description" | "keywords":
                return getattr(product, field)
            case "categories":
                return list(self._category_names(product)) or None
            case "attributes":
                pooled = (name for name in product.attributes if name not in self._own and name not in row_attributes)
                return [text for name in pooled for text in self._attribute(name, product.attributes[name])] or None
            case attribute if attribute in product.attributes and attribute not in row_attributes:
                return list(self._attribute(attribute, product.attributes[attribute])) or None
            case _:
                return None

    def _category_names(self, product: Listing) -> Iterator[LocalizedText]:
        tree = self._catalog.categories
        seen: set[str] = set()
        for assignment in product.assignments:
            if not tree.is_online(assignment.id):
                continue
            for category in reversed(tree.path(assignment.id)):
                if category.id not in seen:
                    seen.add(category.id)
                    yield category.label

    def _attribute(self, name: str, held: ValueOrValues) -> Iterator[LocalizedText]:
        attribute = self._catalog.attributes[name]
        if not attribute.searchable or attribute.kind in ("flag", "date"):
            return
        labels = self._labels_of(attribute)
        for value in scalars(held):
            if isinstance(value, dict):
                yield value
            elif isinstance(value, str):
                yield _labelled(labels.get(value), value)
            else:
                yield number_text(value)

    def _labels_of(self, attribute: Attribute) -> dict[str, LocalizedText | None]:
        known = self._labels.get(attribute.id)
        if known is None:
            known = self._labels[attribute.id] = {value.id: value.label for value in attribute.values}
        return known


def _labelled(label: LocalizedText | None, value: str) -> LocalizedText:
    """Return the label; where no language of a locale has it (the engine's empty language), the value itself is read."""
    if label is None or isinstance(label, str):
        return value if label is None else label
    return {**label, "": value}


def scalars(held: ValueOrValues) -> Iterable[Scalar]:
    """Return what a product holds under an attribute as a sequence."""
    return held if isinstance(held, tuple) else (held,)


def number_text(number: float) -> str:
    """Return the shortest text of a number: ``175``, ``15.6``."""
    return repr(int(number)) if isinstance(number, int) or number.is_integer() else repr(number)
