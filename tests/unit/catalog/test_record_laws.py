"""Laws of reading and writing records.

1. Reading what was written gives an equal product: `to_record`, `encode`, and every kind of product.
2. The same record means the same as a dictionary and as JSON.
3. The slow examination and the fast decoder agree on what is right: a record that has no problem is read, and read the same.
4. No record, however strange, breaks the reader; it is read or reported.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce_search.catalog import Catalog, Product, SimpleProduct, decode_product, encode, to_record
from commerce_search.catalog.examination import examine
from commerce_search.catalog.record import RECORD_TYPES
from commerce_search.errors import ValidationError
from commerce_search.kernel.problems import Place, Problems

CATEGORIES: list[dict[str, Any]] = [{"type": "category", "id": "bath"}, {"type": "category", "id": "sea", "parent": "bath"}]
ATTRIBUTES: list[dict[str, Any]] = [
    {"type": "attribute", "id": "colour", "multiple": True},
    {"type": "attribute", "id": "weight", "kind": "number"},
    {"type": "attribute", "id": "new", "kind": "flag"},
    {"type": "attribute", "id": "made", "kind": "date"},
]
MEMBERS: list[dict[str, Any]] = [{"id": "member-1", "name": "One"}, {"id": "member-2", "name": "Two"}]
LANGUAGES = st.sampled_from(["en", "de", "ja", "zh-TW"])

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
texts = words | st.dictionaries(LANGUAGES, words, max_size=3)
money = st.decimals(0, 10**9, places=2).flatmap(lambda amount: st.sampled_from([str(amount), float(amount), int(amount)]))
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
instants = st.datetimes(timezones=offsets).map(lambda instant: instant.isoformat())
attributes = st.fixed_dictionaries(
    {},
    optional={
        "colour": texts | st.lists(texts, max_size=3),
        "weight": st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False),
        "new": st.booleans(),
        "made": st.dates().map(str) | instants,
    },
)
images = st.lists(st.fixed_dictionaries({"url": words}, optional={"alt": texts}), max_size=2)
shared = {"attributes": attributes, "images": images, "online": st.booleans(), "online_from": st.none() | instants}
offered = {
    "price": st.none() | money,
    "list_price": money,
    "stock": st.none() | st.integers(0, 10**6),
    "identifiers": st.fixed_dictionaries({}, optional={"ean": words, "sku": st.lists(words, max_size=2)}),
}
listed = {
    "brand": st.none() | words,
    "short_description": texts,
    "description": texts,
    "keywords": texts,
    "categories": st.lists(
        st.sampled_from(["bath", "sea"])
        | st.fixed_dictionaries({"id": st.just("sea")}, optional={"position": st.none() | st.integers(-5, 5), "primary": st.booleans()}),
        max_size=2,
    ),
    "videos": st.lists(st.fixed_dictionaries({"url": words}, optional={"title": texts}), max_size=2),
    "rating": st.none() | st.fixed_dictionaries({"average": st.floats(0, 5), "count": st.integers(0, 99)}),
    "searchable": st.booleans(),
    **shared,
}


@st.composite
def masters(draw: st.DrawFn) -> dict[str, Any]:
    combinations = draw(st.lists(st.tuples(st.sampled_from("rgb"), st.sampled_from("sml")), unique=True, max_size=4))
    forms = [
        draw(
            st.fixed_dictionaries(
                {"id": st.just(f"v-{colour}-{size}"), "values": st.just({"colour": colour, "size": size})}, optional={**shared, **offered}
            )
        )
        for colour, size in combinations
    ]
    head = {"type": st.just("master"), "id": st.just("m"), "name": texts, "variation_attributes": st.just(["colour", "size"])}
    master = draw(st.fixed_dictionaries(head, optional={**listed, "slicing_attribute": st.sampled_from([None, "colour"])}))
    return {**master, "variations": forms}


simple_products = st.fixed_dictionaries({"id": ids, "name": texts}, optional={**listed, **offered, "type": st.just("simple")})
sets = st.fixed_dictionaries({"type": st.just("set"), "id": ids, "name": texts, "members": st.just(["member-1"])}, optional=listed)
bundles = st.fixed_dictionaries(
    {
        "type": st.just("bundle"),
        "id": ids,
        "name": texts,
        "members": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["member-1", "member-2"])}, optional={"quantity": st.integers(1, 9)})
        ),
    },
    optional={**listed, **offered},
)
products = simple_products | masters() | sets | bundles


def read(record: Any) -> Product:
    catalog = Catalog.from_records([*CATEGORIES, *ATTRIBUTES, *MEMBERS, record])
    return list(catalog)[-1]


@given(products)
def test_reading_what_was_written_gives_an_equal_product(record: dict[str, Any]) -> None:
    product = read(record)
    assert read(to_record(product)) == product
    assert read(json.loads(json.dumps(to_record(product)))) == product
    assert decode_product(encode(product)) == product


@given(products)
def test_a_record_means_the_same_as_a_dictionary_and_as_json(record: dict[str, Any]) -> None:
    assert read(json.dumps(record).encode()) == read(record)


@given(products)
def test_the_slow_examination_reads_the_same_as_the_fast_decoder(record: dict[str, Any]) -> None:
    product = read(record)
    problems = Problems()
    assert examine(record, type(product), Place(problems, "x:1")) == product
    assert problems.kept == []


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = sorted({field for model in RECORD_TYPES.values() for field in model.__struct_fields__} | {"type", "colour"})


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A good record in which some things have been replaced by junk, at any depth."""
    record = draw(products)
    for _ in range(draw(st.integers(1, 3))):
        spot: dict[str, Any] = record
        key = draw(st.sampled_from(KEYS))
        while isinstance(spot.get(key), dict) and spot[key] and draw(st.booleans()):
            spot = spot[key]
            key = draw(st.sampled_from(sorted(spot)))
        spot[key] = draw(junk)
    return record


