"""A damaged store says so; it never shows a wrong page (P6).

1. A changed bit in any file of a store is a typed error, when it is opened, searched or verified, or changes no page at all.
2. A file that was cut off, or is missing, is a typed error.
3. `verify` finds every changed bit of the index and of the records, those too that no search has read.

The share run here is set by DAMAGES (default 100 of each kind); the whole is 5,000 of each (`make durability`).
"""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest

from commerce_search import Catalog, Settings, Storefront
from commerce_search.errors import IndexFormatError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAMAGES: Final = int(os.environ.get("DAMAGES", "100"))
SEED: Final = int(os.environ.get("DAMAGES_SEED", "0"))
TYPED: Final = (IndexFormatError, StoreError)
RECORDS: Final[list[dict[str, Any]]] = [
    {"type": "category", "id": "bath", "name": {"en": "Bath", "de": "Bad"}},
    {"type": "attribute", "id": "colour", "values": [{"id": "red", "label": "Red"}, {"id": "blue", "label": "Blue"}]},
    {
        "id": "tee",
        "name": "T-shirt",
        "categories": ["bath"],
        "variation_attributes": ["colour"],
        "variations": [
            {"id": "tee-red", "values": {"colour": "red"}, "price": "9.90", "stock": 0},
            {"id": "tee-blue", "values": {"colour": "blue"}, "price": "8.90", "identifiers": {"sku": "T-100"}},
        ],
    },
    *({"id": f"p{number}", "name": f"Beach towel {number}", "categories": ["bath"], "price": number} for number in range(40)),
]
SETTINGS: Final = """
[[refinements]]
id = "colour"
[[refinements]]
id = "price"
kind = "price"
[[sorting_options]]
id = "cheap"
keys = [{ by = "price" }]
"""

KINDS: Final = ("MANIFEST", ".index", ".records", ".json")
every_kind: Final = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that nothing happened to."""
    path = tmp_path_factory.mktemp("sound") / "store"
    Storefront.build(Catalog.from_records(RECORDS), Settings.from_toml(SETTINGS), path)
    return path


def answers(path: Path) -> list[dict[str, Any]]:
    """What a store answers to requests that read every kind of section."""
    store = Storefront.open(path)
    requests: list[dict[str, Any]] = [
        {},
        {"phrase": "red towels shirt"},
        {"phrase": '"beach towel"', "sort": "cheap", "limit": 5},
        {"phrase": "t100", "refine": {"price": (5, 20)}},
        {"refine": {"colour": ["red", "blue"]}, "category": "bath"},
    ]
    return [store.search(**request).to_dict() for request in requests]


def survive(sound: Path, folder: Path, kind: str, damage: Callable[[Path, random.Random], str]) -> int:
    """Damage one file in copies of a store, one after the other; return how many copies said so. The others must show the right pages."""
    expected, name = answers(sound), file_of(sound, kind)
    chance = random.Random(SEED)
    errors = 0
    for number in range(DAMAGES):
        copy = folder / str(number)
        shutil.copytree(sound, copy)
        what = damage(copy / name, chance)
        try:
            found = answers(copy)
            Storefront.open(copy).verify()
        except TYPED:
            errors += 1
        else:
            assert found == expected, f"{name}: {what}: a wrong page"
        shutil.rmtree(copy)
    return errors


def file_of(store: Path, kind: str) -> str:
    """The one file of a kind."""
    (name,) = (path.name for path in store.iterdir() if path.name.endswith(kind))
    return name


def flip(path: Path, chance: random.Random) -> str:
    """Change one bit."""
    content = bytearray(path.read_bytes())
    at, bit = chance.randrange(len(content)), chance.randrange(8)
    content[at] ^= 1 << bit
    path.write_bytes(content)
    return f"bit {bit} of byte {at}"


def cut(path: Path, chance: random.Random) -> str:
    """Leave out the end."""
    length = chance.randrange(path.stat().st_size)
    os.truncate(path, length)
    return f"{length} bytes are left"


@every_kind
def test_a_changed_bit_is_never_a_wrong_page(sound: Path, tmp_path: Path, kind: str) -> None:
    """Property 1."""
    assert survive(sound, tmp_path, kind, flip) >= DAMAGES * 0.9


@every_kind
def test_a_file_that_was_cut_off_is_an_error(sound: Path, tmp_path: Path, kind: str) -> None:
    """Property 2."""
    assert survive(sound, tmp_path, kind, cut) == DAMAGES


def test_a_file_that_is_missing_is_an_error(sound: Path, tmp_path: Path) -> None:
    """Property 2."""
    names = [file_of(sound, kind) for kind in KINDS]
    assert sorted(names) == sorted(path.name for path in sound.iterdir())
    for name in names:
        copy = tmp_path / name
        shutil.copytree(sound, copy)
        (copy / name).unlink()
        with pytest.raises(TYPED):
            answers(copy)


@pytest.mark.parametrize("suffix", [".index", ".records"])
def test_verify_finds_every_changed_bit(sound: Path, tmp_path: Path, suffix: str) -> None:
    """Property 3."""
    name = file_of(sound, suffix)
    chance = random.Random(SEED)
    for number in range(DAMAGES):
        copy = tmp_path / str(number)
        shutil.copytree(sound, copy)
        what = flip(copy / name, chance)
        with pytest.raises(TYPED):
            Storefront.open(copy).verify()
            pytest.fail(f"{name}: {what}: not found")
        shutil.rmtree(copy)
