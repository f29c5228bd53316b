"""Which room may know which.

1. Rooms import downwards only (`[tool.importlinter]` in pyproject.toml), and every room stands in that list.
2. Only `indexing` and `search` touch the compiled core.
3. What a program needs beside the library stays where it is used: Arrow in its feed, the terminal in the command line and in progress bars.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from .source_tree import PACKAGE, ROOT, module_name, named, python_files, syntax_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINT: Final = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports('pyproject.toml', no_cache=True, no_logo=True))"
CORE: Final = "commerce_search._engine"
MAY_TOUCH_THE_CORE: Final = {"indexing", "search"}
MAY_IMPORT: Final[dict[str, tuple[str, ...]]] = {
    "msgspec": ("",),
    "pyarrow": ("catalog.feeds.arrow",),
    "click": ("cli",),
    "rich": ("cli", "catalog.feeds.progress"),
}
"""Package of others -> the rooms (or modules) that may import it; `""` is all of them."""


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, and what it takes from them, wherever the import stands."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno} imports relatively: name the module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    """The first part of a module's name below the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def test_rooms_import_downwards_only() -> None:
    """Property 1."""
    run = subprocess.run([sys.executable, "-c", _LINT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 kept, 0 broken" in run.stdout, run.stdout


def test_only_two_rooms_touch_the_core() -> None:
    """Property 2."""
    files = python_files("python/commerce_search")
    touching = [path for path in files if any(module == CORE or module.startswith(f"{CORE}.") for module in imported(path))]
    assert {room_of(path) for path in touching} == MAY_TOUCH_THE_CORE, [named(path) for path in touching]
    assert len(files) >= 80
    assert len(touching) >= 5


def test_packages_of_others_stay_where_they_are_used() -> None:
    """Property 3."""
    allowed = set(sys.stdlib_module_names) | {"commerce_search", "__future__"}
    seen: set[str] = set()
    strangers: list[str] = []
    for path in python_files("python/commerce_search"):
        for package in {module.partition(".")[0] for module in imported(path)} - allowed:
            seen.add(package)
            module = module_name(path).removeprefix("commerce_search").lstrip(".")
            rooms = MAY_IMPORT.get(package, ())
            if not any(room in ("", module) or module.startswith(f"{room}.") for room in rooms):
                strangers.append(f"{named(path)} imports {package}")
    assert not strangers
    assert len(seen) >= 3
