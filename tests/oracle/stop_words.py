"""Stop words of each language: semantics.md section 2."""

from __future__ import annotations

import re

_WORDS = {
    "en": """
        a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with
    """,
    "de": """
        aber als am an auch auf aus bei beim bis das dass dem den der des die dies diese dieser dieses du durch ein
        eine einem einen einer eines er es fur im in ist mit nach nicht oder sich sie sind so um und vom von
        vor wie wir zu zum zur
    """,
    "es": """
        a al ante como con de del desde e el ella ellas ellos en entre es esa ese eso esta este esto hasta la las le
        les lo los mas me mi muy ni no nos o para pero por que se ser si son su sus tu un una y ya
    """,
    "fr": """
        a au aux avec ce ces cet cette comme dans de des du elle elles en est et il ils je la le les leur leurs mais
        me ne nos notre nous on ou par pas pour qu que qui sa se ses sont sur ta te tes tu un une vos votre
        vous
    """,
    "pl": """
        a aby albo ale bo by co czy dla do gdy i ich ile ja jak jako je jego jej jest lub ma mi na nad nie nim o od on
        ona one oni oraz po pod przed przez przy sa sie ta tak te tego tej ten to tu tym u w we z za ze
    """,
}
STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def language_of(tag: str) -> str:
    """Section 2, language."""
    return re.split("[-_]", tag)[0].lower()


def stop_words(tag: str) -> frozenset[str]:
    """The list of the language of a tag, empty if it has none."""
    return STOP_WORDS.get(language_of(tag), frozenset())
