"""What does a product look like?"""

from msgspec import Struct

from commerce_search.kernel.identifiers import Id
from commerce_search.kernel.localized import LocalizedText

__all__ = ["Image", "Video"]


class Image(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A picture of a product.

    Attributes:
        url: where it is; not looked up, not checked.
        alt: its description for those who do not see it.
        values: variation attribute -> value id: which variations it shows; empty: all.
    """

    url: str
    alt: LocalizedText | None = None
    values: dict[Id, Id] = {}


class Video(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A film of a product.

    Attributes:
        url: where it is; not looked up, not checked.
        title: its name.
    """

    url: str
    title: LocalizedText | None = None
