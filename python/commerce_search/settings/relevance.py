"""The constants of text relevance (``docs/reference/semantics.md``, paragraph 5)."""

from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["Relevance"]


class Relevance(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How words weigh.

    Attributes:
        k1: how soon more occurrences stop counting, 0 to 100; small for short texts such as product names.
        idf_exponent: how much rare words count more than usual ones, 0 to 4.
        stem_near: weight of a form that differs by a plural only, in 1/256.
        stem_far: weight of any other form of the same stem, in 1/256.
        side_by_side: how much of its relevance one of the first hits gains at most by words of the phrase side by side in its name,
            0 to 100.
        values: how much of its relevance one of the first hits gains at most by having the values (colour, brand) that the phrase
            names, 0 to 100.
    """

    k1: Annotated[float, Meta(ge=0, le=100)] = 0.4
    idf_exponent: Annotated[float, Meta(ge=0, le=4)] = 0.65
    stem_near: Annotated[int, Meta(ge=0, le=256)] = 243
    stem_far: Annotated[int, Meta(ge=0, le=256)] = 128
    side_by_side: Annotated[float, Meta(ge=0, le=100)] = 0.0
    values: Annotated[float, Meta(ge=0, le=100)] = 0.5
