"""Everything that is wrong with an input, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from commerce_search.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, RenderableType

    from commerce_search.errors import Problem

__all__ = ["problem_table", "value_words"]

_SHOWN: Final = 100
_VALUE_SHOWN: Final = 40


def problem_table(problems: Sequence[Problem], total: int, console: Console) -> RenderableType:
    """Return a table of the first problems, and how many more there are."""
    table = Table(box=None, pad_edge=False, width=min(console.width, 160), header_style="bold")
    table.add_column("where", overflow="fold", ratio=3)
    table.add_column("value", overflow="fold", ratio=2)
    table.add_column("what is expected", overflow="fold", ratio=4)
    for problem in problems[:_SHOWN]:
        table.add_row(
            printable(problem.path), _value(problem.value), Text.assemble(printable(problem.message), (f" [{problem.code}]", "dim"))
        )
    hidden = total - min(len(problems), _SHOWN)
    return Group(table, Text(f"... and {hidden:,} more", style="dim")) if hidden else table


def value_words(value: object) -> str:
    """Return a wrong value on one line, cut to what is enough to find it."""
    written = printable(repr(value) if isinstance(value, (str, list, dict)) else str(value))
    return written if len(written) <= _VALUE_SHOWN else f"{written[: _VALUE_SHOWN - 1]}…"


def _value(value: object) -> Text:
    return Text("-", style="dim") if value is None else Text(value_words(value), style="yellow")
