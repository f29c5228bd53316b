"""What of a phrase was understood, beside its words: what a storefront shows as chips that can be taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from commerce_search.errors import QueryError
from commerce_search.search.given_text import WHITE_SPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from commerce_search.kernel.money import Currency

__all__ = [
    "KINDS",
    "Effect",
    "Understood",
    "UnderstoodNegation",
    "UnderstoodPart",
    "UnderstoodPrice",
    "UnderstoodValue",
    "ValueMeant",
    "is_apart",
    "kinds_of",
    "understood_of",
    "without",
]

Effect: TypeAlias = Literal["applied", "overruled", "given_up", "noted"]
UnderstoodPart: TypeAlias = tuple[
    Literal["price", "negation", "sort", "value"], tuple[int, int], Effect, tuple[int | None, int | None], list[tuple[int, int, int]]
]
"""As the engine tells it: kind, characters, effect; prices in minor units, the characters of what is not wanted, or how many documents have
the words of a value; and what these may mean: numbers of the refinement and of the value, and the documents that have it."""

KINDS: Final = frozenset({"price", "negation", "sort", "value", "type"})
"""What can be understood."""

_SPACES: Final = re.compile(f"[{WHITE_SPACE}]+")


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the phrase that says more than words to look up.

    Attributes:
        kind: what it is about: ``price``, ``negation``, ``value`` or ``sort``: the cheapest first.
        text: as it was typed.
        start, end: where it stands in the phrase, in characters.
        effect: ``applied``: the page does what it means; ``overruled``: the shopper chose otherwise, or says otherwise further on in the
            phrase; ``given_up``: it was given up, since nothing is like that; ``noted``: a value whose words are looked up like any.
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


@dataclass(frozen=True, slots=True)
class ValueMeant:
    """A value that words may mean.

    Attributes:
        refinement: where it can be chosen.
        value: what to choose there: ``refine={refinement: value}``.
        label: what shoppers read.
        confidence: how many of the products that may have the words have the value, 0 to 1.
    """

    refinement: str
    value: str
    label: str
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"refinement": self.refinement, "value": self.value, "label": self.label, "confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class UnderstoodValue(Understood):
    """A value of a refinement, such as a colour or a brand.

    Attributes:
        values: what the words may mean, what most products have first; all but the first are alternatives.
    """

    values: tuple[ValueMeant, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {**Understood.to_dict(self), "values": [one.to_dict() for one in self.values]}


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


def understood_of(
    phrase: str, parts: Sequence[UnderstoodPart], currency: Currency, value: Callable[[int, int], tuple[str, str, str]]
) -> tuple[Understood, ...]:
    """Return the parts of a phrase that were understood, as a page shows them.

    ``value`` tells of numbers of a refinement and a value: refinement, value and label.
    """
    return tuple(_understood(phrase, part, currency, value) for part in parts)


def _understood(phrase: str, part: UnderstoodPart, currency: Currency, value: Callable[[int, int], tuple[str, str, str]]) -> Understood:
    kind, (start, end), effect, (first, last), readings = part
    facts = (kind, phrase[start:end], start, end, effect, without(phrase, [part]))
    if kind == "negation":
        return UnderstoodNegation(*facts, phrase[first:last])
    if kind == "sort":
        return Understood(*facts)
    if kind == "value":
        share = ((value(refinement, number), documents / max(first or 0, documents, 1)) for refinement, number, documents in readings)
        return UnderstoodValue(*facts, tuple(ValueMeant(*named, round(confidence, 4)) for named, confidence in share))
    minimum, maximum = (None if limit is None else currency.decimal(limit) for limit in (first, last))
    return UnderstoodPrice(*facts, minimum, maximum)


def is_apart(part: UnderstoodPart) -> bool:
    """Whether the words of a part are none to look up."""
    return part[0] != "value" or part[2] == "applied"


def without(phrase: str, parts: Iterable[UnderstoodPart]) -> str:
    """Return a phrase without some parts of it."""
    left, behind = "", 0
    for _, (start, end), _, _, _ in parts:
        left += phrase[behind:start] + " "
        behind = end
    return _SPACES.sub(" ", left + phrase[behind:]).strip(" ")
