"""The readers of sources that the guards use.

1. Comments and literals of Rust are no code; their line breaks stay.
2. What is compiled for tests only is left out, whatever stands behind it.
3. A Rust function ends at its own brace, whatever braces its strings hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import source_tree
from .source_tree import rust_code, rust_code_without_tests, rust_functions

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """//! unsafe in a comment
fn first<'a>(text: &'a str) -> char { // }
    let _ = "} \\" unsafe {";
    let _ = r#"unsafe " }"#;
    '}'
}
#[cfg(test)]
mod tests {
    fn inside() { panic!() }
}
trait Short { fn declared(&self) -> [u8; 4]; }
fn last() {
    /* unsafe
       } */
    loop {}
}
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(source_tree, "ROOT", tmp_path)
    path = tmp_path / "source.rs"
    path.write_text(SOURCE)
    return path


def test_comments_and_literals_are_no_code(source: Path) -> None:
    assert "unsafe" not in rust_code(source)
    assert rust_code(source).count("\n") == SOURCE.count("\n")


def test_tests_are_left_out_and_nothing_else(source: Path) -> None:
    left = rust_code_without_tests(source)
    assert "panic" not in left
    assert "fn last" in left
    assert left.count("\n") == SOURCE.count("\n")


def test_functions_end_at_their_own_brace(source: Path) -> None:
    found = {function.place.split()[-1]: function.lines for function in rust_functions(source)}
    assert found == {"first": 5, "inside": 1, "last": 5}
