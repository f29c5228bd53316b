"""The library and the slow oracle understand the same parts of phrases in every language, and give the same pages for them.

1. Phrases with prices, or what looks like it, of seven languages and five currencies, with words of three products before and behind.
2. In every language prices are applied, overruled and given up.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from engines import Library

from .comparison import COMPARISONS, FIRST_SEED
from .price_phrases import BRANDS, CURRENCIES, price_phrase
from .search import Oracle

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
RECORDS = [
    {"type": "simple", "id": "a", "name": "red towel", "price": "10", "brand": BRANDS[0]},
    {"type": "simple", "id": "over-20", "name": "blue towel", "price": "20", "brand": BRANDS[1]},
    {"type": "simple", "id": "c", "name": "red under dress", "price": "50"},
    {"type": "simple", "id": "d", "name": "dress"},
]


@pytest.mark.parametrize("language", CURRENCIES)
def test_parts_of_phrases_equal_those_of_the_oracle(language: str) -> None:
    """Properties 1 and 2."""
    rng = random.Random(f"{FIRST_SEED} {language}")
    chain = [language, "en"] if language != "en" else ["en"]
    settings: dict[str, Any] = {"currency": CURRENCIES[language], "default_locale": "x", "locales": {"x": chain}}
    if rng.random() < 0.5:
        settings["refinements"] = [{"id": "price", "kind": "price"}]
    library, oracle = Library(settings, RECORDS), Oracle(settings, RECORDS)
    effects = Counter[str]()
    for _ in range(COMPARISONS // 5):
        phrase = _phrase(rng, language)
        page, expected = library.search(phrase, at=NOW), oracle.search(phrase, at=NOW)
        assert page == expected, repr(phrase)
        effects.update(one["effect"] for one in page["understood"])
    assert all(effects[effect] > 0 for effect in ("applied", "overruled", "given_up"))


def _phrase(rng: random.Random, language: str) -> str:
    parts = [price_phrase(rng, language) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))]
    words = ["red", "towel", "dress", "towle", '"red towel"', "-blue", "(", "kids", "14", "ビキニ"]
    parts += [rng.choice(words) for _ in range(rng.randint(0, 2))]
    rng.shuffle(parts)
    return rng.choice([" ", " ", " ", "", ", "]).join(parts)
