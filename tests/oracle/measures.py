"""Measures in a text: semantics.md section 2. Its table of units is read from that text itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from .text import WHITE_SPACE, Chain, fold_words, is_cjk, is_word

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT: Final = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "semantics.md").read_text(encoding="utf-8")
_HEAD, _ROWS = _TEXT.split("| measure | size |", 1)[1].split("\n|---", 1)
_LANGUAGES: Final = [cell.strip() for cell in _HEAD.split("|")][:-1]
_TABLE: Final = [
    (measure, int(size), dict(zip(_LANGUAGES, (cell.replace("fl_oz", "fl\0oz").split() for cell in cells.split("|")), strict=False)))
    for measure, size, cells in re.findall(r"\n\| (\w+) \| (\d+) \|(.*)\|", _ROWS.split("\n\n", 1)[0])
]
NUMBERS: Final = {
    language: dict(zip(words.split()[::2], map(int, words.split()[1::2]), strict=True))
    for language, words in re.findall(r"(\w\w): ([^;.]+)[;.]", re.search(r"\*Words for numbers\*: (.*)\n", _TEXT)[1])  # type: ignore[index]
}
BEFORE: Final = ["fps", "ip", "lsf", "spf", "upf"]
Senses: TypeAlias = list[tuple[str, int]]
_FOOT, _INCH = ("length", 304800), ("length", 25400)


class Measure(NamedTuple):
    """Where a measure stands, and the terms of each reading."""

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]

    @property
    def terms(self) -> list[str]:
        """What stands for it in an indexed text, each once."""
        return sorted({one for reading in self.readings for one in reading})


@dataclass(frozen=True)
class Units:
    """The units of a locale."""

    languages: tuple[str, ...]
    own: tuple[tuple[str, str, int], ...]
    senses: dict[str, Senses] = field(default_factory=dict, compare=False)
    words: dict[str, int] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Collect the spellings of the languages."""
        for measure, size, by_language in _TABLE:
            for language in ["all languages", *dict.fromkeys(self.languages)]:
                for spelling in by_language.get(language, []):
                    self.senses.setdefault(spelling.replace("\0", " "), []).append((measure, size))
        for measure, spelling, size in self.own:
            self.senses[spelling] = [(measure, size)]
        for language in self.languages:
            self.words.update(NUMBERS.get(language, {}))

    def measures(self, text: str) -> tuple[Measure, ...]:
        """All measures of a folded text, from left to right."""
        return _measures(self, text)


@lru_cache(maxsize=100_000)
def _measures(units: Units, text: str) -> tuple[Measure, ...]:
    reader = _Reader(units, text)
    found, i = [], 0
    while i < len(text):
        one = reader.measure(i) if reader.may_start(i) else None
        found += [one] if one else []
        i = one.end if one else i + 1
    return tuple(found)


