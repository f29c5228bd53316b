"""Which part of a suggestion was typed, and what goes on from it?"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["continued", "typed_place", "words_of"]

_WORD: Final = re.compile(r"\w+")


def words_of(typed: str) -> list[str]:
    """Return the words that were typed, without case and accents."""
    return _WORD.findall(_plain(typed)[0])


def continued(label: str, words: Sequence[str]) -> Text:
    """Return ``label``: dim what was typed of it, bold what goes on."""
    text = Text(label, style="bold")
    place = typed_place(label, words)
    if place is not None:
        text.stylize("not bold dim", *place)
    return text


def typed_place(label: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Return where ``words`` stand in ``label``, at the beginning of a word if they do.

    >>> typed_place("Crème T-Shirt", ["t", "sh"]), typed_place("bath towel", ["twl"])
    ((6, 10), None)
    """
    plain, places = _plain(label)
    typed = r"\W+".join(map(re.escape, words))
    found = (re.search(rf"\b{typed}", plain) or re.search(typed, plain)) if typed else None
    return None if found is None else (places[found.start()], places[found.end() - 1] + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return ``text`` without case and accents, and for each of its characters the place where it stands in ``text``."""
    signs = [(sign, place) for place, original in enumerate(text) for sign in _without_accents(original)]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]


def _without_accents(sign: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", sign).casefold() if not unicodedata.combining(part))
