"""What are the invented shop's products and settings, in the words of this library?

A merchant's feed as it would be put in: nothing is said twice to help a query, and the fields are the library's defaults. What the
shop's configuration says and the library has no setting for is named in `NOT_USED`, and does nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from commerce_search import Catalog, Settings, Storefront

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Record = dict[str, Any]

NOT_USED: Final[Mapping[str, str]] = {
    "stop_words": "the library's own",
    "price_books": "one currency a store: one store for each list, none for groups of customers",
    "entitlements": "every shopper sees every product",
    "promotions": "a price is the record's",
    "rules": "none",
}
USED: Final = {
    "synonyms": "is a setting of the words of English",
    "hypernyms": "is a setting of the words of English",
    "one_way": "are hypernyms",
    "compound_words": "is a setting of the words of English",
    "common_phrases": "is a setting of the words of English",
    "units": "the library knows these, but for temperatures without a degree sign, which are a setting",
    "colour_families": "is what each variation has as its colour family",
    "colour_family_names": "are that attribute's labels",
    "size_order": "is the order of the sizes",
    "out_of_stock_policy": "`last` is what the library does",
    "suggest_min_chars": "is a setting",
    "today": "is the instant of every search",
}
SORTS: Final = {
    "price_asc": {"by": "price", "direction": "ascending"},
    "price_desc": {"by": "price", "direction": "descending"},
    "name_asc": {"by": "name", "direction": "ascending"},
    "best_sellers": {"by": "sales_30d", "direction": "descending"},
    "newest": {"by": "days_since_launch", "direction": "ascending"},
}
NO_WORDS: Final = ("accessory_for", "qualifiers", "sales_30d", "days_since_launch", "in_stock")
"""Attributes to choose and to sort by: codes and numbers that no shopper types."""


def storefronts(shop: Record, config: Record) -> dict[str, Storefront]:
    """Locale -> its store: one for each currency."""
    built: dict[str, Storefront] = {}
    for name, book in config["price_books"].items():
        locales = book.get("locales")
        if locales:  # a book without locales is a group's
            settings = settings_of(config, book["currency"], locales)
            catalog = Catalog.from_records(list(records(shop, config, shop["price_books"][name])), currency=book["currency"])
            built |= dict.fromkeys(locales, Storefront.build(catalog, settings))
    return built


def settings_of(config: Record, currency: str, locales: Iterable[str]) -> Settings:
    """Make the settings of one store."""
    attributes = {"ptype": "count", "brand": "count", "color": "position", "color_family": "count", "size": "position", "in_stock": "count"}
    return Settings.from_dict(
        {
            "currency": currency,
            "locales": {locale: list(dict.fromkeys((locale, "en"))) for locale in locales},
            "words": {"en": words_of(config)},
            "product_types": {"attribute": "ptype"},
            "units": [{"measure": "temperature", "spellings": config["units"]["temperature"]}],
            "suggestions": {"least_characters": config["suggest_min_chars"]},
            "refinements": [
                {"id": "category", "kind": "category"},
                {"id": "price", "kind": "price"},
                *({"id": id_, "kind": "attribute", "sort": sort} for id_, sort in attributes.items()),
            ],
            "sorting_options": [{"id": id_, "keys": [key]} for id_, key in SORTS.items()],
        }
    )


def words_of(config: Record) -> Record:
    """Make what the merchant says of words."""
    own = {kind: config[kind] for kind in ("synonyms", "compound_words", "common_phrases")}
    return own | {"hypernyms": config["hypernyms"] | config["one_way"]}


def records(shop: Record, config: Record, prices: Mapping[str, float]) -> Iterator[Record]:
    """Yield the catalog: what products hold, then categories, then products with the prices of one list."""
    yield from _attributes(shop, config)
    for category in shop["categories"]:
        yield {"type": "category", **category}
    whole = {product["id"]: product for product in shop["products"]}
    # Sets and bundles name other products.
    for product in sorted(shop["products"], key=lambda one: bool(one["members"])):
        yield _product(product, whole, prices)


def _attributes(shop: Record, config: Record) -> Iterator[Record]:
    families = config["colour_family_names"].items()
    types = shop["ptypes"].items()
    yield {"type": "attribute", "id": "ptype", "values": [{"id": id_, "label": one["name"]} for id_, one in types]}
    yield {"type": "attribute", "id": "color_family", "values": [{"id": id_, "label": label} for id_, label in families]}
    yield {"type": "attribute", "id": "color", "values": [{"id": colour} for colour in config["colour_families"]]}
    yield {"type": "attribute", "id": "size", "values": [{"id": size} for size in config["size_order"]]}
    kinds = {"in_stock": "flag", "sales_30d": "number", "days_since_launch": "number"}
    for id_ in NO_WORDS:
        multiple = id_ == "qualifiers"
        yield {"type": "attribute", "id": id_, "kind": kinds.get(id_, "text"), "multiple": multiple, "searchable": False}


def _product(product: Record, whole: Mapping[str, Record], prices: Mapping[str, float]) -> Record:
    kind = product["kind"]
    record = _said_of_all(product)
    variations = [_variation(one, prices, product["mpn"]) for one in product["variants"]]
    if kind == "master":
        return record | {"type": "master", "variation_attributes": ["color", "size"], "variations": variations}
    if kind == "set":  # its rows are its members'
        return record | {"type": "set", "members": product["members"]}
    only = variations[0]  # a bundle with a choice has none here: its row is its own
    record |= {"price": only["price"], "stock": only["stock"], "online": product["online"] and only["online"]}
    record["attributes"] |= only["values"] | only["attributes"]
    record["identifiers"] = only["identifiers"] | {"sku": only["id"]}
    if kind == "bundle":
        return record | {"type": "bundle", "members": [{"id": _sold_as(whole[id_])} for id_ in product["members"]]}
    return record | {"type": "simple"}


def _said_of_all(product: Record) -> Record:
    """Return what a record says whatever its type is."""
    attributes = {**product["attributes"], **{key: product[key] for key in ("ptype", *NO_WORDS) if product.get(key) not in (None, [])}}
    return {
        "id": product["id"],
        "name": product["name"],
        "brand": product["brand"],
        "description": {language: text for language, text in product["description"].items() if text} or None,
        "categories": [product["category"]],
        "attributes": attributes,
        "online": product["online"],
        "searchable": product["searchable"],
    }


def _variation(one: Record, prices: Mapping[str, float], part_number: str) -> Record:
    return {
        "id": one["sku"],
        "values": {"color": one["color"], "size": one["size"]},
        "attributes": {"color_family": one["color_family"], "in_stock": one["stock"] > 0},
        "price": prices[one["sku"]],
        "stock": one["stock"],
        "online": one["online"],
        "identifiers": {"mpn": part_number} if part_number else {},
    }


def _sold_as(member: Record) -> str:
    """Return what a bundle puts into the cart: of a product with variations its first."""
    id_: str = member["variants"][0]["sku"] if member["kind"] == "master" else member["id"]
    return id_
