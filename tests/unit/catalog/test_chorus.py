"""The Chorus electronics catalog, 19,406 real products.

1. The mapping in benches/datasets reads all of it without a problem.
2. A sample of what it says is right.
3. Every product survives being written and read.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from commerce_search.catalog import Catalog, SimpleProduct, decode_product, encode

MAPPING = Path(__file__).parents[3] / "benches" / "datasets" / "chorus_electronics.toml"
FEED = Path(os.environ.get("COMMERCE_SEARCH_DATA", "data sets are elsewhere")) / "chorus_electronics" / "products.jsonl.gz"

pytestmark = pytest.mark.skipif(
    not FEED.exists(), reason="set COMMERCE_SEARCH_DATA to the folder that holds chorus_electronics/products.jsonl.gz"
)


def test_all_products_are_read_and_survive_being_written() -> None:
    catalog = Catalog.open(FEED, MAPPING, currency="USD")
    count = 0
    for product in catalog:
        count += 1
        assert decode_product(encode(product)) == product
    assert count == catalog.accepted == 19_406
    kinds = {kind: sum(attribute.kind == kind for attribute in catalog.attributes.values()) for kind in ("text", "number", "flag", "date")}
    assert sum(kinds.values()) == 5_354 + 2
    assert kinds["date"] == 1
    assert catalog.attributes.inferred == {"colour"}


def test_the_first_product_says_what_the_feed_says() -> None:
    first = next(iter(Catalog.open(FEED, MAPPING)))
    assert isinstance(first, SimpleProduct)
    assert (first.id, first.brand, first.price) == ("1399", "HP", Decimal("125.95"))
    assert list(first.identifiers) == ["0882780756328", "0088698629123", "80"]
    assert first.attributes["date_released"] == "2006-07-01T00:00:00Z"
    assert (first.attributes["t_type"], first.attributes["n_colour_ink_volume"]) == ("Original", 175.0)
    assert "colour" not in first.attributes
