"""For whom is this search, where and when?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of a request; what is ``None`` is the store's default.

    Attributes:
        locale: one of the settings' locales.
        currency: must be the store's, so that a page of another currency cannot be shown by mistake.
        at: the instant to look at the store, with an offset; ``None``: now.
    """

    locale: str | None = None
    currency: str | None = None
    at: dt.datetime | None = None
