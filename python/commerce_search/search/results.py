"""Parts of a page: plain values, made when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Band", "Correction", "RefinementResult", "RefinementValue", "Relaxation"]


@dataclass(frozen=True, slots=True)
class RefinementValue:
    """One choice of a refinement.

    Attributes:
        value: what a request selects.
        label: what shoppers read.
        count: hits that selecting it would show.
        swatch: a CSS colour or the URL of an image, for values that have one.
        is_selected: whether the request selected it.
    """

    value: str
    label: str
    count: int
    swatch: str | None = None
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class RefinementResult:
    """One refinement of a page.

    Attributes:
        id: what a request names.
        label: what shoppers read.
        values: its choices, in order.
        minimum, maximum: the range that its numbers span; prices as decimal strings.
        is_numeric: whether it has a range.
    """

    id: str
    label: str
    values: tuple[RefinementValue, ...]
    minimum: str | float | None = None
    maximum: str | float | None = None
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A phrase that the shopper may have meant.

    Attributes:
        phrase: the phrase.
        total: the hits that it has.
        is_applied: whether it was searched instead of what was typed, since nothing has that; else it is an offer.
    """

    phrase: str
    total: int
    is_applied: bool = False


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What a search gave up because nothing matched all of the phrase.

    Attributes:
        step: ``typos``: the phrase was corrected; ``partial``: some words had to do; ``price``: nothing costs what the phrase asks
            for, so these cost anything; ``negation``: everything has what the phrase does not want.
        matched: how many words every hit matches, of ``partial``.
        of: how many the phrase has.
    """

    step: str
    matched: int | None = None
    of: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""
        return {"step": self.step} if self.matched is None else {"step": self.step, "matched": self.matched, "of": self.of}


@dataclass(frozen=True, slots=True)
class Band:
    """A part of an explicitly sorted page.

    Attributes:
        band: 0 for what was looked for, 1 for what mentions the words in its description only.
        name: ``best`` or ``loose``.
        total: hits in it.
    """

    band: int
    name: str
    total: int
