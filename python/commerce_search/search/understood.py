"""What of a phrase was understood, beside its words: what a storefront shows as chips that can be taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from commerce_search.errors import QueryError
from commerce_search.search.given_text import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from commerce_search.kernel.money import Currency

__all__ = [
    "KINDS",
    "Effect",
    "Understood",
    "UnderstoodNegation",
    "UnderstoodPart",
    "UnderstoodPrice",
    "kinds_of",
    "sort_of",
    "understood_of",
    "without",
]

Effect: TypeAlias = Literal["applied", "overruled", "given_up"]
UnderstoodPart: TypeAlias = tuple[Literal["price", "negation", "sort"], tuple[int, int], Effect, tuple[int | None, int | None]]
"""As the engine tells it: kind, characters, effect, and prices in minor units, or the characters of what is not wanted."""

KINDS: Final = frozenset({"price", "negation", "sort", "type"})
"""What can be understood."""

_SPACES: Final = re.compile(f"[{WHITE_SPACE}]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the phrase that is no words to look up.

    Attributes:
        kind: what it is about: ``price``, ``negation`` or ``sort``: the cheapest first.
        text: as it was typed.
        start, end: where it stands in the phrase, in characters.
        effect: ``applied``: the page does what it means; ``overruled``: the shopper chose otherwise, or says otherwise further on in the
            phrase; ``given_up``: it was given up, since nothing is like that.
        without: the phrase to search without it.
    """

    kind: str
    text: str
    start: int
    end: int
    effect: Effect
    without: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "effect": self.effect,
            "without": self.without,
        }


@dataclass(frozen=True, slots=True)
class UnderstoodPrice(Understood):
    """What something may cost.

    Attributes:
        minimum, maximum: both included; ``None``: any.
    """

    minimum: Decimal | None
    maximum: Decimal | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        ends = {"minimum": self.minimum, "maximum": self.maximum}
        return {**Understood.to_dict(self), **{name: None if end is None else str(end) for name, end in ends.items()}}


@dataclass(frozen=True, slots=True)
class UnderstoodNegation(Understood):
    """What something shall not have.

    Attributes:
        excluded: what is not wanted, as it was typed.
    """

    excluded: str

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {**Understood.to_dict(self), "excluded": self.excluded}


def kinds_of(understand: bool | Iterable[str]) -> frozenset[str]:  # noqa: FBT001 - what a request says
    """Return the kinds that a request lets be understood.

    Raises:
        QueryError: there is no such kind.
    """
    if isinstance(understand, bool):
        return KINDS if understand else frozenset()
    kinds = frozenset((understand,) if isinstance(understand, str) else understand)
    if kinds - KINDS:
        raise QueryError(f"understand={sorted(kinds)!r}: choose True, False or some of: {', '.join(sorted(KINDS))}")
    return kinds


def sort_of(parts: Iterable[UnderstoodPart]) -> str | None:
    """Return how a page is sorted that the words of its phrase sort; ``None``: they do not."""
    return "keys" if any(kind == "sort" and effect == "applied" for kind, _, effect, _ in parts) else None


def understood_of(phrase: str, parts: Sequence[UnderstoodPart], currency: Currency) -> tuple[Understood, ...]:
    """Return the parts of a phrase that were understood, as a page shows them."""
    return tuple(_understood(phrase, part, currency) for part in parts)


def _understood(phrase: str, part: UnderstoodPart, currency: Currency) -> Understood:
    kind, (start, end), effect, (first, last) = part
    facts = (kind, phrase[start:end], start, end, effect, without(phrase, [part]))
    if kind == "negation":
        return UnderstoodNegation(*facts, phrase[first:last])
    if kind == "sort":
        return Understood(*facts)
    minimum, maximum = (None if limit is None else currency.decimal(limit) for limit in (first, last))
    return UnderstoodPrice(*facts, minimum, maximum)


def without(phrase: str, parts: Iterable[UnderstoodPart]) -> str:
    """Return a phrase without some parts of it."""
    left, behind = "", 0
    for _, (start, end), _, _ in parts:
        left += phrase[behind:start] + " "
        behind = end
    return _SPACES.sub(" ", left + phrase[behind:]).strip(" ")
