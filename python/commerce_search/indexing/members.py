"""What are sets and bundles made of? Their members are read in a second pass, and only they are held in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from commerce_search.catalog.product import Bundle, MasterProduct, ProductSet, SimpleProduct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from commerce_search.catalog.product import Product
    from commerce_search.catalog.variation import Variation

__all__ = ["Members"]


class Members:
    """The products that sets and bundles name."""

    def __init__(self) -> None:
        """Start without any."""
        self._products: dict[str, Product] = {}
        self._variations: dict[str, Variation] = {}

    @classmethod
    def read(cls, composed: Iterable[ProductSet | Bundle], products: Iterable[Product]) -> Members:
        """Pick from ``products`` what ``composed`` is made of."""
        members = cls()
        wanted = {member if isinstance(member, str) else member.id for product in composed for member in product.members}
        for product in products:
            if product.id in wanted:
                members._products[product.id] = product
                if isinstance(product, Bundle):
                    # A set may name a bundle: then the bundle's members are needed too, and bundles come behind them.
                    wanted |= {member.id for member in product.members}
            if isinstance(product, MasterProduct):
                members._variations.update({variation.id: variation for variation in product.variations if variation.id in wanted})
        return members

    def of_set(self, product: ProductSet) -> Iterator[Product]:
        """Yield the members of a set."""
        yield from (self._products[member] for member in product.members if member in self._products)

    def offer_of(self, bundle: Bundle) -> Bundle:
        """Return a bundle with the price and stock that its members make, where it has none of its own."""
        price = self._price(bundle) if bundle.price is None else bundle.price
        stock = self._stock(bundle) if bundle.stock is None else bundle.stock
        return msgspec.structs.replace(bundle, price=price, stock=stock)

    def _price(self, bundle: Bundle) -> Decimal | None:
        total: Decimal | None = None
        for member in bundle.members:
            price = self._sold(member.id).price
            if price is None:
                return None
            total = price * member.quantity if total is None else total + price * member.quantity
        return total

    def _stock(self, bundle: Bundle) -> int | None:
        stocks = ((self._sold(member.id).stock, member.quantity) for member in bundle.members)
        return min((stock // quantity for stock, quantity in stocks if stock is not None), default=None)

    def _sold(self, member: str) -> SimpleProduct | Variation:
        variation = self._variations.get(member)
        if variation is not None:
            return variation
        product = self._products[member]
        if not isinstance(product, SimpleProduct):
            raise KeyError(member)
        return product
