"""Settings of a refinement -> what the engine counts, and back: counts -> what the page shows."""

from __future__ import annotations

import math
import reprlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from commerce_search._engine import fold
from commerce_search.errors import QueryError, ValidationError
from commerce_search.indexing.columns import attribute_column, choice_column, values_column
from commerce_search.indexing.texts import number_text
from commerce_search.kernel.localized import label_in
from commerce_search.search.results import RefinementResult, RefinementValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commerce_search._engine import Page as RawPage
    from commerce_search._engine import Store
    from commerce_search.catalog.category_tree import CategoryTree
    from commerce_search.kernel.money import Currency
    from commerce_search.search.labels import AttributeLabels
    from commerce_search.settings import Refinement

__all__ = ["CompiledRefinement", "Selection", "selection_of"]

_ENDS: Final = 2
_PRODUCT_FACTS: Final = frozenset({"brand", "rating"})
"""Product fields that a refinement may name like an attribute."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request selects in one refinement: values, or a range."""

    values: tuple[str, ...] = ()
    range: tuple[float | None, float | None] | None = None


def selection_of(given: Any, name: str) -> Selection | None:
    """Return what ``given`` selects: one value, a list of them, or ``(minimum, maximum)``; ``None`` if it selects nothing.

    Raises:
        QueryError: a tuple has not two ends.
    """
    if isinstance(given, tuple):
        if len(given) != _ENDS:
            raise QueryError(f"refine[{name!r}]={given!r}: a range is (minimum, maximum), either of which may be None; values are a list")
        low, high = given
        return None if low is None and high is None else Selection(range=(low, high))
    values = given if isinstance(given, (list, set, frozenset)) else [] if given is None else [given]
    return Selection(tuple(dict.fromkeys(_value_id(value) for value in values))) if values else None


def _value_id(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, (int, float)) else str(value)


