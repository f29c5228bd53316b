"""Which numbers can a record hold?"""

from __future__ import annotations

from typing import Annotated, Final, TypeAlias

from msgspec import Meta

__all__ = ["LARGEST_INTEGER", "Count"]

LARGEST_INTEGER: Final = 2**53 - 1
"""The largest whole number that every JSON reader and every column keeps exactly."""

Count: TypeAlias = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
"""A whole number of at least 0."""
