"""Words of a phrase that stand side by side in a name: semantics.md section 6, side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .relevance import half_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from .documents import Document
    from .matching import Candidate
    from .phrase import Clause
    from .relevance import TextIndex

_NAME = "name"


def side_by_side(
    first: list[Candidate],
    clauses: list[Clause],
    index: TextIndex,
    relevance: Callable[[Document], int],
    is_called: Callable[[Document], bool],
) -> dict[str, int]:
    """What each of the first hits gains."""
    weight = half_up(index.relevance.side_by_side * 256)
    pairs = [(x, y) for x, y in pairwise(clauses) if not x.several and not y.several]
    if not pairs or not weight or all(one.name != _NAME for one in index.fields):
        return {}
    gains = {}
    for hit in first:
        positions = index.positions[hit.document.id, _NAME]
        standing = sum(_follows(y, x, positions, index) for x, y in pairs)
        if is_called(hit.document):
            gains[hit.document.id] = relevance(hit.document) * weight * standing // (256 * len(pairs))
    return gains


def _follows(second: Clause, first: Clause, positions: dict[str, list[int]], index: TextIndex) -> bool:
    """Whether a form of one clause stands directly behind one of the other."""
    ahead, behind = (
        {position for form in index.alternatives(clause) if form[0] != "\1" for position in positions.get(form, [])}
        for clause in (first, second)
    )
    return any(position - 1 in ahead for position in behind)
