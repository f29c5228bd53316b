"""The key of a text, and what a key that is being typed completes to: semantics.md section 10, key and entries."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from .misspellings import distance
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
    """How a key completes to an entry: with how many edits, from which character of it."""

    edits: int
    start: int

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
    beginnings = [entry[:length] for length in lengths if len(entry[:length].split()) >= len(key.split())]
    edits = min((distance(key, beginning) for beginning in beginnings), default=reach + 1)
    return Completion(edits, 0) if edits <= reach else None


def is_excluded(entry: str, exclusions: list[str]) -> bool:
    """Section 10: the key of an exclusion is a run of whole words of K."""
    return any(f" {whole(one)}" in f" {entry}" for one in exclusions if whole(one))
