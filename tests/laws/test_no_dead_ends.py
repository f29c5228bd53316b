"""Nothing that is suggested leads nowhere (P7).

1. Random catalogs, texts, refinements, categories and instants: every suggestion of every kind, searched with what it says, has a hit,
   and exactly `total` hits where it tells a total; the search that a shop makes, with its defaults, has them too.
2. The same in the demo shop, in all its locales, for the beginning of every product name.
3. At least 95 of 100 beginnings of product names in the demo shop, three letters long, have suggestions.

What a shopper may not see at all (entitlements) comes with a later promise; it will have to hold here too.
"""

from __future__ import annotations

import os
import random
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

from commerce_search import Context, demo
from engines import Library
from oracle.suggestion_cases import random_suggestion_case

from .shop import AT, LOCALES, shop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from commerce_search import Storefront

Found = dict[str, Any]

CATALOGS: Final = int(os.environ.get("DEAD_END_CATALOGS", "300"))
FIRST_SEED: Final = int(os.environ.get("ORACLE_FIRST_SEED", "0"))
KINDS: Final = ("phrases", "categories", "brands", "values", "scopes")


def clicked(kind: str, one: Found, refine: dict[str, Any], category: str | None, categories: set[str]) -> dict[str, Any]:
    """What a click on a suggestion asks for: its phrase, and what it selects in the place of what is selected."""
    if kind in ("categories", "scopes"):
        return {
            "phrase": one["phrase"],
            "refine": {id_: value for id_, value in refine.items() if id_ not in categories},
            "category": one["id"],
        }
    more = {one["refinement"]: one["value"]} if kind in ("brands", "values") else {}
    return {"phrase": one["phrase"], "refine": refine | more, "category": category}


def wrong(
    search: Callable[..., Found], suggestions: Found, request: dict[str, Any], categories: set[str]
) -> Iterator[tuple[str, Found, int]]:
    """The suggestions that do not have the hits that they should have, as they are searched and with the defaults."""
    for kind in KINDS:
        for one in suggestions[kind]:
            asked = clicked(kind, one, request.get("refine", {}), request.get("category"), categories)
            for mode in ({"match": "all", "typos": "off"}, {"match": "ladder", "typos": "min"}):
                total = search(**asked, **mode)["total"]
                if total == 0 or (one["total"] is not None and total != one["total"]):
                    yield kind, one, total


def test_no_suggestion_leads_nowhere() -> None:
    """Property 1."""
    seen = dict.fromkeys([*KINDS, "counted", "refined", "below"], 0)
    for seed in range(FIRST_SEED, FIRST_SEED + CATALOGS):
        settings, records, requests = random_suggestion_case(random.Random(seed))
        library = Library(settings, records)
        categories = {"category", *(one["id"] for one in settings["refinements"] if one["kind"] == "category")}
        for request in requests:
            context: dict[str, Any] = {key: request[key] for key in ("locale", "at") if key in request}
            found = library.suggest(**request)
            assert list(wrong(partial(library.search, **context), found, request, categories)) == [], f"seed {seed}: {request}"
            several = [one for kind in KINDS for one in found[kind]]
            seen |= {kind: seen[kind] + len(found[kind]) for kind in KINDS}
            seen["counted"] += sum(one["total"] is not None for one in several)
            seen["refined"] += len(several) * bool(request.get("refine"))
            seen["below"] += len(several) * bool(request.get("category"))
    print(f"\n{seen}")
    if CATALOGS >= 300:
        assert seen["phrases"] >= 400
        assert all(count >= 20 for count in seen.values()), seen


@pytest.fixture(scope="module")
def store() -> Storefront:
    return shop()


def beginnings(locale: str, characters: int) -> list[str]:
    """The beginnings of the names of all products in a locale, each once."""
    names = [record["name"] for record in demo.records() if record.get("type") not in ("attribute", "category", "variation")]
    texts = [name if isinstance(name, str) else name.get(locale, name.get("en", "")) for name in names]
    return sorted({text.lower()[:characters] for text in texts if text})


@pytest.mark.parametrize("locale", LOCALES)
def test_none_in_the_demo_shop_does(store: Storefront, locale: str) -> None:
    """Property 2."""
    context = Context(locale=locale, at=AT)

    def search(**request: Any) -> Found:
        return store.search(context=context, limit=0, **request).to_dict()

    looked_at = 0
    for characters, refine in ((3, {}), (4, {"colour": "black"}), (8, {"price": (0, 40)})):
        for text in beginnings(locale, characters):
            found = store.suggest(text, context=context, refine=refine, counts=True).to_dict()
            assert list(wrong(search, found, {"refine": refine}, {"category"})) == [], text
            looked_at += sum(len(found[kind]) for kind in KINDS)
    assert looked_at >= 300


@pytest.mark.parametrize("locale", LOCALES)
def test_nearly_every_beginning_of_a_name_has_suggestions(store: Storefront, locale: str) -> None:
    """Property 3."""
    texts = beginnings(locale, 3)
    answers = {text: store.suggest(text, context=Context(locale=locale, at=AT)).to_dict() for text in texts}
    bare = [text for text, found in answers.items() if not any(found[kind] for kind in KINDS)]
    assert len(texts) >= 40
    assert len(bare) <= len(texts) * 0.05, bare
