"""How does each suggestion read on one line, and which search is it?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.text import Text

from commerce_search.cli.terminal import clean
from commerce_search.cli.typed_text import continued, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commerce_search.search import Suggestions
    from commerce_search.search.suggestions import CategorySuggestion, PhraseSuggestion, ScopeSuggestion, ValueSuggestion

__all__ = ["SuggestionLine", "lines_of"]


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A suggestion as it is shown.

    Attributes:
        heading: what kind it is of.
        label: what it suggests.
        note: where it comes from, if not from the catalog, and whether it corrects what was typed.
        phrase: what it searches.
        selected: what it selects, as arguments of ``Shopper.search``.
        total: hits, if they were counted.
    """

    heading: str
    label: Text
    note: str
    phrase: str
    selected: Mapping[str, Any] = field(default_factory=dict)
    total: int | None = None


def lines_of(suggestions: Suggestions) -> list[SuggestionLine]:
    """Return all suggestions but the products, kind by kind."""
    words = words_of(suggestions.request.phrase)
    return [
        *(_phrase(one, words) for one in suggestions.phrases),
        *(_category(one, words) for one in suggestions.categories),
        *(_value("Brands", one, words) for one in suggestions.brands),
        *(_value("Values", one, words) for one in suggestions.values),
        *(_scope(one) for one in suggestions.scopes),
    ]


def _phrase(one: PhraseSuggestion, words: Sequence[str]) -> SuggestionLine:
    source = "" if one.source == "catalog" else one.source
    return SuggestionLine("Phrases", _label(one.phrase, words), _note(source, one.edits), one.phrase, total=one.total)


def _category(one: CategorySuggestion, words: Sequence[str]) -> SuggestionLine:
    label = _behind(one.phrase, one.label, words)
    if one.parent is not None:
        label.append(f" in {clean(one.parent)}", style="not bold")
    return SuggestionLine("Categories", label, _note("", one.edits), one.phrase, {"category": one.id}, one.total)


def _value(heading: str, one: ValueSuggestion, words: Sequence[str]) -> SuggestionLine:
    label = _behind(one.phrase, one.label, words)
    if heading == "Values":
        label.append(f" in {clean(one.refinement)}", style="not bold")
    return SuggestionLine(heading, label, _note("", one.edits), one.phrase, {"refine": {one.refinement: [one.value]}}, one.total)


def _scope(one: ScopeSuggestion) -> SuggestionLine:
    # The phrase stands above, once: where there is little room, the category is what must be read.
    return SuggestionLine(f"{clean(one.phrase)} in", Text(clean(one.label)), "", one.phrase, {"category": one.id}, one.total)


def _behind(phrase: str, label: str, words: Sequence[str]) -> Text:
    """Return a label that goes on from the words behind ``phrase``."""
    before = Text(f"{clean(phrase)} + " if phrase else "", style="dim")
    return Text.assemble(before, _label(label, words[len(words_of(phrase)) :]))


def _label(label: str, words: Sequence[str]) -> Text:
    return continued(clean(label), words)


def _note(source: str, edits: int) -> str:
    return ", ".join(filter(None, (source, "corrected" if edits else "")))
