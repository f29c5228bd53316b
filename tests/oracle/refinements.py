"""Refinement groups, counts and their values: semantics.md section 7."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from .documents import Catalog, Document, Row, Value, decimals, minor_units, shortest
from .text import Chain, Localized, fold, label
from .value_labels import ValueLabels

if TYPE_CHECKING:
    from collections.abc import Callable

    from .matching import Candidate

CATEGORY = "category"
Number: TypeAlias = int | float | Decimal


@dataclass(frozen=True)
class Selection:
    """What a request selects in one group: values, or a range."""

    values: tuple[str, ...] = ()
    range: tuple[Any, Any] | None = None


@dataclass(frozen=True)
class Shown:
    """A value that a definition may show; `position` orders it."""

    id: str
    label: str
    position: tuple[int, float]


def value_id(value: Any) -> str:
    """settings.md, request: a number in its shortest form, a flag true or false."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return shortest(value) if isinstance(value, int | float) else str(value)


def select(given: Any) -> Selection | None:
    """settings.md, request: one value, a list of values, or a range; None when nothing is selected."""
    if isinstance(given, tuple):
        return None if given == (None, None) else Selection(range=(given[0], given[1]))
    values = given if isinstance(given, list) else [] if given is None else [given]
    return Selection(tuple(dict.fromkeys(value_id(value) for value in values))) if values else None


