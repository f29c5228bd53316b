"""Products -> engine documents: one for every possible hit, with a row for every sellable variation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce_search.catalog.product import Bundle, MasterProduct, ProductSet, SimpleProduct
from commerce_search.indexing.columns import name_column, values_column
from commerce_search.indexing.texts import number_text
from commerce_search.kernel.instants import microseconds
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from commerce_search.catalog import Catalog
    from commerce_search.catalog.attribute import ValueOrValues
    from commerce_search.catalog.product import Listing, Offer, Product
    from commerce_search.catalog.variation import Variation
    from commerce_search.indexing.members import Members
    from commerce_search.indexing.texts import ProductTexts
    from commerce_search.indexing.values import AttributeValues
    from commerce_search.settings import Settings

__all__ = ["DocumentCompiler"]


class DocumentCompiler:
    """Compiles products one by one (``docs/reference/semantics.md``, paragraph 1)."""

    def __init__(self, settings: Settings, catalog: Catalog, texts: ProductTexts, values: AttributeValues) -> None:
        """Read categories from ``catalog``, which may still be growing."""
        self._locales = settings.locales
        self._catalog = catalog
        self._texts = texts
        self._values = values

    def compile(self, product: Product, members: Members) -> Iterator[dict[str, Any]]:
        """Yield the documents of a product; none if it is not in the store."""
        if not self.is_listed(product):
            return
        match product:
            case MasterProduct():
                yield from self._slices(product)
            case ProductSet():
                yield from self._document(product, product.id, self._set_rows(product, members))
            case Bundle():
                yield from self._document(product, product.id, [self._offer_row(members.offer_of(product), {})])
            case SimpleProduct():
                yield from self._document(product, product.id, [self._offer_row(product, {})])

    def is_listed(self, product: Listing) -> bool:
        """Tell whether a product is in the store: online, and not in hidden categories only."""
        online = self._catalog.categories.is_online
        return product.online and (not product.categories or any(online(assignment.id) for assignment in product.assignments))

    def _slices(self, product: MasterProduct) -> Iterator[dict[str, Any]]:
        variations = [variation for variation in product.variations if variation.online]
        slicing = product.slicing_attribute
        if slicing is None:
            yield from self._document(product, product.id, self._variation_rows(product, variations))
            return
        for value in dict.fromkeys(variation.values[slicing] for variation in variations):
            part = [variation for variation in variations if variation.values[slicing] == value]
            yield from self._document(product, f"{product.id}|{value}", self._variation_rows(product, part))

    def _document(self, product: Listing, hit_id: str, rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        if not rows:
            return
        row_attributes = frozenset(name for row in rows for name in row["held"])
        document = {
            "id": hit_id,
            "identifiers": [product.id],
            "@categories": self._assignments(product),
            "searchable": product.searchable,
            **_window(product),
            **self._texts.of(product, row_attributes),
            **self._facts(product),
            **self._values.of_product(product.attributes),
        }
        if hit_id == rows[0]["id"] and len(rows) == 1 and not row_attributes:
            # A product of one form is its own row.
            del rows[0]["held"], rows[0]["id"]
            yield {**document, **_narrower(_window(product), rows[0])}
            return
        document["rows"] = [self._with_values(row, product, row_attributes) for row in rows]
        yield document

    def _with_values(self, row: dict[str, Any], product: Listing, row_attributes: frozenset[str]) -> dict[str, Any]:
        held: dict[str, ValueOrValues] = row.pop("held")
        inherited = {name: product.attributes[name] for name in product.attributes if name in row_attributes and name not in held}
        return {**row, **self._values.of_row({**held, **inherited})}

    def _variation_rows(self, product: MasterProduct, variations: Sequence[Variation]) -> list[dict[str, Any]]:
        return [self._offer_row(variation, _ordered_values(product, variation)) for variation in variations]

    def _set_rows(self, product: ProductSet, members: Members) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for member in members.of_set(product):
            if not self.is_listed(member):
                continue
            if isinstance(member, MasterProduct):
                own = self._variation_rows(member, [variation for variation in member.variations if variation.online])
            elif isinstance(member, Bundle):
                own = [self._offer_row(members.offer_of(member), {})]
            elif isinstance(member, SimpleProduct):
                own = [self._offer_row(member, {})]
            else:
                continue
            rows += ({**row, **_narrower(_window(member), row)} for row in own)
        return rows

    def _offer_row(self, offer: Offer, held: Mapping[str, ValueOrValues]) -> dict[str, Any]:
        """Return the row of what has a price; ``held`` are its own attribute values, still by attribute."""
        facts = {"c:price": offer.price, "c:list_price": offer.list_price, "c:stock": offer.stock}
        row = {"id": offer.id, "identifiers": list(offer.identifiers), "held": dict(held), **_window(offer)}
        return {**row, **{key: value for key, value in facts.items() if value is not None}}

    def _assignments(self, product: Listing) -> list[dict[str, Any]]:
        home = product.home_category
        visible = [assignment for assignment in product.assignments if self._catalog.categories.is_online(assignment.id)]
        visible.sort(key=lambda assignment: assignment.id != home)
        return [{"id": assignment.id, "position": assignment.position} for assignment in visible]

    def _facts(self, product: Listing) -> dict[str, Any]:
        facts: dict[str, Any] = {"c:brand": product.brand}
        if product.rating is not None:
            average = product.rating.average
            facts |= {"c:rating": average, f"c:{values_column('rating')}": number_text(average), "c:rating_count": product.rating.count}
        for locale, chain in self._locales.items():
            facts[f"c:{name_column(locale)}"] = label_in(product.name, chain, "")
        return {key: value for key, value in facts.items() if value is not None}


def _ordered_values(product: MasterProduct, variation: Variation) -> dict[str, ValueOrValues]:
    ordered: dict[str, ValueOrValues] = {name: variation.values[name] for name in product.variation_attributes if name in variation.values}
    return {**ordered, **{name: value for name, value in variation.attributes.items() if name not in ordered}}


def _window(visible: Listing | Variation) -> dict[str, int]:
    bounds: dict[str, dt.datetime | None] = {"from": visible.online_from, "to": visible.online_to}
    return {key: microseconds(instant) for key, instant in bounds.items() if instant is not None}


def _narrower(outer: Mapping[str, int], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``row`` visible in both windows only."""
    narrowed = dict(row)
    if "from" in outer:
        narrowed["from"] = max(outer["from"], row.get("from", outer["from"]))
    if "to" in outer:
        narrowed["to"] = min(outer["to"], row.get("to", outer["to"]))
    return narrowed
