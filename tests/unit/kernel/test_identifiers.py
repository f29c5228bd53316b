"""Ids.

1. Any text of 1..256 characters is an id, in any script.
2. Control characters, halves of surrogate pairs, nothing and too much are no ids.
"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_search.kernel.identifiers import ID_LENGTH, Id, is_id


@pytest.mark.parametrize("text", ["a", "tee-01", "赤いシャツ", "two words", "x" * ID_LENGTH, "👕"])
def test_any_text_is_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "x" * (ID_LENGTH + 1), "a\n", "a\x00b", "\x7f", "\x85", "\ud800"])
def test_what_would_break_a_log_line_or_a_file_is_no_id(text: str) -> None:
    assert not is_id(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_type_and_the_function_agree(text: str) -> None:
    try:
        msgspec.convert(text, Id)
    except msgspec.ValidationError:
        assert not is_id(text)
    else:
        assert is_id(text)
