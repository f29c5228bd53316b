"""What is reported when a record is wrong.

1. Every code of docs/reference/catalog.md has a case here, with the path at which it is reported.
2. Every problem of a record is found at once, those of its shape and those of its meaning.
3. One mistake is one problem: a broken field is not judged again, and what refers to a broken product is not broken.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Catalog, SimpleProduct
from commerce_search.errors import FeedError

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "catalog.md"


def simple(**fields: Any) -> dict[str, Any]:
    return {"id": "towel", "name": "Towel", **fields}


def master(*variations: Any, **fields: Any) -> dict[str, Any]:
    return {"id": "tee", "name": "Tee", "variation_attributes": ["colour", "size"], "variations": list(variations), **fields}


def red(size: str, **fields: Any) -> dict[str, Any]:
    return {"id": f"tee-red-{size}", "values": {"colour": "red", "size": size}, **fields}


CASES: dict[str, list[tuple[list[Any], str]]] = {
    "broken_json": [([b'{"id": "towel", "name": }'], ""), ([b"\xff"], ""), ([b"["], ""), ([b"[" * 100_000], ""), ([b"1" * 5_000], "")],
    "wrong_type": [
        ([b"[]"], ""),
        ([b"null"], ""),
        (["text"], ""),
        ([simple(name=5)], "towel.name"),
        ([simple(name={"en": 5})], "towel.name.en"),
        ([simple(price="cheap")], "towel.price"),
        ([simple(price=True)], "towel.price"),
        ([simple(stock="5")], "towel.stock"),
        ([simple(stock=1.5)], "towel.stock"),
        ([simple(online="yes")], "towel.online"),
        ([simple(online=None)], "towel.online"),
        ([simple(categories="bath")], "towel.categories"),
        ([simple(attributes={"colour": None})], "towel.attributes.colour"),
        ([simple(attributes={"size in cm": [["a"]]})], 'towel.attributes["size in cm"][0]'),
        ([simple(images=["a.jpg"])], "towel.images[0]"),
        ([{"type": "attribute", "id": "weight", "kind": "number"}, simple(attributes={"weight": "heavy"})], "towel.attributes.weight"),
        ([{"type": "attribute", "id": "weight", "kind": "number"}, simple(attributes={"weight": True})], "towel.attributes.weight"),
        ([{"type": "attribute", "id": "new", "kind": "flag"}, simple(attributes={"new": 1})], "towel.attributes.new"),
        ([{"type": "attribute", "id": "colour"}, simple(attributes={"colour": ["red", "blue"]})], "towel.attributes.colour"),
        ([simple(attributes={"size": 5}), simple(id="b", attributes={"size": "s"})], "b.attributes.size"),
        ([master(5)], "tee.variations[0]"),
        ([{"type": "attribute", "id": "size", "kind": "number"}, master(red("s"))], "tee.variation_attributes[1]"),
        ([master(red("s", values={"colour": "red", "size": 5}))], "tee.variations[0].values.size"),
    ],
    "missing": [
        ([{"name": "Towel"}], "id"),
        ([{"id": "towel"}], "towel.name"),
        ([simple(rating={"average": 4})], "towel.rating.count"),
        ([{"type": "master", "id": "tee", "name": "Tee"}], "tee.variation_attributes"),
        ([{"type": "set", "id": "look", "name": "Look"}], "look.members"),
        ([{"type": "variation", "id": "v", "values": {}}], "v.master"),
        ([master({"values": {"colour": "red", "size": "s"}})], "tee.variations[0].id"),
        ([master({"id": "v"})], "tee.variations[0].values"),
    ],
    "unknown_key": [
        ([simple(colour="red")], "towel.colour"),
        ([master(price="1")], "tee.price"),
        ([simple(rating={"average": 4, "count": 1, "stars": 4})], "towel.rating.stars"),
        ([simple(identifiers={"asin": "B0"})], "towel.identifiers.asin"),
    ],
    "unknown_type": [([simple(type="product")], "towel.type"), ([simple(type=None)], "towel.type"), ([b'{"type": 5}'], "type")],
    "duplicate_id": [
        ([simple(), simple()], "towel.id"),
        ([master(red("s"), red("m", id="tee-red-s"))], "tee.variations[1].id"),
        ([simple(id="tee-red-s"), master(red("s"))], "tee.variations[0].id"),
        ([{"type": "category", "id": "bath"}, {"type": "category", "id": "bath"}], "bath.id"),
        ([{"type": "attribute", "id": "size"}, {"type": "attribute", "id": "size"}], "size.id"),
        ([{"type": "attribute", "id": "size", "values": [{"id": "s"}, {"id": "s"}]}], "size.values[1]"),
        ([simple(attributes={"size": "s"}), {"type": "attribute", "id": "size"}], "size.id"),
        ([master(variation_attributes=["size", "size"])], "tee.variation_attributes[1]"),
        ([simple(), {"type": "set", "id": "look", "name": "Look", "members": ["towel", "towel"]}], "look.members[1]"),
    ],
    "no_master": [
        ([{"type": "variation", "id": "v", "master": "tee", "values": {}}], "v.master"),
        ([master(), simple(), {"type": "variation", "master": "tee", **red("s")}], "tee-red-s.master"),
    ],
    "unknown_category": [
        ([simple(categories=["bath"])], "towel.categories[0]"),
        ([{"type": "category", "id": "bath"}, simple(categories=["bath", {"id": "sea"}])], "towel.categories[1]"),
        ([simple(categories=["bath"]), {"type": "category", "id": "bath"}], "towel.categories[0]"),
    ],
    "category_cycle": [([{"type": "category", "id": "a", "parent": "a"}], "a.parent")],
    "unknown_parent": [
        ([{"type": "category", "id": "bath", "parent": "home"}], "bath.parent"),
        ([{"type": "category", "id": "bath", "parent": "home"}, simple(), {"type": "category", "id": "home"}], "bath.parent"),
    ],
    "unknown_member": [
        ([{"type": "set", "id": "look", "name": "Look", "members": ["towel"]}], "look.members[0]"),
        ([{"type": "set", "id": "look", "name": "Look", "members": ["look"]}], "look.members[0]"),
        ([master(red("s")), {"type": "set", "id": "look", "name": "Look", "members": ["tee", "tee-red-s"]}], "look.members[1]"),
        ([master(), {"type": "bundle", "id": "kit", "name": "Kit", "members": [{"id": "tee"}]}], "kit.members[0]"),
    ],
    "negative": [
        ([simple(price="-1")], "towel.price"),
        ([simple(list_price=-0.5)], "towel.list_price"),
        ([simple(stock=-1)], "towel.stock"),
        ([simple(rating={"average": 4, "count": -1})], "towel.rating.count"),
        ([master(red("s", price="-1"))], "tee.variations[0].price"),
    ],
    "not_a_number": [
        ([b'{"id": "towel", "name": "Towel", "price": NaN}'], "towel.price"),
        ([b'{"id": "towel", "name": "Towel", "attributes": {"weight": -Infinity}}'], "towel.attributes.weight"),
        ([simple(price="NaN")], "towel.price"),
        ([simple(price=float("inf"))], "towel.price"),
        ([simple(attributes={"weight": float("nan")})], "towel.attributes.weight"),
        ([simple(attributes={"weight": [1.5, float("inf")]})], "towel.attributes.weight"),
    ],
    "too_precise": [
        ([simple(price="19.999")], "towel.price"),
        ([simple(price=19.999)], "towel.price"),
        ([b'{"id": "towel", "name": "Towel", "price": 19.990000000000000000001}'], "towel.price"),
    ],
    "naive_instant": [([simple(online_from="2026-06-01T00:00:00")], "towel.online_from")],
    "bad_instant": [
        ([simple(online_to="June")], "towel.online_to"),
        ([simple(online_to="2026-06-01")], "towel.online_to"),
        ([{"type": "attribute", "id": "made", "kind": "date"}, simple(attributes={"made": "June"})], "towel.attributes.made"),
    ],
    "empty_window": [
        ([simple(online_from="2026-06-01T00:00:00Z", online_to="2026-06-01T02:00:00+02:00")], "towel.online_to"),
        ([master(red("s", online_from="2026-06-02T00:00:00Z", online_to="2026-06-01T00:00:00Z"))], "tee.variations[0].online_to"),
    ],
    "lone_surrogate": [
        ([b'{"id": "towel", "name": "Tow\\ud800el"}'], "towel.name"),
        ([simple(name="Tow\ud800el")], "towel.name"),
        ([simple(attributes={"colour": ["red", "\udc00"]})], "towel.attributes.colour[1]"),
        ([simple(name={"en": "Towel", "\ud800": "x"})], 'towel.name["\\ud800"]'),
    ],
    "bad_id": [
        ([simple(id="")], "id"),
        ([simple(id="x" * 257)], "x" * 257 + ".id"),
        ([simple(id="a\tb")], "a\\tb.id"),
        ([simple(attributes={"a\nb": "red"})], 'towel.attributes["a\\nb"]'),
        ([{"type": "category", "id": "a", "parent": ""}], "a.parent"),
    ],
    "out_of_range": [
        ([simple(rating={"average": 5.1, "count": 1})], "towel.rating.average"),
        ([simple(stock=2**53)], "towel.stock"),
        ([simple(price="1e30")], "towel.price"),
        ([simple(attributes={"weight": 2**60})], "towel.attributes.weight"),
        ([b'{"id": "towel", "name": "Towel", "attributes": {"weight": 1e999}}'], "towel.attributes.weight"),
        ([{"type": "attribute", "id": "size", "kind": "colour"}], "size.kind"),
        (
            [simple(id="a"), {"type": "bundle", "id": "kit", "name": "Kit", "members": [{"id": "a", "quantity": 0}]}],
            "kit.members[0].quantity",
        ),
    ],
    "unknown_value_attribute": [
        ([master(red("s", values={"colour": "red", "size": "s", "fit": "slim"}))], "tee.variations[0].values.fit"),
        ([master(slicing_attribute="fit")], "tee.slicing_attribute"),
        ([master(variation_groups=[{"id": "g", "values": {"fit": "slim"}}])], "tee.variation_groups[0].values.fit"),
        ([master(images=[{"url": "a", "values": {"fit": "slim"}}])], "tee.images[0].values.fit"),
        ([simple(images=[{"url": "a", "values": {"colour": "red"}}])], "towel.images[0].values.colour"),
    ],
    "missing_value": [([master(red("s", values={"colour": "red"}))], "tee.variations[0].values.size")],
    "duplicate_values": [([master(red("s"), red("s", id="other"))], "tee.variations[1].values")],
}


def _documented_codes() -> set[str]:
    text = REFERENCE.read_text(encoding="utf-8")
    return set(re.findall(r"`([a-z_]+)`", text.partition("Codes: ")[2]))


def test_every_documented_code_has_a_case() -> None:
    assert _documented_codes() - {"unreadable"} == set(CASES)
    assert len(CASES) >= 23


@pytest.mark.parametrize(
    ("records", "path", "code"),
    [(records, path, code) for code, cases in CASES.items() for records, path in cases],
)
def test_a_mistake_is_reported_once_with_its_path(
    records: list[Any], path: str, code: str, problems_of: Callable[..., list[tuple[str, str]]]
) -> None:
    assert problems_of(*records) == [(path, code)]


def test_each_category_of_a_cycle_is_reported_and_none_below_it(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    parents = {"a": "c", "b": "a", "c": "b", "below": "a", "apart": None}
    records = [{"type": "category", "id": category, "parent": parent} for category, parent in parents.items()]
    assert problems_of(*records) == [("a.parent", "category_cycle"), ("b.parent", "category_cycle"), ("c.parent", "category_cycle")]


def test_an_unreadable_file_is_a_feed_error(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match=r"missing\.jsonl: cannot be read: no such file"):
        Catalog.open(tmp_path / "missing.jsonl")
    assert FeedError.code == "unreadable"


def test_every_problem_of_a_record_is_found_at_once(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    record = {
        "id": "tee",
        "name": 5,
        "colour": "red",
        "categories": ["nowhere", 7, "nowhere either"],
        "attributes": {"made": float("nan")},
        "variation_attributes": ["colour"],
        "slicing_attribute": "size",
        "online_from": "2026-06-01T00:00:00",
        "variations": [
            {"id": "a", "values": {}, "price": "1.999", "stock": -1},
            "b",
            {"id": "a", "values": {"colour": "red", "size": "s"}, "list_price": "-1"},
        ],
    }
    assert sorted(problems_of(record)) == sorted(
        [
            ("tee.name", "wrong_type"),
            ("tee.colour", "unknown_key"),
            ("tee.categories[0]", "unknown_category"),
            ("tee.categories[1]", "wrong_type"),
            ("tee.categories[2]", "unknown_category"),
            ("tee.attributes.made", "not_a_number"),
            ("tee.slicing_attribute", "unknown_value_attribute"),
            ("tee.online_from", "naive_instant"),
            ("tee.variations[0].values.colour", "missing_value"),
            ("tee.variations[0].price", "too_precise"),
            ("tee.variations[0].stock", "negative"),
            ("tee.variations[1]", "wrong_type"),
            ("tee.variations[2].id", "duplicate_id"),
            ("tee.variations[2].values.size", "unknown_value_attribute"),
            ("tee.variations[2].list_price", "negative"),
        ]
    )


def test_what_refers_to_a_broken_record_is_not_broken(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    records = [
        {"type": "category", "id": "bath", "position": "first"},
        {"id": "towel", "name": "Towel", "price": -1, "categories": ["bath"]},
        {"type": "set", "id": "look", "name": "Look", "members": ["towel"]},
        {"type": "master", "id": "tee", "name": 5, "variation_attributes": ["size"]},
        {"type": "variation", "id": "tee-s", "master": "tee", "values": {"size": "s"}},
    ]
    assert problems_of(*records) == [("bath.position", "wrong_type"), ("towel.price", "negative"), ("tee.name", "wrong_type")]


def test_the_message_names_place_value_and_remedy() -> None:
    catalog = Catalog.from_records([simple(descripton="soft")], on_problem="skip")
    assert list(catalog) == []
    (problem,) = catalog.problems
    assert str(problem) == ("records:1 towel.descripton: a simple has no such key; did you mean description? [unknown_key], got 'soft'")


def test_a_good_record_is_no_problem(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    assert problems_of(simple()) == []
    assert list(Catalog.from_records([simple()])) == [SimpleProduct(id="towel", name="Towel")]
