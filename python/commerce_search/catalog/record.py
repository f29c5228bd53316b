"""Which record is which model, and back?

The seven types of record, the fast decoders that read them straight into their models, and the way back to a record. Reading what
``to_record`` or ``encode`` wrote gives an equal product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, cast

import msgspec

from commerce_search.catalog.attribute import Attribute
from commerce_search.catalog.category import Category
from commerce_search.catalog.product import Bundle, MasterProduct, Product, ProductSet, SimpleProduct
from commerce_search.catalog.variation import LooseVariation

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RECORD_TYPES", "Record", "decode_product", "encode", "fast_from_dict", "fast_from_json", "to_record", "untyped"]

Record: TypeAlias = SimpleProduct | MasterProduct | ProductSet | Bundle | LooseVariation | Attribute | Category
"""Any line of a catalog feed."""

RECORD_TYPES: Final[dict[str, type[Record]]] = {
    "simple": SimpleProduct,
    "master": MasterProduct,
    "variation": LooseVariation,
    "set": ProductSet,
    "bundle": Bundle,
    "attribute": Attribute,
    "category": Category,
}
"""What ``type`` says -> the model."""


class _Heading(msgspec.Struct):
    type: str = ""


_HEADING: Final = msgspec.json.Decoder(_Heading)
_DECODERS: Final = {name: msgspec.json.Decoder(model) for name, model in RECORD_TYPES.items()}
_STORED: Final = msgspec.json.Decoder(Product)
_ENCODER: Final = msgspec.json.Encoder()


def untyped(*, has_variations: bool) -> str:
    """Return the type of a record that does not say one."""
    return "master" if has_variations else "simple"


def fast_from_json(line: bytes) -> Record:
    """Return the model of one JSON record.

    Decides by looking for the words ``type`` and ``variations`` before it parses anything, so it may refuse a good record that uses
    them elsewhere. What it accepts is right; what it refuses has to be examined.

    Raises:
        msgspec.MsgspecError, ValueError, LookupError, RecursionError: not accepted.
    """
    kind = _HEADING.decode(line).type if b'"type"' in line else ""
    return _DECODERS[kind or untyped(has_variations=b'"variations"' in line)].decode(line)


def fast_from_dict(record: Mapping[str, object]) -> Record:
    """Return the model of one record that is already a dictionary.

    Raises:
        msgspec.MsgspecError, ValueError, ArithmeticError, LookupError, RecursionError, TypeError: not accepted.
    """
    kind = record.get("type", untyped(has_variations="variations" in record))
    model = msgspec.convert(record, RECORD_TYPES[cast("str", kind)])
    # A JSON decoder has seen to it that every string is real Unicode; a dictionary's strings nobody has seen.
    _ENCODER.encode(model)
    return model


def to_record(product: Product) -> dict[str, object]:
    """Return ``product`` as a catalog record of plain Python values, without the fields that have their default.

    Money is a decimal string, an instant an RFC 3339 string, a list a list: ready for ``json.dumps``.
    """
    return cast("dict[str, object]", msgspec.json.decode(_ENCODER.encode(product)))


def encode(product: Product) -> bytes:
    """Return ``product`` as one compact JSON record, as the store keeps it."""
    return _ENCODER.encode(product)


def decode_product(record: bytes) -> Product:
    """Return the product that ``encode`` wrote. Checks its shape, not the catalog around it.

    Raises:
        msgspec.ValidationError: these bytes are no product; the store has their checksum, so this is a version that it did not migrate.
    """
    return cast("Product", _STORED.decode(record))
