"""What tells the type of a product, at random: semantics.md section 6, types."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .strategies import Generator, Record


def product_types(generator: Generator) -> Record:
    """The settings; now and then an attribute that tells nothing."""
    attribute = generator.one(["colour", "colour", "material", "material", "size", "waterproof", "weight", "nothing"])
    return {"attribute": attribute} | ({"weight": generator.one([0, 0.25, 1, 7.5, 100])} if generator.chance(0.5) else {})
