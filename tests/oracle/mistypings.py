"""What hands do to a word on the way to the search box, at random."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


def mistyped(word: str, rng: Random) -> str:
    """A word with one edit, now and then two; or a negation more or less."""
    if rng.random() < 0.1:
        return word.removeprefix("un") if word.startswith("un") else "un" + word
    for _ in range(rng.choice([1, 1, 1, 2] if len(word) < 8 else [1, 2])):
        word = _edited(word, rng)
    return word


def _edited(word: str, rng: Random) -> str:
    """A letter dropped, doubled, swapped with the next, replaced or put in, or f for ph and ph for f."""
    at = rng.randrange(len(word) + 1)
    before, after = word[:at], word[at:]
    letter = rng.choice(ascii_lowercase)
    ways = [
        before + after[1:],
        before + after[:1] + after,
        before + after[1::-1] + after[2:],
        before + letter + after[1:],
        before + letter + after,
    ]
    sounding = word.replace("ph", "f") if "ph" in word else word.replace("f", "ph")
    return rng.choice(ways if sounding == word else [*ways, sounding])


def glued(words: list[str], rng: Random) -> str:
    """Two neighbouring words as one."""
    at = rng.randrange(len(words))
    return "".join(words[at : at + 2])


def cut(word: str, rng: Random) -> str:
    """One word as two."""
    at = rng.randint(1, max(1, len(word) - 1))
    return word[:at] + rng.choice([" ", " ", "-"]) + word[at:]
