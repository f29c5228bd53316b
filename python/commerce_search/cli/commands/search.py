"""``commerce-search search``: one search in a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from commerce_search import Context, Storefront
from commerce_search.cli.examples import examples
from commerce_search.cli.explanation import explanation_view
from commerce_search.cli.feeds import FILE
from commerce_search.cli.page_view import page_view, summary_text
from commerce_search.cli.requests import instant_of, refine_of
from commerce_search.cli.shown_hit import HitReader
from commerce_search.cli.terminal import echo_json, output

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from commerce_search import Page

__all__ = ["search"]

_MATCHES = click.Choice(["ladder", "all", "any"])
_BANDS = click.Choice(["all", "best"])
_TYPOS = click.Choice(["off", "min", "on", "strict"])


@click.command(
    short_help="Search a store.",
    epilog=examples(
        'commerce-search search shop "red towel"',
        "commerce-search search shop shirt --refine colour=red --refine size=l --refine price=10..50",
        "commerce-search search shop shirt --sort price-low-to-high --limit 5 --json",
        'commerce-search search shop -- "-linen shirt"',
    ),
)
@click.argument("store", type=FILE)
@click.argument("phrase", default="")
@click.option("--locale", help="One of the store's locales.  [default: the store's default]")
@click.option("--refine", multiple=True, metavar="NAME=VALUE", help="Narrow down: colour=red, price=10..50. Several of one NAME add up.")
@click.option("--sort", metavar="OPTION", help="One of the store's sorting options.")
@click.option("--category", metavar="ID", help="Only products in this category or below it.")
@click.option("--match", type=_MATCHES, default="ladder", show_default=True, help="How many words must match; `ladder`: as many as can.")
@click.option("--typos", type=_TYPOS, help="When misspelt words are corrected.  [default: as the store's settings say]")
@click.option("--words-only", is_flag=True, help="No word of the phrase is a price: all are looked up.")
@click.option("--limit", type=int, help="Hits on the page.  [default: the store's page size]")
@click.option("--offset", type=int, default=0, show_default=True, help="Hits before the page.")
@click.option("--bands", type=_BANDS, default="all", show_default=True, help="`best` with --sort: not what only mentions the words.")
@click.option("--at", callback=instant_of, metavar="INSTANT", help="When, e.g. 2026-12-24T00:00:00Z.  [default: now]")
@click.option("--explain", is_flag=True, help="Say of every hit why it is as relevant as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print page.to_dict() (docs/reference/settings.md).")
def search(
    store: Path,
    phrase: str,
    *,
    locale: str | None,
    at: dt.datetime | None,
    refine: tuple[str, ...],
    words_only: bool,
    explain: bool,
    as_json: bool,
    **rest: Any,
) -> None:
    """Search a STORE; without a PHRASE, browse it.

    "two words" in quotes stand together; -word must not be there (put -- before a phrase that begins so).
    """
    selected = refine_of(refine)
    with Storefront.open(store) as storefront:
        context = Context(locale=locale, at=at)
        page = storefront.search(phrase, context=context, refine=selected, understand=not words_only, **rest)
        if as_json:
            echo_json(_page_dict(page, explain=explain))
        else:
            _print_page(page, HitReader(storefront, locale), explain=explain)


def _page_dict(page: Page, *, explain: bool) -> dict[str, Any]:
    written = page.to_dict()
    if explain:
        for part, hits in (("hits", page.hits), ("tail", page.tail)):
            written[part] = [{**hit.to_dict(), "explanation": hit.explain()} for hit in hits]
    return written


def _print_page(page: Page, reader: HitReader, *, explain: bool) -> None:
    console = output()
    console.print(summary_text(page, list(page.timings.items())))
    console.print(page_view(page, reader, console, with_ids=True))
    if explain:
        console.print(explanation_view(page, reader, console))
