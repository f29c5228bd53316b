"""What is suggested below a search box (``docs/reference/semantics.md``, paragraph 10)?"""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

__all__ = ["Suggesting"]


class Suggesting(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """When and what to suggest.

    Attributes:
        least_characters: from how many typed characters on; a text with Chinese or Japanese characters always needs one only.
        least_characters_by_locale: the same for one locale, whatever its script.
        limit: suggestions of each kind, where a request does not say how many.
        combine: attributes whose values make phrases with names of categories and types; ``None``: the brand and the refined colours.
        least_products: products that a phrase of several words needs, unless it is the name of a category, a type or a brand.
        phrases: locale -> the merchant's phrases, the best first.
        exclusions: locale -> words and phrases that are in no suggestion.
    """

    least_characters: Annotated[int, Meta(ge=1, le=256)] = 3
    least_characters_by_locale: dict[str, Annotated[int, Meta(ge=1, le=256)]] = msgspec.field(default_factory=dict)
    limit: Annotated[int, Meta(ge=0, le=64)] = 5
    combine: tuple[str, ...] | None = None
    least_products: Annotated[int, Meta(ge=1)] = 2
    phrases: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    exclusions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    def least_in(self, locale: str) -> tuple[int, int]:
        """Return the characters from which there are suggestions, and those with a Chinese or Japanese one."""
        own = self.least_characters_by_locale.get(locale)
        return (self.least_characters, 1) if own is None else (own, own)
