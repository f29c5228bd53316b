"""What callers may rely on.

1. Every module says what it is for others in a sorted `__all__`, which names everything public that it defines.
2. Every public name of the package has a docstring.
3. The promised names and signatures are those of `public_api.txt`; a change to them is a decision (docs/explanation/stability.md). To accept
   one, look at what the test says and run

       ACCEPT_PUBLIC_API=1 .venv/bin/python -m pytest tests/meta/test_public_face.py

   and put the change into CHANGELOG.md.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from .public_api import FACES, declared, names_of, public_api
from .source_tree import module_name, named, python_files, syntax_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SNAPSHOT: Final = Path(__file__).with_name("public_api.txt")
FILES: Final = [path for path in python_files("python/commerce_search") if path.name != "__main__.py"]


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as the linter sorts them."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def public_names(path: Path) -> set[str]:
    """What a module defines at its top and does not hide."""
    return {name for node in syntax_of(path).body for name in names_of(node) if not name.startswith("_")}


def documented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[tuple[str, bool]]:
    """Yield every public class, function and method below a node, and whether it has a docstring."""
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef) and not inner.name.startswith("_"):
            yield f"{prefix}.{inner.name}", bool(ast.get_docstring(inner))
            if isinstance(inner, ast.ClassDef):
                yield from documented(inner, f"{prefix}.{inner.name}")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_all_is_sorted_and_complete(path: Path) -> None:
    """Property 1."""
    names = declared(module_name(path))
    assert names == sorted(set(names), key=order)
    assert public_names(path) - set(names) == set()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_everything_in_all_is_there(path: Path) -> None:
    """Property 1, as Python sees it."""
    module = importlib.import_module(module_name(path))
    assert [name for name in getattr(module, "__all__", []) if not hasattr(module, name)] == []


@pytest.mark.parametrize("face", FACES)
def test_every_face_promises_something(face: str) -> None:
    """Property 3 says something about it."""
    assert len(declared(f"commerce_search{face}")) >= 2


def test_every_public_name_is_documented() -> None:
    """Property 2."""
    found = [entry for path in FILES for entry in documented(syntax_of(path), module_name(path))]
    assert [name for name, has_docstring in found if not has_docstring] == []
    assert len(found) >= 250


def test_the_public_face_is_the_promised_one() -> None:
    """Property 3."""
    now = public_api()
    assert now.count("\n") >= 200
    if os.environ.get("ACCEPT_PUBLIC_API"):
        SNAPSHOT.write_text(now, encoding="utf-8")
    promised = SNAPSHOT.read_text(encoding="utf-8")
    changes = "\n".join(difflib.unified_diff(promised.splitlines(), now.splitlines(), "promised", "now", lineterm="", n=1))
    assert not changes, f"the public face changed; if this is wanted: ACCEPT_PUBLIC_API=1 and CHANGELOG.md (see {__name__})\n{changes}"


def test_there_are_enough_modules() -> None:
    """The guards above saw the package."""
    assert len(FILES) >= 80
