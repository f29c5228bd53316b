"""``commerce-search suggest``: what is suggested while a shopper types."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from commerce_search import Context, Storefront
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import FILE
from commerce_search.cli.popular_phrases import popular_phrases
from commerce_search.cli.requests import instant_of, refine_of
from commerce_search.cli.shopper import Shopper
from commerce_search.cli.shown_hit import HitReader
from commerce_search.cli.suggestions_view import headline_text, suggestions_view
from commerce_search.cli.terminal import echo_json, output

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from commerce_search import Suggestions

__all__ = ["suggest"]


@click.command(
    short_help="Suggest while you type.",
    epilog=examples(
        "commerce-search suggest shop",
        'commerce-search suggest shop "red tow" --counts',
        "commerce-search suggest shop tow --recent towel --popular searches.tsv --json",
    ),
)
@click.argument("store", type=FILE)
@click.argument("text", required=False)
@click.option("--locale", help="One of the store's locales.  [default: the store's default]")
@click.option("--refine", multiple=True, metavar="NAME=VALUE", help="Suggest what is found with this, as in `search`.")
@click.option("--category", metavar="ID", help="Suggest what is found in this category or below it.")
@click.option("--limit", type=int, help="Suggestions of each kind.  [default: as the store's settings say]")
@click.option("--counts", is_flag=True, help="Say how many hits each suggestion has.")
@click.option("--recent", multiple=True, metavar="PHRASE", help="What this shopper searched; the last search first.")
@click.option("--popular", type=FILE, help="What shoppers often search: a phrase, a tab and a weight a line.")
@click.option("--at", callback=instant_of, metavar="INSTANT", help="When, e.g. 2026-12-24T00:00:00Z.  [default: now]")
@click.option("--json", "as_json", is_flag=True, help="Print Suggestions.to_dict() (docs/reference/semantics.md, section 10).")
def suggest(
    store: Path,
    text: str | None,
    *,
    locale: str | None,
    at: dt.datetime | None,
    refine: tuple[str, ...],
    category: str | None,
    limit: int | None,
    counts: bool,
    recent: tuple[str, ...],
    popular: Path | None,
    as_json: bool,
) -> None:
    """Suggest searches of a STORE to a shopper who has typed TEXT; without TEXT, type yourself and see them change with every key."""
    _check_that_somebody_types(text, as_json=as_json)
    selected = refine_of(refine)
    weights = None if popular is None else popular_phrases(popular)
    with Storefront.open(store) as storefront:
        if weights is not None:
            storefront.set_popular_phrases(weights, locale)
        shopper = Shopper(storefront, Context(locale=locale, at=at), selected, category, recent, limit, counts)
        if text is None:
            _type(shopper)
        elif as_json:
            echo_json(shopper.suggest(text).to_dict())
        else:
            _print_suggestions(shopper.suggest(text), shopper)


def _check_that_somebody_types(text: str | None, *, as_json: bool) -> None:
    """Typing needs a keyboard and a screen.

    Raises:
        click.UsageError: there is no TEXT and nobody who could type it.
    """
    if text is None and as_json:
        raise click.UsageError("--json needs a TEXT: commerce-search suggest STORE TEXT --json")
    if text is None and not (os.name == "posix" and sys.stdin.isatty() and sys.stdout.isatty() and not output().is_dumb_terminal):
        raise click.UsageError("there is no terminal to type on; say what was typed: commerce-search suggest STORE TEXT")


def _type(shopper: Shopper) -> None:
    # The terminal's settings are a module of Unix only, which must not keep the other commands from running elsewhere.
    from commerce_search.cli.live_suggestions import live_suggestions  # noqa: PLC0415

    live_suggestions(shopper, output())


def _print_suggestions(suggestions: Suggestions, shopper: Shopper) -> None:
    console = output()
    console.print(headline_text(suggestions))
    console.print(suggestions_view(suggestions, shopper.storefront, HitReader(shopper.storefront, shopper.context.locale), console))
