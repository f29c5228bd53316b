"""How is a value called in this locale?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce_search.indexing.columns import attribute_column
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commerce_search.catalog import Attribute
    from commerce_search.catalog.attribute import AttributeValue

__all__ = ["AttributeLabels"]


class AttributeLabels:
    """The labels, swatches and merchant order of one attribute's values."""

    def __init__(self, name: str, attribute: Attribute | None, value_text: Mapping[str, Any]) -> None:
        """``value_text`` is the index's own: it knows values that were localized in the products themselves."""
        self._name = name
        self._attribute = attribute
        self._known: dict[str, AttributeValue] = {} if attribute is None else {value.id: value for value in attribute.values}
        self._places = {value: place for place, value in enumerate(self._known)}
        self._own: Mapping[str, Any] = value_text.get(attribute_column(name), {})

    @property
    def known(self) -> Sequence[str]:
        """Values that the merchant listed, in order."""
        return tuple(self._known)

    def title(self, chain: Sequence[str]) -> str:
        """Return the name of the attribute."""
        return self._name if self._attribute is None else label_in(self._attribute.label, chain, self._name)

    def label(self, value: str, chain: Sequence[str]) -> str:
        """Return the label of a value: the merchant's, else its own text, else its id."""
        known = self._known.get(value)
        if known is not None and known.label is not None:
            return label_in(known.label, chain, value)
        own = self._own.get(value)
        return value if own is None else label_in(own.get("texts") or own.get("otherwise"), chain, value)

    def swatch(self, value: str) -> str | None:
        """Return the colour or image of a value."""
        known = self._known.get(value)
        return None if known is None else known.swatch

    def place(self, value: str) -> int:
        """Return the place in the merchant's order; values that he did not list stand behind."""
        return self._places.get(value, len(self._places))
