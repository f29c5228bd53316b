"""What a merchant says of words only adds, and acts at once.

1. Random catalogs: a phrase that finds a product without the merchant's words finds it with synonyms, compound words and hypernyms too.
2. What is said of an open store acts at the next request, as if the store had been built with it; what is wrong changes nothing.
"""

from __future__ import annotations

import random
from typing import Any, Final

import pytest

from commerce_search import Catalog, Settings, Storefront
from commerce_search.errors import SettingsError
from commerce_search.settings import MerchantWords
from oracle.strategies import random_case

CATALOGS: Final = 150
SAID: Final = MerchantWords(synonyms=(("towel", "sheet"), ("bath", "beach tub")), hypernyms={"linen": ("towel",)})


def found(store: Storefront, phrase: str) -> set[str]:
    return {hit.id for hit in store.search(phrase, match="all", typos="off", limit=1000).hits}


def said(settings: dict[str, Any]) -> dict[str, MerchantWords]:
    """What is said, without phrases whose words belong together: these leave something out."""
    parts = ("synonyms", "hypernyms", "compound_words")
    return {
        language: Settings.from_dict({"words": {"en": {part: own[part] for part in parts}}}).words["en"]
        for language, own in settings.items()
    }


def test_words_only_add() -> None:
    """Property 1."""
    more = 0
    for seed in range(CATALOGS):
        settings, records, requests = random_case(random.Random(seed))
        own = settings.pop("words", {})
        store = Storefront.build(Catalog.from_records(records, currency=settings["currency"]), Settings.from_dict(settings))
        phrases = [request["phrase"] for request in requests if "-" not in request["phrase"]]
        before = [found(store, phrase) for phrase in phrases]
        for language, words in said(own).items():
            store.set_words(words, language)
        for phrase, known in zip(phrases, before, strict=True):
            after = found(store, phrase)
            assert known <= after, (seed, phrase)
            more += len(after - known)
    assert more > CATALOGS // 10


def test_words_act_at_once() -> None:
    """Property 2."""
    catalog = [{"id": "t", "name": "Beach towel", "price": "9.90"}, {"id": "s", "name": "Sheet", "price": "5"}]
    open_store = Storefront.build(Catalog.from_records(catalog))
    built = Storefront.build(Catalog.from_records(catalog), Settings(words={"en": SAID}))
    assert found(open_store, "sheets") == {"s"}
    open_store.set_words(SAID, "en")
    for phrase in ("sheets", "linen", "beach towel", "tub"):
        assert open_store.search(phrase).to_dict() == built.search(phrase).to_dict()
    assert found(open_store, "sheets") == {"s", "t"}
    with pytest.raises(SettingsError) as caught:
        open_store.set_words(MerchantWords(synonyms=(("alone",), ("", "?"))), "xx")
    assert [problem.path for problem in caught.value.problems] == [
        "words.xx", "words.xx.synonyms[0]", "words.xx.synonyms[1]", "words.xx.synonyms[1]",
    ]  # fmt: skip
    assert found(open_store, "sheets") == {"s", "t"}
    open_store.set_words(MerchantWords(), "en")
    assert found(open_store, "sheets") == {"s"}
