"""Names that say something, and folders that hold something.

1. No file and no folder is called after nothing in particular.
2. There is no folder without a file, and no file without content, but markers.
3. Every source file opens by saying what it is for.
4. No path of anybody's machine stands in a file.
"""

from __future__ import annotations

import ast
import re
from typing import Final

from .source_tree import ROOT, SOURCE_FOLDERS, named, python_files, rust_files, syntax_of, walk

FORBIDDEN: Final = frozenset(
    {"utils", "util", "helpers", "helper", "common", "manager", "handler", "processor", "misc", "data", "info", "new", "v2"},
)
_MACHINE: Final = re.compile(r"(?<![\w.])/(?:home|root|work|Users|mnt)/\w+|\.\./shared\b")
MAY_BE_EMPTY: Final = frozenset({"py.typed"})


def words(name: str) -> set[str]:
    """The words of a file's or folder's name."""
    return set(re.findall(r"[a-z0-9]+", name.lower()))


def test_names_say_something() -> None:
    """Property 1."""
    names = {named(path) for path in walk(*SOURCE_FOLDERS)}
    vague = sorted(name for name in names if any(words(part.partition(".")[0]) & FORBIDDEN for part in name.split("/")))
    assert not vague
    assert len(names) >= 300


def test_no_folder_is_empty() -> None:
    """Property 2, folders."""
    files = list(walk(*SOURCE_FOLDERS))
    filled = {parent for path in files for parent in path.parents}
    folders = [folder for top in SOURCE_FOLDERS for folder in (ROOT / top).rglob("*") if folder.is_dir()]
    kept = [
        folder for folder in folders if not any(part.startswith((".", "__pycache__", "target")) for part in folder.relative_to(ROOT).parts)
    ]
    assert sorted(named(folder) for folder in kept if folder not in filled) == []
    assert len(kept) >= 40


def test_no_file_is_empty() -> None:
    """Property 2, files."""
    files = list(walk(*SOURCE_FOLDERS))
    assert [named(path) for path in files if path.stat().st_size == 0 and path.name not in MAY_BE_EMPTY] == []
    assert len(files) >= 300


def test_every_file_says_what_it_is_for() -> None:
    """Property 3."""
    python = python_files("python", "tests", "benches", "examples")
    rust = rust_files("rust", "benches", "fuzz")
    silent = [named(path) for path in python if not ast.get_docstring(syntax_of(path))]
    silent += [named(path) for path in rust if not path.read_text(encoding="utf-8").startswith("//!")]
    assert not silent
    assert len(python) >= 120
    assert len(rust) >= 60


def test_no_path_of_a_machine() -> None:
    """Property 4."""
    files = [path for path in walk("python", "rust", "tests", "docs") if path.suffix not in (".jsonl", ".gz")]
    files += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml") or path.name == "Makefile"]
    found = {named(path): _MACHINE.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: paths for name, paths in found.items() if paths} == {}
    assert len(files) >= 250
