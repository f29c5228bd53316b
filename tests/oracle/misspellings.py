"""How far two words are apart, and what it costs to mistype one as the other: semantics.md section 8."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .text import is_cjk

_VOWELS = "aeiouy"
_SOUND_ALIKE = {frozenset(pair) for pair in ["ck", "cs", "sz", "gj", "vw", "qk", "fv", "xs", "td", "bp", "mn"]}
DIGRAPHS = (("f", "ph"), ("ph", "f"))
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {letter: (row, column + row / 2) for row, letters in enumerate(_KEYBOARD) for column, letter in enumerate(letters)}
_NEGATIONS = ("un", "non", "in", "im", "dis", "anti")


@lru_cache(maxsize=100_000)
def is_plain(word: str) -> bool:
    """Section 8, edits: only letters, at most 63, none of them CJK."""
    return len(word) <= 63 and all(unicodedata.category(ch)[0] == "L" and not is_cjk(ch) for ch in word)


@lru_cache(maxsize=1_000_000)
def distance(a: str, b: str) -> int:
    """Section 8, edits: the optimal string alignment distance, f and ph one edit apart."""
    cell = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [cell[i - 1, j] + 1, cell[i, j - 1] + 1, cell[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 1] + b[j - 2]:
                ways.append(cell[i - 2, j - 2] + 1)
            ways += [cell[i - len(x), j - len(y)] + 1 for x, y in DIGRAPHS if a[:i].endswith(x) and b[:j].endswith(y)]
            cell[i, j] = min(ways)
    return cell[len(a), len(b)]


@lru_cache(maxsize=1_000_000)
def cost(t: str, v: str) -> int:
    """Section 8, cost: of a typed word t for a word v."""
    cell = {(0, 0): 0}
    for i in range(len(t) + 1):
        for j in range(len(v) + 1):
            ways = [cell[0, 0]] if i == j == 0 else []
            if j > 0:
                ways.append(cell[i, j - 1] + _missing(v, j - 1))
            if i > 0:
                ways.append(cell[i - 1, j] + _surplus(t, i - 1))
            if i > 0 and j > 0:
                ways.append(cell[i - 1, j - 1] + _substitution(t, i - 1, v, j - 1))
            if i > 1 and j > 1 and t[i - 2 : i] == v[j - 1] + v[j - 2] and t[i - 2] != t[i - 1]:
                ways.append(cell[i - 2, j - 2] + 30 + (20 if i == 2 else 0))
            for x, y in DIGRAPHS:
                if t[:i].endswith(x) and v[:j].endswith(y):
                    ways.append(cell[i - len(x), j - len(y)] + 65 + (20 if i == len(x) or j == len(y) else 0))
            cell[i, j] = min(ways)
    return cell[len(t), len(v)]


def _is_doubled(word: str, i: int) -> bool:
    """Whether a neighbour of a letter is the same letter."""
    return word[i] in (word[i - 1 : i], word[i + 1 : i + 2])


def _missing(v: str, j: int) -> int:
    """A letter of v that t has not."""
    letter = 25 if _is_doubled(v, j) else 40 if v[j] in _VOWELS else 50
    return letter + (20 if j == 0 else 0) + (8 if j == len(v) - 1 else 0)


def _surplus(t: str, i: int) -> int:
    """A letter of t that v has not."""
    letter = 25 if _is_doubled(t, i) else 75 if t[i] in _VOWELS else 100
    return letter + (20 if i == 0 else 0) + (16 if i == len(t) - 1 else 0)


def _substitution(t: str, i: int, v: str, j: int) -> int:
    """A letter of t in the place of one of v."""
    a, b = t[i], v[j]
    if a == b:
        return 0
    first = 20 if i == 0 or j == 0 else 0
    if a in _VOWELS and b in _VOWELS:
        return 90 + first
    if frozenset((a, b)) in _SOUND_ALIKE:
        return 65 + first
    return (115 if _are_neighbours(a, b) else 150) + first


def _are_neighbours(a: str, b: str) -> bool:
    """Section 8, cost: neighbours on the keyboard."""
    if a not in _KEYS or b not in _KEYS:
        return False
    (row, x), (other_row, other_x) = _KEYS[a], _KEYS[b]
    return abs(row - other_row) <= 1 and abs(x - other_x) <= 1


def score(t: str, v: str, frequency: int) -> int:
    """Section 8, score: low is good."""
    return cost(t, v) + 8 * distance(t, v) - 4 * frequency.bit_length()


def is_negation(t: str, v: str) -> bool:
    """Section 8, candidates: one of two words is the other with a negation in front, or nearly so."""
    for p in _NEGATIONS:
        if t.startswith(p) != v.startswith(p):
            negated, other = (t, v) if t.startswith(p) else (v, t)
            if distance(other, negated[len(p) :]) <= 1:
                return True
    return False
