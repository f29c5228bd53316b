"""Runs without spaces, cut into words: semantics.md section 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .text import fold_words, is_cjk, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .product_types import ProductTypes
    from .relevance import TextIndex

_PARTICLES = "ノナイ的用"
_NEVER_FIRST = "ァィゥェォッャュョヮー々ヽヾ"


class _Word(NamedTuple):
    """A word of a run."""

    text: str
    told: bool
    particle: bool


def _cjk_runs(folded: str) -> list[str]:
    """Maximal runs of CJK characters."""
    return "".join(ch if is_cjk(ch) and is_word(ch) else " " for ch in folded).split(" ")


def _is_kana(character: str) -> bool:
    return is_cjk(character) and (0x3040 <= ord(character) <= 0x30FF or 0x31F0 <= ord(character) <= 0x31FF)


def _badness(words: list[_Word]) -> tuple[int, int, int, list[int]]:
    """What makes one way to cut worse than another."""
    told = sum(len(word.text) for word in words if word.told and len(word.text) > 1)
    single = sum(len(word.text) == 1 for word in words)
    return -told, len(words), single, [-len(word.text) for word in reversed(words)]


@dataclass(frozen=True)
class RunCutter:
    """What cuts the phrases of a locale."""

    index: TextIndex
    types: ProductTypes

    def cut(self, text: str, phrase_runs: Iterable[str]) -> str:
        """The fold of a piece of the phrase, whose unquoted pieces side by side are these."""
        folded, told = fold_words(text, self._first), self._told(phrase_runs)
        parts = re.split("([^ ]+)", "".join(ch if is_cjk(ch) and is_word(ch) else " " for ch in folded))
        found, at = "", 0
        for part in parts:
            found += "・".join(self._words(part, told)) if part.strip(" ") else folded[at : at + len(part)]
            at += len(part)
        return found

    @property
    def _first(self) -> str:
        return self.index.chain[0]

    def _told(self, phrase_runs: Iterable[str]) -> set[str]:
        texts = [fold_words(entry.key, self._first) for entry in self.index.words.entries]
        texts += [fold_words(label, self._first) for label in self.types.labels(self.index.chain)]
        texts += [run[one.start : one.end] for run in phrase_runs for one in self.index.units.measures(run)]
        return {run for text in texts for run in _cjk_runs(text) if run}

    def _words(self, run: str, told: set[str]) -> list[str]:
        """The words of a run but for particles, or the run itself."""
        if not 2 <= len(run) <= 32:
            return [run]
        best: list[list[_Word] | None] = [[]] + [None] * len(run)
        for end in range(1, len(run) + 1):
            ways = []
            for start in range(end):
                before, word = best[start], self._word(run, start, end, told)
                if before is not None and word is not None:
                    ways.append([*before, word])
            best[end] = min(ways, key=_badness, default=None)
        words = [word for word in best[-1] or [] if not word.particle]
        if all(len(word.text) == 1 for word in words):
            unknown = [word.text for word in words if not word.told]
            if not words or (unknown and not any(self._has_all(document.id, unknown) for document in self.index.catalog.documents)):
                return [run]
        return [word.text for word in words]

    def _word(self, run: str, start: int, end: int, told: set[str]) -> _Word | None:
        """A part of a run, if it is a word."""
        text = run[start:end]
        particle = start > 0 and end < len(run) and text in _PARTICLES and len(text) == 1
        parted = (start > 0 and text[0] in _NEVER_FIRST) or run[end : end + 1] in [*_NEVER_FIRST]
        looked_up = text[:-1] if end == len(run) >= 4 and text.endswith("ー") else text
        stands = self._stands(looked_up) if len(text) > 1 else self.index.frequency(text) > 0 and not _is_kana(text)
        return None if parted or not (particle or text in told or stands) else _Word(text, text in told, particle)

    def _stands(self, text: str) -> bool:
        """Whether all bigrams stand side by side in some field."""
        if len(text) == 1:
            return self.index.frequency(text) > 0 and not _is_kana(text)
        bigrams = [text[i : i + 2] for i in range(len(text) - 1)]
        return any(
            any(all(start + i in positions.get(bigram, []) for i, bigram in enumerate(bigrams)) for start in positions.get(bigrams[0], []))
            for positions in self.index.positions.values()
        )

    def _has_all(self, document: str, terms: list[str]) -> bool:
        return all(any(term in self.index.positions[document, one.name] for one in self.index.fields) for term in terms)
