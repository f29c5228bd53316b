"""The seeded faults can be made: `tests/faults/run.py` makes them, which takes minutes; this takes none.

1. There are at least 20, each with a name of its own.
2. What a fault replaces stands exactly once in its file, and the replacement is something else.
"""

from __future__ import annotations

import pytest

from .run import FAULTS, SOURCES, Fault


def test_there_are_enough_with_names_of_their_own() -> None:
    """Property 1."""
    assert len(FAULTS) >= 20
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_changes_one_place(fault: Fault) -> None:
    """Property 2."""
    source = (SOURCES / fault.file).read_text(encoding="utf-8")
    assert source.count(fault.find) == 1
    assert fault.replace != fault.find
