"""Which keys are pressed on this terminal?

``click.getchar`` sets the terminal up anew for every key, which throws away what was typed since the key before and shows it in the midst
of the view. Here the terminal stays set up until the last key.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import termios
from contextlib import contextmanager
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Key", "key_presses", "keys_in"]


class Key(Enum):
    """A key that is no letter."""

    ENTER = auto()
    TAB = auto()
    BACKSPACE = auto()
    CLEAR = auto()
    UP = auto()
    DOWN = auto()
    QUIT = auto()


_KEYS: Final = {
    "\r": Key.ENTER,
    "\n": Key.ENTER,
    "\t": Key.TAB,
    "\x7f": Key.BACKSPACE,
    "\x08": Key.BACKSPACE,
    "\x15": Key.CLEAR,
    "\x1b[A": Key.UP,
    "\x1bOA": Key.UP,
    "\x1b[B": Key.DOWN,
    "\x1bOB": Key.DOWN,
    "\x1b": Key.QUIT,
    "\x03": Key.QUIT,
    "\x04": Key.QUIT,
}
_PRESS: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^\x1b\[O])?|.", re.DOTALL)
_UNFINISHED: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_SECONDS_BETWEEN_BYTES: Final = 0.05
"""An arrow is sent as Esc and two letters: nothing behind it for so long, and it was Esc."""

_MOST_BYTES: Final = 4096


def keys_in(sent: str) -> list[Key | str]:
    r"""Return the keys and characters that a terminal sent; keys without a meaning are left out.

    >>> keys_in("tö\x1b[A\x1b[5~\x15")
    ['t', 'ö', <Key.UP: 5>, <Key.CLEAR: 4>]
    """
    presses = (_KEYS.get(press, press) for press in _PRESS.findall(sent))
    return [press for press in presses if isinstance(press, Key) or press.isprintable()]


@contextmanager
def key_presses(descriptor: int) -> Iterator[Iterator[list[Key | str]]]:
    """Read a terminal key by key; at the end it is as it was.

    Yields:
        What was pressed since the last time, and Ctrl-C and Ctrl-D as keys like others.
    """
    before = termios.tcgetattr(descriptor)
    try:
        _send_every_key(descriptor)
        yield _presses(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _send_every_key(descriptor: int) -> None:
    _, _, _, local, *_, characters = mode = termios.tcgetattr(descriptor)
    mode[3] = local & ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    characters[termios.VMIN], characters[termios.VTIME] = 1, 0
    # Drained, not flushed: what was typed before stays.
    termios.tcsetattr(descriptor, termios.TCSADRAIN, mode)


def _presses(descriptor: int) -> Iterator[list[Key | str]]:
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    while received := os.read(descriptor, _MOST_BYTES):
        sent = decoder.decode(received)
        while _UNFINISHED.search(sent) and select.select([descriptor], [], [], _SECONDS_BETWEEN_BYTES)[0]:
            more = os.read(descriptor, _MOST_BYTES)
            if not more:
                break
            sent += decoder.decode(more)
        yield keys_in(sent)
