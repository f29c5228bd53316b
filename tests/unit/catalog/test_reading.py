"""Reading a feed.

1. Products stream: each is there before the next record is read.
2. Bundles, then sets come last, so that whatever they name has come before.
3. In strict mode nothing is yielded after the first problem, the whole feed is read, and all problems are raised at its end.
4. Of very many problems the first 1,000 are kept and the others counted.
5. With on_problem = "skip" exactly the bad products are left out, and what they were the only ones to say is forgotten.
6. A catalog can be iterated over again; an iterator that is used up says so.
7. A change to a store is judged with what the store knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Attribute, Catalog, Category, CategoryTree, Product, SimpleProduct
from commerce_search.catalog.attributes import Attributes
from commerce_search.errors import FeedError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Record = dict[str, Any]


def simple(number: int, **fields: Any) -> Record:
    return {"id": f"p{number}", "name": f"Product {number}", **fields}


def test_products_stream() -> None:
    read: list[int] = []

    def records() -> Iterator[Record]:
        for number in range(100):
            read.append(number)
            yield simple(number)

    for number, product in enumerate(Catalog.from_records(records())):
        assert product.id == f"p{number}"
        assert len(read) == number + 1


def test_bundles_then_sets_come_last() -> None:
    records: list[Record] = [
        {"type": "set", "id": "look", "name": "Look", "members": ["kit", "p1"]},
        {"type": "bundle", "id": "kit", "name": "Kit", "members": [{"id": "p1"}]},
        simple(1),
        simple(2),
    ]
    assert [product.id for product in Catalog.from_records(records)] == ["p1", "p2", "kit", "look"]


def test_strict_reading_finds_everything_and_lets_nothing_through_after_the_first_problem() -> None:
    catalog = Catalog.from_records([simple(1), simple(2, price=-1), simple(3), simple(4, stock=-1)])
    yielded: list[Product] = []
    with pytest.raises(ValidationError) as caught:
        yielded.extend(catalog)
    assert [problem.path for problem in caught.value.problems] == ["records:2 p2.price", "records:4 p4.stock"]
    products = Catalog.from_records([simple(1), simple(2, price=-1), simple(3)])
    iterator = iter(products)
    assert next(iterator).id == "p1"
    with pytest.raises(ValidationError):
        next(iterator)


def test_of_many_problems_the_first_are_kept_and_all_are_counted() -> None:
    with pytest.raises(ValidationError) as caught:
        list(Catalog.from_records(simple(number, price=-1) for number in range(2_345)))
    assert (len(caught.value.problems), caught.value.total) == (1_000, 2_345)
    assert str(caught.value).endswith("... and 2,325 more")


def test_skipping_leaves_out_exactly_the_bad_products() -> None:
    records: list[dict[str, Any] | bytes] = [simple(1), simple(2, price=-1), b"{", simple(3, categories=["x"]), simple(1), simple(4)]
    catalog = Catalog.from_records(records, on_problem="skip")
    assert [product.id for product in catalog] == ["p1", "p4"]
    assert [(problem.path, problem.code) for problem in catalog.problems] == [
        ("records:2 p2.price", "negative"),
        ("records:3", "broken_json"),
        ("records:4 p3.categories[0]", "unknown_category"),
        ("records:5 p1.id", "duplicate_id"),
    ]
    assert (catalog.accepted, catalog.skipped) == (2, 3)


def test_what_names_a_skipped_product_is_skipped_too() -> None:
    records = [
        simple(1, price=-1),
        {"type": "bundle", "id": "kit", "name": "Kit", "members": [{"id": "p1"}]},
        {"type": "set", "id": "look", "name": "Look", "members": ["kit"]},
    ]
    catalog = Catalog.from_records(records, on_problem="skip")
    assert list(catalog) == []
    assert [problem.code for problem in catalog.problems] == ["negative", "unknown_member", "unknown_member"]


def test_a_second_product_of_the_same_id_does_not_take_the_first_one_with_it() -> None:
    records = [simple(1), simple(1, price=-1), {"type": "set", "id": "look", "name": "Look", "members": ["p1"]}]
    assert [product.id for product in Catalog.from_records(records, on_problem="skip")] == ["p1", "look"]


def test_what_a_skipped_product_says_of_attributes_is_forgotten() -> None:
    records = [simple(1, price=-1, attributes={"weight": "heavy"}), simple(2, attributes={"weight": 5})]
    catalog = Catalog.from_records(records, on_problem="skip")
    assert [product.id for product in catalog] == ["p2"]
    assert catalog.attributes["weight"].kind == "number"


def test_a_category_without_a_place_is_left_out_with_all_that_depends_on_it() -> None:
    records = [
        {"type": "category", "id": "a", "parent": "b"},
        {"type": "category", "id": "b", "parent": "a"},
        {"type": "category", "id": "below", "parent": "a"},
        {"type": "category", "id": "sea"},
        simple(1, categories=["below"]),
        simple(2, categories=["sea"]),
    ]
    catalog = Catalog.from_records(records, on_problem="skip")
    assert [product.id for product in catalog] == ["p2"]
    assert list(catalog.categories) == ["sea"]
    assert [problem.code for problem in catalog.problems] == ["category_cycle", "category_cycle", "unknown_parent", "unknown_category"]


def test_a_catalog_can_be_read_again() -> None:
    catalog = Catalog.from_records([{"type": "category", "id": "bath"}, simple(1, categories=["bath"])])
    assert list(catalog) == list(catalog)
    assert list(catalog.categories) == ["bath"]


def test_an_iterator_that_is_used_up_says_so() -> None:
    catalog = Catalog.from_records(iter([simple(1)]))
    assert len(list(catalog)) == 1
    with pytest.raises(FeedError, match="used up; pass a list"):
        list(catalog)


def test_models_are_records_too(tee: Record) -> None:
    (product,) = Catalog.from_records([tee])
    records = [Category(id="bath"), Attribute(id="fit"), product, SimpleProduct(id="towel", name="Towel", categories=("bath",))]
    assert [read.id for read in Catalog.from_records(records)] == ["tee", "towel"]


def test_a_change_is_judged_with_what_the_store_knows(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    attributes = Attributes({"weight": Attribute(id="weight", kind="number")})
    categories = CategoryTree({"bath": Category(id="bath")})
    kinds = {"old": "simple"}
    change = [
        {"type": "category", "id": "spa", "parent": "bath"},
        simple(1, categories=["bath", "spa"], attributes={"weight": 5}),
        {"type": "set", "id": "look", "name": "Look", "members": ["old", "p1"]},
    ]
    catalog = Catalog.from_records(change, attributes=attributes, categories=categories, kind_of=kinds.get)
    assert [product.id for product in catalog] == ["p1", "look"]
    assert (list(categories), list(catalog.categories)) == (["bath"], ["bath", "spa"])
    assert problems_of(simple(2, attributes={"weight": "5"}), attributes=attributes) == [("p2.attributes.weight", "wrong_type")]


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(ValidationError, match="currency"):
        Catalog.from_records([], currency="DOLLAR")


def test_prices_are_judged_in_the_currency_of_the_store(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    assert problems_of(simple(1, price="1.5"), currency="JPY") == [("p1.price", "too_precise")]
    assert problems_of(simple(1, price="1.234"), currency="KWD") == []
