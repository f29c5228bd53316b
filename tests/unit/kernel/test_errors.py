"""Errors.

1. Every error of the library is a CommerceSearchError, and the tree in the module's docstring is the tree.
2. A validation error spells the first 20 problems and says how many more there are.
3. Errors survive pickling, so that they cross process boundaries.
"""

from __future__ import annotations

import pickle
import re

from commerce_search import errors
from commerce_search.errors import CommerceSearchError, FeedError, Problem, SettingsError, ValidationError

ERRORS = [name for name in errors.__all__ if name.endswith("Error")]


def _drawn_tree() -> dict[str, str]:
    """Return child -> parent as the docstring draws it: by indentation."""
    above: list[tuple[int, str]] = []
    parents: dict[str, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"[ │├└─]*(\w+Error)\b", line)
        if match is None:
            continue
        depth = match.start(1)
        above = [(column, name) for column, name in above if column < depth]
        if above:
            parents[match[1]] = above[-1][1]
        above.append((depth, match[1]))
    return parents


def test_the_tree_drawn_is_the_tree() -> None:
    parents = {name: getattr(errors, name).__base__.__name__ for name in ERRORS if name != "CommerceSearchError"}
    assert _drawn_tree() == parents
    assert len(parents) >= 14


def test_every_error_is_a_commerce_search_error() -> None:
    assert all(issubclass(getattr(errors, name), CommerceSearchError) for name in ERRORS)


def test_the_first_twenty_problems_are_spelled() -> None:
    error = ValidationError([Problem(f"x:{number}", number, "negative", "expected more") for number in range(30)], total=1_030)
    lines = str(error).splitlines()
    assert lines[0] == "1,030 problems"
    assert lines[1] == "  x:0: expected more [negative], got 0"
    assert len(lines) == 22
    assert lines[-1] == "  ... and 1,010 more"


def test_errors_survive_pickling() -> None:
    problem = Problem("x:1 a", 1, "negative", "expected more")
    for error in (SettingsError([problem], total=3), FeedError("a.jsonl", "is missing")):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy)) == (type(error), str(error))
