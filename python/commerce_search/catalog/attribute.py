"""What does an attribute of products mean: its kind, its label, the values that a merchant lists for it?"""

from typing import Literal, TypeAlias

from msgspec import Struct

from commerce_search.kernel.identifiers import Id
from commerce_search.kernel.localized import LocalizedText

__all__ = ["Attribute", "AttributeValue", "Kind", "Scalar", "ValueOrValues"]

Kind: TypeAlias = Literal["text", "number", "flag", "date"]
"""What the values of an attribute are."""

Scalar: TypeAlias = str | bool | int | float | dict[str, str]
"""One value of an attribute: text (perhaps localized), number, flag, or the text of a date."""

ValueOrValues: TypeAlias = str | bool | int | float | dict[str, str] | tuple[Scalar, ...]
"""What a product holds under an attribute."""


class AttributeValue(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value that the merchant knows beforehand.

    Attributes:
        id: what products hold.
        label: what shoppers read; ``None``: the id.
        swatch: a CSS colour or the URL of an image.
    """

    id: Id
    label: LocalizedText | None = None
    swatch: str | None = None


class Attribute(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", tag="attribute"):
    """The definition of an attribute.

    Attributes:
        id: the name that products use.
        name: label of a refinement; ``None``: the id.
        kind: what its values are.
        multiple: a product may hold several values.
        searchable: its values are found by a phrase.
        values: known values in merchant order; products may hold others.
    """

    id: Id
    name: LocalizedText | None = None
    kind: Kind = "text"
    multiple: bool = False
    searchable: bool = True
    values: tuple[AttributeValue, ...] = ()

    @property
    def label(self) -> LocalizedText:
        """The name, else the id."""
        return self.id if self.name is None else self.name

    def value(self, value_id: str) -> AttributeValue | None:
        """Return the definition of a known value, ``None`` for values that products made up.

        Searches the list: callers that ask often make a dictionary of ``values``.
        """
        return next((value for value in self.values if value.id == value_id), None)
