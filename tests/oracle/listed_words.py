"""The lists of semantics.md section 12, read from that text itself: list -> language -> words, and currency -> signs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

_TEXT: Final = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "semantics.md").read_text(encoding="utf-8")
_SECTION: Final = _TEXT[_TEXT.index("## 12. Understanding") :]
SIGNS: Final[dict[str, list[str]]] = {
    one.split()[0]: one.split()[1:]
    for one in re.search(r"and `currency_words` of the settings: (.*)\.\n", _SECTION)[1].split("; ")  # type: ignore[index]
}


def _own_words(start: str, end: str) -> dict[str, dict[str, Any]]:
    rows = re.findall(r"\| (\w\w) \| (.*) \| (.*) \|\n", _TEXT[_TEXT.index(start) : _TEXT.index(end)])
    return {
        language: {
            "synonyms": [one.split(", ") for one in sets.split("; ")],
            "hypernyms": {key: words.split(", ") for key, words in (one.split(": ") for one in wider.strip().split("; ") if one)},
        }
        for language, sets, wider in rows
    }


OWN_WORDS: Final = {
    "people": _own_words("**People.**", "**Colours.**"),
    "colours": _own_words("**Colours.**", "**Measures.** A phrase"),
}
"""Section 3, people and colours: kind -> language -> what is said of its words."""
_LANGUAGES: Final = [cell.strip() for cell in re.search(r"\| \|(.*)\|\n", _SECTION)[1].split("|")]  # type: ignore[index]
LISTS: Final[dict[str, dict[str, list[str]]]] = {
    name: dict(zip(_LANGUAGES, (re.split(r", ", cell.strip()) for cell in cells.split("|")), strict=True))
    for name, cells in re.findall(r"\| `(\w+)` \|(.*)\|\n", _SECTION)
}
