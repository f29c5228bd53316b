"""``commerce-search demo``: the main job in half a minute, on a shop that comes with the library."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click
from rich.rule import Rule
from rich.text import Text

from commerce_search import Context
from commerce_search.cli.examples import examples
from commerce_search.cli.feeds import demo_store
from commerce_search.cli.latency import median_stages
from commerce_search.cli.page_view import page_view, summary_text
from commerce_search.cli.shown_hit import HitReader
from commerce_search.cli.terminal import output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from commerce_search import Page, Storefront

__all__ = ["demo"]

_BESIDE: Final = ("colour", "size", "price")
"""The refinements that are shown; a page of the demo store has more."""

_CHEAPEST_FIRST: Final = "price-low-to-high"


@dataclass(frozen=True, slots=True)
class _Step:
    """One search to show.

    Attributes:
        title: what it is about.
        phrase: what is searched.
        refine, sort, locale: the request.
        limit: hits to show.
        beside: refinements to show.
    """

    title: str
    phrase: str
    refine: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    locale: str | None = None
    limit: int = 8
    beside: Sequence[str] = _BESIDE

    def ask(self, storefront: Storefront) -> Page:
        """Search."""
        return storefront.search(self.phrase, context=Context(locale=self.locale), refine=self.refine, sort=self.sort, limit=self.limit)

    def call(self) -> str:
        """Return the search as a line of Python."""
        context = None if self.locale is None else Context(locale=self.locale)
        given: dict[str, Any] = {"refine": dict(self.refine), "sort": self.sort, "context": context}
        words = [repr(self.phrase), *(f"{name}={value!r}" for name, value in given.items() if value)]
        return f"store.search({', '.join(words)})".replace(", currency=None, at=None", "")


_STORY: Final = (
    _Step("Words", "swim shorts"),
    _Step("Red and in L, on one variation", "swim shorts", {"colour": "red", "size": "l"}),
    _Step("Cheapest first", "swim shorts", {"size": "l"}, _CHEAPEST_FIRST),
    _Step("In German", "Sonnenhut", locale="de", limit=3, beside=("colour",)),
    _Step("In Japanese", "帽子", locale="ja", limit=3, beside=("colour",)),
    _Step("Nothing has all words: no dead end", "waterproof linen shirt", limit=5, beside=("colour", "price")),
)


@click.command(
    short_help="Search a beach shop that comes with the library.",
    epilog=examples(
        "commerce-search demo",
        'commerce-search demo --phrase "red towel"',
        "commerce-search demo --phrase Strandtuch --locale de",
    ),
)
@click.option("--phrase", help="Search this instead of what the demo searches.")
@click.option("--locale", help="One of en, de, es, fr, pl, ja, zh.  [default: en]")
def demo(*, phrase: str | None, locale: str | None) -> None:
    """Build a beach shop in memory and search it: words, refinements, sorting, other languages, nothing found."""
    console = output()
    start = time.perf_counter()
    storefront = demo_store()
    seconds = time.perf_counter() - start
    opening = f"{len(storefront)} tiles, {storefront.engine.rows:,} variations, seven languages, indexed in {seconds:.2f} s"
    console.print(Text.assemble(("BeachCloud", "bold cyan"), f": {opening}"))
    steps = _STORY if phrase is None and locale is None else _story_of(storefront, phrase or _STORY[0].phrase, locale)
    for number, step in enumerate(steps, start=1):
        _show(console, storefront, step, number)
    console.print(Rule(style="dim"))
    console.print("Times are the engine's, medians of some searches on this machine. Your own catalog:", style="dim")
    for command in ("index products.jsonl --store shop", "search shop PHRASE", "suggest shop"):
        console.print(f"  commerce-search {command}", style="cyan")


def _story_of(storefront: Storefront, phrase: str, locale: str | None) -> list[_Step]:
    """Return the same steps for any phrase: refined by the commonest colour, then by a size that it comes in."""
    steps = [_Step("Words", phrase, locale=locale)]
    selected: dict[str, str] = {}
    for name in ("colour", "size"):
        page = storefront.search(phrase, context=Context(locale=locale), refine=selected)
        offered = {refinement.id: refinement.values for refinement in page.refinements}.get(name, ())
        if offered:
            selected = {**selected, name: max(offered, key=lambda value: value.count).value}
    if selected:
        steps.append(_Step("Refined, on one variation", phrase, selected, locale=locale))
    return [*steps, _Step("Cheapest first", phrase, sort=_CHEAPEST_FIRST, locale=locale)]


def _show(console: Console, storefront: Storefront, step: _Step, number: int) -> None:
    page = step.ask(storefront)
    timings = median_stages(partial(step.ask, storefront))
    console.print()
    console.print(Rule(Text.assemble((f"{number} ", "dim"), (step.title, "bold")), align="left", style="dim"))
    console.print(Text(step.call(), style="cyan"))
    console.print(summary_text(page, timings))
    console.print(page_view(page, HitReader(storefront, step.locale), console, only=step.beside))
