"""A search box on the terminal: suggestions and their latency, key by key."""

from __future__ import annotations

import sys
from statistics import median
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Group
from rich.layout import Layout
from rich.live import Live
from rich.rule import Rule
from rich.text import Text

from commerce_search.cli.key_presses import Key, key_presses
from commerce_search.cli.latency import duration_words, percentile
from commerce_search.cli.page_view import page_view, summary_text
from commerce_search.cli.shown_hit import HitReader
from commerce_search.cli.suggestions_view import suggestions_view
from commerce_search.cli.terminal import clean
from commerce_search.cli.typing_session import HITS_SHOWN, TypingSession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, RenderableType

    from commerce_search.cli.shopper import Shopper
    from commerce_search.search import Page

__all__ = ["live_suggestions"]

_KEYS: Final = "Tab takes the first phrase · ↑ ↓ select · Enter searches · Ctrl-U clears · Esc quits"
_PROMPT: Final = "> "
_BOX_HEIGHT: Final = 3
_KEYS_HEIGHT: Final = 1
_PAGE_HEIGHT: Final = 2 * HITS_SHOWN + 3
"""A rule, a summary, the hits, and how many more there are."""


def live_suggestions(shopper: Shopper, console: Console) -> None:
    """Suggest while somebody types, until they quit; then the terminal is as it was."""
    session = TypingSession(shopper)
    reader = HitReader(shopper.storefront, shopper.context.locale)
    with (
        key_presses(sys.stdin.fileno()) as batches,
        Live(_screen(session, reader, console), console=console, screen=True, auto_refresh=False) as live,
    ):
        live.refresh()
        for batch in batches:
            if Key.QUIT in batch:
                return
            # Every key is searched; where they come faster than they can be drawn, the last one is drawn.
            for key in batch:
                session.press(key)
            live.update(_screen(session, reader, console), refresh=True)


def _screen(session: TypingSession, reader: HitReader, console: Console) -> Layout:
    page_height = 0 if session.page is None else min(_PAGE_HEIGHT, console.height // 2)
    height = max(1, console.height - _BOX_HEIGHT - _KEYS_HEIGHT - page_height)
    parts = [Layout(_box(session, console.width), size=_BOX_HEIGHT), Layout(_suggested(session, reader, console, height), size=height)]
    if session.page is not None:
        parts.append(Layout(_found(session.page, reader, console), size=page_height))
    screen = Layout()
    screen.split_column(*parts, Layout(Text(_KEYS, style="dim", no_wrap=True, overflow="ellipsis"), size=_KEYS_HEIGHT))
    return screen


def _box(session: TypingSession, width: int) -> RenderableType:
    shown = clean(session.text) if session.text.strip() else session.text
    if session.text.endswith(" ") and session.text.strip():
        shown += " "
    while cell_len(shown) > max(1, width - len(_PROMPT) - 1):
        shown = shown[1:]
    text = Text.assemble((_PROMPT, "bold cyan"), (shown, "bold"), (" ", "reverse"))
    return Group(text, Text(_latency_words(session.latencies), style="dim", no_wrap=True, overflow="ellipsis"))


def _latency_words(latencies: Sequence[float]) -> str:
    if not latencies:
        return "every key press searches"
    last, middle, slowest = (duration_words(one) for one in (latencies[-1], median(latencies), percentile(latencies, 0.99)))
    return f"last {last} · median {middle} · p99 {slowest} · {len(latencies):,} key press{'' if len(latencies) == 1 else 'es'}"


def _suggested(session: TypingSession, reader: HitReader, console: Console, height: int) -> RenderableType:
    if not session.text.strip():
        return Text("Type what a shopper would type.", style="dim")
    return suggestions_view(session.suggestions, session.shopper.storefront, reader, console, session.selected, height)


def _found(page: Page, reader: HitReader, console: Console) -> RenderableType:
    searched = Rule(Text(clean(page.request.phrase), style="bold"), align="left", style="dim")
    return Group(searched, summary_text(page, list(page.timings.items())), page_view(page, reader, console, only=()))
