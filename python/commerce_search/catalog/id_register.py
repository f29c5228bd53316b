"""Which ids has the feed used so far, and for what?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from commerce_search.kernel.problems import Place

__all__ = ["IdRegister", "KindOf"]

KindOf: TypeAlias = Callable[[str], str | None]
"""Product or variation id -> ``simple``, ``master``, ``variation``, ``set`` or ``bundle``; ``None``: there is none."""


class IdRegister:
    """The ids of products and variations: each is given once. Of a million products, these are all that is kept in memory."""

    def __init__(self, elsewhere: KindOf | None = None) -> None:
        """Know, beside the feed's own ids, those that are ``elsewhere``: in the store that the feed changes."""
        self._kinds: dict[str, str] = {}
        self._rejected: set[str] = set()
        self._elsewhere = elsewhere

    def claim(self, claimed: str | None, kind: str, place: Place) -> bool:
        """Give out an id and return whether it was free; report it if not. ``None``: the record has no usable id."""
        if claimed is None:
            return False
        if claimed in self._kinds:
            message = f"expected an id that no product or variation has; a {self._kinds[claimed]} before has it"
            place.report(("id",), claimed, "duplicate_id", message)
            return False
        self._kinds[claimed] = kind
        return True

    def reject(self, ids: Iterable[str]) -> None:
        """Note that the products and variations that were given these ids are not let through: nothing may refer to them."""
        self._rejected.update(ids)

    def kind(self, wanted: str) -> str | None:
        """Return what has this id, in the feed or elsewhere; ``None`` if nothing has."""
        if wanted in self._rejected:
            return None
        return self._kinds.get(wanted) or (self._elsewhere(wanted) if self._elsewhere else None)
