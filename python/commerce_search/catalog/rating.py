"""What do shoppers think of a product?"""

from typing import Annotated

from msgspec import Meta, Struct

from commerce_search.kernel.numbers import Count

__all__ = ["Rating"]


class Rating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sum of a product's reviews.

    Attributes:
        average: 0..5 stars.
        count: how many shoppers rated it.
    """

    average: Annotated[float, Meta(ge=0, le=5)]
    count: Count
