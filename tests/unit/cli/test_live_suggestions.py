"""``commerce-search suggest`` without a TEXT, on a real terminal.

1. Every key press searches: the text, its suggestions and the latencies are on the screen; no key is lost, however fast they come.
2. Backspace, Ctrl-U, Tab, the arrows and Enter do what they say.
3. Esc, Ctrl-C and Ctrl-D quit with 0 and leave the terminal as it was; an error does too.
"""

from __future__ import annotations

import os
import re
import time
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from commerce_search.cli import key_presses
from commerce_search.cli.key_presses import Key, keys_in
from unit.cli.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UP, DOWN, ESC, ENTER, TAB, BACKSPACE, CTRL_U = "\x1b[A", "\x1b[B", "\x1b", "\r", "\t", "\x7f", "\x15"
CTRL_C, CTRL_D = "\x03", "\x04"


@pytest.fixture
def screen(store: Path) -> Iterator[Screen]:
    with Screen("suggest", store, "--at", "2026-07-01T00:00:00Z") as shown:
        shown.shows("Type what a shopper would type.", "every key press searches", "Esc quits")
        yield shown


def test_every_key_press_searches(screen: Screen) -> None:
    screen.press("r")
    screen.shows("> r ", "“r” is too short: suggestions start at 3 characters", "1 key press ")
    screen.press("e")
    screen.press("d")
    frame = screen.shows("> red ", "Phrases", "Products", "3 key presses")
    assert re.search(r"last \d\S* [µm]s · median \d\S* [µm]s · p99 \d\S* [µm]s · 3 key presses", frame)
    assert "Red towel" in frame


def test_no_key_is_lost(screen: Screen) -> None:
    for letter in "red töwel 毛巾":
        screen.press(letter)
        time.sleep(0.002)
    screen.shows("> red töwel 毛巾", "12 key presses")
    screen.press(CTRL_U + "red robe" + BACKSPACE * 3)
    screen.shows("> red r ", "24 key presses")


def test_backspace_and_clear(screen: Screen) -> None:
    screen.press("redx" + BACKSPACE)
    screen.shows("> red ", "Phrases")
    screen.press(CTRL_U)
    screen.shows("Type what a shopper would type.", "6 key presses")


def test_tab_takes_the_first_phrase(screen: Screen) -> None:
    screen.press("harb" + TAB)
    screen.shows("> harbour ")


def test_enter_searches_the_text(screen: Screen) -> None:
    screen.press("red towel" + ENTER)
    screen.shows("1 hit ", "€9.90", "sold out", "> red towel ")
    screen.press(BACKSPACE)
    frame = screen.shows("> red towe ")
    assert "1 hit " not in frame, "hits are those of the text"


def test_arrows_select_and_enter_searches_the_selection(screen: Screen) -> None:
    screen.press("bat")
    screen.shows("Categories", "Bath")
    screen.press(DOWN)
    screen.shows("▸ ")
    screen.press("\x1bOB" * 20)
    screen.shows("▸ Bath")
    screen.press(ENTER)
    screen.shows("3 hits", "Red robe", "> bat ")
    screen.press(UP * 20 + "h")
    assert "▸" not in screen.shows("> bath ")


def test_keys_may_come_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_presses, "_SECONDS_BETWEEN_BYTES", 30)
    reading, writing = os.pipe()
    pieces = key_presses._presses(reading)
    os.write(writing, b"\xc3")
    assert next(pieces) == []
    os.write(writing, b"\xa9\x1b")
    rest = Timer(0.05, os.write, (writing, b"[B"))
    rest.start()
    assert next(pieces) == ["é", Key.DOWN]
    rest.join()
    os.close(writing)
    assert list(pieces) == [], "a terminal that is gone ends it"
    os.close(reading)


@pytest.mark.parametrize("key", [ESC, CTRL_C, CTRL_D], ids=["esc", "ctrl-c", "ctrl-d"])
def test_quitting_leaves_the_terminal_as_it_was(screen: Screen, key: str) -> None:
    screen.press("red")
    screen.shows("> red ")
    assert screen.settings() != screen.before
    screen.press(key)
    assert screen.exit_code() == 0
    assert screen.settings() == screen.before
    assert screen.received.startswith("\x1b[?1049h")
    assert screen.received.endswith("\x1b[?25h\x1b[?1049l"), "the cursor is back, and what stood there before"


def test_an_error_leaves_the_terminal_as_it_was(store: Path) -> None:
    with Screen("suggest", store, "--locale", "fr") as screen:
        assert screen.exit_code() == 2
        assert "no locale 'fr'" in screen.received
        assert "\x1b[?1049h" not in screen.received
        assert screen.settings() == screen.before


def test_a_terminal_that_cannot_move_its_cursor(store: Path) -> None:
    with Screen("suggest", store, term="dumb") as screen:
        assert screen.exit_code() == 2
        assert "there is no terminal to type on" in screen.received


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("aé毛", ["a", "é", "毛"]),
        ("\x1b[A\x1bOB", [Key.UP, Key.DOWN]),
        ("\x1b\x1b", [Key.QUIT, Key.QUIT]),
        ("a\x1b", ["a", Key.QUIT]),
        ("\x1b[1;5C\x1b[200~\x1bb\x01", []),
        ("\r\n\t\x7f\x08\x15", [Key.ENTER, Key.ENTER, Key.TAB, Key.BACKSPACE, Key.BACKSPACE, Key.CLEAR]),
    ],
)
def test_what_a_terminal_sends(sent: str, expected: list[Key | str]) -> None:
    assert keys_in(sent) == expected
