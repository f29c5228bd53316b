"""One search, resolved: what the page repeats of its request."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from commerce_search.search.refinements import Selection
from commerce_search.settings import TypoMode

__all__ = ["Request"]


class Request(Struct, frozen=True):
    """What was asked for. One is made for every search, so it is a struct: a frozen dataclass takes ten times as long to make.

    Attributes:
        phrase: as given, uncut.
        locale, locale_number: the shopper's.
        match: ``ladder``, ``all`` or ``any``.
        sort_name: the sorting option, ``relevance``, ``position`` or ``keys``.
        limit, offset: the page.
        selections: number of the refinement -> what is selected.
        category: what is selected in every category refinement.
        at: the instant, in microseconds.
        typos: when misspelt words are corrected.
        explain: whether plain data of hits explains them.
        is_open: whether the last word may go on, as in ``type_ahead``.
        understand: kinds of what may be understood of the phrase.
    """

    phrase: str
    locale: str
    locale_number: int
    match: str
    sort_name: str
    limit: int
    offset: int
    selections: Mapping[int, Selection]
    category: Selection | None
    at: int
    typos: TypoMode
    explain: bool = False
    is_open: bool = False
    understand: frozenset[str] = frozenset()
