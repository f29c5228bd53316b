"""What the documents point at is there.

1. Every relative link of a document leads to a file, and every path it writes in code exists.
2. Every invariant of ARCHITECTURE.md names tests that exist, but those that say that no test holds them; P1 to P10 are all there.
3. Every room of the engine and of the package stands in the code map.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from .markdown import ROOT, documents, in_code, links, name_of

if TYPE_CHECKING:
    from pathlib import Path

ARCHITECTURE: Final = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_TEST: Final = re.compile(r"`((?:tests|rust)/[\w/]+\.(?:py|rs|toml))(?:::(\w+))?`")
_PATH: Final = re.compile(r"(?:tests|rust|python|docs|benches)/[\w./-]*\w")
UNTESTED: Final = {10, 17}
"""Invariants that say of themselves that no test fails."""


def invariants() -> dict[int, str]:
    """Number -> text."""
    section = ARCHITECTURE.partition("\n## Invariants\n")[2].partition("\n## ")[0]
    found = re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |^\S|\Z)", section, re.MULTILINE | re.DOTALL)
    return {int(number): text for number, text in found}


@pytest.mark.parametrize("document", documents(), ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    """Property 1."""
    targets = [link.partition("#")[0] for link in links(document) if not re.match(r"https?:|mailto:|#", link)]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_paths_exist() -> None:
    """Property 1: in the documents of the top, where paths start at the project's folder."""
    paths = [
        path for name in ("README", "ARCHITECTURE", "CONTRIBUTING") for path in _paths((ROOT / f"{name}.md").read_text(encoding="utf-8"))
    ]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert len(paths) >= 40


def _paths(text: str) -> list[str]:
    return [code.partition("::")[0] for code in in_code(text) if _PATH.fullmatch(code.partition("::")[0])]


def test_invariants_name_their_tests() -> None:
    """Property 2."""
    found = invariants()
    assert list(found) == list(range(1, len(found) + 1))
    assert all(f"**P{number} " in found[number] for number in range(1, 11))
    named = [(number, path, name) for number, text in found.items() for path, name in _TEST.findall(text)]
    missing = [
        entry for entry in named if f"def {entry[2]}(" not in _source(entry[1]) and f"fn {entry[2]}(" not in _source(entry[1]) and entry[2]
    ]
    assert not missing
    assert set(found) - {number for number, _, _ in named} == UNTESTED
    assert len(named) >= 25


def _source(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_room_is_on_the_map() -> None:
    """Property 3."""
    section = ARCHITECTURE.partition("\n## Code map\n")[2].partition("\n## ")[0]
    engine = {path.stem if path.is_file() else path.name for path in (ROOT / "rust/engine/src").iterdir()} - {"lib"}
    package = {
        path.stem for path in (ROOT / "python/commerce_search").iterdir() if not path.stem.startswith("_") and path.suffix in ("", ".py")
    }
    tests = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith("_")}
    rooms = {*engine, *package} - {"py"}
    assert [room for room in sorted(rooms) if not re.search(rf"\*\*`{room}[/`]", section)] == []
    assert [folder for folder in sorted(tests) if f"`tests/{folder}`" not in section] == []
    assert len(rooms) >= 20
