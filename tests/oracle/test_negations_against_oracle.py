"""The library and the slow oracle understand the same negations and sorts in every language, and give the same pages for them.

1. Phrases with negations, or what looks like it, of seven languages, with words of random shops, prices, sorts and refinements around.
2. In every language negations and sorts are applied.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any

import pytest

from engines import Library

from .comparison import COMPARISONS, FIRST_SEED
from .negation_phrases import LANGUAGES, negation_phrase, shop_of
from .search import Oracle

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
PHRASES = 25
WORDS = ["towel", "dress", "towle", '"red towel"', "-blue", "lid", "under 8", "x"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_equal_those_of_the_oracle(language: str) -> None:
    """Properties 1 and 2."""
    rng = random.Random(f"{FIRST_SEED} negation {language}")
    met = Counter[tuple[str, str]]()
    for _ in range(max(4, COMPARISONS // 400)):
        library, oracle = _shop(rng, language)
        for _ in range(PHRASES):
            request = _request(rng, language)
            page, expected = library.search(**request, at=NOW), oracle.search(**request, at=NOW)
            assert page == expected, repr(request)
            met.update((one["kind"], one["effect"]) for one in page["understood"])
            typed = library.type_ahead(request["phrase"], at=NOW)
            assert typed == oracle.type_ahead(request["phrase"], at=NOW), repr(request["phrase"])
    assert met["negation", "applied"] > 0 < met["sort", "applied"], met


def _shop(rng: random.Random, language: str) -> tuple[Library, Oracle]:
    chain = [language, "en"] if language != "en" else ["en"]
    settings: dict[str, Any] = {"currency": "USD", "default_locale": "x", "locales": {"x": chain}}
    settings["refinements"] = [{"id": "colour", "kind": "attribute"}]
    settings["product_types"] = {"attribute": "lid"}
    if rng.random() < 0.2:
        settings["understanding"] = {"exceptions": [negation_phrase(rng, language)], "negation": rng.choice(["exclude", "off"])}
    records = shop_of(rng, language)
    return Library(settings, records), Oracle(settings, records)


def _request(rng: random.Random, language: str) -> dict[str, Any]:
    parts = [negation_phrase(rng, language) for _ in range(rng.choice([1, 1, 1, 2]))]
    parts += [rng.choice(WORDS) for _ in range(rng.choice([0, 1, 1, 1, 2, 3]))]
    rng.shuffle(parts)
    request: dict[str, Any] = {"phrase": rng.choice([" ", " ", " ", "", ", "]).join(parts)}
    if rng.random() < 0.2:
        request["match"] = rng.choice(["all", "any"])
    if rng.random() < 0.2:
        request["sort"] = [{"by": "price"}]
    if rng.random() < 0.2:
        request["refine"] = {"colour": rng.choice(["red", "blue"])}
    if rng.random() < 0.2:
        request["understand"] = rng.choice([["negation"], ["price"], False, ["negation", "type"], ["sort"]])
    return request
