"""What does understanding a phrase cost? The same store asked the same phrases, with `understand` on and off by turns.

    run.py FEED QUERIES STORE [--rounds 8] [--json]

FEED is a catalog of the peers (``docs-<n>.jsonl``), QUERIES their requests (``queries.json``: the phrases of q1 are asked), STORE the
folder of the store: built if it is not there, with ``benches/peers/mapping.toml`` and ``settings.toml``. Each request counts with the
fastest of its rounds, which other work on the machine disturbs least; the ratio is that of the medians.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from rich.console import Console
from rich.progress import track
from rich.table import Table

from commerce_search import Catalog, Settings, Storefront
from commerce_search.catalog import Category, CategoryTree

PEERS: Final = Path(__file__).parents[1] / "peers"
WAYS: Final[dict[str, bool | tuple[str, ...]]] = {"off": False, "prices": ("price",), "types": ("type",), "values": ("value",), "on": True}


def storefront(feed: Path, store: Path) -> Storefront:
    """Open the store; build it before if it is not there."""
    if not store.exists():
        with feed.open("rb") as lines:
            names = sorted({json.loads(line)["category"] for line in lines})
        categories = CategoryTree({name: Category(id=name, name=name) for name in names})
        Storefront.build(Catalog.open(feed, PEERS / "mapping.toml", categories=categories), Settings.open(PEERS / "settings.toml"), store)
    return Storefront.open(store)


def fastest(shop: Storefront, phrases: list[str], rounds: int) -> dict[str, list[float]]:
    """Way -> microseconds of the fastest round of each phrase; ways take turns, so that what disturbs one disturbs all."""
    best = {way: [float("inf")] * len(phrases) for way in WAYS}
    ways, order = [*WAYS], Random(0)
    for _ in track(range(rounds), "asking", console=Console(stderr=True)):
        for number, phrase in enumerate(phrases):
            # Who asks first pays for cold caches.
            order.shuffle(ways)
            for way in ways:
                understand = WAYS[way]
                start = time.perf_counter_ns()
                _ = shop.search(phrase, match="all", understand=understand).ids
                best[way][number] = min(best[way][number], (time.perf_counter_ns() - start) / 1000)
    return best


def summary(best: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Return p50 and p99 of each way, and their ratios to nothing understood."""

    def quantiles(way: str) -> tuple[float, float]:
        ordered = sorted(best[way])
        return median(ordered), ordered[len(ordered) * 99 // 100]

    p50, p99 = quantiles("off")
    rows = []
    for way in WAYS:
        here = quantiles(way)
        rows.append({"understood": way, "p50_us": here[0], "p99_us": here[1], "p50_ratio": here[0] / p50, "p99_ratio": here[1] / p99})
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("feed", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    phrases = [request["q"] for request in json.loads(args.queries.read_text())["q1"]]
    rows = summary(fastest(storefront(args.feed, args.store), phrases, args.rounds))
    if args.json:
        json.dump(rows, sys.stdout, indent=2)
        return
    table = Table(title=f"{len(phrases)} phrases, the fastest of {args.rounds} rounds")
    for column in ("understood", "p50 us", "p99 us", "p50 / off", "p99 / off"):
        table.add_column(column, justify="right" if column != "understood" else "left")
    for row in rows:
        table.add_row(
            row["understood"],
            *(f"{row[key]:.0f}" for key in ("p50_us", "p99_us")),
            *(f"{row[key]:.3f}" for key in ("p50_ratio", "p99_ratio")),
        )
    Console().print(table)


if __name__ == "__main__":
    main()
