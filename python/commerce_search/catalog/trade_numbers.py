"""By which numbers do the trade and the warehouse know this item?"""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

__all__ = ["Identifiers"]

_OneOrMore: TypeAlias = str | tuple[str, ...]


class Identifiers(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The identifiers of one sellable item beside its id; each is one string or several.

    Attributes:
        sku: the merchant's stock keeping unit.
        ean: European article number, 8 or 13 digits.
        gtin: global trade item number, 8 to 14 digits.
        upc: universal product code, 12 digits.
        isbn: of a book.
        mpn: the maker's part number.
    """

    sku: _OneOrMore = ()
    ean: _OneOrMore = ()
    gtin: _OneOrMore = ()
    upc: _OneOrMore = ()
    isbn: _OneOrMore = ()
    mpn: _OneOrMore = ()

    def __iter__(self) -> Iterator[str]:
        """Iterate over all of them, as written, kind by kind."""
        for held in (self.sku, self.ean, self.gtin, self.upc, self.isbn, self.mpn):
            if isinstance(held, str):
                yield held
            else:
                yield from held
