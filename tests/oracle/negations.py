"""Which parts of a phrase are negations: semantics.md section 12."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .text import is_cjk, is_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .text import Chain
    from .understanding import Reader


@dataclass(frozen=True)
class Negation:
    """A part of a phrase that does not want its thing; places are those of the phrase, `longer` and `behind` of its region."""

    start: int
    end: int
    thing: tuple[int, int]
    effect: str = "applied"


@dataclass(frozen=True)
class Sort:
    """A part of a phrase that wants the cheapest first."""

    start: int
    end: int
    effect: str = "applied"


@dataclass(frozen=True)
class Found:
    """A negation or (without a thing) a sort in a region: where it stands, its thing, that with the last word behind it, and the brand that it may be."""

    start: int
    end: int
    thing: tuple[int, int] | None
    longer: tuple[int, int] | None = None
    behind: tuple[int, int] | None = None


def found_in(reader: Reader, typed: str, kinds: Collection[str], taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Those of some kinds in a region of the phrase `typed`, from left to right, none within what is taken."""
    i = 0
    while i < len(reader.text):
        one = _at(reader, typed, i, kinds) if reader.may_start(i) else None
        if one is not None and any(start < one.end and one.start < end for start, end in taken):
            one = None
        if one is not None:
            yield one
        i = i + 1 if one is None else one.end


def _at(reader: Reader, typed: str, start: int, kinds: Collection[str]) -> Found | None:
    negation = _before(reader, start) or _behind(reader, typed, start) if "negation" in kinds else None
    return negation or (_cheap(reader, start) if "sort" in kinds else None)


def _cheap(reader: Reader, start: int) -> Found | None:
    """Section 12, sort: it has no thing."""
    end = reader.of(start, "cheap")
    if end is None:
        return None
    end = reader.of(end, "tail") or end
    return Found(start, end, None) if reader.may_follow(end) else None


def _before(reader: Reader, start: int) -> Found | None:
    """Rule 1."""
    here = reader.of(start, "without")
    if here is None:
        return None
    here = reader.spaces(here)
    for _ in range(2):
        here = reader.spaces(reader.of(here, "any") or here)
    word = _word(reader, here, "-'")
    end = word if word is not None else here + 2
    if word is None and not (len(reader.text) >= end and all(is_cjk(ch) for ch in reader.text[here:end])):
        return None
    if not reader.may_follow(end):
        return None
    return Found(start, end, (here, end), longer=None if word is None else _longer(reader, here, end))


def _longer(reader: Reader, start: int, end: int) -> tuple[int, int] | None:
    next_ = reader.spaces(end)
    last = _word(reader, next_, "-'") if next_ > end else None
    return (start, last) if last is not None and reader.spaces(last) == len(reader.text) else None


def _behind(reader: Reader, typed: str, start: int) -> Found | None:
    """Rule 2."""
    end = _word(reader, start, "'")
    if end is None:
        end = _one_script(reader, typed, start)
    if end is None:
        return None
    here = end + 1 if reader.at(end) == "-" else reader.spaces(end)
    free = reader.of(here, "free")
    if free is None:
        return None
    last = reader.of(free, "tail") or free
    next_ = reader.spaces(last)
    while reader.at(next_) and is_word(reader.at(next_)):
        next_ += 1
    return Found(start, last, (start, end), behind=(here, next_)) if reader.may_follow(last) else None


def _word(reader: Reader, start: int, joins: str) -> int | None:
    """The end of a word that may be a thing."""
    letter = "".join("a" if is_word(ch) and not is_cjk(ch) else ch if ch in joins else "." for ch in reader.text)
    found = re.compile(f"a(?:a|[{joins}](?=a)(?<=a[{joins}]))*").match(letter, start)
    if found is None or len(found[0]) < 2 or re.search("[0-9]", reader.text[start : found.end()]):
        return None
    return found.end()


def _one_script(reader: Reader, typed: str, start: int) -> int | None:
    """The end of two characters or more of one script, as typed."""
    end = start
    while end < len(reader.text) and is_cjk(reader.at(end)) and _script(reader, typed, end) == _script(reader, typed, start):
        end += 1
    return end if end >= start + 2 else None


def _script(reader: Reader, typed: str, i: int) -> str:
    ch = typed[reader.region[i].place]
    if "\u30a0" <= ch <= "\u30ff" or "\u31f0" <= ch <= "\u31ff" or "\uff66" <= ch <= "\uff9f":
        return "katakana"
    return "hiragana" if "\u3041" <= ch <= "\u309f" else "other"


def languages_of(chain: Chain) -> list[str]:
    """The lists that are read in a locale."""
    return [tag.replace("_", "-").split("-")[0].lower() for tag in chain]
