"""Which runs of words in a product's name could somebody search for (``docs/reference/semantics.md``, paragraph 10)?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from commerce_search._engine import fold, has_stop_words, is_stop_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["name_runs"]

_LONGEST: Final = 3
_SHORT: Final = 3
"""Characters below which a word is too short to be searched alone."""
_CJK: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff]")


class _Word(NamedTuple):
    """A word of a name.

    Attributes:
        bare: without punctuation at its ends; empty if nothing else is there.
        has_letter: whether it may stand in a run.
        ends: whether a run may begin or end with it.
        stands_alone: whether it is a run.
    """

    bare: str
    has_letter: bool
    ends: bool
    stands_alone: bool


def name_runs(name: str, language: str) -> Iterator[str]:
    """Yield the runs of a lower-cased name in a language, shortest first at each word.

    >>> list(name_runs("beach towel, the red one", "en"))
    ['beach', 'beach towel', 'towel', 'towel the red', 'red', 'red one', 'one']
    """
    words = [word for text in name.split() if (word := _word(text, language)).bare]
    for start, first in enumerate(words):
        if not (first.ends and first.has_letter):
            continue
        if first.stands_alone:
            yield first.bare
        run = first.bare
        for word in words[start + 1 : start + _LONGEST]:
            if not word.has_letter:
                break
            run = f"{run} {word.bare}"
            if word.ends:
                yield run


@lru_cache(maxsize=1 << 16)
def _word(text: str, language: str) -> _Word:
    """Examine a word; a catalog uses few words, again and again."""
    bare = _bare(text)
    is_cjk = _CJK.search(bare) is not None
    ends = not is_stop_word(fold(bare), language) if has_stop_words(language) else len(bare) >= _SHORT or is_cjk
    stands_alone = ends and len(bare) >= (2 if is_cjk else _SHORT)
    return _Word(bare, any(map(str.isalpha, bare)), ends, stands_alone)


def _bare(text: str) -> str:
    if text.isalnum():
        return text
    kept = [at for at, character in enumerate(text) if unicodedata.category(character)[0] in "LNM"]
    return text[kept[0] : kept[-1] + 1] if kept else ""
