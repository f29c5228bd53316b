"""Which variations belong to which master, when they are records of their own?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import msgspec

from commerce_search.catalog.rules import Form

if TYPE_CHECKING:
    from commerce_search.catalog.product import MasterProduct
    from commerce_search.catalog.variation import LooseVariation
    from commerce_search.kernel.problems import Place

__all__ = ["Grouping", "Loose", "OpenMaster", "OpenMasters"]

Grouping: TypeAlias = Literal["adjacent", "anywhere"]
"""Where a master's variations stand: right behind it, or anywhere in the feed (then they are held in memory until its end)."""


class Loose(NamedTuple):
    """A variation of a record of its own.

    Attributes:
        variation: as its record says it.
        place: where its problems are reported.
        sound: nothing of it was found wrong so far.
        owned: its id, if it was free.
    """

    variation: LooseVariation
    place: Place
    sound: bool
    owned: list[str]


@dataclass(slots=True)
class OpenMaster:
    """A master that may get more variations.

    Attributes:
        master: as its record says it.
        place: where its problems are reported.
        sound: nothing of it was found wrong so far.
        owned: the ids that it and its variations were given.
        forms: its variations, those of its own record first.
    """

    master: MasterProduct
    place: Place
    sound: bool
    owned: list[str]
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take up the variations that stand in the master's own record; one that was refused keeps its number."""
        for index, variation in enumerate(self.master.variations):
            if variation is not None:
                self.forms.append(Form(variation, self.place.below("variations", index)))

    def product(self) -> MasterProduct:
        """Return the master with all its variations."""
        if len(self.forms) == len(self.master.variations):
            return self.master
        return msgspec.structs.replace(self.master, variations=tuple(form.variation for form in self.forms))


class OpenMasters:
    """The masters whose variations are still to come."""

    def __init__(self, grouping: Grouping) -> None:
        """Wait for variations as ``grouping`` says."""
        self._grouping = grouping
        self._open: list[OpenMaster] = []
        self._by_id: dict[str, OpenMaster] = {}
        self._waiting: list[Loose] = []

    def open(self, master: OpenMaster) -> None:
        """Wait for the variations of ``master``."""
        self._open.append(master)
        self._by_id.setdefault(master.master.id, master)

    def add(self, loose: Loose) -> None:
        """Put a variation under its master, now or when its master comes; report it if it has none."""
        wanted = loose.variation.master
        master = self._by_id.get(wanted)
        if master is not None:
            master.sound = master.sound and loose.sound
            master.owned += loose.owned
            master.forms.append(Form(loose.variation.bound(), loose.place))
        elif self._grouping == "anywhere":
            self._waiting.append(loose)
        elif wanted is not None:
            remedy = "if its master stands elsewhere, read the feed with group = 'anywhere'"
            loose.place.report(("master",), wanted, "no_master", f"expected the master right before its variations; {remedy}")

    def close(self) -> list[OpenMaster]:
        """Return the masters that get no more variations, now that a record of another kind follows."""
        return self._take() if self._open and self._grouping == "adjacent" else []

    def close_all(self) -> list[OpenMaster]:
        """Return the masters that are left at the end of the feed; report variations that still have none."""
        self._grouping, waiting = "adjacent", self._waiting
        self._waiting = []
        for loose in waiting:
            self.add(loose)
        return self._take()

    def _take(self) -> list[OpenMaster]:
        taken, self._open = self._open, []
        self._by_id.clear()
        return taken
