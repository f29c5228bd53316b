"""What might shoppers type? Words of product names."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from commerce_search.catalog import decode_product
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    from commerce_search import Storefront

__all__ = ["random_phrases"]

_MOST_WORDS: Final = 3


def random_phrases(storefront: Storefront, count: int, seed: int) -> list[str]:
    """Return phrases of one to three neighbouring words of random products' names; the same ones for the same seed and store."""
    chance = random.Random(seed)  # noqa: S311 - nobody must be unable to guess these
    return [_phrase(storefront, chance) for _ in range(count if len(storefront) else 0)]


def _phrase(storefront: Storefront, chance: random.Random) -> str:
    record = storefront.engine.record(chance.randrange(len(storefront)))
    if record is None:
        raise LookupError("this store keeps no records: it was built from engine documents")
    settings = storefront.settings
    product = decode_product(record)
    words = label_in(product.name, settings.locales[settings.default_locale], product.id).split()
    length = min(chance.randint(1, _MOST_WORDS), len(words))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])
