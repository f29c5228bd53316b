"""``commerce-search index``: a feed becomes a store."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from rich.filesize import decimal
from rich.table import Table
from rich.text import Text

from commerce_search import Storefront, ValidationError
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE, Sources, feed_options
from commerce_search.cli.problem_table import problem_table
from commerce_search.cli.terminal import echo_json, output

if TYPE_CHECKING:
    from pathlib import Path

    from commerce_search.catalog import Catalog
    from commerce_search.kernel.problems import Problem

__all__ = ["index"]


@dataclass(frozen=True, slots=True)
class _Indexed:
    """What the summary tells."""

    catalog: Catalog
    storefront: Storefront
    seconds: float


@click.command(
    short_help="Make a store of a feed.",
    epilog=examples(
        "commerce-search index products.jsonl --store shop",
        "commerce-search index products.csv.gz --mapping mapping.toml --currency EUR --store shop",
        "commerce-search index feed.jsonl --settings settings.toml --on-problem skip --store shop",
    ),
)
@click.argument("feed", type=FILE)
@click.option("--store", type=FILE, required=True, help="Directory of the store. A store there is replaced when the new one is complete.")
@feed_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary, or the problems, as JSON.")
def index(feed: Path, store: Path, *, as_json: bool, **sources: Any) -> None:
    """Index FEED (.jsonl, .ndjson, .csv, .tsv, also with .gz) into a store.

    All problems of a feed are listed at once. A feed with problems changes nothing: an existing store stays as it was.
    """
    chosen = Sources(**sources)
    catalog = chosen.catalog(feed, progress=sys.stdout.isatty() and not as_json)
    start = time.perf_counter()
    try:
        storefront = Storefront.build(catalog, chosen.settings, store)
    except ValidationError as error:
        if as_json:
            echo_json({"problems": [_problem_dict(problem) for problem in error.problems], "total": error.total})
        error.add_note(f"nothing was written to {store}; correct the feed, or leave these products out with --on-problem skip")
        raise
    indexed = _Indexed(catalog, storefront, time.perf_counter() - start)
    if as_json:
        echo_json(_summary_dict(indexed, store))
    else:
        _print_summary(indexed, store)


def _summary_dict(indexed: _Indexed, store: Path) -> dict[str, Any]:
    engine, catalog = indexed.storefront.engine, indexed.catalog
    index_bytes, record_bytes = engine.bytes
    return {
        "store": str(store),
        "products": catalog.accepted,
        "skipped": catalog.skipped,
        "hits": len(indexed.storefront),
        "rows": engine.rows,
        "index_bytes": index_bytes,
        "record_bytes": record_bytes,
        "seconds": round(indexed.seconds, 3),
        "problems": [_problem_dict(problem) for problem in catalog.problems],
        "total": len(catalog.problems),
    }


def _problem_dict(problem: Problem) -> dict[str, Any]:
    value = problem.value if isinstance(problem.value, (str, int, float, bool, type(None))) else str(problem.value)
    return {"path": problem.path, "value": value, "code": problem.code, "message": problem.message}


def _print_summary(indexed: _Indexed, store: Path) -> None:
    console, catalog, engine = output(), indexed.catalog, indexed.storefront.engine
    if catalog.problems:
        heading = f"{len(catalog.problems):,} problems; {catalog.skipped:,} products were left out"
        console.print(Text(heading, style="bold yellow"))
        console.print(problem_table(list(catalog.problems), len(catalog.problems), console))
    index_bytes, record_bytes = engine.bytes
    facts = (
        ("products", f"{catalog.accepted:,}"),
        ("possible hits", f"{len(indexed.storefront):,}"),
        ("rows", f"{engine.rows:,}"),
        ("index", decimal(index_bytes)),
        ("records", decimal(record_bytes)),
        ("time", f"{indexed.seconds:.2f} s, {catalog.accepted / max(indexed.seconds, 1e-9):,.0f} products a second"),
    )
    table = Table.grid(padding=(0, 2, 0, 0))
    for name, fact in facts:
        table.add_row(Text(name, style="dim"), fact)
    console.print(Text(f"{store} is ready", style="bold green"))
    console.print(table)
