"""What does each key do to what was typed, what is suggested and what was found?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from commerce_search.cli.key_presses import Key
from commerce_search.cli.suggestion_lines import lines_of

if TYPE_CHECKING:
    from commerce_search.cli.shopper import Shopper
    from commerce_search.search import Page

__all__ = ["HITS_SHOWN", "TypingSession"]

HITS_SHOWN: Final = 5


class TypingSession:
    """A shopper at a search box.

    Attributes:
        shopper: who types.
        text: what was typed so far.
        suggestions: what is suggested for it.
        selected: the place of the line that the arrows have reached.
        page: what Enter found, until the text changes.
        latencies: microseconds of the call of ``suggest`` for every change of the text.
    """

    def __init__(self, shopper: Shopper) -> None:
        """Start with an empty text.

        Raises:
            QueryError: nobody can type with such a locale, refinement or limit.
        """
        self.shopper = shopper
        self.text = ""
        self.suggestions = shopper.suggest("")
        self.selected: int | None = None
        self.page: Page | None = None
        self.latencies: list[float] = []

    def press(self, key: Key | str) -> None:
        """Do what a key does."""
        if isinstance(key, str):
            self._change(self.text + key)
        elif key is Key.BACKSPACE:
            self._change(self.text[:-1])
        elif key is Key.CLEAR:
            self._change("")
        elif key is Key.TAB:
            self._take_first_phrase()
        elif key is Key.ENTER:
            self._search()
        elif key in (Key.UP, Key.DOWN):
            self._move(1 if key is Key.DOWN else -1)

    def _change(self, text: str) -> None:
        start = time.perf_counter_ns()
        suggestions = self.shopper.suggest(text)
        self.latencies.append((time.perf_counter_ns() - start) / 1000)
        self.text, self.suggestions, self.selected, self.page = text, suggestions, None, None

    def _take_first_phrase(self) -> None:
        if self.suggestions.phrases:
            self._change(self.suggestions.phrases[0].phrase)

    def _search(self) -> None:
        if self.selected is None:
            self.page = self.shopper.search(self.text, HITS_SHOWN)
        else:
            line = lines_of(self.suggestions)[self.selected]
            self.page = self.shopper.search(line.phrase, HITS_SHOWN, **line.selected)

    def _move(self, step: int) -> None:
        """Go to the next line; above the first one is the text itself."""
        place = (-1 if self.selected is None else self.selected) + step
        self.selected = min(place, len(lines_of(self.suggestions)) - 1) if place >= 0 else None
