"""The measures of an evaluation, query by query and in all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from commerce_search.cli.terminal import clean

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from commerce_search.experiments import Evaluation

__all__ = ["evaluation_table", "summary_table"]

_GOOD: Final = 0.8
_POOR: Final = 0.5


def evaluation_table(evaluation: Evaluation, console: Console) -> Table:
    """Return a row for each query, the worst first."""
    table = Table(box=None, pad_edge=False, header_style="bold", width=min(console.width, 110))
    table.add_column("query", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in ("found", f"NDCG@{evaluation.k}", f"recall@{evaluation.depth}", f"judged@{evaluation.k}"):
        table.add_column(name, justify="right", no_wrap=True)
    for query in evaluation.worst_first():
        judged = "-" if query.judged is None else f"{query.judged:.0%}"
        table.add_row(clean(query.phrase), f"{query.found}", _measure(query.ndcg), _measure(query.recall), judged)
    return table


def summary_table(evaluation: Evaluation) -> RenderableType:
    """Return the averages."""
    table = Table.grid(padding=(0, 2, 0, 0))
    judged = "-" if evaluation.judged is None else f"{evaluation.judged:.1%}"
    facts = (
        (f"NDCG@{evaluation.k}", f"{evaluation.ndcg:.4f}"),
        (f"recall@{evaluation.depth}", f"{evaluation.recall:.4f}"),
        (f"judged@{evaluation.k}", judged),
        ("zero results", f"{evaluation.zero_share:.1%}"),
    )
    for name, fact in facts:
        table.add_row(Text(name, style="dim"), Text(fact, style="bold"))
    left_out = f"; {evaluation.left_out} without a relevant product are left out" if evaluation.left_out else ""
    return Group(table, Text(f"averages over {len(evaluation.queries)} queries{left_out}", style="dim"))


def _measure(measured: float) -> Text:
    return Text(f"{measured:.3f}", style="green" if measured >= _GOOD else "red" if measured < _POOR else "")
