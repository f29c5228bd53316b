"""Which parts of a phrase are understood: semantics.md section 12."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .documents import decimals
from .listed_words import LISTS, SIGNS
from .negations import Negation, Sort, found_in, languages_of
from .text import fold, is_cjk, is_white, is_word, normal_identifier, query_tokens, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from .documents import Catalog
    from .negations import Found
    from .text import Chain
    from .values import NamedValue, Values


class Compared(NamedTuple):
    """A character as it is compared, and where it stood in the phrase."""

    character: str
    place: int


class Amount(NamedTuple):
    """Section 12, amount: hundredths, where it ends, and whether a sign stands with it."""

    hundredths: int
    end: int
    signed: bool


class Limit(NamedTuple):
    """Section 12, price: the ends in hundredths with what they leave out, where it ends, its amounts, and its kind of lower end."""

    low: tuple[int, bool] | None
    high: tuple[int, bool] | None
    end: int
    signed: bool
    alone: str


@dataclass(frozen=True)
class Price:
    """Section 12: a part of a phrase that is a price, in minor units."""

    start: int
    end: int
    minimum: int | None
    maximum: int | None
    bare: bool
    effect: str = "applied"


def one_space(text: str) -> str:
    """White space runs as one space, none at the ends."""
    return " ".join(word for word in "".join(" " if is_white(ch) else ch for ch in text).split(" ") if word)


def compared(text: str, start: int) -> list[Compared]:
    """Section 12, text."""
    found = []
    for place, ch in enumerate(text, start):
        found += [Compared(one, place) for one in _compared(ch)]
    return found


@lru_cache(maxsize=10_000)
def _compared(ch: str) -> str:
    if is_white(ch):
        return " "
    if "\uff10" <= ch <= "\uff19":
        return chr(ord(ch) - 0xFF10 + ord("0"))
    if ch == "\u2019":
        return "'"
    if "\u2010" <= ch <= "\u2015" or ch == "\u2212":
        return "-"
    if ch == "\u301c":
        return "~"
    if unicodedata.category(ch) == "Cf":
        return ""
    folded = fold(ch)
    return ch if any(one in "0123456789" and one != ch for one in folded) else folded


class Reader:
    """Reads the prices of one region."""

    def __init__(self, region: str, start: int, languages: list[str], currency: str, words: Iterable[str]) -> None:
        """Compare its characters one by one."""
        self.region = compared(region, start)
        self.after = start + len(region)
        self.text = "".join(one.character for one in self.region)
        self.languages = languages
        self.takes_doubtful = False
        self.currency = currency
        own = [one_space("".join(map(_compared, word))) for word in words]
        self.signs = [sign for sign in [currency.lower(), *SIGNS.get(currency.lower(), []), *own] if sign]

    def at(self, i: int) -> str:
        """The character at a place, empty behind the end."""
        return self.text[i : i + 1]

    def spaces(self, i: int) -> int:
        """Section 12: `_`."""
        return i + len(self.text[i:]) - len(self.text[i:].lstrip(" "))

    def listed(self, i: int, texts: Iterable[str]) -> int | None:
        """Section 12, text: the end of the longest of some listed texts."""
        ends = [match.end() for one in texts if (match := re.compile(re.escape(one).replace(r"\ ", " +")).match(self.text, i))]
        return max((end for end in ends if end > i and not self._splits_word(end)), default=None)

    def _splits_word(self, i: int) -> bool:
        before, behind = self.at(i - 1), self.at(i)
        letter = before and is_word(before) and before not in "0123456789" and not is_cjk(before)
        return bool(letter and behind and is_word(behind) and not is_cjk(behind))

    def of(self, i: int, name: str) -> int | None:
        """The end of the longest text of a list."""
        return self.listed(i, [one for language in self.languages for one in LISTS[name].get(language, []) if one])

    def amount(self, i: int) -> Amount | None:
        """Section 12, amount, behind any spaces."""
        i = self.spaces(i)
        before = self.listed(i, self.signs)
        number = self._number(i if before is None else self.spaces(before))
        if number is None:
            return None
        value, end = number
        behind = self.listed(self.spaces(end), self.signs)
        if behind is not None:
            return Amount(value, behind, signed=True)
        follows = self.at(end)
        if follows and follows not in " -~,;.!?)" and not is_cjk(follows):
            return None
        return None if self._is_other(self.spaces(end)) else Amount(value, end, signed=before is not None)

    def _is_other(self, i: int) -> bool:
        ch = self.at(i)
        letters = re.compile("[a-z]*").match(self.text, i)[0]  # type: ignore[index]
        own = self.currency.lower()
        others = {word for code, signs in SIGNS.items() for word in [code, *signs]} - {own, *SIGNS.get(own, [])}
        return bool(ch) and (ch in "%°\"'" or unicodedata.category(ch) == "Sc" or letters in others)

    def _number(self, i: int) -> tuple[int, int] | None:
        """Section 12, number: hundredths, and the end."""
        separators = [re.escape(one) for one in ",.'"] + ([] if self.languages[:1] in (["en"], ["ja"], ["zh"]) else [" "])
        grouped = "|".join(rf"\d{{1,3}}(?:{one}\d{{3}}(?!\d))+(?:(?!{one})[.,]\d{{1,2}}(?!\d))?" for one in separators)
        found = re.compile(rf"(?:{grouped}|\d+(?:[.,]\d{{1,2}}(?!\d))?)", re.ASCII).match(self.text, i)
        if found is None:
            return None
        whole, cents = found[0], ""
        decimal = re.fullmatch(r"(.*?)[.,](\d{1,2})", whole)
        if decimal:
            whole, cents = decimal[1], decimal[2]
        digits = re.sub(r"\D", "", whole)
        zero = re.match(r"0\d", found[0], re.ASCII)
        if len(digits) > 9 or zero or re.compile(r"[,.']\d", re.ASCII).match(self.text, found.end()):
            return None
        return int(digits) * 100 + int(cents.ljust(2, "0")), found.end()

    def price(self, start: int, exponent: int) -> Price | None:
        """Section 12, price, at a place."""
        if not self.may_start(start):
            return None
        places = [(start, False)]
        while len(places) <= 2:
            here, sure = places[-1]
            price, lead = self.of(here, "price"), self.of(here, "lead")
            if price is None and lead is None:
                break
            is_price = price is not None and (lead is None or price >= lead)
            places.append((self.spaces(max(price or 0, lead or 0)), sure or is_price))
        found = (self._from(start, here, sure, exponent) for here, sure in reversed(places))
        return next((one for one in found if one is not None), None)

    def _from(self, start: int, i: int, sure: bool, exponent: int) -> Price | None:  # noqa: FBT001
        limits = (limit(i) for limit in (self._between, self._range, self._behind, self._before))
        limit = next((one for one in limits if one is not None), None)
        if limit is None:
            return None
        end = self.of(limit.end, "tail") or limit.end
        bare = not (sure or limit.signed)
        minimum, maximum = _minor(limit.low, exponent, up=True), _minor(limit.high, exponent, up=False)
        if not self.may_follow(end) or (maximum is not None and maximum < 0):
            return None
        is_price = limit.alone == "price" or (limit.alone == "doubtful" and self.takes_doubtful)
        if bare and (not is_price or self._is_age(start, limit) or not self._may_go_on(end, exponent)):
            return None
        return Price(start, end, minimum, maximum, bare)

    def may_start(self, i: int) -> bool:
        """Section 12, price: where a part starts."""
        before = self.text[i - 1 : i] if i else ""
        return self.at(i) not in ("", " ") and (before in ("", *" (,;:") or is_cjk(before) or is_cjk(self.at(i)))

    def _between(self, i: int) -> Limit | None:
        """The first limit."""
        word = self.of(i, "between")
        first = None if word is None else self.amount(word)
        and_ = None if first is None else self.of(self.spaces(first.end), "and")
        second = None if and_ is None else self.amount(and_)
        return None if first is None or second is None else _between(first, second, second.end, alone="price")

    def _range(self, i: int) -> Limit | None:
        """The second limit."""
        word = self.of(i, "range")
        first = (None if word is None else self.amount(word)) or self.amount(i)
        if first is None:
            return None
        here = self.spaces(first.end)
        to = self.of(here, "to") or (here + 1 if self.at(here) in ("-", "~") else None)
        second = None if to is None else self.amount(to)
        if second is None:
            return None
        alone = "words" if self.of(here, "to") is None else "doubtful"
        return _between(first, second, self.of(self.spaces(second.end), "or_less") or second.end, alone=alone)

    def _behind(self, i: int) -> Limit | None:
        """The third limit."""
        words = [(self.of(i, name) or 0, -rank, name) for rank, name in enumerate(["below", "above", "up_to", "from"])]
        end, _, name = max(words)
        amount = self.amount(end) if end else None
        alone = "doubtful" if name in ("up_to", "from") else "price"
        return None if amount is None else _one_sided(name, amount, amount.end, alone=alone)

    def _before(self, i: int) -> Limit | None:
        """The fourth limit."""
        amount = self.amount(i)
        if amount is None:
            return None
        here = self.spaces(amount.end)
        words = [(self.of(here, name) or 0, -rank, name) for rank, name in enumerate(["less", "more", "or_less", "or_more"])]
        end, _, name = max(words)
        return _one_sided(name, amount, end, alone="doubtful") if end else None

    def may_follow(self, i: int) -> bool:
        """Section 12, price: what stands behind a part."""
        ch = self.at(i)
        if ch in ("", " ") or is_cjk(ch) or (ch in ",;.!?)" and self.at(i + 1) in ("", " ")):
            return True
        return is_cjk(self.at(i - 1)) and ch not in '"-'

    def _may_go_on(self, i: int, exponent: int) -> bool:
        i = self.spaces(i)
        return self.at(i) in ("", *",;.!?)") or self.of(i, "then") is not None or self.price(i, exponent) is not None

    def runs_beside(self, start: int, end: int) -> tuple[str, str]:
        """The runs of word characters before and behind a part, spaces left out."""
        is_in_word = "".join("w" if is_word(ch) else " " if ch == " " else "." for ch in self.text)
        before = re.search("w*$", is_in_word[:start].rstrip(" "))
        behind = re.match(" *(w*)", is_in_word[end:])
        return self.text[before.start() : before.end()], self.text[end + behind.start(1) : end + behind.end(1)]  # type: ignore[union-attr]

    def _is_age(self, start: int, limit: Limit) -> bool:
        word = ""
        for ch in reversed(self.text[:start].rstrip(" ")):
            if not is_word(ch):
                break
            word = ch + word
        limits = [end[0] for end in (limit.low, limit.high) if end is not None]
        most = 120_00 if limit.high is None else 18_00
        return max(limits) <= most and any(word in LISTS["people"].get(language, []) for language in self.languages if word)

    def prices(self, exponent: int) -> Iterator[Price]:
        """All prices of the region, from left to right."""
        i = 0
        while i < len(self.text):
            price = self.price(i, exponent)
            if price is not None:
                yield price
            i = i + 1 if price is None else price.end

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Section 12, text: where a part stands in the phrase."""
        return self.region[start].place, self.region[end].place if end < len(self.region) else self.after

    def words(self, start: int, end: int) -> str:
        """The text of a part, runs of spaces as one."""
        return one_space(self.text[start:end])


