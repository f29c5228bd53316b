"""The library and the slow oracle read the same measures in every language, in texts and in phrases.

1. Products whose names are measures, and phrases with the same and others: the pages are equal, byte for byte.
2. In every language measures find what is written otherwise.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from engines import Library

from .comparison import COMPARISONS, FIRST_SEED
from .measured_shops import LANGUAGES, OWN, measure_text
from .search import Oracle

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
TEXTS = 12
PHRASES = 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_with_measures_equal_those_of_the_oracle(language: str) -> None:
    """Properties 1 and 2."""
    rng = random.Random(f"{FIRST_SEED} {language}")
    chain = [language, "en"] if language != "en" else ["en"]
    compared = otherwise = 0
    while compared < COMPARISONS // 10:
        settings: dict[str, Any] = {"default_locale": "x", "locales": {"x": chain}}
        if rng.random() < 0.3:
            settings["units"] = rng.sample(OWN, rng.randint(1, 3))
        texts = [measure_text(rng, language) for _ in range(TEXTS)]
        records = [{"type": "simple", "id": f"p{i}", "name": f"red {text}"} for i, text in enumerate(texts)]
        library, oracle = Library(settings, records), Oracle(settings, records)
        for _ in range(PHRASES):
            text = rng.choice(texts) if rng.random() < 0.4 else measure_text(rng, language)
            phrase = rng.choice(["", "red ", '"red" ', "blue "]) + text + rng.choice(["", "", " red", " " + measure_text(rng, language)])
            page, expected = library.search(phrase, at=NOW), oracle.search(phrase, at=NOW)
            assert page == expected, (settings, texts, phrase)
            found = [hit["id"] for hit in page["hits"] if hit["coverage"] > 1]
            otherwise += len({texts[int(id_[1:])] for id_ in found}) > 1
            compared += 1
    assert otherwise > compared // 50
