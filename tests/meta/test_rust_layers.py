"""Which room of the engine may know which, read from every `crate::`, `super::` and `self::` path.

1. A module names modules of its own room and of lower floors only, so there is no cycle between rooms and each floor can be read without
   those above it.
2. Every module of the engine stands on a floor.
3. The engine knows no Python, no files, no network, no clock and no randomness; `storage` knows no Python and no clock. Neither depends
   on the crates above it.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final

import pytest

from .source_tree import ROOT, named, rust_code_without_tests, rust_files, rust_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS: Final = (
    ("error",),
    ("text",),
    # What is written and how it is called: these stand in the room `index`, but below the structures that write themselves with them.
    ("index::container", "index::schema", "index::document", "index::order", "index::strings"),
    ("postings", "categories"),
    ("dictionary", "relevance"),
    ("columns", "completion"),
    ("types",),
    ("index",),
    ("spelling",),
    ("query",),
    ("matching",),
    ("understanding",),
    ("ranking", "refinements"),
    ("explain",),
    ("search",),
    ("suggest",),
)
"""From the bottom up; the longest name that fits decides."""

FORBIDDEN_CODE: Final = {
    "rust/engine/src": r"\bpyo3\b|\bstd::(?:fs|net|env|process|time|io)\b|\b(?:Instant|SystemTime)::|\brand::|\bRandomState\b",
    "rust/storage/src": r"\bpyo3\b|\bstd::time\b|\b(?:Instant|SystemTime)::",
}
FORBIDDEN_DEPENDENCIES: Final = {
    "rust/engine": {"pyo3", "memmap2", "rand", "commerce-search-storage", "commerce-search-python"},
    "rust/storage": {"pyo3", "commerce-search-python"},
}
MODULES: Final = rust_modules()
_PATH: Final = re.compile(r"\b(crate|super|self)((?:::\w+)+)")
_BRACES: Final = re.compile(r"([\w:]+)::\{([^{}]*)\}")


def floor_of(module: str) -> int | None:
    """The floor on which a module stands."""
    fits = [(len(room), floor) for floor, rooms in enumerate(FLOORS) for room in rooms if f"{module}::".startswith(f"{room}::")]
    return max(fits)[1] if fits else None


def room_of(module: str) -> str:
    """The folder of a module."""
    return module.partition("::")[0]


def without_braces(code: str) -> str:
    """Write `use a::{b, c::{d}}` as `use a::b, a::c::d`."""
    while True:
        code, replaced = _BRACES.subn(lambda group: ", ".join(f"{group[1]}::{item.strip()}" for item in group[2].split(",")), code)
        if not replaced:
            return code


def known_to(module: str) -> Iterator[str]:
    """Yield the modules of the engine that a module names."""
    here = module.split("::")
    starts = {"crate": [], "super": here[:-1], "self": here}
    for found in _PATH.finditer(without_braces(rust_code_without_tests(MODULES[module]))):
        parts = [*starts[found[1]], *found[2].strip(":").split("::")]
        while parts and "::".join(parts) not in MODULES:
            parts.pop()
        if parts and "::".join(parts) != module:
            yield "::".join(parts)


def test_every_module_stands_on_a_floor() -> None:
    """Property 2."""
    assert [module for module in MODULES if floor_of(module) is None] == []
    assert len(MODULES) >= 50


def test_modules_know_what_is_below_them() -> None:
    """Property 1."""
    edges = {(module, other) for module in MODULES for other in known_to(module)}
    floors = {module: floor_of(module) or 0 for module in MODULES}
    upwards = [
        f"{module} knows {other}"
        for module, other in sorted(edges)
        if floors[other] > floors[module] or (floors[other] == floors[module] and room_of(other) != room_of(module))
    ]
    assert not upwards
    assert len(edges) >= 150


def test_paths_in_braces_are_read() -> None:
    """The reader of property 1."""
    assert without_braces("use crate::{a::{b, C}, d};") == "use crate::a::b, crate::a::C, crate::d;"


@pytest.mark.parametrize("folder", FORBIDDEN_CODE)
def test_a_crate_does_not_know_the_world(folder: str) -> None:
    """Property 3, in the code."""
    files = rust_files(folder)
    found = [f"{named(path)}: {match[0]}" for path in files for match in re.finditer(FORBIDDEN_CODE[folder], rust_code_without_tests(path))]
    assert not found
    assert len(files) >= 5


@pytest.mark.parametrize("folder", FORBIDDEN_DEPENDENCIES)
def test_a_crate_does_not_depend_upwards(folder: str) -> None:
    """Property 3, in the manifest."""
    dependencies = tomllib.loads((ROOT / folder / "Cargo.toml").read_text(encoding="utf-8"))["dependencies"]
    assert set(dependencies) & FORBIDDEN_DEPENDENCIES[folder] == set()
    assert len(dependencies) >= 5
