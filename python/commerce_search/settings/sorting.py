"""In which orders can shoppers see a page?"""

from typing import Literal

from msgspec import Struct

from commerce_search.kernel.localized import LocalizedText

__all__ = ["NullPolicy", "SortKey", "SortingOption"]

NullPolicy = Literal["last", "first", "min", "max", "average", "median"] | float
"""What stands for a missing value: a place, a statistic of the index, or a number."""


class SortKey(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One key of a sort; a later key decides among what the earlier ones find equal.

    Attributes:
        by: ``price``, ``list_price``, ``stock``, ``rating``, ``rating_count``, ``name``, ``brand``, ``category_position``, ``relevance`` or
            the id of an attribute.
        direction: small or great values first.
        nulls: what stands for a missing value; a number is in the units of the key (money in the store's currency).
    """

    by: str
    direction: Literal["ascending", "descending"] = "ascending"
    nulls: NullPolicy = "last"


class SortingOption(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A sort that shoppers can choose.

    Attributes:
        id: what a request names.
        label: what shoppers read; ``None``: the id.
        keys: compared in order.
    """

    id: str
    keys: tuple[SortKey, ...]
    label: LocalizedText | None = None
