"""``commerce-search evaluate``: how good is the search, by what people judged?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from commerce_search import Context, Storefront
from commerce_search.cli.evaluation_table import evaluation_table, summary_table
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE, Sources, feed_options
from commerce_search.cli.terminal import echo_json, output
from commerce_search.experiments import Judgments, write_run
from commerce_search.experiments import evaluate as evaluate_store

if TYPE_CHECKING:
    from pathlib import Path

    from commerce_search.experiments import Evaluation

__all__ = ["evaluate"]


@click.command(
    short_help="Measure a search against judgments.",
    epilog=examples(
        "commerce-search evaluate products.jsonl --judgments judgments.csv",
        "commerce-search evaluate shop --judgments judgments.csv --run shop.run",
        "commerce-search evaluate feed.csv --mapping map.toml --judgments qrels.txt --queries topics.tsv",
    ),
)
@click.argument("feed", type=FILE)
@click.option("--judgments", type=FILE, required=True, help="CSV with query_id, query, product_id, rating; or TREC qrels, with --queries.")
@click.option("--queries", type=FILE, help="The phrases of qrels: CSV or TSV with query_id and query.")
@click.option("--k", type=click.IntRange(1), default=10, show_default=True, help="Depth of NDCG and of the judged share.")
@click.option("--recall", "depth", type=click.IntRange(1), default=100, show_default=True, help="Depth of recall.")
@click.option("--locale", help="One of the settings' locales.  [default: the default locale]")
@click.option(
    "--match", type=click.Choice(["ladder", "all", "any"]), default="ladder", show_default=True, help="How many words must match."
)
@click.option("--relevant-only/--all-queries", default=True, show_default=True, help="Average only queries with a product rated above 0.")
@click.option("--run", "run_file", type=FILE, help="Write what was found as a TREC run.")
@feed_options
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
def evaluate(
    feed: Path, *, judgments: Path, queries: Path | None, locale: str | None, run_file: Path | None, as_json: bool, **rest: Any
) -> None:
    """Measure the search over FEED (a feed, or a store made by `index`) against judgments.

    NDCG: gain 2^rating - 1, discount log2(rank + 1), ideal over all judged products; an unjudged product counts as rated 0. Recall:
    over products rated above 0, hits first, then the tail. The judged share says how far the figures can be trusted.
    """
    judged = Judgments.open(judgments, queries)
    search_options = {name: rest.pop(name) for name in ("k", "depth", "match", "relevant_only")}
    storefront = _storefront(feed, rest, progress=sys.stdout.isatty() and not as_json)
    evaluation = evaluate_store(storefront, judged, context=Context(locale=locale), **search_options)
    if run_file is not None:
        write_run(evaluation.run, run_file)
    if as_json:
        echo_json(evaluation.to_dict())
    else:
        _print_evaluation(evaluation)


def _storefront(feed: Path, sources: dict[str, Any], *, progress: bool) -> Storefront:
    if not feed.is_dir():
        chosen = Sources(**sources)
        return Storefront.build(chosen.catalog(feed, progress=progress), chosen.settings)
    if any(sources[name] is not None for name in ("mapping", "settings", "currency")):
        raise click.UsageError(f"{feed} is a store, which has its settings; --mapping, --settings and --currency are for feeds")
    return Storefront.open(feed)


def _print_evaluation(evaluation: Evaluation) -> None:
    console = output()
    console.print(evaluation_table(evaluation, console))
    console.print()
    console.print(summary_table(evaluation))
