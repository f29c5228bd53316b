"""``commerce-search fit``: would other weights suit this shop's own judgments better?"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from commerce_search import Context, Settings
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE, Sources, feed_options
from commerce_search.cli.fit_tables import fold_table, verdict
from commerce_search.cli.settings_lines import changed_lines, written_settings
from commerce_search.cli.terminal import echo_json, errors, output
from commerce_search.experiments import Judgments
from commerce_search.experiments import fit as fit_weights
from commerce_search.experiments.extras import required

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from commerce_search.experiments import Fit

__all__ = ["fit"]


@click.command(
    short_help="Refit the weights of relevance on judgments.",
    epilog=examples(
        "commerce-search fit products.jsonl --judgments judgments.csv",
        "commerce-search fit feed.csv --mapping map.toml --settings settings.toml --judgments judgments.csv --output fitted.toml",
    ),
)
@click.argument("feed", type=FILE)
@click.option("--judgments", type=FILE, required=True, help="CSV with query_id, query, product_id, rating; or TREC qrels, with --queries.")
@click.option("--queries", type=FILE, help="The phrases of qrels: CSV or TSV with query_id and query.")
@click.option("--folds", type=click.IntRange(2), default=5, show_default=True, help="Parts of the queries; each tests what the others fit.")
@click.option("--k", type=click.IntRange(1), default=10, show_default=True, help="Depth of NDCG.")
@click.option("--locale", help="One of the settings' locales.  [default: the default locale]")
@click.option("--output", "target", type=FILE, help="Write the settings with refitted weights here, if they are better.")
@feed_options
@click.option("--json", "as_json", is_flag=True, help="Print the figures and the changes as JSON.")
def fit(
    feed: Path,
    *,
    judgments: Path,
    queries: Path | None,
    folds: int,
    k: int,
    locale: str | None,
    target: Path | None,
    as_json: bool,
    **sources: Any,
) -> None:
    """Refit the weights of fields, k1 and idf_exponent on judgments of FEED's products, and offer them only if they are better.

    Weights are fitted on all folds of the queries but one and tested on that one, fold by fold. They are offered if the 95 % interval of
    the difference lies above 0 over these held-out queries; otherwise the weights there are hold. Needs the extra `fit`.
    """
    _check_places(feed, target)
    chosen, judged = Sources(**sources), Judgments.open(judgments, queries)
    is_watched = sys.stderr.isatty() and not as_json
    catalog = chosen.catalog(feed, progress=is_watched)
    settings = chosen.settings or Settings(currency=catalog.currency.code)
    with _reporting(is_watched=is_watched) as report:
        found = fit_weights(catalog, settings, judged, folds=folds, k=k, context=Context(locale=locale), progress=report)
    if target is not None and found.changes:
        target.write_text(written_settings(found, _as_written(sources["settings"], settings)), encoding="utf-8")
    if as_json:
        echo_json({**found.to_dict(), "toml": changed_lines(found) if found.changes else None})
    else:
        _print_fit(found, target)


def _check_places(feed: Path, target: Path | None) -> None:
    """Refuse now what would fail after minutes."""
    if feed.is_dir():
        raise click.UsageError(f"{feed} is a store; name the feed that it was made of, which is indexed under many weights")
    required("tomlkit")
    if target is not None and not target.absolute().parent.is_dir():
        raise click.UsageError(f"--output is {target}, but there is no folder {target.parent}; make it first")


@contextmanager
def _reporting(*, is_watched: bool) -> Iterator[Callable[[str], None] | None]:
    """Show the last line that is reported, from the first one on: until then the feed's own bar is shown."""
    if not is_watched:
        yield None
        return
    status = errors().status("")

    def report(text: str) -> None:
        status.update(text)
        status.start()

    try:
        yield report
    finally:
        status.stop()


def _as_written(path: Path | None, settings: Settings) -> str:
    return f'currency = "{settings.currency}"\n' if path is None else path.read_text(encoding="utf-8")


def _print_fit(found: Fit, target: Path | None) -> None:
    console = output()
    console.print(fold_table(found, console))
    console.print()
    console.print(verdict(found))
    if found.changes:
        console.print()
        console.print(changed_lines(found), soft_wrap=True)
        console.print(Text("Write them with --output FILE." if target is None else f"Written to {target}.", style="dim"))
    elif target is not None:
        console.print(Text(f"{target} was not written.", style="dim"))
    left_out = f"; {found.left_out} without a relevant product are left out" if found.left_out else ""
    console.print(Text(f"averages over {found.queries} queries{left_out}", style="dim"))
