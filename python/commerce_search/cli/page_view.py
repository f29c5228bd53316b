"""How does a page of hits look on a terminal?"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from commerce_search.cli.prices import price_text
from commerce_search.cli.refinement_panel import refinement_panel
from commerce_search.cli.swatches import swatch_text
from commerce_search.cli.terminal import NARROW
from commerce_search.search import UnderstoodValue

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import Console, RenderableType

    from commerce_search.cli.shown_hit import HitReader
    from commerce_search.search import Hit, Page, Understood, ValueMeant

__all__ = ["hit_table", "page_view", "stages_text", "summary_text"]

_PANEL_WIDTH: Final = 26
_CLASS_NOTES: Final = {"identifier": "this very article", "description_only": "mentions it", "partial": "", "all_terms": "", "browse": ""}


def page_view(
    page: Page, reader: HitReader, console: Console, *, only: Collection[str] | None = None, with_ids: bool = False
) -> RenderableType:
    """Return refinements and hits side by side, or one below the other where there is no room."""
    hits = _hits_view(page, reader, console, with_ids=with_ids)
    panel = refinement_panel(page, console, only)
    if panel is None:
        return hits
    if console.width < NARROW:
        return Group(hits, Text(), panel)
    both = Table.grid(expand=True, padding=(0, 2, 0, 0))
    both.add_column(width=_PANEL_WIDTH)
    both.add_column(ratio=1)
    both.add_row(panel, hits)
    return both


def summary_text(page: Page, timings: Sequence[tuple[str, float]]) -> Text:
    """Return how much was found and how long each stage of the engine took, in microseconds."""
    found = f"{page.total:,} hit{'' if page.total == 1 else 's'}"
    return Text.assemble((found, "bold green" if page.total else "bold yellow"), stages_text(timings))


def stages_text(timings: Sequence[tuple[str, float]]) -> Text:
    """Return what stands behind a headline: stages and their microseconds."""
    if not timings:
        return Text()
    total = sum(spent for _, spent in timings)
    stages = " + ".join(f"{stage} {spent:.0f}" for stage, spent in timings)
    return Text(f"  {total:.0f} µs = {stages}", style="dim")


def hit_table(hits: Sequence[Hit], offset: int | None, reader: HitReader, console: Console, *, with_ids: bool) -> Table:
    """Return hits, each with its place behind ``offset``; ``None``: they have no place."""
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right", no_wrap=True)
    for place, hit in enumerate(hits, start=1):
        shown = reader.read(hit)
        rank = "·" if offset is None else f"{offset + place}"
        body = Text(shown.name, style="bold")
        body.append("\n").append_text(swatch_text(shown.swatch, console))
        body.append(" · ".join(filter(None, _details(hit, shown.variation, shown.brand, with_ids=with_ids))), style="not bold dim")
        table.add_row(rank, body, price_text(shown, reader.currency, console))
    return table


def _hits_view(page: Page, reader: HitReader, console: Console, *, with_ids: bool) -> RenderableType:
    parts: list[RenderableType] = [Text(note, style="yellow") for note in _notes(page)]
    parts.append(hit_table(page.hits, page.request.offset, reader, console, with_ids=with_ids))
    hidden = page.total - page.request.offset - len(page)
    if hidden > 0:
        parts.append(Text(f"... and {hidden:,} more", style="dim"))
    if page.tail:
        parts.append(Text("\nLooser matches, not counted", style="yellow"))
        parts.append(hit_table(page.tail, None, reader, console, with_ids=with_ids))
    recommendations = page.recommendations
    if recommendations is not None:
        parts.append(Text(f"Recommended instead, from {recommendations.label or 'the store'}:", style="yellow"))
        parts.append(hit_table(recommendations.hits, None, reader, console, with_ids=with_ids))
    return Group(*parts)


_EFFECTS: Final = {
    ("price", "applied"): "is a price",
    ("price", "overruled"): "is a price, which counts for nothing here",
    ("price", "given_up"): "is a price that nothing has",
    ("sort", "applied"): "puts the cheapest first",
    ("sort", "overruled"): "asks for the cheapest first, which counts for nothing here",
    ("value", "noted"): "may mean",
    ("value", "applied"): "chooses",
    ("value", "overruled"): "may mean",
    ("value", "given_up"): "leaves nothing as a choice, and is a word here; it may mean",
    ("negation", "applied"): "leaves out what has that",
    ("negation", "given_up"): "leaves nothing, so it counts for nothing here",
}


def _notes(page: Page) -> list[str]:
    notes = []
    if page.searched is not None:
        notes.append(f"Nothing has “{page.request.phrase}”; these have “{page.searched}” (--typos off: only what was typed).")
    notes += [f"Nothing has all {one.of} words; these have {one.matched}." for one in page.relaxed if one.step == "partial"]
    notes += [f"Did you mean “{one.phrase}” ({one.total:,})?" for one in page.corrections if not one.is_applied]
    notes += [_understood_note(one) for one in page.understood]
    if page.is_degraded:
        notes.append("Looking for misspelt words took too much work and was cut short.")
    if not page.total:
        notes.append("Nothing was found.")
    if page.is_truncated:
        notes.append("The phrase was too long and was cut.")
    return notes


def _understood_note(one: Understood) -> str:
    """Say what became of words that say more than words to look up."""
    if isinstance(one, UnderstoodValue) and one.effect != "applied":
        return f"“{one.text}” {_EFFECTS[one.kind, one.effect]} {_meant(one)}; --refine {_choice(one.values[0])} shows only these."
    if isinstance(one, UnderstoodValue):
        return f"“{one.text}” {_EFFECTS[one.kind, one.effect]} {_meant(one)}; without it: “{one.without}” (--words-only: all are words)."
    return f"“{one.text}” {_EFFECTS[one.kind, one.effect]}; without it: “{one.without}” (--words-only: all are words)."


def _meant(one: UnderstoodValue) -> str:
    return " or ".join(f"{meant.refinement}: {meant.label}" for meant in one.values)


def _choice(meant: ValueMeant) -> str:
    return shlex.quote(f"{meant.refinement}={meant.value}")


def _details(hit: Hit, variation: str, brand: str, *, with_ids: bool) -> list[str]:
    sold_out = "sold out" if hit.is_sold_out else ""
    return [variation, brand, sold_out, _CLASS_NOTES.get(hit.match_class, ""), hit.id if with_ids else ""]
