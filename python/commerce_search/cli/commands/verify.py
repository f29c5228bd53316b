"""``commerce-search verify``: is every byte of a store as it was written?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click
from rich.filesize import decimal
from rich.text import Text

from commerce_search import Storefront
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE
from commerce_search.cli.terminal import echo_json, output

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["verify"]


@click.command(
    short_help="Compare every checksum of a store.",
    epilog=examples(
        "commerce-search verify shop",
        "commerce-search verify shop --json && rsync -a shop/ web1:/srv/shop/",
    ),
)
@click.argument("store", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
def verify(store: Path, *, as_json: bool) -> None:
    """Read a whole STORE and compare every checksum."""
    start = time.perf_counter()
    with Storefront.open(store) as storefront:
        storefront.verify()
        engine = storefront.engine
        index_bytes, record_bytes = engine.bytes
        facts = {
            "store": str(store),
            "generation": engine.generation,
            "hits": len(storefront),
            "rows": engine.rows,
            "index_bytes": index_bytes,
            "record_bytes": record_bytes,
        }
    seconds = time.perf_counter() - start
    if as_json:
        echo_json({**facts, "seconds": round(seconds, 3)})
        return
    console = output()
    console.print(Text(f"{store} is intact", style="bold green"), soft_wrap=True)
    sizes = f"index {decimal(index_bytes)}, records {decimal(record_bytes)}"
    console.print(
        f"generation {facts['generation']}, {facts['hits']:,} possible hits, {facts['rows']:,} rows, {sizes}, read in {seconds:.2f} s"
    )