class CompiledRefinement:
    """One refinement of an open store."""

    def __init__(self, refinement: Refinement, labels: AttributeLabels, tree: CategoryTree, store: Store, currency: Currency) -> None:
        """Look up its column."""
        self.refinement = refinement
        self._labels = labels
        self._tree = tree
        self._store = store
        self._currency = currency
        self._column = self._find_column()

    @property
    def is_category(self) -> bool:
        """Whether it shows categories."""
        return self.refinement.kind == "category"

    @property
    def is_missing(self) -> bool:
        """Whether no product of the store has what it reads."""
        return self._column is None and not self.is_category

    @property
    def _is_numeric(self) -> bool:
        return self.refinement.kind == "price" or self.refinement.buckets == "thresholds"

    @property
    def _shows_single_values(self) -> bool:
        by_value = self.refinement.kind == "attribute" and self.refinement.buckets != "thresholds"
        return by_value and (self.refinement.buckets == "none" or self.refinement.unbucketed == "show")

    def _find_column(self) -> int | None:
        source = self.refinement.source
        if self.is_category:
            return None
        if self._is_numeric:
            name = source if self.refinement.kind == "price" or source in _PRODUCT_FACTS else attribute_column(source)
            return self._store.column(name)
        values = self._store.column(values_column(source))
        return self._store.column(choice_column(source)) if values is None else values

    @property
    def value_column(self) -> str | None:
        """The column of its values, if each is a choice of its own."""
        return choice_column(self.refinement.source) if self._column is not None and self.refinement.is_by_value else None

    @cached_property
    def _values(self) -> list[str]:
        """The values of the column, by ordinal."""
        return [] if self._column is None else self._store.values(self._column)

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        return {value: ordinal for ordinal, value in enumerate(self._values)}

    @cached_property
    def _bucket_ids(self) -> list[str]:
        return [bucket.id for bucket in self.refinement.bucket]

    def value_and_label(self, ordinal: int, chain: Sequence[str]) -> tuple[str, str]:
        """Return a value of the column and what shoppers read of it."""
        value = self._values[ordinal]
        return value, self._labels.label(value, chain)

    # What the engine counts

    def definition(self) -> dict[str, Any]:
        """Return the engine's definition."""
        if self.is_category:
            return {"kind": "categories"}
        if self._column is None:
            # Counted over a column that every store has, and never shown.
            return {"kind": "values", "column": self._store.column("brand"), "most": 1}
        if self._is_numeric:
            return {"kind": "thresholds", "column": self._column, "edges": self._edges()}
        if self.refinement.buckets == "values":
            return {"kind": "buckets", "column": self._column, "buckets_of": self._buckets_of(), "slots": self._slots()}
        return {"kind": "values", "column": self._column, "most": self._most()}

    def _most(self) -> int:
        by_count = self.refinement.sort == "count" and self.refinement.is_descending and self.refinement.value_set == "result"
        return self.refinement.cutoff if by_count else 0

    def _edges(self) -> list[float]:
        edges = [bucket.below for bucket in self.refinement.bucket if bucket.below is not None]
        return [self._limit(edge) for edge in edges]

    def _limit(self, limit: float) -> float:
        return self._currency.parse(limit) if self.refinement.kind == "price" else float(limit)

    def _slots(self) -> int:
        shown = len(self._values) if self.refinement.unbucketed == "show" else 0
        return len(self._bucket_ids) + shown

    def _buckets_of(self) -> list[list[int]]:
        first_value = len(self._bucket_ids)
        default = [slot for slot, bucket in enumerate(self.refinement.bucket) if bucket.default]
        found: list[list[int]] = []
        for ordinal, value in enumerate(self._values):
            inside = [slot for slot, bucket in enumerate(self.refinement.bucket) if value in bucket.values]
            if not inside and self.refinement.unbucketed == "show":
                inside = [first_value + ordinal]
            found.append(inside or (default if self.refinement.unbucketed == "bucket" else []))
        return found

    # What a request chooses

    def choice(self, selection: Selection) -> tuple[str, Any]:
        """Return the kind of the engine's choice and what is chosen."""
        if self._column is None:
            return "ordinals", []
        if selection.range is not None:
            low, high = (None if limit is None else self._end(limit) for limit in selection.range)
            return ("ranges", (low, high)) if self._is_numeric else ("ordinals", self._in_range(low, high))
        if self._is_numeric:
            return "slots", [slot for slot, bucket in enumerate(self._bucket_ids) if bucket in selection.values]
        if self.refinement.buckets == "values":
            return "slots", self._chosen_slots(selection)
        return "ordinals", [self._ordinals[value] for value in selection.values if value in self._ordinals]

    def _end(self, given: Any) -> float:
        """Return an end of a selected range."""
        try:
            end = self._limit(given)
        except (ValidationError, ValueError, OverflowError):
            end = math.nan
        if math.isnan(end):
            amount = "an amount of money" if self.refinement.kind == "price" else "a number"
            raise QueryError(f"refine[{self.refinement.id!r}]: {reprlib.repr(given)} is no end of a range; give {amount}, or None")
        return end

    def _in_range(self, low: float | None, high: float | None) -> list[int]:
        """Return the ordinals of number values in a range; texts lie in none."""
        numbers = {ordinal: number for ordinal, value in enumerate(self._values) if (number := _number(value)) is not None}
        return [o for o, n in numbers.items() if (low is None or low <= n) and (high is None or n <= high)]

    def _chosen_slots(self, selection: Selection) -> list[int]:
        buckets = [slot for slot, bucket in enumerate(self._bucket_ids) if bucket in selection.values]
        if self.refinement.unbucketed != "show":
            return buckets
        shown = [value for value in selection.values if value in self._ordinals and value not in self._bucket_ids]
        return buckets + [len(self._bucket_ids) + self._ordinals[value] for value in shown]

    # What the page shows

    def result(self, raw: RawPage, number: int, chain: Sequence[str], selection: Selection | None) -> RefinementResult | None:
        """Return what the page shows; ``None`` leaves the refinement out."""
        selected = frozenset(selection.values) if selection is not None else frozenset()
        counts = {} if self.is_missing else dict(self._named_counts(zip(*raw.counts(number), strict=True)))
        shown = [self._value(value, counts.get(value, 0), selected, chain) for value in self._offered(counts, selected, selection)]
        values = self._cut(self._sorted(shown), selected)
        minimum, maximum = self._extremes(raw, number) if self._is_numeric else (None, None)
        if not values and minimum is None:
            return None
        refinement = self.refinement
        default = self._labels.title(chain) if refinement.kind == "attribute" else refinement.id
        label = default if refinement.label is None else label_in(refinement.label, chain, refinement.id)
        return RefinementResult(refinement.id, label, tuple(values), minimum, maximum, is_numeric=self._is_numeric)

    def _named_counts(self, counts: Iterable[tuple[int, int]]) -> Iterable[tuple[str, int]]:
        if self.is_category:
            return ((self._store.category_id(number), count) for number, count in counts)
        if self._is_numeric:
            return ((self._bucket_ids[slot], count) for slot, count in counts if slot < len(self._bucket_ids))
        if self.refinement.buckets == "values":
            names = self._bucket_ids + self._values
            return ((names[slot], count) for slot, count in counts)
        return ((self._values[ordinal], count) for ordinal, count in counts)

    def _offered(self, counts: Mapping[str, int], selected: frozenset[str], selection: Selection | None) -> list[str]:
        """Return the values to show: those with hits, selected ones and, if asked for, all."""
        if self.is_category:
            possible: Iterable[str] = self._children(selection)
        else:
            own = [*self._values, *self._labels.known, *selected] if self._shows_single_values else []
            inside = frozenset(value for bucket in self.refinement.bucket for value in bucket.values)
            bucketed = self.refinement.buckets != "none"
            possible = [*(self._bucket_ids if bucketed else []), *(value for value in own if not (bucketed and value in inside))]
        everything = self.refinement.value_set == "all"
        return [value for value in dict.fromkeys(possible) if everything or counts.get(value) or value in selected]

    def _children(self, selection: Selection | None) -> list[str]:
        selected = () if selection is None else selection.values
        parent = next(filter(self._tree.is_online, selected), None) if selected else None
        if selected and parent is None:
            return []
        return [category.id for category in self._tree.children(parent) if self._tree.is_online(category.id)]

    def _value(self, value: str, count: int, selected: frozenset[str], chain: Sequence[str]) -> RefinementValue:
        label, swatch = self._label(value, chain), None
        if self.refinement.is_by_value:
            swatch = self._labels.swatch(value)
        return RefinementValue(value, label, count, swatch, is_selected=value in selected)

    def _label(self, value: str, chain: Sequence[str]) -> str:
        if self.is_category:
            return label_in(self._tree[value].label, chain, value) if value in self._tree else value
        if self.refinement.buckets != "none" and value in self._bucket_ids:
            return label_in(self.refinement.bucket[self._bucket_ids.index(value)].label, chain, value)
        return self._labels.label(value, chain)

    def _sorted(self, values: list[RefinementValue]) -> list[RefinementValue]:
        values.sort(key=lambda value: value.value)
        keys: dict[str, Any] = {
            "count": lambda value: value.count,
            "name": lambda value: (fold(value.label), value.label),
            "position": self._position,
        }
        values.sort(key=keys[self.refinement.sort], reverse=self.refinement.is_descending)
        return values

    def _position(self, value: RefinementValue) -> tuple[int, int]:
        if self.is_category:
            return (0, self._store.category(value.value) or 0)
        if self.refinement.buckets != "none" and value.value in self._bucket_ids:
            return (0, self._bucket_ids.index(value.value))
        return (1, self._labels.place(value.value))

    def _cut(self, values: list[RefinementValue], selected: frozenset[str]) -> list[RefinementValue]:
        cutoff = self.refinement.cutoff or len(values)
        return [value for place, value in enumerate(values) if place < cutoff or value.value in selected]

    def _extremes(self, raw: RawPage, number: int) -> tuple[str | float | None, str | float | None]:
        found = None if self.is_missing else raw.range(number)
        return (None, None) if found is None else (self._shown(found[0]), self._shown(found[1]))

    def _shown(self, end: float) -> str | float:
        """Return an end of a range as the page writes it."""
        if self.refinement.kind == "price":
            return self._currency.format(int(end))
        return int(end) if end.is_integer() else end


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
