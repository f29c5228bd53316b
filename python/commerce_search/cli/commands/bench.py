"""``commerce-search bench``: how fast does a store answer on this machine?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import click
from rich.table import Table
from rich.text import Text

from commerce_search import Storefront
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE, demo_store
from commerce_search.cli.latency import percentile, sample_stages
from commerce_search.cli.phrases import random_phrases
from commerce_search.cli.terminal import echo_json, output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["bench"]

_SHARES: Final = {"p50": 0.5, "p90": 0.9, "p99": 0.99}


@click.command(
    short_help="Time searches on this machine.",
    epilog=examples(
        "commerce-search bench",
        "commerce-search bench shop --searches 5000 --limit 48",
    ),
)
@click.argument("store", type=FILE, required=False)
@click.option("--searches", type=click.IntRange(1), default=1000, show_default=True, help="How many searches to time.")
@click.option("--limit", type=click.IntRange(0, 10_000), help="Hits on a page.  [default: the store's page size]")
@click.option("--seed", type=int, default=1, show_default=True, help="Chooses the phrases.")
@click.option("--json", "as_json", is_flag=True, help="Print the percentiles as JSON.")
def bench(store: Path | None, *, searches: int, limit: int | None, seed: int, as_json: bool) -> None:
    """Time searches of random words of product names in a STORE, else in the demo store.

    One thread, warm, times in microseconds. This is a quick look at one store; other engines are compared by `make bench`.
    """
    with demo_store() if store is None else Storefront.open(store) as storefront:
        phrases = random_phrases(storefront, searches, seed)
        calls = [partial(storefront.search, phrase, limit=limit) for phrase in phrases]
        sample_stages(calls[: max(1, searches // 10)])
        measured = {stage: _percentiles(samples) for stage, samples in sample_stages(calls).items()}
        described = f"{len(phrases):,} searches over {len(storefront):,} possible hits, {storefront.engine.rows:,} rows"
    if as_json:
        echo_json({"searches": len(phrases), "microseconds": measured})
    else:
        _print_table(measured, described)


def _percentiles(samples: Sequence[float]) -> dict[str, float]:
    return {name: round(percentile(samples, share), 1) for name, share in _SHARES.items()}


def _print_table(measured: Mapping[str, Mapping[str, float]], described: str) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("microseconds")
    for name in _SHARES:
        table.add_column(name, justify="right")
    for stage, percentiles in measured.items():
        is_whole = stage == "engine" or "search" in stage
        table.add_row(
            Text(stage if is_whole else f"  {stage}", style="bold" if is_whole else ""), *(f"{percentiles[name]:,.1f}" for name in _SHARES)
        )
    console = output()
    console.print(Text(described, style="dim"))
    console.print(table)
    console.print(
        Text("Stages of a search that did not run in it are not counted. Other engines are compared by `make bench`.", style="dim")
    )
