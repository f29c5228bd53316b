"""How typos are forgiven, at random: semantics.md section 8."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .strategies import Generator, Record


def typos(generator: Generator, words: Sequence[str]) -> Record:
    """The settings; some of the words are exceptions, some known."""
    every: Record = {
        "mode": generator.one(["off", "min", "min", "on", "strict", "strict"]),
        "one": generator.one([2, 3, 4, 5]),
        "two": generator.one([5, 6, 8]),
        "margin": generator.one([0, 10, 30, 100]),
        "exceptions": generator.some(words, 0, 4),
        "known_words": generator.some(words, 0, 8),
    }
    return {key: every[key] for key in generator.some(list(every), 1, 6)}
