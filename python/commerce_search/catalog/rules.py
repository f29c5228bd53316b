"""What is wrong with a product beyond its shape: with its money, its dates, and what it refers to?

The rules see one product at a time and know the attributes and categories read so far. They also judge models with holes (see
``examination.py``): where something was refused they find ``None`` and say nothing more about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commerce_search.catalog.product import MasterProduct, Sellable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from commerce_search.catalog.attribute import Attribute, AttributeValue, ValueOrValues
    from commerce_search.catalog.attributes import Attributes
    from commerce_search.catalog.category import Assignment
    from commerce_search.catalog.category_tree import CategoryTree
    from commerce_search.catalog.media import Image
    from commerce_search.catalog.product import Listing
    from commerce_search.catalog.variation import Variation, VariationGroup
    from commerce_search.kernel.money import Currency
    from commerce_search.kernel.problems import Place

__all__ = ["Form", "Rules", "judge_attribute"]


class Form(NamedTuple):
    """A variation of a master and the place where it stands: in the master's record or in one of its own."""

    variation: Variation
    place: Place


class Rules:
    """Judges products against the catalog around them."""

    def __init__(self, currency: Currency, attributes: Attributes, categories: CategoryTree) -> None:
        """Judge amounts in ``currency`` and references to ``attributes`` and ``categories``, as far as they are known then."""
        self._currency = currency
        self._attributes = attributes
        self._categories = categories

    def judge(self, product: Listing, place: Place, learned: list[str]) -> None:
        """Report everything wrong with ``product`` itself; attributes met for the first time go to ``learned``."""
        if product.attributes:
            self._judge_attributes(product.attributes, place, learned)
        if product.categories:
            self._judge_categories(product.categories, place)
        _judge_window(product.online_from, product.online_to, place)
        if isinstance(product, Sellable):
            self._judge_prices(product, place)
        if product.images and not isinstance(product, MasterProduct):
            _judge_images(product.images, (), place)

    def judge_forms(self, master: MasterProduct, forms: Sequence[Form], place: Place, learned: list[str]) -> None:
        """Report everything wrong with the variations of ``master``, each at its own place, and with what the master says of them."""
        for variation, where in forms:
            self._judge_variation(variation, where, learned)
        attributes = master.variation_attributes
        if attributes is None or None in attributes:
            return
        _judge_master(master, place)
        _judge_values([form for form in forms if form.variation.values is not None], attributes)
        for variation, where in forms:
            _judge_images(variation.images, attributes, where)
        self._judge_variation_attributes(attributes, place, learned)

    def _judge_variation_attributes(self, attributes: Sequence[str], place: Place, learned: list[str]) -> None:
        for index, attribute in enumerate(attributes):
            if attribute not in self._attributes:
                self._attributes.learn(attribute, "")
                learned.append(attribute)
            kind = self._attributes[attribute].kind
            if kind != "text":
                message = f"expected an attribute of kind text, as the values of variations are; this one is of kind {kind}"
                place.report(("variation_attributes", index), attribute, "wrong_type", message)

    def _judge_variation(self, variation: Variation, place: Place, learned: list[str]) -> None:
        self._judge_prices(variation, place)
        _judge_window(variation.online_from, variation.online_to, place)
        if variation.attributes:
            self._judge_attributes(variation.attributes, place, learned)

    def _judge_attributes(self, held: Mapping[str, ValueOrValues], place: Place, learned: list[str]) -> None:
        for attribute, value, code, message in self._attributes.flaws(held, learned):
            place.report(("attributes", attribute), value, code, message)

    def _judge_categories(self, categories: Sequence[str | Assignment | None], place: Place) -> None:
        for index, held in enumerate(categories):
            category = held if isinstance(held, str) else getattr(held, "id", None)
            if category is not None and category not in self._categories:
                message = "expected a category whose record stands before its products"
                place.report(("categories", index), category, "unknown_category", message)

    def _judge_prices(self, offer: Sellable | Variation, place: Place) -> None:
        if offer.price is not None:
            self._judge_amount("price", offer.price, place)
        if offer.list_price is not None:
            self._judge_amount("list_price", offer.list_price, place)

    def _judge_amount(self, field: str, amount: Decimal, place: Place) -> None:
        flaw = self._currency.flaw(amount)
        if flaw is not None:
            place.report((field,), amount, flaw.code, flaw.message)


def judge_attribute(attribute: Attribute, place: Place) -> None:
    """Report what is wrong with the definition of an attribute beyond its shape."""
    _judge_distinct([_id_of(value) for value in attribute.values], place, "values")


def _judge_window(start: dt.datetime | None, end: dt.datetime | None, place: Place) -> None:
    if start is not None and end is not None and end <= start:
        message = f"expected an instant after online_from, {start.isoformat()}"
        place.report(("online_to",), end.isoformat(), "empty_window", message)


def _judge_images(images: Iterable[Image | None], attributes: Collection[str], place: Place) -> None:
    for index, image in enumerate(images):
        if image is not None:
            _judge_value_attributes(image.values, attributes, place, ("images", index, "values"))


def _judge_value_attributes(values: Mapping[str, str], attributes: Collection[str], place: Place, steps: tuple[str | int, ...]) -> None:
    for attribute, value in values.items():
        if attribute not in attributes:
            place.report((*steps, attribute), value, "unknown_value_attribute", _one_of(attributes))


def _judge_master(master: MasterProduct, place: Place) -> None:
    attributes = master.variation_attributes
    if master.slicing_attribute is not None and master.slicing_attribute not in attributes:
        place.report(("slicing_attribute",), master.slicing_attribute, "unknown_value_attribute", _one_of(attributes))
    _judge_distinct(attributes, place, "variation_attributes")
    _judge_groups(master.variation_groups, attributes, place)
    _judge_images(master.images, attributes, place)


def _judge_groups(groups: Sequence[VariationGroup | None], attributes: Collection[str], place: Place) -> None:
    _judge_distinct([_id_of(group) for group in groups], place, "variation_groups")
    for index, group in enumerate(groups):
        if group is not None and group.values is not None:
            _judge_value_attributes(group.values, attributes, place, ("variation_groups", index, "values"))


def _judge_distinct(ids: Sequence[str | None], place: Place, field: str) -> None:
    seen: set[str | None] = {None}
    for index, each in enumerate(ids):
        if each in seen and each is not None:
            place.report((field, index), each, "duplicate_id", "expected each id once")
        seen.add(each)


def _judge_values(forms: Sequence[Form], attributes: Sequence[str]) -> None:
    taken: dict[tuple[str | None, ...], str] = {}
    for variation, place in forms:
        values = variation.values
        _judge_value_attributes(values, attributes, place, ("values",))
        for attribute in attributes:
            if attribute not in values:
                message = f"expected a value of the master's attribute {attribute}"
                place.report(("values", attribute), None, "missing_value", message)
        combination = tuple(values.get(attribute) for attribute in attributes)
        if None not in combination and taken.setdefault(combination, variation.id) != variation.id:
            message = f"expected values that differ from those of {taken[combination]}"
            place.report(("values",), values, "duplicate_values", message)


def _id_of(held: AttributeValue | VariationGroup | None) -> str | None:
    return None if held is None else held.id


def _one_of(attributes: Collection[str]) -> str:
    if not attributes:
        return "expected none: only a master has variation attributes"
    return "expected a variation attribute of the master: " + ", ".join(attributes)
