"""What is for sale? Four kinds of product; a field that a kind does not have, its record must not have.

The models are the catalog records themselves, field for field, so a validated product can be written back and read again. They are
frozen: a change is a new product (``msgspec.structs.replace``). Dictionaries inside are not to be written to.
"""

from decimal import Decimal
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

from commerce_search.catalog.attribute import ValueOrValues
from commerce_search.catalog.category import Assignment
from commerce_search.catalog.media import Image, Video
from commerce_search.catalog.rating import Rating
from commerce_search.catalog.trade_numbers import Identifiers
from commerce_search.catalog.variation import NO_IDENTIFIERS, Variation, VariationGroup
from commerce_search.kernel.identifiers import Id, KnownId
from commerce_search.kernel.instants import Instant
from commerce_search.kernel.localized import LocalizedText
from commerce_search.kernel.numbers import LARGEST_INTEGER, Count

__all__ = ["Bundle", "Listing", "MasterProduct", "Member", "Offer", "Product", "ProductSet", "Sellable", "SimpleProduct"]


class Listing(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type"):
    """What every product has, whatever its kind.

    Attributes:
        id: unique among products and variations.
        name: what shoppers read.
        brand: the maker's name, the same in every language.
        short_description, description, keywords: texts to be found by.
        categories: ids or assignments, in order; ``assignments`` reads them alike.
        attributes: attribute id -> value or values.
        images, videos: its pictures and films.
        rating: what shoppers think of it.
        online: ``False``: not in the store.
        online_from, online_to: visible while from <= at < to.
        searchable: ``False``: not found by a phrase, still listed in its categories.
    """

    id: Id
    name: LocalizedText
    brand: str | None = None
    short_description: LocalizedText | None = None
    description: LocalizedText | None = None
    keywords: LocalizedText | None = None
    categories: tuple[str | Assignment, ...] = ()
    attributes: dict[KnownId, ValueOrValues] = {}
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    rating: Rating | None = None
    online: bool = True
    online_from: Instant | None = None
    online_to: Instant | None = None
    searchable: bool = True

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """The categories as assignments, in order; of a category named twice the first counts."""
        first: dict[str, Assignment] = {}
        for held in self.categories:
            assignment = Assignment(id=held) if isinstance(held, str) else held
            first.setdefault(assignment.id, assignment)
        return tuple(first.values())

    @property
    def home_category(self) -> str | None:
        """The primary category, else the first one, else ``None``."""
        assignments = self.assignments
        home = next((assignment for assignment in assignments if assignment.primary), None)
        home = home or next(iter(assignments), None)
        return None if home is None else home.id


class Sellable(Listing, frozen=True, kw_only=True):
    """A product that is itself put into a cart.

    Attributes:
        price: what is paid for one, in units of the store's currency.
        list_price: the crossed-out price.
        stock: how many there are; ``None``: not counted, always available.
        identifiers: SKU, EAN and the like.
    """

    price: Decimal | None = None
    list_price: Decimal | None = None
    stock: Count | None = None
    identifiers: Identifiers = NO_IDENTIFIERS


class SimpleProduct(Sellable, frozen=True, kw_only=True, tag="simple"):
    """A product of one form."""


class MasterProduct(Listing, frozen=True, kw_only=True, tag="master"):
    """A product of several forms, which are what is sold.

    Attributes:
        variation_attributes: ids of the attributes in which the variations differ, in order.
        slicing_attribute: one of them: each of its values is a hit of its own.
        variation_groups: named parts of the variations.
        variations: in merchant order.
    """

    variation_attributes: tuple[Id, ...]
    slicing_attribute: Id | None = None
    variation_groups: tuple[VariationGroup, ...] = ()
    variations: tuple[Variation, ...] = ()


class ProductSet(Listing, frozen=True, kw_only=True, tag="set"):
    """Products shown together and sold one by one. Its rows are its members' rows.

    Attributes:
        members: ids of simple products, masters and bundles.
    """

    members: tuple[Id, ...]


class Member(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a bundle contains.

    Attributes:
        id: of a simple product or a variation.
        quantity: how many of it, at least 1.
    """

    id: Id
    quantity: Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)] = 1


class Bundle(Sellable, frozen=True, kw_only=True, tag="bundle"):
    """Products sold as one. Without a price or stock of its own it has what its members make.

    Attributes:
        members: what is in it.
    """

    members: tuple[Member, ...]


Product: TypeAlias = SimpleProduct | MasterProduct | ProductSet | Bundle
"""Any product."""

Offer: TypeAlias = SimpleProduct | Variation | Bundle
"""What has a price and a stock: one row of the index."""
