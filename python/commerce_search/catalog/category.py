"""Where in the store does a shopper find a product? One shelf of the category tree."""

from typing import Annotated

from msgspec import Meta, Struct

from commerce_search.kernel.identifiers import Id
from commerce_search.kernel.localized import LocalizedText
from commerce_search.kernel.numbers import LARGEST_INTEGER

__all__ = ["Assignment", "Category", "Position"]

Position = Annotated[int, Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
"""An order among siblings: low first."""


class Category(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", tag="category"):
    """A category as the merchant wrote it; ``CategoryTree`` knows where it hangs.

    Attributes:
        id: the id that products use.
        name: what shoppers read; ``None``: the id.
        parent: the category above; ``None``: a top category.
        position: order among siblings, then order of appearance.
        online: ``False`` hides the category and everything below it.
    """

    id: Id
    name: LocalizedText | None = None
    parent: Id | None = None
    position: Position = 0
    online: bool = True

    @property
    def label(self) -> LocalizedText:
        """The name, else the id."""
        return self.id if self.name is None else self.name


class Assignment(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """That a product stands in a category.

    Attributes:
        id: the category.
        position: the product's place in it; ``None``: after those that have one.
        primary: this is the product's home category.
    """

    id: Id
    position: Position | None = None
    primary: bool = False
