"""What the Rust code promises its readers.

1. Every class that Python sees is frozen: a search cannot change what another search reads.
2. `unsafe` stands where a file is mapped, and nowhere else, each time with the reason why it is sound.
3. Nothing panics on purpose: no `unwrap`, `expect`, `panic!`, `todo!` or `unreachable!` outside of tests.
4. A lint is switched off with a reason only.
"""

from __future__ import annotations

import re
from typing import Final

from .source_tree import named, rust_code, rust_code_without_tests, rust_files

MAY_BE_UNSAFE: Final = ("rust/storage/src/mapped.rs", "rust/engine/src/simd/")
_PANIC: Final = re.compile(r"\.(?:unwrap|expect|unwrap_err|expect_err)\s*\(|\b(?:panic|todo|unimplemented|unreachable)!")
_PYCLASS: Final = re.compile(r"#\[pyclass(\([^)]*\))?\]")
_SWITCHED_OFF: Final = re.compile(r"#!?\[(?:allow|expect)\(([^\]]*)\)\]")


def lines_with(pattern: re.Pattern[str], code: str) -> list[int]:
    """The lines where a pattern starts."""
    return [code.count("\n", 0, found.start()) + 1 for found in pattern.finditer(code)]


def test_every_class_is_frozen() -> None:
    """Property 1."""
    classes = [(named(path), found[0]) for path in rust_files("rust/python/src") for found in _PYCLASS.finditer(rust_code(path))]
    assert [(name, written) for name, written in classes if not re.search(r"\bfrozen\b", written)] == []
    assert len(classes) >= 6


def test_unsafe_stands_where_a_file_is_mapped() -> None:
    """Property 2."""
    files = rust_files("rust")
    code = {named(path): rust_code(path) for path in files}
    users = [name for name, text in code.items() if re.search(r"\bunsafe\s*(?:\{|fn|impl|trait|extern)", text)]
    assert [name for name in users if not name.startswith(MAY_BE_UNSAFE)] == []
    assert users
    for path in files:
        if named(path) in users:
            text = path.read_text(encoding="utf-8")
            assert text.count("// SAFETY: ") >= len(re.findall(r"\bunsafe\s*\{", rust_code(path))), named(path)
    assert len(files) >= 60


def test_nothing_panics_on_purpose() -> None:
    """Property 3."""
    files = [path for path in rust_files("rust") if "/src/" in named(path)]
    found = [f"{named(path)}:{line}" for path in files for line in lines_with(_PANIC, rust_code_without_tests(path))]
    assert not found
    assert len(files) >= 60
    assert sum(len(lines_with(_PANIC, rust_code(path))) for path in files) >= 20, "tests use them, so the pattern would find them"


def test_lints_are_switched_off_with_a_reason() -> None:
    """Property 4."""
    files = rust_files("rust", "benches")
    written = [(named(path), found[1]) for path in files for found in _SWITCHED_OFF.finditer(rust_code(path))]
    assert [(name, text) for name, text in written if "reason" not in text] == []
    assert len(files) >= 60
