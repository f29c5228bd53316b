"""Specs that documents show are specs.

1. Every TOML block with a case holds on the oracle and on the library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from engines import Library
from oracle import Oracle
from specs.runner import check_case, load_specs

from .markdown import Block, blocks, documents

if TYPE_CHECKING:
    from pathlib import Path

SPECS: Final = [block for document in documents() for block in blocks(document) if block.language == "toml" and "[[case]]" in block.text]


@pytest.mark.parametrize("block", SPECS, ids=lambda block: block.place)
def test_a_shown_spec_holds(block: Block, tmp_path: Path) -> None:
    """Property 1."""
    (tmp_path / "shown.toml").write_text(block.text, encoding="utf-8")
    (spec,) = load_specs(tmp_path)
    for case in spec.cases:
        check_case(Oracle(spec.settings, spec.records), case)
        check_case(Library(spec.settings, spec.records), case)
    assert spec.cases


def test_there_is_one() -> None:
    """A reader that finds none must not pass."""
    assert SPECS
