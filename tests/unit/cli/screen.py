"""What does somebody see at a terminal on which a command runs? A real one, with keys."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["Screen"]

_SECONDS: Final = 30
_CONTROL: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[]|\r")
_HOME: Final = "\x1b[H"


class Screen:
    """A terminal of 100 columns and 40 rows with a command on it.

    Attributes:
        received: everything that was written to the terminal.
    """

    def __init__(self, *words: object, term: str = "xterm-256color") -> None:
        self._ours, self._theirs = pty.openpty()
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self.before = self.settings()
        self.received = ""
        unwanted = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")
        environment = {name: value for name, value in os.environ.items() if name not in unwanted} | {"TERM": term, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "commerce_search.cli", *map(str, words)]
        actions = [(os.POSIX_SPAWN_DUP2, self._theirs, descriptor) for descriptor in range(3)]
        self._process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
        self._exit_code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._exit_code is None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        os.close(self._ours)
        os.close(self._theirs)

    def settings(self) -> list[Any]:
        """How the terminal is set up: echo, lines, signals."""
        return termios.tcgetattr(self._theirs)

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._ours, keys.encode())

    def shows(self, *words: str) -> str:
        """Wait until all words stand on the screen and return it."""
        end = time.monotonic() + _SECONDS
        while not all(word in self.last_frame() for word in words):
            assert time.monotonic() < end, f"{words} never came up:\n{self.last_frame()}"
            self._read(0.05)
        return self.last_frame()

    def last_frame(self) -> str:
        """What was drawn last, as text."""
        return _CONTROL.sub("", self.received.rpartition(_HOME)[2])

    def exit_code(self) -> int:
        """Wait until the command ends."""
        end = time.monotonic() + _SECONDS
        while self._exit_code is None:
            assert time.monotonic() < end, f"the command does not end:\n{self.last_frame()}"
            self._read(0.05)
            ended, status = os.waitpid(self._process, os.WNOHANG)
            if ended:
                self._exit_code = os.waitstatus_to_exitcode(status)
        self._read(0)
        return self._exit_code

    def _read(self, seconds: float) -> None:
        while select.select([self._ours], [], [], seconds)[0]:
            self.received += os.read(self._ours, 65536).decode(errors="replace")
            seconds = 0