@settings(max_examples=300)
@given(spoiled())
def test_the_fast_decoder_accepts_exactly_what_the_slow_examination_finds_right(record: dict[str, Any]) -> None:
    kind = record.get("type", "master" if "variations" in record else "simple")
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        return
    problems = Problems()
    slow = examine(record, RECORD_TYPES[kind], Place(problems, "x:1"))
    try:
        fast = msgspec.convert(record, RECORD_TYPES[kind])
        msgspec.json.encode(fast)
    except (msgspec.ValidationError, ValueError):
        assert problems
    else:
        assert _without_nan(problems) or msgspec.to_builtins(slow) == msgspec.to_builtins(fast)


def _without_nan(problems: Problems) -> bool:
    """Tell whether the examination saw what only the rules see in the fast model: numbers that are none."""
    return any(problem.code in {"not_a_number", "out_of_range"} for problem in problems)


@settings(max_examples=300)
@given(spoiled() | junk)
def test_no_record_breaks_the_reader(record: Any) -> None:
    catalog = Catalog.from_records([*CATEGORIES, *ATTRIBUTES, *MEMBERS, record], on_problem="skip")
    products = list(catalog)
    assert len(products) == 2 + (not catalog.problems)
    for problem in catalog.problems:
        str(problem).encode("utf-8")


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_line_breaks_the_reader(line: bytes) -> None:
    catalog = Catalog.from_records([line], on_problem="skip")
    assert list(catalog) == []
    assert catalog.problems


def test_only_what_differs_from_the_default_is_written() -> None:
    assert to_record(read({"id": "towel", "name": "Towel", "price": 5, "online": True})) == {
        "type": "simple",
        "id": "towel",
        "name": "Towel",
        "price": "5",
    }


def test_a_price_keeps_its_last_digit() -> None:
    product = read(b'{"id": "towel", "name": "Towel", "price": 90071992547409.91}')
    assert isinstance(product, SimpleProduct)
    assert product.price == Decimal("90071992547409.91")
    with pytest.raises(ValidationError, match="too_precise"):
        read(b'{"id": "towel", "name": "Towel", "price": 0.1000000000000000055511151231257827}')
