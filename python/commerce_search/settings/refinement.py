"""By what can shoppers narrow a page down?

Salesforce calls them refinement definitions (``catalog.xsd``).
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from commerce_search.kernel.localized import LocalizedText

__all__ = ["Bucket", "Refinement"]


class Bucket(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A named group of values, or a range.

    Attributes:
        id: what a request selects.
        label: what shoppers read; ``None``: the id.
        below: of a threshold bucket: its values are less than this and not in the bucket before; ``None``: open.
        values: of a value bucket: the attribute's values in it.
        default: values in no bucket belong here, with ``unbucketed = "bucket"``.
    """

    id: str
    label: LocalizedText | None = None
    below: float | None = None
    values: tuple[str, ...] = ()
    default: bool = False


class Refinement(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One group of choices beside a page; the choices inside are alternatives.

    Attributes:
        id: what a request names.
        kind: an attribute, the category tree, or the price.
        attribute: the attribute, or ``brand`` or ``rating``; ``None``: the one called like ``id``.
        label: what shoppers read; ``None``: the attribute's name.
        buckets: single values, named groups of values, or ranges.
        bucket: the buckets, in order.
        sort: by number of hits, by label, or in merchant order.
        direction: ``None``: descending for counts, else ascending.
        value_set: only values of the page's hits, or every value of the store.
        cutoff: at most so many values; 0: all.
        unbucketed: values in no bucket are shown as themselves, pooled in the default bucket, or hidden.
    """

    id: str
    kind: Literal["attribute", "category", "price"] = "attribute"
    attribute: str | None = None
    label: LocalizedText | None = None
    buckets: Literal["none", "values", "thresholds"] = "none"
    bucket: tuple[Bucket, ...] = ()
    sort: Literal["count", "name", "position"] = "count"
    direction: Literal["ascending", "descending"] | None = None
    value_set: Literal["result", "all"] = "result"
    cutoff: Annotated[int, Meta(ge=0)] = 0
    unbucketed: Literal["show", "bucket", "hide"] = "show"

    @property
    def source(self) -> str:
        """The attribute or product field that it reads; ``price`` and ``category`` for these kinds."""
        return self.kind if self.kind != "attribute" else self.attribute or self.id

    @property
    def is_by_value(self) -> bool:
        """Whether each value of its attribute is a choice of its own."""
        return self.kind == "attribute" and self.buckets == "none"

    @property
    def is_descending(self) -> bool:
        """Whether great ones come first."""
        return self.direction == "descending" if self.direction else self.sort == "count"
