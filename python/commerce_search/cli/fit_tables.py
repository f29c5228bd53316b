"""What is there to read about refitted weights: are they better, and what would change?"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from commerce_search.settings import DEFAULT_FIELDS, Relevance

if TYPE_CHECKING:
    from rich.console import Console

    from commerce_search.experiments import Fit
    from commerce_search.experiments.fitting import Fitted

__all__ = ["fold_table", "verdict"]


def fold_table(fit: Fit, console: Console) -> Table:
    """Return a row for each fold, and one for all held-out queries."""
    table = Table(box=None, pad_edge=False, header_style="bold", width=min(console.width, 110))
    for name in ("fold", "queries", "now", "refitted"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("weights fitted on the other folds", ratio=1)
    for number, fold in enumerate(fit.folds, start=1):
        changes = ", ".join(map(_change, fit.changed(fold.settings)))
        figures = (f"{fit.before_in(fold):.4f}", f"{fmean(fold.measures):.4f}")
        table.add_row(str(number), str(len(fold.held_out)), *figures, Text(changes or "as they are", style="" if changes else "dim"))
    all_queries = (f"{fit.queries}", f"{fmean(fit.ndcg_before):.4f}", f"{fmean(fit.ndcg_refitted):.4f}")
    table.add_row("all", *all_queries, f"NDCG@{fit.k}, each query under weights fitted without it", style="bold")
    return table


def verdict(fit: Fit) -> Text:
    """Return what follows from it."""
    difference = fit.difference
    interval = f"{difference.mean:+.4f} (95 % interval {difference.low:+.4f} to {difference.high:+.4f})"
    unseen = "on queries that they were not fitted on"
    if fit.changes:
        lines = (f"Refitted weights are better {unseen}: {interval}.", "", *map(_change, fit.changes))
        return Text("\n".join(lines), style="green")
    if difference.is_gain:
        return Text(f"{_present(fit)} hold: fitted on all queries, none of them changes.")
    found = "are worse" if difference.is_clear else "are not clearly better"
    return Text(f"{_present(fit)} hold: refitted ones {found} {unseen}, {interval}. Nothing is offered.")


def _change(change: Fitted) -> str:
    return f"{change.name} {change.before:g} to {change.after:g}"


def _present(fit: Fit) -> str:
    is_default = fit.before.relevance == Relevance() and fit.before.fields == DEFAULT_FIELDS
    return "The defaults" if is_default else "Your weights"
