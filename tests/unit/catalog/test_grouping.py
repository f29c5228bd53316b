"""Variations that are records of their own.

1. They go under the master before them, behind those of its own record, in order; the result equals the master written in one record.
2. One that does not follow its master has none, unless the feed is read with group = "anywhere".
3. With "anywhere", a master may stand before, behind or between its variations.
4. Their problems are reported at their own line; a bad variation makes its master bad.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Catalog, MasterProduct
from commerce_search.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]


def loose(size: str, **fields: Any) -> Record:
    return {"type": "variation", "id": f"tee-red-{size}", "master": "tee", "values": {"colour": "red", "size": size}, **fields}


@pytest.fixture
def bare(tee: Record) -> Record:
    return {**tee, "type": "master", "variations": []}


def test_loose_variations_make_the_same_master_as_nested_ones(tee: Record, bare: Record) -> None:
    split = [bare, loose("s", price="9.99"), loose("m", price="9.99")]
    assert list(Catalog.from_records(split)) == list(Catalog.from_records([tee]))


def test_loose_variations_stand_behind_those_of_the_masters_own_record(tee: Record) -> None:
    (product,) = Catalog.from_records([tee, loose("l"), loose("xl")])
    assert isinstance(product, MasterProduct)
    assert [variation.id for variation in product.variations] == ["tee-red-s", "tee-red-m", "tee-red-l", "tee-red-xl"]


def test_a_master_is_complete_when_another_record_follows(bare: Record, towel: Record) -> None:
    products = list(Catalog.from_records([bare, loose("s"), towel]))
    assert [product.id for product in products] == ["tee", "towel"]


@pytest.mark.parametrize(
    "between", [{"id": "towel", "name": "Towel"}, {"type": "category", "id": "bath"}, {"type": "attribute", "id": "fit"}]
)
def test_a_variation_directly_follows_its_master(bare: Record, between: Record, problems_of: Callable[..., list[tuple[str, str]]]) -> None:
    assert problems_of(bare, between, loose("s")) == [("tee-red-s.master", "no_master")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_anywhere_a_master_is_found_wherever_it_stands(bare: Record, towel: Record, order: tuple[int, ...]) -> None:
    records = [bare, loose("s"), loose("m"), towel]
    products = {product.id: product for product in Catalog.from_records([records[index] for index in order], group="anywhere")}
    assert list(products) == ["towel", "tee"]
    tee = products["tee"]
    assert isinstance(tee, MasterProduct)
    assert {variation.id for variation in tee.variations} == {"tee-red-s", "tee-red-m"}


def test_anywhere_a_variation_without_any_master_is_still_reported(
    towel: Record, problems_of: Callable[..., list[tuple[str, str]]]
) -> None:
    assert problems_of(loose("s"), towel, group="anywhere") == [("tee-red-s.master", "no_master")]


def test_problems_of_a_loose_variation_stand_at_its_own_line(bare: Record) -> None:
    with pytest.raises(ValidationError) as caught:
        list(Catalog.from_records([bare, loose("s", price="-1"), loose("m", stock="many"), loose("m")]))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [
        ("records:3 tee-red-m.stock", "wrong_type"),
        ("records:4 tee-red-m.id", "duplicate_id"),
        ("records:2 tee-red-s.price", "negative"),
    ]


def test_a_bad_loose_variation_makes_its_master_bad(bare: Record, towel: Record) -> None:
    catalog = Catalog.from_records([bare, loose("s", stock="many"), loose("m"), towel], on_problem="skip")
    assert [product.id for product in catalog] == ["towel"]


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="group is 'somewhere'; expected 'adjacent' or 'anywhere'"):
        Catalog.from_records([], group="somewhere")  # type: ignore[arg-type]
