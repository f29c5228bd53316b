"""What exactly is wrong with the input, and where?

Nothing here raises while input is read: a reader reports to ``Problems`` and goes on, so that a merchant sees every mistake of a
feed at once instead of one a run.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from commerce_search.errors import Problem, ValidationError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PROBLEMS_KEPT", "Place", "Problem", "Problems"]

PROBLEMS_KEPT: Final = 1_000
"""A broken column in a feed of a million rows must not fill the memory: the rest is only counted."""

_PLAIN_KEY: Final = re.compile(r"[\w-]+\Z")


class Problems:
    """Collects problems: keeps the first ones, counts all.

    >>> problems = Problems(keep=1)
    >>> problems.add(Problem("a", 1, "wrong_type", "expected text"))
    >>> problems.add(Problem("b", 2, "wrong_type", "expected text"))
    >>> len(problems), [problem.path for problem in problems]
    (2, ['a'])
    """

    def __init__(self, keep: int = PROBLEMS_KEPT) -> None:
        """Keep at most ``keep`` problems."""
        self.kept: list[Problem] = []
        self.total = 0
        self._keep = keep

    def add(self, problem: Problem) -> None:
        """Count ``problem`` and keep it if there is room."""
        self.total += 1
        if len(self.kept) < self._keep:
            self.kept.append(problem)

    def raise_if_any(self) -> None:
        """Raise a ``ValidationError`` with everything kept, if anything was found."""
        if self.total:
            raise ValidationError(self.kept, self.total)

    def __len__(self) -> int:
        """Return how many problems were found, kept or not."""
        return self.total

    def __iter__(self) -> Iterator[Problem]:
        """Iterate over the problems kept."""
        return iter(self.kept)


class Place:
    """A spot in the input to which problems are reported: a label, then steps down into the record.

    A place is cheap to make for every record: it spells its path only when something is wrong.
    """

    __slots__ = ("_label", "_problems", "_root")

    def __init__(self, problems: Problems, label: str, root: str = "") -> None:
        """Report to ``problems`` under ``label`` (``products.jsonl:17``) and ``root`` (``tee``)."""
        self._problems = problems
        self._label = label
        self._root = root

    @property
    def label(self) -> str:
        """The line or record, e.g. ``products.jsonl:17``."""
        return self._label

    def below(self, *steps: str | int) -> Place:
        """Return the place that lies ``steps`` further down: keys and list positions."""
        return Place(self._problems, self._label, _walk(self._root, steps))

    def report(self, steps: tuple[str | int, ...], value: object, code: str, message: str) -> None:
        """Report that ``value``, found ``steps`` below this place, is wrong."""
        path = f"{self._label} {_walk(self._root, steps)}".rstrip()
        self._problems.add(Problem(printable(path), value, code, message))


def _walk(root: str, steps: tuple[str | int, ...]) -> str:
    path = root
    for step in steps:
        if isinstance(step, int):
            path = f"{path}[{step}]"
        elif _PLAIN_KEY.match(step):
            path = f"{path}.{step}" if path else step
        else:
            path = f"{path}[{json.dumps(step, ensure_ascii=False)}]"
    return path
