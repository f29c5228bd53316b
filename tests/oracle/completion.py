"""The key of a text, and what a key that is being typed completes to: semantics.md section 10, key and entries."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .misspellings import DIGRAPHS, is_plain
from .text import fold, is_cjk, is_word, runs

if TYPE_CHECKING:
    from .corrections import Typos

MOST_STARTS = 8


def key_of(text: str) -> str:
    """Section 10, key: folded words joined by one space, and a space behind a word that is whole."""
    folded = fold(text[:256])
    words = [run for run in runs(folded) if any(unicodedata.category(ch)[0] in "LN" for ch in run)]
    return " ".join(words) + (" " if words and not is_word(folded[-1]) else "")


def whole(text: str) -> str:
    """Section 10, entries: the key with a space behind its last word, whatever the text ends in; empty without a word."""
    key = key_of(text)
    return f"{key.rstrip(' ')} " if key else ""


def least_characters(key: str, settings: dict[str, int], locale: str) -> int:
    """Section 10, key: how many characters a key must have."""
    by_locale: dict[str, int] = settings.get("least_characters_by_locale", {})  # type: ignore[assignment]
    if locale in by_locale:
        return by_locale[locale]
    return 1 if any(is_cjk(ch) for ch in key) else settings.get("least_characters", 3)


class Completion(NamedTuple):
    """How a key completes to an entry: with how many edits, from which character of it, and whether its first one is another than the key's."""

    edits: int
    start: int
    begins_otherwise: bool = False

    @property
    def inside(self) -> bool:
        """Section 10: from a later start."""
        return self.start > 0


def starts(entry: str) -> list[int]:
    """Section 10, the starts of K: its first character, those of its words, and CJK ones."""
    found = [i for i, ch in enumerate(entry) if ch != " " and (i == 0 or entry[i - 1] == " " or is_cjk(ch))]
    return found[:MOST_STARTS]


def completion(key: str, entry: str, typos: Typos) -> Completion | None:
    """Section 10: whether and how a key completes to an entry's K."""
    for start in starts(entry):
        if entry[start:].startswith(key):
            return Completion(0, start)
    reach = 0 if len(key) > 63 else typos.reach(key.rstrip(" "))
    lengths = range(max(0, len(key) - reach), min(len(entry), len(key) + reach) + 1)
    fixed = fixed_characters(key, typos)
    beginnings = [entry[:length] for length in lengths if len(entry[:length].split()) >= len(key.split())]
    edits = min((typed_distance(key, beginning, fixed) for beginning in beginnings), default=reach + 1)
    return Completion(int(edits), 0, begins_otherwise=entry[0] != key[0]) if edits <= reach else None


def fixed_characters(key: str, typos: Typos) -> tuple[bool, ...]:
    """Section 10: which characters of a key no edit touches."""
    words = [not is_plain(word) or len(word) < typos.one for word in key.split(" ")]
    return tuple(ch != " " and words[key[:at].count(" ")] for at, ch in enumerate(key))


def typed_distance(key: str, other: str, fixed: tuple[bool, ...]) -> float:
    """Section 10: the distance of section 8 by edits that touch no fixed character of the key."""
    cell = {(0, 0): 0.0}
    for i in range(len(key) + 1):
        is_gap = not any(fixed[max(0, i - 1) : i + 1])
        for j in range(len(other) + 1):
            ways = [0.0] if i == j == 0 else []
            if j > 0 and is_gap:
                ways.append(cell[i, j - 1] + 1)
            if i > 0 and not fixed[i - 1]:
                ways.append(cell[i - 1, j] + 1)
            if i > 0 and j > 0 and (key[i - 1] == other[j - 1] or not fixed[i - 1]):
                ways.append(cell[i - 1, j - 1] + (key[i - 1] != other[j - 1]))
            if i > 1 and j > 1 and key[i - 2 : i] == other[j - 1] + other[j - 2] and not any(fixed[i - 2 : i]):
                ways.append(cell[i - 2, j - 2] + 1)
            for x, y in DIGRAPHS:
                if key[:i].endswith(x) and other[:j].endswith(y) and not any(fixed[i - len(x) : i]):
                    ways.append(cell[i - len(x), j - len(y)] + 1)
            cell[i, j] = min(ways, default=math.inf)
    return cell[len(key), len(other)]


def is_excluded(entry: str, exclusions: list[str]) -> bool:
    """Section 10: the key of an exclusion is a run of whole words of K."""
    return any(f" {whole(one)}" in f" {entry}" for one in exclusions if whole(one))
