"""Folding, tokens, stems, stop words and languages: semantics.md section 2, as slow and plain as it reads."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "\u0131": "i", "ð": "d", "þ": "th"})
_APOSTROPHES = "'\u2019"
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
_WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_STOP_WORDS = (
    "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())

Localized: TypeAlias = str | dict[str, str]
Chain: TypeAlias = list[str]


class Token(NamedTuple):
    """A term at a position of its text."""

    term: str
    position: int


def is_white(character: str) -> bool:
    """Section 3: Unicode's White_Space."""
    return character in _WHITE_SPACE


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
    bare = "".join(ch for ch in unicodedata.normalize("NFD", lowered) if not 0x300 <= ord(ch) <= 0x36F)
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _joins(folded: str, i: int) -> bool:
    """Section 2, tokens: an apostrophe between word characters, a point between digits."""
    if not 0 < i < len(folded) - 1:
        return False
    before, after = folded[i - 1], folded[i + 1]
    if folded[i] in _APOSTROPHES:
        return is_word(before) and is_word(after)
    return folded[i] == "." and before in _DIGITS and after in _DIGITS


def runs(folded: str) -> list[str]:
    """Section 2, tokens: maximal runs of word characters, possessives and apostrophes dropped."""
    marked = "".join(ch if is_word(ch) or _joins(folded, i) else " " for i, ch in enumerate(folded))
    found = []
    for run in marked.split(" "):
        bare = run[:-2] if run[-2:] in ("'s", "\u2019s") else run
        found.append("".join(ch for ch in bare if ch not in _APOSTROPHES))
    return [run for run in found if run]


def _segments(text: str) -> list[tuple[bool, str]]:
    """Section 2, tokens: runs split where CJK touches another class; True for CJK."""
    parts = [(cjk, "".join(part)) for run in runs(fold(text)) for cjk, part in groupby(run, is_cjk)]
    return [(cjk, part) for cjk, part in parts if any(unicodedata.category(ch)[0] in "LN" for ch in part)]


@lru_cache(maxsize=100_000)
def index_tokens(text: str) -> tuple[tuple[Token, ...], int]:
    """Section 2, tokens: the tokens of an indexed text and its length in positions."""
    tokens: list[Token] = []
    position = 0
    for cjk, segment in _segments(text):
        if not cjk:
            tokens.append(Token(segment[:64], position))
            position += 1
            continue
        for i, character in enumerate(segment):
            tokens.append(Token(character, position + i))
            if i < len(segment) - 1:
                tokens.append(Token(segment[i : i + 2], position + i))
        position += len(segment)
    return tuple(tokens), position


@lru_cache(maxsize=100_000)
def query_tokens(text: str) -> tuple[Token, ...]:
    """Section 2, tokens: the tokens of a queried text, at the positions that they have when indexed."""
    tokens: list[Token] = []
    position = 0
    for cjk, segment in _segments(text):
        if not cjk:
            tokens.append(Token(segment[:64], position))
            position += 1
            continue
        if len(segment) == 1:
            tokens.append(Token(segment, position))
        tokens += [Token(segment[i : i + 2], position + i) for i in range(len(segment) - 1)]
        position += len(segment)
    return tuple(tokens)


def normal_identifier(text: str) -> str:
    """Section 3, identifiers: the normal form."""
    bare = "".join(ch for ch in fold(text) if is_word(ch))
    return bare.lstrip("0") or bare


def is_english(language: str) -> bool:
    """Section 2, stop words: whether a language of a chain is English."""
    return language == "en" or language.startswith("en-")


@lru_cache(maxsize=100_000)
def stem(form: str) -> str | None:
    """Section 2, stem groups: the stem of a form of ASCII letters, None for any other."""
    return str(_STEMMER.stemWord(form)) if form.isascii() and form.isalpha() else None


def plural_stem(form: str) -> str:
    """Section 2, stem groups: the plural stem."""
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zes")):
        return form[:-2]
    if form.endswith("s") and form[-2:-1] != "s" and len(form) > 3:
        return form[:-1]
    return form


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
