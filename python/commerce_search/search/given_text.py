"""Can a text that came with a request be read?"""

from __future__ import annotations

from typing import Final

from commerce_search.errors import QueryError

__all__ = ["WHITE_SPACE", "check_text"]

WHITE_SPACE: Final = "\t\n\x0b\x0c\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
"""Unicode's ``White_Space``, which parts words; ``str.strip`` takes four control characters for white space too."""


def check_text(place: str, text: str) -> int:
    """Return how many bytes of UTF-8 a text has.

    Raises:
        QueryError: it has none, naming ``place``.
    """
    try:
        return len(str.encode(text))
    except UnicodeEncodeError as error:
        raise QueryError(f"{place} holds a lone surrogate at {error.start}; pass text that was decoded as UTF-8") from None
