"""Is the demo store sound, by the rules of ``docs/reference/catalog.md`` alone?

1. It is a shop, not a sample: at least 130 products and 900 variations.
2. Every id is given once; every identifier names one item.
3. Whatever a record refers to exists: categories, parents, attributes, values, members.
4. A variation has one value for each of its master's variation attributes, and no other variation has the same ones.
5. EAN, UPC, GTIN and ISBN have the right check digit.
6. Every name and every label has all seven languages (or is one string for all of them).
7. Money is a decimal string with at most two decimals, and a list price is higher than the price.
8. The special cases that the store is there for are there.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from commerce_search import demo

if TYPE_CHECKING:
    from collections.abc import Iterator

Record: TypeAlias = dict[str, Any]

LANGUAGES = {"en", "de", "es", "fr", "pl", "ja", "zh"}
MONEY = re.compile(r"\d+(\.\d{1,2})?\Z")
RECORDS = list(demo.records())
ATTRIBUTES: dict[str, Record] = {record["id"]: record for record in RECORDS if record["type"] == "attribute"}
CATEGORIES: dict[str, Record] = {record["id"]: record for record in RECORDS if record["type"] == "category"}
PRODUCTS: dict[str, Record] = {record["id"]: record for record in RECORDS if record["type"] not in {"attribute", "category"}}
VARIATIONS: dict[str, tuple[Record, Record]] = {
    variation["id"]: (master, variation) for master in PRODUCTS.values() for variation in master.get("variations", [])
}
ITEMS: list[Record] = [variation for _, variation in VARIATIONS.values()] + [
    product for product in PRODUCTS.values() if product["type"] in {"simple", "bundle"}
]


def many(value: Any) -> list[Any]:
    """A value or a list of values, as a list."""
    return value if isinstance(value, list) else [value]


def category_ids(product: Record) -> list[str]:
    """The categories that a product is assigned to."""
    return [entry if isinstance(entry, str) else entry["id"] for entry in product["categories"]]


def ancestry(category: str) -> Iterator[str]:
    """A category and what it lies below, upwards."""
    above: str | None = category
    while above is not None:
        yield above
        above = CATEGORIES[above].get("parent")


def has_check_digit(number: str) -> bool:
    """The GS1 rule, for EAN, UPC, GTIN and ISBN-13: weights 1 and 3 from the right, the sum a multiple of ten."""
    return number.isdigit() and sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(number))) % 10 == 0


def named_files() -> set[str]:
    """The files that ``records`` reads."""
    return {f"{name}.jsonl" for name in demo._FILES}


# 1


def test_it_is_a_shop() -> None:
    assert len(PRODUCTS) >= 130
    assert len(VARIATIONS) >= 900
    assert len(CATEGORIES) >= 30
    assert 8 <= len({product["brand"] for product in PRODUCTS.values()}) <= 14


def test_no_file_is_forgotten() -> None:
    folder = demo.settings_path().parent / "catalog"
    assert {file.name for file in folder.iterdir()} == named_files()
    assert sum(file.stat().st_size for file in folder.iterdir()) < 1_500_000


def test_attributes_and_categories_come_first() -> None:
    order = [{"attribute": 0, "category": 1}.get(record["type"], 2) for record in RECORDS]
    assert order == sorted(order)


# 2


def test_ids_are_unique() -> None:
    ids = Counter([*PRODUCTS, *VARIATIONS])
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert len(ATTRIBUTES) + len(CATEGORIES) + len(PRODUCTS) == len(RECORDS)
    assert sum(len(product.get("variations", [])) for product in PRODUCTS.values()) == len(VARIATIONS)


def test_identifiers_name_one_item() -> None:
    found = Counter((kind, number) for item in ITEMS for kind, held in item["identifiers"].items() for number in many(held))
    assert [identifier for identifier, count in found.items() if count > 1] == []


# 3


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=lambda category: category["id"])
def test_categories_make_a_tree(category: Record) -> None:
    seen: set[str] = set()
    for above in ancestry(category["id"]):
        assert above in CATEGORIES
        assert above not in seen
        seen.add(above)
    assert len(seen) <= 3


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda product: product["id"])
def test_references_resolve(product: Record) -> None:
    assert category_ids(product)
    assert len(set(category_ids(product))) == len(category_ids(product))
    assert set(category_ids(product)) <= set(CATEGORIES)
    for owner in [product, *product.get("variations", [])]:
        for attribute, value in (owner.get("attributes", {}) | owner.get("values", {})).items():
            _check_value(attribute, value)
    for image in product.get("images", []):
        for attribute, value in image.get("values", {}).items():
            assert any(variation["values"].get(attribute) == value for variation in product["variations"])
    for group in product.get("variation_groups", []):
        assert any(group["values"].items() <= variation["values"].items() for variation in product["variations"])


def _check_value(attribute: str, value: Any) -> None:
    definition = ATTRIBUTES[attribute]
    kinds: dict[str, Any] = {"text": (str, dict), "number": (int, float), "flag": bool, "date": str}
    known = {one["id"] for one in definition.get("values", [])}
    assert isinstance(value, list) == definition.get("multiple", False)
    for one in many(value):
        assert isinstance(one, kinds[definition.get("kind", "text")])
        assert not known or one in known
        assert not isinstance(one, dict) or set(one) == LANGUAGES


def test_members_resolve() -> None:
    simple = {id_ for id_, product in PRODUCTS.items() if product["type"] == "simple"}
    sets = [product for product in PRODUCTS.values() if product["type"] == "set"]
    bundles = [product for product in PRODUCTS.values() if product["type"] == "bundle"]
    assert len(sets) >= 2
    assert len(bundles) >= 2
    for product in sets:
        assert set(product["members"]) <= set(PRODUCTS)
    for product in bundles:
        assert {member["id"] for member in product["members"]} <= simple | set(VARIATIONS)


# 4


@pytest.mark.parametrize(
    "master", [product for product in PRODUCTS.values() if product["type"] == "master"], ids=lambda product: product["id"]
)
def test_variations_have_all_values(master: Record) -> None:
    attributes = master["variation_attributes"]
    assert all(list(variation["values"]) == attributes for variation in master["variations"])
    combinations = [tuple(variation["values"].values()) for variation in master["variations"]]
    assert len(set(combinations)) == len(combinations) > 0
    assert master.get("slicing_attribute", attributes[0]) in attributes


# 5


def test_check_digits() -> None:
    lengths = {"ean": {13}, "upc": {12}, "gtin": {14}, "isbn": {13}}
    for item in ITEMS:
        for kind, allowed in lengths.items():
            for number in many(item["identifiers"].get(kind, [])):
                digits = number.replace("-", "")
                assert len(digits) in allowed
                assert has_check_digit(digits), f"{kind} {number} of {item['id']}"


def test_the_check_digit_rule_itself() -> None:
    assert has_check_digit("4006381333931")
    assert not has_check_digit("4006381333932")


# 6


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record['type']} {record['id']}")
def test_all_languages(record: Record) -> None:
    assert set(record["name"]) == LANGUAGES
    assert all(text.strip() == text != "" for text in record["name"].values())
    for value in record.get("values", []):
        assert isinstance(value["label"], str) or set(value["label"]) == LANGUAGES
    if record["id"] in PRODUCTS:
        assert set(record["short_description"]) >= {"en", "de"}
        assert record["description"]["en"]


def test_colours_have_swatches_and_words_of_their_own() -> None:
    for colour in ATTRIBUTES["colour"]["values"]:
        assert re.fullmatch(r"#[0-9a-f]{6}|https://\S+", colour["swatch"])
    for language in LANGUAGES:
        labels = [colour["label"][language] for colour in ATTRIBUTES["colour"]["values"]]
        assert len(set(labels)) == len(labels)


def test_descriptions_are_not_templates() -> None:
    descriptions = [product["description"]["en"] for product in PRODUCTS.values()]
    sentences = Counter(sentence for text in descriptions for sentence in re.split(r"(?<=[.!?]) ", text) if len(sentence) > 25)
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


# 7


def test_money() -> None:
    for item in ITEMS:
        price, list_price = item.get("price"), item.get("list_price")
        assert all(isinstance(amount, str) and MONEY.match(amount) for amount in (price, list_price) if amount is not None)
        assert list_price is None or float(list_price) > float(str(price))


def test_the_sale_category_holds_what_is_reduced() -> None:
    for product in PRODUCTS.values():
        reduced = any("list_price" in item for item in [product, *product.get("variations", [])])
        assert reduced == ("sale" in category_ids(product)), product["id"]


# 8


def test_special_cases_are_there() -> None:
    stocks = [variation.get("stock", "absent") for _, variation in VARIATIONS.values()]
    products = PRODUCTS.values()
    masters = [product for product in products if product["type"] == "master"]
    assert stocks.count(0) > 50
    assert any(item.get("stock", 0) is None for item in ITEMS)
    assert sum(all(variation["stock"] == 0 for variation in master["variations"]) for master in masters) >= 2
    assert [product["id"] for product in products if product.get("online") is False] == ["channel-97-longboard"]
    assert [product["id"] for product in products if product.get("searchable") is False] == ["gift-card"]
    assert sum("slicing_attribute" in product for product in products) >= 5
    assert sum("variation_groups" in product for product in products) >= 5
    assert sum("videos" in product for product in products) >= 2
    assert {"Red Reef", "Without Limits"} <= {product["brand"] for product in products}


def test_windows() -> None:
    windows = [owner for owner in [*PRODUCTS.values(), *ITEMS] if "online_from" in owner or "online_to" in owner]
    assert len(windows) >= 5
    for owner in windows:
        instants = [datetime.fromisoformat(owner[key]) for key in ("online_from", "online_to") if key in owner]
        assert all(instant.tzinfo is not None for instant in instants)
        assert instants == sorted(set(instants))


def test_settings() -> None:
    settings = tomllib.loads(demo.settings_path().read_text(encoding="utf-8"))
    assert settings["currency"] == "USD"
    assert set(settings["locales"]) == LANGUAGES
    assert all(chain == list(dict.fromkeys([locale, "en"])) for locale, chain in settings["locales"].items())
    expected = ["category", "brand", "colour", "size", "price", "gender", "material", "rating"]
    assert [refinement["id"] for refinement in settings["refinements"]] == expected
    buckets = [bucket for refinement in settings["refinements"] for bucket in refinement.get("bucket", [])]
    for labelled in [*settings["refinements"], *settings["sorting_options"], *buckets]:
        assert set(labelled["label"]) == LANGUAGES
