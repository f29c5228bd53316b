"""What does each part of relevance give, and what would fitted weights give? On the Chorus electronics catalog and its judgments.

    run.py FOLDER [--seeds 5] [--json]

FOLDER holds ``chorus_electronics/`` (``products.jsonl.gz``, ``judgments.csv``). First the defaults, then a row for each part that
is switched off or weighs otherwise (``variants.py``), with its difference from the defaults: 95 % interval of a paired bootstrap over the
queries, ``*`` where it excludes 0. Of twenty rows without any effect one is marked by chance. Unjudged products count as worthless; the
last column leaves them out of every list, so that a part that brings up what nobody rated is not taken for a bad one. ``types told by
t_product_type`` is no part of the defaults: it is switched on.

Then 5-fold cross-validation: of a small grid the settings that are best on four folds are measured on the fifth, with several splits.
Every row indexes the catalog again, without reading it again. Needs the extra ``fit``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from itertools import product
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track
from rich.table import Table
from variants import GRID, VARIANTS

from commerce_search import Catalog, Settings
from commerce_search.experiments import Judgments, compare, ndcg
from commerce_search.experiments.cross_validation import cross_validate, held_out_means
from commerce_search.experiments.trials import Trials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variants import Variant

    from commerce_search.experiments import Evaluation
    from commerce_search.experiments.cross_validation import Fold

DATASETS = Path(__file__).parents[1] / "datasets"
FOLDS = 5
WIDTH = 120
"""Of the tables, also where nobody looks."""


class Bench:
    """The catalog, its judgments, and what was measured so far."""

    def __init__(self, folder: Path) -> None:
        chorus = folder / "chorus_electronics"
        self.judgments = Judgments.open(chorus / "judgments.csv")
        settings = Settings.open(DATASETS / "chorus_electronics.settings.toml")
        catalog = Catalog.open(chorus / "products.jsonl.gz", DATASETS / "chorus_electronics.toml", currency=settings.currency)
        self.trials = Trials(catalog, settings, self.judgments)
        self.default = self.trials.evaluation(settings)

    @property
    def ndcg(self) -> list[float]:
        """NDCG of every query under the defaults."""
        return [query.ndcg for query in self.default.queries]

    def ablation(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each variant that changes anything in this catalog."""
        for variant in shown([one for one in VARIANTS if not one.field or self.trials.has_text(one.field)], "parts"):
            yield self.row(variant)

    def row(self, variant: Variant) -> dict[str, Any]:
        evaluation = self.trials.evaluation(variant.change(self.trials.settings), variant.match)
        difference = compare(self.ndcg, [query.ndcg for query in evaluation.queries])
        return {"part": variant.name, "difference": difference.to_dict(), **self.measures(evaluation)}

    def measures(self, evaluation: Evaluation) -> dict[str, Any]:
        means = {"ndcg": evaluation.ndcg, "recall": evaluation.recall, "judged": evaluation.judged}
        return {**means, "ndcg_without_unjudged": fmean(self.without_unjudged(evaluation))}

    def without_unjudged(self, evaluation: Evaluation) -> Iterator[float]:
        for query in (query for query in self.judgments.queries if query.has_relevant):
            known = [product for product in evaluation.run.products(query.id) if product in query.ratings]
            yield ndcg(known, query.ratings)

    def cross_validation(self, seeds: int) -> dict[str, Any]:
        """Measure the grid once; then splits cost nothing."""
        grid = list(self.grid())
        measured = [self.trials.ndcg(settings) for settings in shown(grid, "grid")]

        def best(training: Sequence[int]) -> Settings:
            means = [fmean(ndcgs[query] for query in training) for ndcgs in measured]
            return grid[means.index(max(means))]

        splits = [cross_validate(len(self.ndcg), best, self.trials.ndcg, folds=FOLDS, seed=seed) for seed in range(seeds)]
        held_out = held_out_means([fold for split in splits for fold in split])
        return {
            "grid": len(grid),
            "splits": [self.split(seed, folds) for seed, folds in enumerate(splits)],
            "ndcg": fmean(held_out),
            "difference": compare(self.ndcg, held_out).to_dict(),
        }

    def grid(self) -> Iterator[Settings]:
        """The defaults come first: of settings that are as good the earlier are chosen."""
        yield self.trials.settings
        for values in product(*(parameter.values for parameter in GRID)):
            settings = self.trials.settings
            for parameter, value in zip(GRID, values, strict=True):
                settings = parameter.applied(settings, value)
            yield settings

    def split(self, seed: int, folds: Sequence[Fold]) -> dict[str, Any]:
        return {"seed": seed, "ndcg": fmean(held_out_means(folds)), "folds": list(map(self.fold, folds))}

    def fold(self, fold: Fold) -> dict[str, Any]:
        return {
            "queries": [self.default.queries[query].id for query in fold.held_out],
            "ndcg": fmean(fold.measures),
            "default_ndcg": fmean(self.ndcg[query] for query in fold.held_out),
            "chosen": {parameter.name: parameter.of(fold.settings) for parameter in GRID},
        }


