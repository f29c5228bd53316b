"""What may be the id of something?

Ids are the merchant's own: no case folding, no trimming. Only what would break a log line, a URL or a file of ours is refused.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, TypeAlias

from msgspec import Meta

__all__ = ["ID_LENGTH", "Id", "KnownId", "is_id"]

ID_LENGTH: Final = 256
"""The longest id, in characters."""

_PATTERN: Final = r"^[^\x00-\x1f\x7f-\x9f]*\Z"
_WHOLE: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+\Z")

Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=ID_LENGTH, pattern=_PATTERN)]
"""The type of an id in a record; its rule is checked when the record is decoded.

Not to be united with a list, an object or a struct (``Id | tuple[Id, ...]``): msgspec 0.22 frees the pattern of such a union wrongly
and the interpreter crashes when it ends. ``tests/unit/catalog/test_models.py`` watches over it.
"""

KnownId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=ID_LENGTH)]
"""The type of a reference to something whose own id is checked when it becomes known; matching the pattern each time would cost more
than decoding the rest of the record."""


def is_id(text: str) -> bool:
    """Tell whether ``text`` may be an id: 1..256 characters, no control characters, no lone surrogates."""
    return len(text) <= ID_LENGTH and _WHOLE.match(text) is not None
