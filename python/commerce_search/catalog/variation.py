"""Which of a product's forms is it exactly: the red one in XL?"""

from decimal import Decimal

from msgspec import Struct

from commerce_search.catalog.attribute import ValueOrValues
from commerce_search.catalog.media import Image, Video
from commerce_search.catalog.trade_numbers import Identifiers
from commerce_search.kernel.identifiers import Id, KnownId
from commerce_search.kernel.instants import Instant
from commerce_search.kernel.numbers import Count

__all__ = ["NO_IDENTIFIERS", "LooseVariation", "Variation", "VariationGroup"]

NO_IDENTIFIERS = Identifiers()


class Variation(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One sellable form of a master.

    Attributes:
        id: unique among products and variations.
        values: variation attribute -> value id, one for each of the master's.
        attributes: attributes of its own; they take the place of the product's for this variation.
        price: what is paid for one, in units of the store's currency.
        list_price: the crossed-out price.
        stock: how many there are; ``None``: not counted, always available.
        identifiers: SKU, EAN and the like.
        images, videos: of this variation.
        online: ``False``: not in the store.
        online_from, online_to: visible while from <= at < to.
    """

    id: Id
    values: dict[Id, Id]
    attributes: dict[KnownId, ValueOrValues] = {}
    price: Decimal | None = None
    list_price: Decimal | None = None
    stock: Count | None = None
    identifiers: Identifiers = NO_IDENTIFIERS
    images: tuple[Image, ...] = ()
    videos: tuple[Video, ...] = ()
    online: bool = True
    online_from: Instant | None = None
    online_to: Instant | None = None


class LooseVariation(Variation, frozen=True, kw_only=True, tag_field="type", tag="variation"):
    """A variation in a record of its own, before it is put into its master.

    Attributes:
        master: the id of the master that it belongs to.
    """

    master: Id

    def bound(self) -> Variation:
        """Return the plain variation, as its master holds it."""
        return Variation(**{field: getattr(self, field) for field in Variation.__struct_fields__})


class VariationGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named part of a master's variations, e.g. all red ones.

    Attributes:
        id: its name; a fold column may make it a hit of its own.
        values: variation attribute -> value id: what its variations share.
    """

    id: Id
    values: dict[Id, Id]