@dataclass(frozen=True)
class _Reader:
    units: Units
    text: str

    def may_start(self, i: int) -> bool:
        """Section 2, measures: what may stand before one."""
        before = self.text[i - 1 : i]
        if not before:
            return True
        if is_word(before):
            return is_cjk(before) or is_cjk(self.text[i])
        earlier = self.text[i - 2 : i - 1] if i >= 2 else ""
        return not (before in ".,'\u2019/" and earlier and is_word(earlier))

    def measure(self, i: int) -> Measure | None:
        """The measure that starts at a place."""
        group = self._group(i)
        if group is not None:
            return group
        for name in BEFORE:
            number = self._digits(self._gap(i + len(name))) if self.text.startswith(name, i) else None
            if number is not None and self._ends(number[1]):
                return Measure(i, number[1], ((term(name, number[0]),),))
        return None

    def _group(self, start: int) -> Measure | None:
        found: list[tuple[Fraction, Senses | None]] = []
        ends: list[int | None] = []
        i: int | None = start
        while i is not None:
            number = self._number(i)
            if number is None:
                break
            with_unit = self._feet(i, number) or self._with_unit(number)
            value, senses, end = with_unit or (number[0], None, number[1])
            found.append((value, senses))
            ends.append(end if senses else None)
            i = self._joint(end)
        while ends and ends[-1] is None:
            found.pop()
            ends.pop()
        if not ends:
            return None
        several: list[list[tuple[str, int, Fraction]]] = []
        unit: Senses = []
        for value, senses in reversed(found):
            unit = senses or unit
            several.append([(measure, size, value) for measure, size in unit])
        count = max(map(len, several))
        readings = [sorted({term(one[min(k, len(one) - 1)][0], self._amount(one, k)) for one in several}) for k in range(count)]
        return Measure(start, ends[-1] or 0, tuple(map(tuple, readings)))

    @staticmethod
    def _amount(one: list[tuple[str, int, Fraction]], k: int) -> Fraction:
        _, size, value = one[min(k, len(one) - 1)]
        return value * size

    def _number(self, i: int) -> tuple[Fraction, int, bool] | None:
        if self.text[i : i + 1] in list("0123456789"):
            found = self._digits(i)
            return None if found is None else (*found, False)
        for word in sorted(self.units.words, key=len, reverse=True):
            if self.text.startswith(word, i) and self._ends(i + len(word)):
                return Fraction(self.units.words[word]), i + len(word), True
        return None

    def _digits(self, i: int) -> tuple[Fraction, int] | None:
        mixed = re.compile(r"(?:(\d{1,3})[ -])?(\d{1,2})/(\d{1,2})(?!\d)", re.ASCII)
        found = mixed.match(self.text, i)
        if found is not None:
            over, under = int(found[2]), int(found[3])
            if 0 < over < under and under in (2, 3, 4, 5, 6, 8, 16, 32, 64):
                return int(found[1] or 0) + Fraction(over, under), found.end()
        dots = [] if self.units.languages[:1] in (("en",), ("ja",), ("zh",)) else [r"\."]
        ways = [rf"[1-9]\d{{0,2}}(?:{one}\d{{3}}(?!\d))+(?:(?!{one})[.,]\d{{1,4}}(?!\d))?" for one in [",", *dots]]
        ways.append(r"[1-9]\d{0,2}(?: 000(?!\d))+(?:[.,]\d{1,4}(?!\d))?")
        number = re.compile(rf"(?:{'|'.join(ways)}|\d+(?:[.,]\d{{1,4}}(?!\d))?)", re.ASCII).match(self.text, i)
        if number is None or re.compile(r"[.,]\d", re.ASCII).match(self.text, number.end()):
            return None
        parts = re.fullmatch(r"(.*?)(?:[.,](\d{1,4}))?", number[0], re.ASCII)
        assert parts is not None
        whole, decimals = parts[1], parts[2] or ""
        grouped = re.fullmatch(r"[1-9]\d{0,2}([,. ])\d{3}(\1\d{3})*", number[0])
        if grouped and (grouped[1] != "." or dots):
            whole, decimals = number[0], ""
        digits = re.sub(r"\D", "", whole)
        return None if len(digits) > 9 else (Fraction(int(digits + decimals), 10 ** len(decimals)), number.end())

    def _unit(self, number: tuple[Fraction, int, bool], stands: Callable[[str, int], bool]) -> tuple[str, int] | None:
        """The longest spelling behind a number that may stand there, and its end."""
        _, end, word = number
        i = self._gap(end)
        for spelling in sorted(self.units.senses, key=lambda one: -len(one.encode())):
            sign = not is_word(spelling[0])
            barred = (sign and spelling[0] != "°" and i > end) or (word and (sign or spelling in ("in", "w")))
            if self.text.startswith(spelling, i) and not barred and stands(spelling, i + len(spelling)):
                return spelling, i + len(spelling)
        return None

    def _with_unit(self, number: tuple[Fraction, int, bool]) -> tuple[Fraction, Senses, int] | None:
        def stands(spelling: str, end: int) -> bool:
            goes_on = spelling in ("in", "w") and re.compile(rf"[{WHITE_SPACE}-]*[0-9]").match(self.text, end) is not None
            return self._ends(end) and not goes_on

        found = self._unit(number, stands)
        return None if found is None else (number[0], self.units.senses[found[0]], found[1])

    def _feet(self, i: int, number: tuple[Fraction, int, bool]) -> tuple[Fraction, Senses, int] | None:
        """Section 2, measures: feet and inches."""
        foot = None if number[2] else self._unit(number, lambda *_: True)
        if foot is None or _FOOT not in self.units.senses[foot[0]]:
            return None
        inches = self._digits(self._spaces(foot[1]))
        if inches is None:
            return None
        value = number[0] * 12 + inches[0]
        with_unit = self._with_unit((*inches, False))
        if with_unit is not None:
            return (value, with_unit[1], with_unit[2]) if _INCH in with_unit[1] else None
        glued = self._spaces(foot[1]) == foot[1] and self._ends(inches[1]) and not is_word(foot[0][0])
        return (value, self.units.senses['"'], inches[1]) if glued else None

    def _joint(self, i: int) -> int | None:
        found = re.compile(rf"(?:[-/\u2013]|[{WHITE_SPACE}]*[x*\u00d7][{WHITE_SPACE}]*)(?=[0-9])").match(self.text, i)
        return found.end() if found else None

    def _spaces(self, i: int) -> int:
        return i + len(self.text[i:]) - len(self.text[i:].lstrip(WHITE_SPACE))

    def _gap(self, i: int) -> int:
        return i + 1 if self.text[i : i + 1] == "-" else self._spaces(i)

    def _ends(self, i: int) -> bool:
        before, behind = self.text[i - 1 : i], self.text[i : i + 1]
        if not behind or not is_word(behind) or is_cjk(behind) or is_cjk(before):
            return True
        return not (is_word(before) or before in "'\u2019\u2032")


def term(measure: str, amount: Fraction) -> str:
    """Section 2, measures: what is measured, and three digits of how much."""
    hundredths = amount * 100
    tens = 0
    while hundredths / 10**tens >= 1000:
        tens += 1
    digits = int(hundredths / 10**tens + Fraction(1, 2))
    return f"={measure} 100e{tens + 1}" if digits == 1000 else f"={measure} {digits}e{tens}"


def read_units(settings: dict[str, Any], chain: Chain) -> Units:
    """settings.md, units: those of a locale."""
    languages = tuple(language.replace("_", "-").split("-")[0].lower() for language in chain)
    parts = {"length": 10**3, "mass": 10**9, "volume": 10**10}
    known = {measure for measure, *_ in _TABLE}
    own = [
        (
            one["measure"],
            fold_words(spelling, chain[0]),
            int(Fraction(str(one.get("size", 1))) * parts.get(one["measure"], 1 if one["measure"] in known else 10**6)),
        )
        for one in settings.get("units", [])
        for spelling in one["spellings"]
    ]
    return Units(languages, tuple(own))
