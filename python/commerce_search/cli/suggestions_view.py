"""How do suggestions look on a terminal?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from commerce_search.cli.page_view import hit_table, stages_text
from commerce_search.cli.suggestion_lines import lines_of
from commerce_search.cli.terminal import NARROW, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from commerce_search.cli.shown_hit import HitReader
    from commerce_search.cli.suggestion_lines import SuggestionLine
    from commerce_search.search import Storefront, Suggestions

__all__ = ["headline_text", "suggestions_view"]

_MARK: Final = "▸ "
_Row = tuple[Text, Text]


def headline_text(suggestions: Suggestions) -> Text:
    """Return how much is suggested and how long each stage of the engine took, in microseconds."""
    found = len(lines_of(suggestions)) + len(suggestions.products)
    counted = (f"{found} suggestion{'' if found == 1 else 's'}", "bold green" if found else "bold yellow")
    return Text.assemble(counted, stages_text(list(suggestions.timings.items())))


def suggestions_view(  # noqa: PLR0917 - what is shown, by what means and how much of it
    suggestions: Suggestions,
    storefront: Storefront,
    reader: HitReader,
    console: Console,
    selected: int | None = None,
    height: int | None = None,
) -> RenderableType:
    """Return phrases and what else there is to look into beside the products, or one below the other where there is no room.

    ``selected`` is the place of a line; it can be seen even if there are only ``height`` rows.
    """
    if not suggestions:
        return Text(_why_nothing(suggestions, storefront), style="yellow")
    notes: list[RenderableType] = [
        Text("Looking for suggestions took too much work and was cut short.", style="yellow")
    ] * suggestions.is_degraded
    parts: list[RenderableType] = (
        [_line_table(lines, selected, None if height is None else height - len(notes))] if (lines := lines_of(suggestions)) else []
    )
    if suggestions.products:
        parts.append(Group(_heading("Products"), hit_table(suggestions.products, 0, reader, console, with_ids=False)))
    if console.width < NARROW or len(parts) == 1:
        return Group(*notes, *parts)
    both = Table.grid(expand=True, padding=(0, 3, 0, 0))
    both.add_column(ratio=1)
    both.add_column(ratio=1)
    both.add_row(*parts)
    return Group(*notes, both)


def _why_nothing(suggestions: Suggestions, storefront: Storefront) -> str:
    typed = clean(suggestions.request.phrase)
    # What is long enough has an entry for each word, even if nothing is suggested for it.
    if suggestions.terms:
        return f"Nothing that would be found goes on from “{typed}”."
    least, with_cjk = storefront.settings.suggestions.least_in(suggestions.request.locale)
    otherwise = "" if with_cjk == least else f" ({with_cjk} if one is Chinese or Japanese)"
    return f"“{typed}” is too short: suggestions start at {least} character{'' if least == 1 else 's'}{otherwise}."


def _line_table(lines: Sequence[SuggestionLine], selected: int | None, height: int | None) -> RenderableType:
    rows = list(_rows(lines, None if selected is None else lines[selected]))
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    # A label may be cut where there is no room, what stands behind it may not.
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right", width=max(behind.cell_len for _, behind in rows))
    place = next((place for place, (label, _) in enumerate(rows) if label.plain.startswith(_MARK)), 0)
    first = 0 if height is None else max(0, place - max(1, height) + 1)
    for row in rows[first:]:
        table.add_row(*row)
    return table


def _rows(lines: Sequence[SuggestionLine], selected: SuggestionLine | None) -> Iterator[_Row]:
    """Yield the lines with a heading above each kind."""
    for heading, kind in groupby(lines, key=lambda line: line.heading):
        yield _heading(heading), Text()
        for line in kind:
            yield _row(line, is_selected=line is selected)


def _heading(kind: str) -> Text:
    return Text(kind, style="bold cyan")


def _row(line: SuggestionLine, *, is_selected: bool) -> _Row:
    label = Text.assemble((_MARK if is_selected else "  ", "bold green"), line.label)
    if is_selected:
        label.stylize("reverse", len(_MARK))
    total = "" if line.total is None else f"· {line.total:,}"
    return label, Text(" ").join(Text(*one) for one in ((line.note, "yellow"), (total, "dim")) if one[0])
