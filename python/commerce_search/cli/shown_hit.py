"""What does a shopper read of a hit?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commerce_search.catalog import MasterProduct, ProductSet, Variation
from commerce_search.cli.terminal import clean
from commerce_search.indexing.definitions import StoreDefinitions
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    from decimal import Decimal

    from commerce_search.catalog import AttributeValue, Offer, Product
    from commerce_search.search import Hit, Storefront

__all__ = ["HitReader", "ShownHit"]


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit in a shopper's words.

    Attributes:
        name, brand: of the product.
        variation: the values of the variation that is shown, e.g. ``Red, L``; empty for a product of one form.
        swatch: the colour of this variation.
        price: what it costs.
        list_price: what it costs without a reduction, if it has one.
    """

    name: str
    brand: str
    variation: str
    swatch: str | None
    price: Decimal | None
    list_price: Decimal | None


class HitReader:
    """Reads hits in one locale of a store."""

    def __init__(self, storefront: Storefront, locale: str | None = None) -> None:
        """Read in ``locale``; ``None``: the store's default."""
        settings = storefront.settings
        self.currency = settings.currency
        self._chain = settings.locales[locale or settings.default_locale]
        attributes = StoreDefinitions.from_json(storefront.engine.definitions).attributes
        self._values = {attribute.id: {value.id: value for value in attribute.values} for attribute in attributes}

    def read(self, hit: Hit) -> ShownHit:
        """Return what is shown of ``hit``."""
        product = hit.product
        offer = _offer(product, hit.variation_id)
        values = offer.values if isinstance(offer, Variation) else {}
        known = [(value, self._values.get(name, {}).get(value)) for name, value in values.items()]
        list_price = None if offer is None else offer.list_price
        return ShownHit(
            name=clean(label_in(product.name, self._chain, product.id)),
            brand=clean(product.brand or ""),
            variation=clean(", ".join(self._label(value, record) for value, record in known)),
            swatch=next((record.swatch for _, record in known if record is not None and record.swatch is not None), None),
            price=hit.price,
            list_price=list_price if list_price is not None and hit.price is not None and list_price > hit.price else None,
        )

    def _label(self, value: str, record: AttributeValue | None) -> str:
        return value if record is None else label_in(record.label, self._chain, value)


def _offer(product: Product, variation: str) -> Offer | None:
    """Return what is sold; of a set it is a member's, which stands in another record."""
    if isinstance(product, MasterProduct):
        return next((one for one in product.variations if one.id == variation), None)
    return None if isinstance(product, ProductSet) else product
