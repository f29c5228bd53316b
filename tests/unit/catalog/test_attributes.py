"""Attributes.

1. An attribute that no record defines is understood from its first value, and may hold several.
2. Lists of a defined attribute need `multiple`, unless they hold one value.
3. Text may be localized, numbers may be whole or not, flags are no numbers, dates are instants or calendar dates.
4. Variation attributes that nothing defines are text.
5. Labels fall back to ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Attribute, AttributeValue, Catalog
from commerce_search.catalog.attributes import Attributes

if TYPE_CHECKING:
    from collections.abc import Callable


def towel(number: int = 1, **attributes: Any) -> dict[str, Any]:
    return {"id": f"towel-{number}", "name": "Towel", "attributes": attributes}


@pytest.mark.parametrize(
    ("value", "kind"),
    [("red", "text"), (["red", "blue"], "text"), ({"en": "red"}, "text"), (5, "number"), (0.5, "number"), ([5], "number"), (True, "flag")],
)
def test_an_attribute_is_understood_from_its_first_value(value: Any, kind: str) -> None:
    catalog = Catalog.from_records([towel(fresh=value)])
    list(catalog)
    assert catalog.attributes["fresh"] == Attribute(id="fresh", kind=kind, multiple=True)  # type: ignore[arg-type]
    assert catalog.attributes.inferred == {"fresh"}


def test_an_empty_list_tells_nothing() -> None:
    catalog = Catalog.from_records([towel(fresh=[])])
    list(catalog)
    assert list(catalog.attributes) == []


def test_an_inferred_attribute_may_hold_several_values_later() -> None:
    assert len(list(Catalog.from_records([towel(1, colour="red"), towel(2, colour=["red", "blue"])]))) == 2


def test_a_definition_says_whether_several_values_are_allowed(problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    single, several = {"type": "attribute", "id": "single"}, {"type": "attribute", "id": "several", "multiple": True}
    assert problems_of(single, several, towel(single=["a"], several=["a", "b"])) == []
    assert problems_of(single, towel(single=["a", "b"])) == [("towel-1.attributes.single", "wrong_type")]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", ["red", {"en": "red"}], [5, True, 0.5]),
        ("number", [5, 0.5, -1], ["5", True]),
        ("flag", [True, False], [0, "true"]),
        ("date", ["2026-06-01", "2026-06-01T00:00:00Z"], [2026, "2026", "2026-06-01T00:00:00"]),
    ],
)
def test_values_are_of_the_kind(kind: str, good: list[Any], bad: list[Any], problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    definition = {"type": "attribute", "id": "a", "kind": kind, "multiple": True}
    assert problems_of(definition, *(towel(number, a=value) for number, value in enumerate([*good, good]))) == []
    for value in bad:
        assert [path for path, _ in problems_of(definition, towel(a=value))] == ["towel-1.attributes.a"]
        assert [path for path, _ in problems_of(definition, towel(a=[good[0], value]))] == ["towel-1.attributes.a"]


def test_variation_attributes_that_nothing_defines_are_text(tee: dict[str, Any]) -> None:
    catalog = Catalog.from_records([tee])
    list(catalog)
    assert {attribute.kind for attribute in catalog.attributes.values()} == {"text"}
    assert list(catalog.attributes) == ["colour", "size"]


def test_labels_fall_back_to_ids() -> None:
    red = AttributeValue(id="red", label={"de": "Rot"}, swatch="#d22")
    assert Attribute(id="colour").label == "colour"
    assert Attribute(id="colour", name="Colour").label == "Colour"
    assert Attribute(id="colour", values=(red,)).value("red") == red
    assert Attribute(id="colour", values=(red,)).value("blue") is None


def test_a_copy_does_not_change_the_original() -> None:
    original = Attributes({"a": Attribute(id="a")})
    original.learn("b", 5)
    copy = Attributes(original)
    copy.define(Attribute(id="b", kind="text"))
    assert (original["b"].kind, original.inferred) == ("number", frozenset({"b"}))
    assert (copy["b"].kind, copy.inferred) == ("text", frozenset())
    copy.forget(["a"])
    assert (len(copy), len(original)) == (1, 2)
