"""What was retrieved? Runs in the format of TREC, so that anyone can compute the measures again with other tools."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from commerce_search.errors import FeedError, Problem, ValidationError, why_unreadable
from commerce_search.kernel.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Run", "RunEntry", "read_run", "write_run"]

_COLUMNS: Final = 6
_TAIL: Final = ".tail"
"""What the tag of a line ends in whose product matched the phrase only in part."""


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One retrieved product.

    Attributes:
        product: its id.
        is_tail: whether it is a looser match that only fills the page (``page.tail``).
    """

    product: str
    is_tail: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What a search engine answered to queries.

    Attributes:
        entries: query id -> products in order, each at most once.
        tag: the name of the run.
    """

    entries: Mapping[str, tuple[RunEntry, ...]]
    tag: str = "commerce-search"

    def products(self, query: str) -> tuple[str, ...]:
        """Return the ids of what was retrieved for a query, in order; nothing for a query that was not asked."""
        return tuple(entry.product for entry in self.entries.get(query, ()))


def write_run(run: Run, path: str | Path) -> None:
    """Write lines ``query Q0 product rank score tag``: ranks from 1, scores that fall strictly; a tail's tag ends in ``.tail``.

    The scores only say the order: ``trec_eval`` sorts by them and does not look at the ranks.

    Raises:
        ValidationError: an id holds white space, which the format cannot say.
        OSError: the file cannot be written.
    """
    _examine(run)
    Path(path).write_text("".join(f"{line}\n" for line in _lines(run)), encoding="utf-8")


def read_run(path: str | Path) -> Run:
    """Read a run file of any tool, ordered by score as ``trec_eval`` does; equal scores keep the file's order.

    Raises:
        FeedError: the file cannot be read.
        ValidationError: with every line that is wrong.
    """
    problems, found, tag = Problems(), dict[str, list[tuple[float, RunEntry]]](), ""
    for number, line in enumerate(_text(path).splitlines(), start=1):
        parts = line.split()
        score = _number(parts[4]) if len(parts) == _COLUMNS else None
        if score is not None:
            found.setdefault(parts[0], []).append((score, RunEntry(parts[2], is_tail=parts[5].endswith(_TAIL))))
            tag = tag or parts[5].removesuffix(_TAIL)
        elif parts:
            message = "expected six columns: query, Q0, product, rank, score, tag"
            problems.add(Problem(f"{Path(path).name}:{number}", line, "wrong_type", message))
    problems.raise_if_any()
    return Run({query: _by_score(entries) for query, entries in found.items()}, tag)


def _lines(run: Run) -> Iterator[str]:
    for query, entries in run.entries.items():
        for rank, entry in enumerate(entries, start=1):
            tag = run.tag + _TAIL if entry.is_tail else run.tag
            yield f"{query} Q0 {entry.product} {rank} {len(entries) + 1 - rank} {tag}"


def _examine(run: Run) -> None:
    ids = {*run.entries, run.tag, *(entry.product for entries in run.entries.values() for entry in entries)}
    wrong = sorted(one for one in ids if one.split() != [one])
    if wrong:
        message = "expected an id without white space: a run file parts its columns by it"
        raise ValidationError([Problem("run", one, "bad_id", message) for one in wrong])


def _by_score(entries: list[tuple[float, RunEntry]]) -> tuple[RunEntry, ...]:
    return tuple(entry for _, entry in sorted(entries, key=lambda scored: -scored[0]))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _text(path: str | Path) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FeedError(path, f"cannot be read: {why_unreadable(error)}; expected a TREC run") from error
