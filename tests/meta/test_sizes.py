"""Rooms and functions that a reader can take in at once.

1. No source file has more than 600 lines.
2. No function has more than 60 lines, from its signature to its end.
3. The middle function of the library has at most 8 lines, in both languages (`pytest -s` prints the numbers).
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

import pytest

from .source_tree import named, python_files, python_functions, rust_files, rust_functions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .source_tree import Function

MOST_LINES_OF_A_FILE: Final = 600
MOST_LINES_OF_A_FUNCTION: Final = 60
MIDDLE_FUNCTION: Final = 8
DATA_TABLES: Final[frozenset[str]] = frozenset()
"""Files that are one long table and may be longer."""


def test_no_file_is_too_long() -> None:
    """Property 1."""
    files = [*python_files("python", "tests", "benches", "examples"), *rust_files("rust", "benches", "fuzz")]
    lines = {named(path): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_FILE and name not in DATA_TABLES} == {}
    assert lines.keys() >= DATA_TABLES
    assert len(lines) >= 180


@pytest.mark.parametrize(
    ("language", "files", "functions", "least"),
    [
        ("Python", python_files("python", "tests", "benches", "examples"), python_functions, 900),
        ("Rust", rust_files("rust", "benches", "fuzz"), rust_functions, 500),
    ],
)
def test_no_function_is_too_long(language: str, files: list[Path], functions: Callable[[Path], Iterator[Function]], least: int) -> None:
    """Properties 2 and 3."""
    found = [function for path in files for function in functions(path)]
    assert [function for function in found if function.lines > MOST_LINES_OF_A_FUNCTION] == []
    assert len(found) >= least
    library = sorted(function.lines for path in files if named(path).startswith(("python/", "rust/")) for function in functions(path))
    nine_of_ten = library[len(library) * 9 // 10]
    print(
        f"\n{language}: {len(library)} functions of the library, median {median(library)}, nine of ten up to {nine_of_ten}, longest {library[-1]}"
    )
    assert median(library) <= MIDDLE_FUNCTION
