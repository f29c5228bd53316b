"""Which runs of words in a product's name could somebody search for (``docs/reference/semantics.md``, paragraph 10)?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from commerce_search._engine import fold, has_stop_words, is_stop_word, is_unit, leads_on, tells_a_measure

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
        begins: whether a run may begin with it.
        ends: whether a run may end with it.
        stands_alone: whether it is a run.
        is_unit: whether it is nothing without a number before it.
    """

    bare: str
    has_letter: bool
    begins: bool
    ends: bool
    stands_alone: bool
    is_unit: bool


def name_runs(name: str, language: str) -> Iterator[str]:
    """Yield the runs of a lower-cased name in a language, shortest first at each word.

    >>> list(name_runs("beach towel, the red one", "en"))
    ['beach', 'beach towel', 'towel', 'towel the red', 'red', 'red one', 'one']
    >>> list(name_runs("sunscreen spf 50", "en"))
    ['sunscreen']
    """
    words = [word for text in name.split() if (word := _word(text, language)).bare]
    words = [_behind(words[at - 1], word) if at and word.is_unit else word for at, word in enumerate(words)]
    for start, first in enumerate(words):
        if not (first.begins and first.has_letter):
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
    is_cjk, folded = _CJK.search(bare) is not None, fold(bare)
    says_much = not is_stop_word(folded, language) if has_stop_words(language) else len(bare) >= _SHORT or is_cjk
    begins = says_much and not tells_a_measure(folded)
    ends = begins and not leads_on(folded, language)
    stands_alone = ends and len(bare) >= (2 if is_cjk else _SHORT)
    return _Word(bare, any(map(str.isalpha, bare)), begins, ends, stands_alone, is_unit(folded, language))


def _behind(before: _Word, unit: _Word) -> _Word:
    """Return a unit as it stands behind a word: behind a number it is a part of what no run has whole."""
    return unit if before.has_letter else unit._replace(begins=False, ends=False, stands_alone=False)


def _bare(text: str) -> str:
    if text.isalnum():
        return text
    kept = [at for at, character in enumerate(text) if unicodedata.category(character)[0] in "LNM"]
    return text[kept[0] : kept[-1] + 1] if kept else ""
