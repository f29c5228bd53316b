"""Rows that are variations.

1. Rows of one master become one product, whatever they repeat: product fields from the first row that has them.
2. Attributes that all rows share are the product's; those in which they differ are the variations'.
3. A row without a master is a simple product; its values are attributes.
4. Rows that do not stand together are a mistake, unless they are read with group = "anywhere".
5. Each row's problems are reported at that row.
"""

from __future__ import annotations

from typing import Any

from commerce_search.catalog import Catalog, FeedMapping, MasterProduct, SimpleProduct
from commerce_search.catalog.feeds.feed import MemoryFeed
from commerce_search.kernel.money import Currency

MAPPING = """
[fields]
id = "sku"
name = "title"
brand = "brand"
price = "price"
[fields.values]
colour = "color"
size = "size"
[fields.attributes]
material = "material"
weight = { column = "weight", kind = "number" }
[variations]
master = "group"
slicing_attribute = "colour"
"""


def row(sku: str, group: str | None, color: str, size: str, **cells: Any) -> dict[str, Any]:
    return {"sku": sku, "group": group, "title": f"Tee {color}", "color": color, "size": size, **cells}


def mapped(rows: list[dict[str, Any]], mapping: str = MAPPING, **options: Any) -> Catalog:
    return Catalog(FeedMapping.from_toml(mapping).records(MemoryFeed(rows, "rows"), Currency.of("USD")), **options)


RED_S = row("r-s", "tee", "red", "s", price="9.99", material="cotton", weight="100")
RED_M = row("r-m", "tee", "red", "m", price="9.99", material="cotton", weight="120", brand="Acme")
BLUE = row("b-s", "tee", "blue", "s", price="8.99", material="cotton", weight="100", title="Tee in blue")


def test_rows_of_one_master_become_one_product() -> None:
    (tee,) = mapped([RED_S, RED_M, BLUE])
    assert isinstance(tee, MasterProduct)
    assert (tee.id, tee.name, tee.brand, tee.variation_attributes) == ("tee", "Tee red", "Acme", ("colour", "size"))
    assert tee.slicing_attribute == "colour"
    assert [(form.id, form.values, str(form.price)) for form in tee.variations] == [
        ("r-s", {"colour": "red", "size": "s"}, "9.99"),
        ("r-m", {"colour": "red", "size": "m"}, "9.99"),
        ("b-s", {"colour": "blue", "size": "s"}, "8.99"),
    ]


def test_what_all_rows_share_is_the_products() -> None:
    (tee,) = mapped([RED_S, RED_M, BLUE])
    assert isinstance(tee, MasterProduct)
    assert tee.attributes == {"material": "cotton"}
    assert [form.attributes for form in tee.variations] == [{"weight": 100}, {"weight": 120}, {"weight": 100}]


def test_the_masters_own_columns_go_before_those_of_its_rows() -> None:
    rows = [RED_S, {**RED_M, "parent_title": "T-shirt"}]
    (tee,) = mapped(rows, MAPPING + '[master]\nname = "parent_title"')
    assert tee.name == "T-shirt"


def test_a_row_without_a_master_is_a_simple_product() -> None:
    cap, tee = mapped([row("cap", "", "black", "one", material="wool"), RED_S])
    assert isinstance(cap, SimpleProduct)
    assert cap.attributes == {"colour": "black", "size": "one", "material": "wool"}
    assert isinstance(tee, MasterProduct)


def test_an_attribute_in_which_no_row_differs_from_the_others_by_absence_alone_is_shared_by_all() -> None:
    (tee,) = mapped([RED_S, {**RED_M, "material": None}])
    assert isinstance(tee, MasterProduct)
    assert (tee.attributes, tee.variations[0].attributes) == ({}, {"material": "cotton", "weight": 100})


def test_rows_stand_together_unless_they_may_stand_anywhere() -> None:
    apart = [RED_S, row("hat", "hats", "red", "m"), RED_M]
    catalog = mapped(apart, on_problem="skip")
    assert [product.id for product in catalog] == ["tee", "hats"]
    assert [(problem.path, problem.code) for problem in catalog.problems] == [("rows:3 tee.id", "duplicate_id")]
    products = list(mapped(apart, MAPPING.replace("[variations]", '[variations]\ngroup = "anywhere"')))
    assert [product.id for product in products] == ["tee", "hats"]
    assert isinstance(products[0], MasterProduct)
    assert [form.id for form in products[0].variations] == ["r-s", "r-m"]


def test_problems_are_reported_at_the_row() -> None:
    catalog = mapped([RED_S, {**RED_M, "price": "-1"}, {**BLUE, "size": ""}, {**RED_S, "sku": "again"}], on_problem="skip")
    assert list(catalog) == []
    assert [(problem.path, problem.code) for problem in catalog.problems] == [
        ("rows:2 r-m.price", "negative"),
        ("rows:3 b-s.values.size", "missing_value"),
        ("rows:4 again.values", "duplicate_values"),
    ]
