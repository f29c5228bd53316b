"""The parts of relevance that are switched off one at a time, and the grid that is cross-validated: a line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from commerce_search.experiments.parameters import Parameter

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce_search import Settings


@dataclass(frozen=True)
class Variant:
    """One change to the settings or to the request.

    Attributes:
        name: what is changed.
        change: of the settings.
        match: of the request.
        field: that must have a text, or there is nothing to change.
    """

    name: str
    change: Callable[[Settings], Settings] = lambda settings: settings
    match: Literal["ladder", "all", "any"] = "ladder"
    field: str = ""


def table(name: str, **changes: Any) -> Callable[[Settings], Settings]:
    """Change numbers of one table of the settings."""
    return lambda settings: msgspec.structs.replace(settings, **{name: msgspec.structs.replace(getattr(settings, name), **changes)})


def weight(field: str, value: float) -> Variant:
    """Change the weight of one field."""
    return Variant(f"{field} {value:g}", lambda settings: Parameter("fields", "weight", (), field).applied(settings, value), field=field)


def every_field(**changes: Any) -> Callable[[Settings], Settings]:
    """Change every field alike."""
    return lambda settings: msgspec.structs.replace(
        settings, fields=tuple(msgspec.structs.replace(field, **changes) for field in settings.fields)
    )


FIELDS = ("name", "brand", "short_description", "description", "keywords", "categories", "attributes", "variations")

VARIANTS = (
    Variant("other forms of a stem 0", table("relevance", stem_near=0, stem_far=0)),
    Variant("plurals 0", table("relevance", stem_near=0)),
    Variant("forms beside plurals 0", table("relevance", stem_far=0)),
    Variant("every form of a stem alike", table("relevance", stem_near=256, stem_far=256)),
    Variant("idf_exponent 1", table("relevance", idf_exponent=1.0)),
    Variant("idf_exponent 0", table("relevance", idf_exponent=0.0)),
    Variant("k1 1.2", table("relevance", k1=1.2)),
    Variant("k1 1.2, idf_exponent 1", table("relevance", k1=1.2, idf_exponent=1.0)),
    Variant("no length normalisation", every_field(b=0.0)),
    Variant("every field weighs 1", every_field(weight=1.0)),
    *(weight(field, 0.0) for field in FIELDS),
    *(weight(field, 1.0) for field in FIELDS if field != "name"),
    Variant("no learned types", table("product_types", learned_weight=0.0)),
    Variant("learned types weigh 1", table("product_types", learned_weight=1.0)),
    Variant("words side by side 0.1", table("relevance", side_by_side=0.1)),
    Variant("types told by t_product_type", table("product_types", attribute="t_product_type")),
    Variant("match any", match="any"),
    Variant("match all", match="all"),
    Variant("typos off", table("typos", mode="off")),
    Variant("prices are words", table("understanding", price="off")),
    Variant("negations are words", table("understanding", negation="off")),
    Variant("values 0", table("relevance", values=0.0)),
    Variant("values 1", table("relevance", values=1.0)),
    Variant("no words for people", table("understanding", people="off")),
)
"""A part that a setting switches off needs a line here and nothing else."""

GRID = (
    Parameter("relevance", "k1", (0.2, 0.4, 0.8)),
    Parameter("relevance", "idf_exponent", (0.5, 0.65)),
    Parameter("fields", "weight", (0.6, 0.75), "short_description"),
    Parameter("product_types", "learned_weight", (0.0, 0.1, 0.2, 0.4)),
)
"""Every combination is tried: a weight of another part needs a line here and nothing else."""