def _between(first: Amount, second: Amount, end: int, *, alone: str) -> Limit:
    low, high = sorted([first.hundredths, second.hundredths])
    return Limit((low, False), (high, False), end, first.signed or second.signed, alone)


def _one_sided(name: str, amount: Amount, end: int, *, alone: str) -> Limit:
    without = name in ("below", "less", "above", "more")
    limit = (amount.hundredths, without)
    is_low = name in ("above", "from", "more", "or_more")
    return Limit(limit if is_low else None, None if is_low else limit, end, amount.signed, alone)


def _minor(limit: tuple[int, bool] | None, exponent: int, *, up: bool) -> int | None:
    """Minor units, inwards, without the limit itself where that is left out."""
    if limit is None:
        return None
    hundredths, without = limit
    scale: int = 10**exponent
    down, rest = divmod(hundredths * scale, 100)
    if up:
        return down + 1 if rest or without else down
    return down - 1 if without and not rest else down


@dataclass(frozen=True)
class Understanding:
    """Settings and catalog that understand some kinds of parts; `stand_side_by_side` looks into the index of the request's locale."""

    settings: dict[str, Any]
    catalog: Catalog
    kinds: frozenset[str]
    stand_side_by_side: Callable[[str], bool]
    values: Values | None = None
    selected: Collection[str] = ()
    values_are_words: bool = False
    takes_doubtful: bool = False

    def values_of(self, phrase: str, pieces: list[tuple[int, int]], is_parted: Callable[[int, int], bool], closed: int) -> list[NamedValue]:
        """Section 12, value."""
        return [] if self.values is None else self.values.find(phrase, pieces, is_parted, self._is_exception, closed)

    def settled(self, values: list[NamedValue]) -> list[NamedValue]:
        """Section 12, what a value does: what the request selects takes its place, and what leaves nothing is given up."""
        if self.values_are_words:
            return [replace(one, effect="given_up") if one.effect == "applied" else one for one in values]
        return self.values.overruled(values, self.selected) if self.values is not None else values

    def parts(
        self, phrase: str, chain: Chain, regions: list[tuple[int, int]], pieces: list[tuple[int, int]], closed: int
    ) -> tuple[list[Price], list[Negation], list[Sort]]:
        """Section 12: the prices, negations and sorts of a phrase, in characters; none of them ends at `closed`."""
        own = self.settings.get("understanding", {})
        languages = languages_of(chain)
        prices: list[Price] = []
        others: list[Negation | Sort] = []
        for start, end in regions:
            reader = Reader(phrase[start:end], start, languages, self.catalog.currency, own.get("currency_words", []))
            reader.takes_doubtful = self.takes_doubtful
            taken = [(one, reader.characters(one.start, one.end)) for one in self._prices(reader, phrase, pieces, closed)]
            prices += [replace(one, start=first, end=last) for one, (first, last) in taken]
            found = found_in(reader, phrase, self.kinds, [(one.start, one.end) for one, _ in taken])
            others += [part for one in found if (part := self._other(one, reader, phrase, closed)) is not None]
        negations = [one for one in others if isinstance(one, Negation)]
        return _overruled(prices), negations, [one for one in others if isinstance(one, Sort)]

    def _prices(self, reader: Reader, phrase: str, pieces: list[tuple[int, int]], closed: int) -> Iterator[Price]:
        for price in reader.prices(decimals(self.catalog.currency)) if "price" in self.kinds else []:
            first, last = reader.characters(price.start, price.end)
            words = reader.words(price.start, price.end)
            is_name = price.bare and (self._is_brand(words) or self._is_id(phrase, pieces, first, last))
            if not self._is_exception(words) and last != closed and not is_name:
                yield price

    def _other(self, one: Found, reader: Reader, phrase: str, closed: int) -> Negation | Sort | None:
        (start, end), thing = (one.start, one.end), one.thing
        if one.longer is not None:
            first, last = reader.characters(*one.longer)
            if last != closed and self.stand_side_by_side(phrase[first:last]):
                end, thing = one.longer[1], one.longer
        words = reader.words(start, end)
        named = [words, *([] if one.behind is None else [reader.words(*one.behind)])]
        if thing is None:
            before, behind = reader.runs_beside(start, end)
            named = [*([f"{before} {words}"] if before else []), *([f"{words} {behind}"] if behind else [])]
        is_name = any(map(self._is_brand, named))
        first, last = reader.characters(start, end)
        if is_name or self._is_exception(words) or last == closed:
            return None
        if thing is None:
            return Sort(first, last)
        place = reader.characters(*thing)
        return Negation(first, last, place) if query_tokens(phrase[place[0] : place[1]]) else None

    def _is_exception(self, words: str) -> bool:
        exceptions = self.settings.get("understanding", {}).get("exceptions", [])
        known = [one_space("".join(map(_compared, one))) for one in exceptions]
        return any(one and f" {one} " in f" {words} " for one in known)

    def _is_brand(self, words: str) -> bool:
        brands = (document.product.record.get("brand") for document in self.catalog.documents)
        wanted = " ".join(runs(fold(words)))
        return any(f" {wanted} " in f" {' '.join(runs(fold(brand)))} " for brand in brands if isinstance(brand, str))

    def _is_id(self, phrase: str, pieces: list[tuple[int, int]], first: int, last: int) -> bool:
        known = {one for document in self.catalog.documents for row in document.rows for one in row.identifiers}
        for start in range(len(pieces)):
            for end in range(start + 1, min(start + 8, len(pieces)) + 1):
                name = normal_identifier("".join(phrase[a:b] for a, b in pieces[start:end]))
                if pieces[start][0] <= first and last <= pieces[end - 1][1] and name and name in known:
                    return True
        return False


def _overruled(prices: list[Price]) -> list[Price]:
    """Section 12, what it does: from the last to the first."""
    kept: list[Price] = []
    for price in reversed(prices):
        minimum, maximum = limits([*(one for one in kept if one.effect == "applied"), price])
        holds = minimum is None or maximum is None or minimum <= maximum
        kept.append(price if holds else replace(price, effect="overruled"))
    return kept[::-1]


def limits(prices: Iterable[Price]) -> tuple[int | None, int | None]:
    """What some prices leave together."""
    several = list(prices)

    def inner(choose: Callable[[list[int]], int], ends: list[int | None]) -> int | None:
        given = [end for end in ends if end is not None]
        return choose(given) if given else None

    return inner(max, [one.minimum for one in several]), inner(min, [one.maximum for one in several])


def without(phrase: str, parts: Iterable[Price | Negation | Sort | NamedValue]) -> str:
    """Section 12: a phrase without some of its parts."""
    for part in sorted(parts, key=lambda one: -one.start):
        phrase = phrase[: part.start] + " " + phrase[part.end :]
    return one_space(phrase)
