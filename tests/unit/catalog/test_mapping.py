"""Mappings: a merchant's row becomes a catalog record.

1. Every field can come from a column or a path into nested objects; a column of exactly that name goes first.
2. Values without meaning leave no trace; constants stand in for them.
3. Text that spells numbers, flags and lists is read; what is not understood is reported by the catalog, never guessed.
4. Minor units become money without rounding.
5. Category paths make categories when they are met first.
6. Many attributes come from an object, or from columns with a prefix; prefixes can tell kinds.
7. A broken line is reported as if there were no mapping.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Catalog, FeedMapping, Product, SimpleProduct
from commerce_search.catalog.feeds.feed import MemoryFeed
from commerce_search.kernel.money import Currency

if TYPE_CHECKING:
    from collections.abc import Iterable

MINIMAL = """
[fields]
id = "sku"
name = "title"
"""


def mapped(mapping: str, rows: Iterable[Any], **options: Any) -> Catalog:
    currency = options.get("currency", "USD")
    return Catalog(FeedMapping.from_toml(mapping).records(MemoryFeed(rows, "rows"), Currency.of(currency)), **options)


def one(mapping: str, row: Any, **options: Any) -> Product:
    (product,) = mapped(mapping, [row], **options)
    return product


def problem_codes(mapping: str, *rows: Any) -> list[tuple[str, str]]:
    catalog = mapped(mapping, rows, on_problem="skip")
    list(catalog)
    return [(problem.path, problem.code) for problem in catalog.problems]


def test_fields_come_from_columns_and_paths() -> None:
    mapping = """
    [fields]
    id = "ids.0"
    name = { de = "titel.de", en = "title" }
    brand = "maker.name"
    price = "price.amount"
    online_from = "from"
    images = "pictures.0.url"
    [fields.identifiers]
    ean = "ean"
    [fields.rating]
    average = "stars"
    count = "reviews"
    """
    row = {
        "ids": [17, 18],
        "title": " Towel ",
        "titel": {"de": "Handtuch"},
        "maker": {"name": "Acme"},
        "price": {"amount": "19.99"},
        "from": "2026-06-01T00:00:00Z",
        "pictures": [{"url": "a.jpg"}],
        "ean": ["1", 2],
        "stars": "4.5",
        "reviews": "12",
    }
    assert one(mapping, row) == next(
        iter(
            Catalog.from_records(
                [
                    {
                        "id": "17",
                        "name": {"de": "Handtuch", "en": "Towel"},
                        "brand": "Acme",
                        "price": "19.99",
                        "online_from": "2026-06-01T00:00:00Z",
                        "images": [{"url": "a.jpg"}],
                        "identifiers": {"ean": ["1", "2"]},
                        "rating": {"average": 4.5, "count": 12},
                    }
                ]
            )
        )
    )


def test_a_column_of_exactly_the_name_goes_before_the_path() -> None:
    mapping = MINIMAL + 'brand = "maker.name"'
    assert one(mapping, {"sku": "a", "title": "A", "maker.name": "flat", "maker": {"name": "deep"}}).brand == "flat"


@pytest.mark.parametrize("nothing", [None, "", "  ", "n/a", [], {}])
def test_values_without_meaning_leave_no_trace(nothing: object) -> None:
    mapping = 'nulls = ["", "n/a"]' + MINIMAL + 'brand = "maker"\n[fields.attributes]\ncolour = "colour"'
    assert one(mapping, {"sku": "a", "title": "A", "maker": nothing, "colour": nothing}) == SimpleProduct(id="a", name="A")


def test_constants_stand_where_a_row_has_nothing() -> None:
    mapping = MINIMAL + 'brand = "maker"\n[constants]\nbrand = "Acme"\nsearchable = false\n[constants.attributes]\ncondition = "new"'
    first, second = mapped(mapping, [{"sku": "a", "title": "A"}, {"sku": "b", "title": "B", "maker": "Zeta"}])
    assert (first.brand, second.brand) == ("Acme", "Zeta")
    assert (first.searchable, first.attributes, second.attributes) == (False, {"condition": "new"}, {"condition": "new"})
    assert first.attributes is not second.attributes


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("stock", "5", 5),
        ("stock", " 5 ", 5),
        ("stock", 5.0, 5),
        ("online", "No", False),
        ("online", 0, False),
        ("searchable", "N", False),
        ("brand", 3, "3"),
        ("categories", "bath|sea", ("bath", "sea")),
        ("categories", ["bath", "sea"], ("bath", "sea")),
    ],
)
def test_text_that_spells_a_value_is_read(field: str, cell: Any, value: object) -> None:
    mapping = MINIMAL + f'{field} = {{ column = "cell", separator = "|" }}'
    known = [{"type": "category", "id": category} for category in ("bath", "sea")]
    rows = MemoryFeed([{"sku": "a", "title": "A", "cell": cell}])
    records = [*known, *(record for _, record in FeedMapping.from_toml(mapping).records(rows, Currency.of("USD")))]
    (product,) = Catalog.from_records(records)  # type: ignore[arg-type]
    assert getattr(product, field) == value


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("stock", "many", "wrong_type"),
        ("stock", "5.5", "wrong_type"),
        ("stock", 5.5, "wrong_type"),
        ("stock", "-5", "negative"),
        ("online", "perhaps", "wrong_type"),
        ("online", 2, "wrong_type"),
        ("price", "$5", "wrong_type"),
        ("price", "5,00", "wrong_type"),
        ("price", float("nan"), "not_a_number"),
        ("brand", True, "wrong_type"),
        ("price_minor", "cheap", "wrong_type"),
        ("price_minor", 0.5, "too_precise"),
        ("price_minor", "1." + "0" * 60 + "1", "too_precise"),
        ("price_minor", -1, "negative"),
        ("price_minor", "NaN", "not_a_number"),
        ("price_minor", True, "wrong_type"),
    ],
)
def test_what_is_not_understood_is_reported(field: str, cell: Any, code: str) -> None:
    row = {"sku": "a", "title": "A", "cell": cell}
    assert problem_codes(MINIMAL + f'{field} = "cell"', row) == [(f"rows:1 a.{field.removesuffix('_minor')}", code)]


@pytest.mark.parametrize(
    ("currency", "cell", "price"),
    [("USD", 12595, "125.95"), ("USD", "5", "0.05"), ("JPY", 1500, "1500"), ("KWD", 1500.0, "1.500"), ("USD", 10**15, "1e13")],
)
def test_minor_units_become_money(currency: str, cell: Any, price: str) -> None:
    product = one(MINIMAL + 'price_minor = "cents"', {"sku": "a", "title": "A", "cents": cell}, currency=currency)
    assert isinstance(product, SimpleProduct)
    assert product.price == Decimal(price)


def test_a_price_that_is_a_json_number_keeps_every_digit() -> None:
    line = b'{"sku": "a", "title": "A", "price": 19.990000000000000000001}'
    assert problem_codes(MINIMAL + 'price = "price"', line) == [("rows:1 a.price", "too_precise")]


def test_category_paths_make_categories() -> None:
    mapping = MINIMAL + 'categories = { column = "path", separator = "|", levels = ">" }'
    rows = [
        {"sku": "a", "title": "A", "path": "Home > Bath|Sale"},
        {"sku": "b", "title": "B", "path": ["Home>Bath > Towels ", "Home"]},
        {"sku": "c", "title": "C", "path": " > "},
    ]
    catalog = mapped(mapping, rows[:2])
    assert [product.categories for product in catalog] == [("Home > Bath", "Sale"), ("Home > Bath > Towels", "Home")]
    assert [category.label for category in catalog.categories.path("Home > Bath > Towels")] == ["Home", "Bath", "Towels"]
    assert [category.id for category in catalog.categories.children(None)] == ["Home", "Sale"]
    assert list(catalog.categories) == ["Home", "Home > Bath", "Sale", "Home > Bath > Towels"]
    assert problem_codes(mapping, *rows) == [("rows:3 c.categories[0]", "unknown_category")]


def test_many_attributes_come_from_an_object() -> None:
    mapping = MINIMAL + (
        '[[attribute_columns]]\nobject = "specs"\nkinds = { n_ = "number", b_ = "flag", t_ = "text" }\nleave_out = ["n_secret"]\n'
    )
    row = {
        "sku": "a",
        "title": "A",
        "specs": {"n_weight": "5.5", "b_new": "yes", "t_size": 42, "other": [1, 2], "n_secret": 1, "t_no": None},
    }
    catalog = mapped(mapping, [row])
    (product,) = catalog
    assert product.attributes == {"n_weight": 5.5, "b_new": True, "t_size": "42", "other": (1, 2)}
    assert {attribute.id: attribute.kind for attribute in catalog.attributes.values()} == {
        "n_weight": "number",
        "b_new": "flag",
        "t_size": "text",
        "other": "number",
    }
    assert catalog.attributes.inferred == {"other"}


def test_many_attributes_come_from_columns_with_a_prefix() -> None:
    mapping = (
        MINIMAL + 'brand = "attr_brand"\n[[attribute_columns]]\nprefix = "attr_"\nstrip = true\nseparator = ";"\nkinds = { n_ = "number" }'
    )
    row = {"sku": "a", "title": "A", "attr_brand": "Acme", "attr_colour": "red; blue", "attr_n_size": "5;6", "other": 1}
    assert one(mapping, row).attributes == {"colour": ("red", "blue"), "n_size": (5, 6)}


def test_an_object_of_attributes_that_is_none_is_reported() -> None:
    mapping = MINIMAL + '[[attribute_columns]]\nobject = "specs"'
    assert problem_codes(mapping, {"sku": "a", "title": "A", "specs": ["red"]}) == [("rows:1 a.attributes", "wrong_type")]


def test_definitions_and_kinds_define_attributes() -> None:
    mapping = MINIMAL + (
        '[fields.attributes]\nweight = "w"\nmade = { column = "d", kind = "date" }\ncolour = { de = "farbe", en = "colour" }\n'
        '[definitions.weight]\nkind = "number"\nname = { en = "Weight" }\n'
    )
    catalog = mapped(mapping, [{"sku": "a", "title": "A", "w": "5", "d": "2026-06-01", "farbe": "rot", "colour": "red"}])
    (product,) = catalog
    assert product.attributes == {"weight": 5, "made": "2026-06-01", "colour": {"de": "rot", "en": "red"}}
    assert catalog.attributes["weight"].label == {"en": "Weight"}
    assert (catalog.attributes["made"].kind, catalog.attributes["colour"].kind) == ("date", "text")


def test_a_mistake_in_a_definition_is_reported_at_the_mapping() -> None:
    assert problem_codes(MINIMAL + '[definitions.weight]\nkind = "heavy"', {"sku": "a", "title": "A"}) == [
        ("mapping weight.kind", "out_of_range")
    ]


def test_a_broken_line_is_reported_as_if_there_were_no_mapping() -> None:
    rows = [b'{"sku": "a", "title": ', b'{"sku": "b", "title": "B\\ud800"}', b'{"sku": "c", "title": NaN}', b"[]"]
    assert problem_codes(MINIMAL, *rows) == [
        ("rows:1", "broken_json"),
        ("rows:2 b.name", "lone_surrogate"),
        ("rows:3 c.name", "wrong_type"),
        ("rows:4", "wrong_type"),
    ]


def test_bundles_and_sets_can_be_mapped() -> None:
    mapping = MINIMAL + 'type = "type"\nmembers = { column = "members", separator = "," }'
    rows = [
        {"sku": "a", "title": "A"},
        {"sku": "look", "title": "Look", "type": "set", "members": "a, kit"},
        {"sku": "kit", "title": "Kit", "type": "bundle", "members": [{"id": "a", "quantity": 2}]},
    ]
    assert [type(product).__name__ for product in mapped(mapping, rows)] == ["SimpleProduct", "Bundle", "ProductSet"]
