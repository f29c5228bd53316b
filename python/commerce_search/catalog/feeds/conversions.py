"""What does a merchant's cell mean in the catalog?

A conversion never fails and never guesses: what it does not understand it hands on as it is, so that the rules of the catalog report
it with its place and value. Text loses the white space at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from commerce_search.kernel.numbers import LARGEST_INTEGER

__all__ = [
    "Conversion",
    "as_flag",
    "as_list",
    "as_localized",
    "as_media",
    "as_number",
    "as_text",
    "as_whole_number",
    "by_kind",
    "from_minor",
    "one_or_more",
]

Conversion: TypeAlias = Callable[[object], object]

_LISTS: Final = (list, tuple)
_WHOLE: Final = re.compile(r"[+-]?\d+\Z", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z", re.ASCII)
_FLAGS: Final = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}
_DIGITS_READ: Final = 30


def as_text(value: object) -> object:
    """Return text without white space around it; a whole number as its digits: numbers lose nothing by being ids."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def as_localized(value: object) -> object:
    """Return text, in one language or in several, without white space around it; nulls are languages without it."""
    if isinstance(value, dict):
        return {language: as_text(text) for language, text in value.items() if text is not None}
    return as_text(value)


def as_whole_number(value: object) -> object:
    """Return the whole number that a text spells; a table's 5.0 is 5."""
    if isinstance(value, float | Decimal):
        return int(value) if -LARGEST_INTEGER <= value <= LARGEST_INTEGER and value == int(value) else value
    if isinstance(value, str) and len(value) <= _DIGITS_READ and _WHOLE.match(value.strip()):
        return int(value)
    return value


def as_number(value: object) -> object:
    """Return the number that a text spells."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _WHOLE.match(text) and len(text) <= _DIGITS_READ:
        return int(text)
    return float(text) if _DECIMAL.match(text) else text


def as_flag(value: object) -> object:
    """Return the flag that a text (true, yes, y, 1 and their opposites) or the number 0 or 1 spells."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return value
    return _FLAGS.get(str(value).strip().lower(), value)


def from_minor(exponent: int) -> Conversion:
    """Return a conversion of minor units (cents), of a currency with ``exponent`` decimals, into money."""

    def convert(value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
            return value
        try:
            amount = Decimal(str(value).strip())
        except InvalidOperation:
            return value
        return _moved(amount, exponent)

    return convert


def _moved(amount: Decimal, digits: int) -> Decimal:
    sign, figures, exponent = amount.as_tuple()
    # By hand, because arithmetic on decimals rounds to the precision of the thread.
    return Decimal((sign, figures, exponent - digits)) if isinstance(exponent, int) else amount


def as_list(separator: str | None) -> Callable[[object], list[object]]:
    """Return a conversion into a list of texts; one text is split at ``separator``, or is one element without it."""

    def convert(value: object) -> list[object]:
        if isinstance(value, _LISTS):
            return [as_text(each) for each in value if each is not None]
        text = as_text(value)
        if not isinstance(text, str) or separator is None:
            return [text]
        return [part.strip() for part in text.split(separator) if part.strip()]

    return convert


def one_or_more(convert: Conversion, separator: str | None) -> Conversion:
    """Return ``convert`` for a single value and for each of several, which a list or a text parted by ``separator`` holds."""

    def each(value: object) -> object:
        if isinstance(value, _LISTS):
            return [convert(one) for one in value if one is not None]
        if separator is None or not isinstance(value, str) or separator not in value:
            return convert(value)
        return [convert(part) for part in value.split(separator) if part.strip()]

    return each


def as_media(separator: str | None) -> Conversion:
    """Return a conversion of URLs into images or videos; objects stay what they are."""
    urls = as_list(separator)

    def convert(value: object) -> object:
        listed = urls(value) if isinstance(value, (str, *_LISTS)) else [value]
        return [{"url": each} if isinstance(each, str) else each for each in listed]

    return convert


def by_kind(kind: str | None) -> Conversion:
    """Return the conversion of one value of an attribute of this ``kind``; without a kind only white space goes."""
    return _BY_KIND.get(kind or "", _trimmed)


def _trimmed(value: object) -> object:
    return as_localized(value) if isinstance(value, (str, dict)) else value


_BY_KIND: Final[dict[str, Conversion]] = {"text": as_localized, "number": as_number, "flag": as_flag, "date": as_text}
