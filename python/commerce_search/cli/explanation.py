"""Why is this hit as relevant as it is? Word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.table import Table
from rich.text import Text

from commerce_search.cli.terminal import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console, RenderableType

    from commerce_search.cli.shown_hit import HitReader
    from commerce_search.search import Page

__all__ = ["explanation_view"]

_ONE: Final = 65_536
"""Relevance is fixed point: 1 is this much."""

_FULL_WEIGHT: Final = 256


def explanation_view(page: Page, reader: HitReader, console: Console) -> RenderableType:
    """Return a table of the hits of a page: for every word of the phrase what it found, and how much that counts."""
    table = Table(box=None, pad_edge=False, header_style="bold", width=console.width)
    table.add_column("hit", ratio=3, overflow="fold")
    table.add_column("word", ratio=2, overflow="fold")
    table.add_column("found", ratio=5, overflow="fold")
    table.add_column("relevance", justify="right", no_wrap=True)
    for hit in (*page.hits, *page.tail):
        explained = hit.explain()
        table.add_row(Text(reader.read(hit).name, style="bold"), hit.match_class, "", Text(_units(explained["relevance"]), style="bold"))
        for clause in explained["clauses"]:
            table.add_row("", clean(clause["clause"]), _found(clause), _units(clause["relevance"]))
        if (named := explained["product_type"]) is not None and named["is_of_type"]:
            table.add_row("", "", clean(f"the phrase names its type: {', '.join(named['named'])}"), f"x {named['factor'] / _FULL_WEIGHT:g}")
        if (learned := explained["learned_type"]) is not None and learned["gain"]:
            said = f"first hits called {' or '.join(learned['named'])} are of type {learned['of_product']}"
            table.add_row("", "", clean(said), f"+ {_units(learned['gain'])}")
        if (pairs := explained["side_by_side"]) is not None and pairs["gain"]:
            said = f"side by side in its name: {', '.join(pairs['standing'])}"
            table.add_row("", "", clean(said), f"+ {_units(pairs['gain'])}")
        if (values := explained["values"]) is not None and values["gain"]:
            table.add_row("", "", clean(f"has what the phrase names: {', '.join(values['held'])}"), f"+ {_units(values['gain'])}")
    return table


def _found(clause: Mapping[str, Any]) -> Text:
    parts = [_form(form) for form in clause["forms"]]
    parts += [f"{name.removeprefix('a:')}: {', '.join(values)}" for name, values in clause["values"].items()]
    if clause["identifier"]:
        parts.append("its number")
    return Text(clean("; ".join(parts)) or "nothing", style="" if parts else "dim")


def _form(form: Mapping[str, Any]) -> str:
    places = ", ".join(f"{field} {count}x" if count > 1 else field for field, count in form["fields"].items())
    weight = "" if form["weight"] == _FULL_WEIGHT else f" ({form['weight'] / _FULL_WEIGHT:.0%})"
    return f"{form['form']}{weight} in {places}"


def _units(relevance: int) -> str:
    return f"{relevance / _ONE:.3f}"
