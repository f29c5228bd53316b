"""What is shown where a search finds nothing (``docs/reference/semantics.md``, paragraph 11)?"""

from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["NoResults"]


class NoResults(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which documents are recommended.

    Attributes:
        sort: the sorting option that orders them; ``None``: as a page without phrase is ordered.
        limit: how many at most; 0: none are recommended.
    """

    sort: str | None = None
    limit: Annotated[int, Meta(ge=0, le=64)] = 8
