"""How far are misspelt words corrected (``docs/reference/semantics.md``, paragraph 8)?"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

__all__ = ["TypoMode", "Typos"]

TypoMode: TypeAlias = Literal["off", "min", "on", "strict"]


class Typos(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """When and how far misspelt words are corrected.

    Attributes:
        mode: ``off``: never; ``min``: when nothing has the words as they were typed; ``on``: always, exact words first; ``strict``: like
            ``on`` with one edit, with two only when that finds nothing.
        one: characters from which a word may have one edit.
        two: characters from which it may have two.
        margin: corrections that cost so much more than the best one, in 1/100 edit, stand for the word too.
        exceptions: words that are never corrected.
        known_words: words of the language, which may be typed right though no product has them: with ``min`` nothing is searched instead of
            them, other words are offered.
    """

    mode: TypoMode = "min"
    one: Annotated[int, Meta(ge=1, le=64)] = 4
    two: Annotated[int, Meta(ge=1, le=64)] = 8
    margin: Annotated[int, Meta(ge=0, le=1000)] = 20
    exceptions: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()
