"""What an open store suggests beside its catalog: phrases of the merchant and of shoppers. They act at the next request."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import msgspec

from commerce_search._engine import Overlay
from commerce_search.errors import Problem, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commerce_search.search.refinements import CompiledRefinement
    from commerce_search.settings import Settings

__all__ = ["Overlays"]

_MOST_PROBLEMS: Final = 1_000


class Overlays:
    """The engine's overlay of every locale."""

    def __init__(self, settings: Settings, refinements: Sequence[CompiledRefinement]) -> None:
        """Read the merchant's phrases; shoppers' are not known yet."""
        self._suggestions = settings.suggestions
        columns = [(compiled.value_column, number) for number, compiled in enumerate(refinements)]
        self._chosen_in = {column: number for column, number in reversed(columns) if column is not None}
        self._by_locale = {locale: self._made(locale, {}) for locale in settings.locales}

    def of(self, locale: str) -> Overlay:
        """Return the overlay of a locale."""
        return self._by_locale[locale]

    def use_popular(self, locale: str, phrases: Mapping[str, float]) -> None:
        """Replace the popular phrases of a locale.

        Raises:
            ValidationError: a weight is negative or no number; nothing was replaced.
        """
        problems = [problem for phrase, weight in phrases.items() if (problem := _flaw(phrase, weight)) is not None]
        if problems:
            raise ValidationError(problems[:_MOST_PROBLEMS], len(problems))
        self._by_locale[locale] = self._made(locale, phrases)

    def _made(self, locale: str, popular: Mapping[str, float]) -> Overlay:
        own = self._suggestions
        merchants = own.phrases.get(locale, ())
        entries = [_entry(phrase, "merchant", len(merchants) - place) for place, phrase in enumerate(merchants)]
        entries += (_entry(phrase, "popular", weight) for phrase, weight in popular.items())
        return Overlay(msgspec.json.encode(entries), list(own.exclusions.get(locale, ())), self._chosen_in)


def _flaw(phrase: str, weight: float) -> Problem | None:
    try:
        phrase.encode()
        is_weight = 0 <= float(weight) < math.inf
    except UnicodeEncodeError:
        return Problem("popular", phrase, "lone_surrogate", "expected Unicode text; half of a surrogate pair is no character")
    except (ValueError, OverflowError):
        is_weight = False
    return None if is_weight else Problem(f"popular[{phrase!r}]", weight, "out_of_range", "expected a number, 0 or more")


def _entry(label: str, source: str, weight: float) -> dict[str, Any]:
    return {"label": label, "source": source, "weight": float(weight)}
