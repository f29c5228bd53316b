"""The models.

1. Importing and leaving the interpreter does not crash, even when freed memory is overwritten (msgspec 0.22 mixes up the pattern of a
   constrained string with other parts of a union; see kernel/identifiers.py).
2. A product tells its categories in one shape and its home category by one rule.
3. Models are frozen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import types
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from commerce_search.catalog import Assignment, Identifiers, SimpleProduct
from commerce_search.catalog.record import RECORD_TYPES
from commerce_search.kernel.identifiers import Id


def test_the_interpreter_ends_without_a_crash() -> None:
    environment = {**os.environ, "PYTHONMALLOC": "debug", "MALLOC_PERTURB_": "85", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", "import commerce_search.catalog"], env=environment, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_union_joins_an_id_with_a_container() -> None:
    unions = [union for model in _models() for hint in get_type_hints(model, include_extras=True).values() for union in _unions(hint)]
    assert len(unions) >= 30
    assert [union for union in unions if Id in get_args(union) and set(get_args(union)) != {Id, type(None)}] == []


def _models() -> list[type[msgspec.Struct]]:
    found: dict[type[msgspec.Struct], None] = dict.fromkeys(RECORD_TYPES.values())
    waiting = list(found)
    while waiting:
        for hint in get_type_hints(waiting.pop(), include_extras=True).values():
            fresh = [part for part in _parts(hint) if isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in found]
            found.update(dict.fromkeys(fresh))
            waiting += fresh
    return list(found)


def _parts(hint: Any) -> list[Any]:
    return [hint, *(part for argument in get_args(hint) for part in _parts(argument))]


def _unions(hint: Any) -> list[Any]:
    return [part for part in _parts(hint) if get_origin(part) in {types.UnionType, get_origin(int | Id)}]


@pytest.mark.parametrize(
    ("categories", "home"),
    [
        ((), None),
        (("bath", "sea"), "bath"),
        (("bath", Assignment(id="sea", primary=True)), "sea"),
        ((Assignment(id="bath", primary=True), Assignment(id="sea", primary=True)), "bath"),
    ],
)
def test_the_home_category_is_the_primary_one_else_the_first(categories: tuple[str | Assignment, ...], home: str | None) -> None:
    assert SimpleProduct(id="towel", name="Towel", categories=categories).home_category == home


def test_of_a_category_named_twice_the_first_assignment_counts() -> None:
    towel = SimpleProduct(id="towel", name="Towel", categories=(Assignment(id="bath", position=3), "sea", "bath"))
    assert towel.assignments == (Assignment(id="bath", position=3), Assignment(id="sea"))


def test_identifiers_are_listed_kind_by_kind() -> None:
    assert list(Identifiers(mpn="m", sku=("a", "b"), ean="e")) == ["a", "b", "e", "m"]


def test_models_are_frozen() -> None:
    towel = SimpleProduct(id="towel", name="Towel")
    with pytest.raises(AttributeError, match="immutable"):
        towel.name = "Sheet"  # type: ignore[misc]
