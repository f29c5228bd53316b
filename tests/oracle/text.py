"""Folding, tokens and languages: semantics.md section 2, as slow and plain as it reads."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .stop_words import language_of

if TYPE_CHECKING:
    from .measures import Units

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "\u0131": "i", "ð": "d", "þ": "th"})
_APOSTROPHES = "'\u2019"
_ELIDED = "l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu"
_TABLE = Path(__file__).parents[2] / "rust/engine/src/text/simplified.txt"  # section 2, Chinese: the table is part of the definition
_SIMPLIFIED = {ord(line[0]): line[1] for line in _TABLE.read_text(encoding="utf-8").splitlines()}
_DIGITS = "0123456789"
_CJK = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
    (0x3040, 0x30FA),
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
)
WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
Localized: TypeAlias = str | dict[str, str]
Chain: TypeAlias = list[str]


class Token(NamedTuple):
    """A term at a position of its text."""

    term: str
    position: int


def is_white(character: str) -> bool:
    """Section 3: Unicode's White_Space."""
    return character in WHITE_SPACE


def is_word(character: str) -> bool:
    """Section 2, tokens: a word character."""
    return unicodedata.category(character)[0] in "LNM"


def is_cjk(character: str) -> bool:
    """Section 2, tokens: a CJK character."""
    return any(low <= ord(character) <= high for low, high in _CJK)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Section 2, fold."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    bare = "".join(katakana(ch) for ch in unicodedata.normalize("NFD", lowered) if not 0x300 <= ord(ch) <= 0x36F)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def katakana(character: str) -> str:
    """Section 2, fold: the katakana of a hiragana."""
    return chr(ord(character) + 0x60) if "\u3041" <= character <= "\u3096" or character in "\u309d\u309e" else character


def fold_words(text: str, first: str) -> str:
    """Section 2, fold and Chinese: the fold as words are compared where `first` is the first language."""
    return fold(text).translate(_SIMPLIFIED) if language_of(first) == "zh" else fold(text)


def _joins(folded: str, i: int) -> bool:
    """Section 2, tokens: an apostrophe between word characters, a point between digits."""
    if not 0 < i < len(folded) - 1:
        return False
    before, after = folded[i - 1], folded[i + 1]
    if folded[i] in _APOSTROPHES:
        return is_word(before) and is_word(after)
    return folded[i] == "." and before in _DIGITS and after in _DIGITS


def _runs(folded: str) -> list[tuple[str, int, int]]:
    """Section 2, tokens: maximal runs of word characters, possessives dropped, with their apostrophes; where they stand."""
    marked = "".join(ch if is_word(ch) or _joins(folded, i) else " " for i, ch in enumerate(folded))
    found = [(one[0], one.start(), one.end()) for one in re.finditer("[^ ]+", marked)]
    return [(run[:-2] if run[-2:] in ("'s", "\u2019s") else run, start, end) for run, start, end in found]


def _without_apostrophes(run: str) -> str:
    return "".join(ch for ch in run if ch not in _APOSTROPHES)


def runs(folded: str) -> list[str]:
    """Section 2, tokens: maximal runs of word characters, possessives and apostrophes dropped."""
    return [bare for run, *_ in _runs(folded) if (bare := _without_apostrophes(run))]


def _article(run: str) -> str:
    """Section 2, French: what is elided at the start of a run."""
    found = re.match(f"({_ELIDED})[{_APOSTROPHES}](?=[aeiouyh].)", run)
    return found[1] if found and not any(map(is_cjk, run)) else ""


class _Segment(NamedTuple):
    """A run, or what of it is CJK or is not; `text` begins at `start`, or `joined` lost apostrophes and stands from there to `end`."""

    cjk: bool
    text: str
    article: str
    start: int
    end: int
    joined: bool

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where some characters stand."""
        return (self.start, self.end) if self.joined else (self.start + first, self.start + last)


def _segments(folded: str, first: str) -> list[_Segment]:
    """Section 2, tokens: runs split where CJK touches another class; what of it was elided."""
    parts = []
    for run, start, end in _runs(folded):
        article = _article(run) if language_of(first) == "fr" else ""
        bare = _without_apostrophes(run)
        joined = bare != run or len(run) < end - start
        at = start
        for cjk, group in groupby(bare, is_cjk):
            part = "".join(group)
            parts.append(_Segment(cjk, part, article, start if joined else at, end, joined))
            at += len(part)
    return [one for one in parts if any(unicodedata.category(ch)[0] in "LN" for ch in one.text)]


@lru_cache(maxsize=100_000)
def index_tokens(text: str, first: str = "", units: Units | None = None) -> tuple[tuple[Token, ...], int]:
    """Section 2, tokens: the tokens of an indexed text and its length in positions; `first` is the first language of the locale."""
    found: list[tuple[Token, int]] = []
    position = 0
    for one in _segments(fold_words(text, first), first):
        if not one.cjk:
            forms = (one.text, one.text[len(one.article) :]) if one.article else (one.text,)
            found += [(Token(form[:64], position), one.place(0, len(one.text))[1]) for form in forms]
            position += 1
            continue
        for i, character in enumerate(one.text):
            found.append((Token(character, position + i), one.place(i, i + 1)[1]))
            if i < len(one.text) - 1:
                found.append((Token(one.text[i : i + 2], position + i), one.place(i, i + 2)[1]))
        position += len(one.text)
    measures = [] if units is None else units.measures(fold_words(text, first))
    for measure in measures:
        place = next(token.position for token, end in found if end > measure.start)
        found += [(Token(term, place), 0) for term in measure.terms]
    return tuple(token for token, _ in found), position


@lru_cache(maxsize=100_000)
def query_tokens(text: str, first: str = "") -> tuple[Token, ...]:
    """Section 2, tokens: the tokens of a queried text, at the positions that they have when indexed."""
    return tuple(token for token, _, _ in query_tokens_at(fold_words(text, first), first))


def query_tokens_at(folded: str, first: str) -> list[tuple[Token, int, int]]:
    """The tokens of a queried text that is folded, and where each stands."""
    found: list[tuple[Token, int, int]] = []
    position = 0
    for one in _segments(folded, first):
        if not one.cjk:
            found.append((Token(one.text[len(one.article) :][:64], position), *one.place(0, len(one.text))))
            position += 1
            continue
        if len(one.text) == 1:
            found.append((Token(one.text, position), *one.place(0, 1)))
        bigrams = len(one.text) - (2 if len(one.text) >= 4 and one.text.endswith("\u30fc") else 1)
        found += [(Token(one.text[i : i + 2], position + i), *one.place(i, i + 2)) for i in range(bigrams)]
        position += len(one.text)
    return found


def normal_identifier(text: str) -> str:
    """Section 3, identifiers: the normal form."""
    bare = "".join(ch for ch in fold(text) if is_word(ch))
    return bare.lstrip("0") or bare


def in_chain(text: Localized | None, chain: Chain) -> tuple[str, str] | None:
    """Section 2, locale: a text and the language that analyses it, None if no language of the chain has it."""
    if text is None:
        return None
    if isinstance(text, str):
        return text, chain[0]
    return next(((text[language], language) for language in chain if language in text), None)


def label(text: Localized | None, chain: Chain, otherwise: str) -> str:
    """settings.md, page: in the locale's chain, else any language (alphabetically first), else the id."""
    found = in_chain(text, chain)
    if found is not None:
        return found[0]
    return text[min(text)] if isinstance(text, dict) and text else otherwise