def shown(rows: list[Any], name: str) -> Iterable[Any]:
    """Go through rows with a bar, if anybody looks."""
    return track(rows, name, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="splits into folds")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    bench = Bench(arguments.folder)
    measured = {
        "queries": len(bench.ndcg),
        "defaults": bench.measures(bench.default),
        "parts": list(bench.ablation()),
        "cross_validation": bench.cross_validation(arguments.seeds),
    }
    if arguments.json:
        print(json.dumps(measured, indent=2))
    else:
        print_tables(measured)


def print_tables(measured: dict[str, Any]) -> None:
    console = Console()
    console.width = max(console.width, WIDTH)
    table = Table(title=f"{measured['queries']} queries")
    table.add_column("part", no_wrap=True)
    for name in ("NDCG@10", "difference", "95 %", "", "recall@100", "judged@10", "judged only"):
        table.add_column(name, justify="right")
    table.add_row("defaults", *figures(measured["defaults"], "", "", ""))
    for row in measured["parts"]:
        table.add_row(row["part"], *figures(row, *interval(row["difference"])))
    console.print(table)
    print_folds(console, measured["cross_validation"], measured["defaults"]["ndcg"])


def print_folds(console: Console, found: dict[str, Any], default: float) -> None:
    table = Table("split", title=f"{FOLDS}-fold cross-validation, {found['grid']} settings")
    for name in (*(f"fold {number}" for number in range(1, FOLDS + 1)), "mean", "defaults"):
        table.add_column(name, justify="right")
    chosen: Counter[str] = Counter()
    for split in found["splits"]:
        table.add_row(str(split["seed"]), *(f"{fold['ndcg']:.4f}" for fold in split["folds"]), f"{split['ndcg']:.4f}", f"{default:.4f}")
        chosen.update(", ".join(f"{name} {value:g}" for name, value in fold["chosen"].items()) for fold in split["folds"])
    console.print(table)
    console.print(f"mean of all splits {found['ndcg']:.4f}, against the defaults {' '.join(interval(found['difference']))}")
    for settings, count in chosen.most_common():
        console.print(f"  chosen in {count} of {chosen.total()} folds: {settings}")


def interval(difference: dict[str, Any]) -> tuple[str, str, str]:
    bounds = f"({difference['low']:+.4f}, {difference['high']:+.4f})"
    return f"{difference['mean']:+.4f}", bounds, "*" if difference["clear"] else ""


def figures(row: dict[str, Any], *difference: str) -> list[str]:
    judged = "-" if row["judged"] is None else f"{row['judged']:.1%}"
    return [f"{row['ndcg']:.4f}", *difference, f"{row['recall']:.4f}", judged, f"{row['ndcg_without_unjudged']:.4f}"]


if __name__ == "__main__":
    main()
