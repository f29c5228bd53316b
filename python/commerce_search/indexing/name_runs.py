"""Which runs of words in a product's name could somebody search for (``docs/reference/semantics.md``, paragraph 10)?"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from commerce_search._engine import fold, is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["name_runs"]

_LONGEST: Final = 3
_SHORT: Final = 3
"""Characters below which a word is too short to be searched alone."""
_CJK: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")


def name_runs(name: str, language: str) -> Iterator[str]:
    """Yield the runs of a lower-cased name in a language, shortest first at each word.

    >>> list(name_runs("beach towel, the red one", "en"))
    ['beach', 'beach towel', 'towel', 'towel the red', 'red', 'red one', 'one']
    """
    words = [bare for word in name.split() if (bare := _bare(word))]
    is_word = [any(map(str.isalpha, word)) for word in words]
    is_edge = [_may_end(word, language) for word in words]
    for start in range(len(words)):
        if not is_edge[start]:
            continue
        for end in range(start, min(start + _LONGEST, len(words))):
            if not is_word[end]:
                break
            if is_edge[end] and (end > start or _stands_alone(words[start])):
                yield " ".join(words[start : end + 1])


def _bare(word: str) -> str:
    if word.isalnum():
        return word
    kept = [at for at, character in enumerate(word) if unicodedata.category(character)[0] in "LNM"]
    return word[kept[0] : kept[-1] + 1] if kept else ""


def _may_end(word: str, language: str) -> bool:
    if language == "en" or language.startswith("en-"):
        return not is_stop_word(fold(word), language)
    return len(word) >= _SHORT or _CJK.search(word) is not None


def _stands_alone(word: str) -> bool:
    return len(word) >= (2 if _CJK.search(word) else _SHORT)
