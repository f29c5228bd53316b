"""By what can this page be narrowed down? The column beside the hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from commerce_search.cli.swatches import swatch_text
from commerce_search.cli.terminal import clean

if TYPE_CHECKING:
    from collections.abc import Collection

    from rich.console import Console, RenderableType

    from commerce_search.search import Page, RefinementResult, RefinementValue

__all__ = ["refinement_panel"]

_VALUES_SHOWN: Final = 6


def refinement_panel(page: Page, console: Console, only: Collection[str] | None = None) -> RenderableType | None:
    """Return the refinements of a page, those called ``only`` or all, with their counts; ``None`` if there are none."""
    shown = [refinement for refinement in page.refinements if only is None or refinement.id in only]
    return Group(*(_refinement(refinement, console) for refinement in shown)) if shown else None


def _refinement(refinement: RefinementResult, console: Console) -> RenderableType:
    table = Table.grid(expand=True, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(justify="right", no_wrap=True)
    table.add_row(Text(clean(refinement.label), style="bold"), "")
    values = _worth_showing(refinement)
    blocks = [swatch_text(value.swatch, console) for value in values]
    widest = max((block.cell_len for block in blocks), default=0)
    for value, block in zip(values, blocks, strict=True):
        block.pad_right(widest - block.cell_len)
        table.add_row(_value(value, block), Text(f"{value.count:,}", style="dim"))
    hidden = len(refinement.values) - len(values)
    if hidden:
        table.add_row(Text(f"  {hidden} more", style="dim"), "")
    if refinement.is_numeric and refinement.minimum is not None:
        table.add_row(Text(f"  {refinement.minimum} to {refinement.maximum}", style="dim"), "")
    return Group(table, Text())


def _worth_showing(refinement: RefinementResult) -> list[RefinementValue]:
    return [value for place, value in enumerate(refinement.values) if place < _VALUES_SHOWN or value.is_selected]


def _value(value: RefinementValue, block: Text) -> Text:
    mark = ("✓ ", "bold green") if value.is_selected else ("  ", "")
    return Text.assemble(mark, block, (clean(value.label), "bold" if value.is_selected else ""))
