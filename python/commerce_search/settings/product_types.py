"""What tells a thing from what goes with it (``docs/reference/semantics.md``, paragraph 6, types)?"""

from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["ProductTypes"]


class ProductTypes(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Which attribute tells the type of a product.

    Attributes:
        attribute: of kind ``text``, its values labelled in the shop's languages; ``None``: no product has a type.
        weight: how much of its relevance a product gains if the phrase names its type, 0 to 100.
        learned_weight: how much it gains at most by its name where the phrase names none of these types, 0 to 100: words that many brands'
            names end with are learned as types; 0 learns nothing.
    """

    attribute: str | None = None
    weight: Annotated[float, Meta(ge=0, le=100)] = 2.0
    learned_weight: Annotated[float, Meta(ge=0, le=100)] = 0.3
