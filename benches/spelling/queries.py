"""What do misspelt queries find, and are right ones left alone? On the Chorus electronics catalog and its judgments.

    queries.py FOLDER [--json]

FOLDER holds ``chorus_electronics/`` (``products.jsonl.gz``, ``queries.csv``, ``judgments.csv``) and ``typos/misspelt_chorus_queries.csv``
(query_id, correct_query, misspelt_query). NDCG@10 is the mean over the misspelt queries of which something relevant is known: as they are
typed, with misspelt words left alone, and of the same queries spelt right. The right queries, which must be left alone, are all of
``queries.csv``: how many were corrected unasked, and beside how many another phrase was offered.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.table import Table

from commerce_search import Catalog, Settings, Storefront
from commerce_search.experiments import JudgedQuery, Judgments, evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

DATASETS = Path(__file__).parents[1] / "datasets"


@dataclass
class Measured:
    """Means over the misspelt queries, and what became of the right ones."""

    misspelt: int
    ndcg_typed: float
    ndcg_typos_off: float
    ndcg_spelt_right: float
    right: int
    corrected: dict[str, str]
    offered: dict[str, list[str]]
    worse: list[tuple[str, str, float, float]]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def storefront(folder: Path, mode: str | None = None) -> Storefront:
    """Build the catalog's store in memory; ``mode``: that of misspelt words."""
    settings = Settings.open(DATASETS / "chorus_electronics.settings.toml")
    if mode is not None:
        settings = msgspec.structs.replace(settings, typos=msgspec.structs.replace(settings.typos, mode=mode))
    feed = folder / "chorus_electronics" / "products.jsonl.gz"
    return Storefront.build(Catalog.open(feed, DATASETS / "chorus_electronics.toml", currency="USD"), settings)


def judged(folder: Path, column: str) -> Judgments:
    """The judgments of the misspelt queries, each with the phrase of a column: a query counts once for each of its misspellings."""
    ratings = {query.id: query.ratings for query in Judgments.open(folder / "chorus_electronics" / "judgments.csv").queries}
    misspelt = rows(folder / "typos" / "misspelt_chorus_queries.csv")
    phrases = [(row["misspelt_query"], row[column], row["query_id"]) for row in misspelt if row["query_id"] in ratings]
    return Judgments(tuple(JudgedQuery(typed, phrase, ratings[query]) for typed, phrase, query in phrases))


def touched(store: Storefront, phrases: list[str]) -> Iterator[tuple[str, str | None, list[str]]]:
    """Yield a right phrase with what was searched instead and what was offered, where anything was."""
    for phrase in phrases:
        page = store.search(phrase, limit=0)
        offered = [correction.phrase for correction in page.corrections if not correction.is_applied]
        if page.searched is not None or offered:
            yield phrase, page.searched, offered


def measure(folder: Path) -> Measured:
    store = storefront(folder)
    typed = evaluate(store, judged(folder, "misspelt_query"))
    off = evaluate(storefront(folder, "off"), judged(folder, "misspelt_query"))
    right = evaluate(store, judged(folder, "correct_query"))
    phrases = [row["query"] for row in rows(folder / "chorus_electronics" / "queries.csv")]
    changed = list(touched(store, phrases))
    both = zip(typed.queries, right.queries, strict=True)
    return Measured(
        misspelt=len(typed.queries),
        ndcg_typed=typed.ndcg,
        ndcg_typos_off=off.ndcg,
        ndcg_spelt_right=right.ndcg,
        right=len(phrases),
        corrected={phrase: searched for phrase, searched, _ in changed if searched is not None},
        offered={phrase: offered for phrase, _, offered in changed if offered},
        worse=[(one.phrase, other.phrase, one.ndcg, other.ndcg) for one, other in both if one.ndcg < other.ndcg],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    measured = measure(arguments.folder)
    if arguments.json:
        print(json.dumps(asdict(measured), indent=2))
        return
    console = Console()
    table = Table("misspelt queries", str(measured.misspelt), title="NDCG@10")
    table.add_row("as typed", f"{measured.ndcg_typed:.4f}")
    table.add_row("as typed, typos off", f"{measured.ndcg_typos_off:.4f}")
    table.add_row("spelt right", f"{measured.ndcg_spelt_right:.4f}")
    console.print(table)
    for typed, right, found, ideal in measured.worse:
        console.print(f"  {typed} {found:.2f}, {right} {ideal:.2f}")
    console.print(f"{measured.right} right queries: {len(measured.corrected)} corrected, {len(measured.offered)} with offers")
    console.print(measured.corrected | measured.offered)


if __name__ == "__main__":
    main()
