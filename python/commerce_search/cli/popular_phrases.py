"""What do shoppers often search? A file with a phrase and its weight on every line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from commerce_search.errors import FeedError, Problem, why_unreadable
from commerce_search.kernel.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["popular_phrases"]

_COLUMNS: Final = 2


def popular_phrases(path: Path) -> dict[str, float]:
    """Read ``phrase<TAB>weight`` a line; empty lines are nothing.

    Raises:
        FeedError: the file cannot be read.
        ValidationError: with every line that is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        remedy = "expected UTF-8 text, a phrase, a tab and a weight a line"
        raise FeedError(path, f"cannot be read: {why_unreadable(error)}; {remedy}") from error
    return _weights(path.name, lines)


def _weights(name: str, lines: Iterable[str]) -> dict[str, float]:
    problems = Problems()
    weights: dict[str, float] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            problem = _take(weights, f"{name}:{number}", line)
            if problem is not None:
                problems.add(problem)
    problems.raise_if_any()
    return weights


def _take(weights: dict[str, float], place: str, line: str) -> Problem | None:
    """Put what stands on a line into ``weights``, or return what is wrong with it."""
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) != _COLUMNS:
        return Problem(place, line, "wrong_type", "expected a phrase, a tab and a weight")
    phrase, written = columns
    if not phrase:
        return Problem(place, line, "missing", "expected a phrase before the tab")
    weight = _weight(written)
    if weight is None:
        return Problem(place, written, "out_of_range", "expected a weight, a number, 0 or more")
    if weights.setdefault(phrase, weight) != weight:
        return Problem(place, written, "duplicate_id", f"expected one weight of {phrase!r}; it had {weights[phrase]:g} before")
    return None


def _weight(written: str) -> float | None:
    try:
        weight = float(written)
    except ValueError:
        return None
    return weight if math.isfinite(weight) and weight >= 0 else None