class Definition:
    """One refinement of the settings."""

    def __init__(self, settings: dict[str, Any], catalog: Catalog) -> None:
        """Read it, with the defaults of settings.md."""
        self.catalog = catalog
        self.settings = settings
        self.id: str = settings["id"]
        self.kind: str = settings["kind"]
        self.attribute: str = settings.get("attribute", self.id)
        self.group = CATEGORY if self.kind == "category" else self.id
        self.bucketing: str = settings.get("buckets", "none")
        self.buckets: list[dict[str, Any]] = settings.get("bucket", [])

    @property
    def unbucketed(self) -> str:
        """settings.md: what becomes of values in no bucket."""
        return str(self.settings.get("unbucketed", "show")) if self.bucketing == "values" else "show"

    @property
    def shows_values(self) -> bool:
        """Whether attribute values are shown as themselves."""
        return self.kind == "attribute" and self.bucketing != "thresholds" and self.unbucketed == "show"

    @property
    def numeric(self) -> bool:
        """Section 7: whether the lowest and highest are told."""
        return self.kind == "price" or self.bucketing == "thresholds"

    # What a row holds

    def numbers(self, document: Document, row: Row) -> list[Number]:
        """The numbers of a row: its price in minor units, or the values of a number attribute."""
        if self.kind == "price":
            return [] if row.price is None else [row.price]
        return [value.number for value in document.values(row, self.attribute)]

    def holds(self, document: Document, row: Row) -> set[str]:
        """Section 7: the values of this definition (bucket ids, value ids, categories) that a row holds."""
        if self.kind == "category":
            return {up for id_, _ in document.product.assignments for up in self.catalog.ancestry(id_)}
        if self.bucketing == "thresholds":
            return {bucket for number in self.numbers(document, row) for bucket in self._thresholds(number)}
        if self.kind == "price":
            return set()
        return {shown for value in document.values(row, self.attribute) for shown in self._shown_as(value)}

    def _thresholds(self, number: Number) -> set[str]:
        """Section 7: [-, t1) [t1, t2) ... [tk, -)."""
        low: Number | None = None
        for bucket in self.buckets:
            high = self._limit(bucket["below"]) if "below" in bucket else None
            if (low is None or low <= number) and (high is None or number < high):
                return {bucket["id"]}
            low = high
        return set()

    def _limit(self, limit: Any) -> Number:
        return minor_units(limit, self.catalog.currency) if self.kind == "price" else float(limit)

    def _shown_as(self, value: Value) -> set[str]:
        """Section 7: value buckets, and values in no bucket."""
        inside = {bucket["id"] for bucket in self.buckets if value.id in bucket.get("values", [])}
        if self.bucketing == "none" or (not inside and self.unbucketed == "show"):
            return {value.id}
        if not inside and self.unbucketed == "bucket":
            return {bucket["id"] for bucket in self.buckets if bucket.get("default", False)}
        return inside

    def passes(self, selection: Selection, document: Document, row: Row) -> bool:
        """Section 7: whether a row passes this group."""
        if selection.range is None:
            return not self.holds(document, row).isdisjoint(selection.values)
        low, high = (None if limit is None else self._limit(limit) for limit in selection.range)
        numbers = self.numbers(document, row)
        return any((low is None or low <= number) and (high is None or number <= high) for number in numbers)

    # What the page shows

    def _possible(self, chain: Chain, selection: Selection) -> list[Shown]:
        """Section 7: every value that could be shown."""
        if self.kind == "category":
            parent = self.catalog.first_shown(selection.values) if selection.values else None
            children = self.catalog.children(parent)
            return [Shown(one.id, label(one.name, chain, one.id), (one.position, one.appearance)) for one in children]
        buckets = self.buckets if self.bucketing != "none" else []
        shown = [Shown(one["id"], label(one.get("label"), chain, one["id"]), (0, i)) for i, one in enumerate(buckets)]
        return [*shown, *self._values(chain, selection)] if self.shows_values else shown

    def _values(self, chain: Chain, selection: Selection) -> list[Shown]:
        """Section 7: values of the index, of the attribute's record, and selected ones, shown as themselves."""
        about = self.catalog.attributes.get(self.attribute)
        known = [Value(value["id"], value["id"]) for value in about.known] if about else []
        texts = ValueLabels(self.catalog, self.attribute).texts
        values = {value.id: value for value in [*(Value(id_, texts.get(id_) or id_) for id_ in selection.values), *known]}
        for document in reversed(self.catalog.documents):
            for row in reversed(document.rows):
                values |= {value.id: value for value in reversed(document.values(row, self.attribute))}
        if about is None:
            return [Shown(id_, id_, (1, float("inf"))) for id_ in values]
        bucket_ids = {bucket["id"] for bucket in self.buckets}
        shown = [value for value in values.values() if value.id not in bucket_ids and self._shown_as(value) == {value.id}]
        return [Shown(v.id, self.catalog.value_label(self.attribute, v, chain), (1, about.rank(v.id))) for v in shown]

    def label_of(self, id_: str, chain: Chain) -> str:
        """How a value is shown."""
        return next(one.label for one in self._values(chain, Selection()) if one.id == id_)

    def page(self, chain: Chain, selection: Selection, rows: list[Candidate]) -> dict[str, Any] | None:
        """Section 7: the definition on the page, counted over the rows that pass every other group; None when left out."""
        counted = [(one.document.id, value) for one in rows for value in self.holds(one.document, one.row)]
        hits = {value: {id_ for id_, other in counted if other == value} for _, value in counted}
        everything = self.settings.get("value_set", "result") == "all"

        def count(shown: Shown) -> int:
            return len(hits.get(shown.id, ()))

        shown = [one for one in self._possible(chain, selection) if everything or count(one) or one.id in selection.values]
        values = [self._page_value(one, count(one), selection) for one in self._cut(self._sorted(shown, count), selection)]
        page: dict[str, Any] = {"id": self.id, "label": self._label(chain), "values": values}
        if self.numeric:
            page |= self._extremes(rows)
        return page if values or page.get("minimum") is not None else None

    def _label(self, chain: Chain) -> str:
        """settings.md, page: its label, else the attribute's name, else the id."""
        about = self.catalog.attributes.get(self.attribute) if self.kind == "attribute" else None
        name: Localized = about.name if about else self.attribute if self.kind == "attribute" else self.id
        return label(self.settings.get("label", name), chain, self.id)

    def _sorted(self, shown: list[Shown], count: Callable[[Shown], int]) -> list[Shown]:
        """Section 7: order and direction; ties by value id."""
        order = self.settings.get("sort", "count")
        keys: dict[str, Callable[[Shown], Any]] = {
            "count": count,
            "name": lambda one: (fold(one.label), one.label),
            "position": lambda one: one.position,
        }
        descending = self.settings.get("direction", "descending" if order == "count" else "ascending") == "descending"
        return sorted(sorted(shown, key=lambda one: one.id), key=keys[order], reverse=descending)

    def _cut(self, shown: list[Shown], selection: Selection) -> list[Shown]:
        """Section 7: cutoff keeps the first k, and selected ones."""
        cutoff = self.settings.get("cutoff", 0) or len(shown)
        return [one for i, one in enumerate(shown) if i < cutoff or one.id in selection.values]

    def _page_value(self, shown: Shown, count: int, selection: Selection) -> dict[str, Any]:
        value: dict[str, Any] = {"value": shown.id, "label": shown.label, "count": count, "selected": shown.id in selection.values}
        if self.kind == "attribute" and self.bucketing == "none":
            about = self.catalog.attributes.get(self.attribute)
            value["swatch"] = about.known_value(shown.id).get("swatch") if about else None
        return value

    def _extremes(self, rows: list[Candidate]) -> dict[str, Any]:
        """Section 7: the lowest and highest over the same rows."""
        numbers = [number for one in rows for number in self.numbers(one.document, one.row)]
        if not numbers:
            return {"minimum": None, "maximum": None}
        return {"minimum": self._shown_number(min(numbers)), "maximum": self._shown_number(max(numbers))}

    def _shown_number(self, number: Number) -> str | int | float:
        if self.kind == "price":
            return money_text(int(number), self.catalog.currency)
        return int(number) if float(number).is_integer() else float(number)


def money_text(minor: int, currency: str) -> str:
    """settings.md, page: a decimal string with the currency's digits."""
    digits = decimals(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"
