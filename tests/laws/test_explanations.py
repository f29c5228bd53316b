"""An explanation is the search itself, looked at closely (P4).

1. The parts of an explanation add up to its relevance, times the factor of its type, and what it gained, and this is the hit's.
2. A highlighted range holds a word of the phrase or one of its forms, and lies in the text.
"""

from __future__ import annotations

import pytest

from commerce_search import Catalog, Settings, Storefront
from commerce_search.settings import Relevance

from .shop import pages, shop


@pytest.fixture(scope="module")
def store() -> Storefront:
    return shop()


def test_the_parts_add_up(store: Storefront) -> None:
    """Property 1."""
    explained = 0
    for page in pages(store):
        if page.request.phrase:
            for hit in [*page.hits, *page.tail]:
                explanation = hit.explain()
                gain = sum(explanation[by]["gain"] for by in ("learned_type", "side_by_side", "values") if explanation[by] is not None)
                assert sum(clause["relevance"] for clause in explanation["clauses"]) + gain == explanation["relevance"] == hit.relevance
                assert explanation["product_type"] is None
                explained += 1
    assert explained >= 300


def test_a_type_multiplies_the_sum() -> None:
    """Property 1, where the phrase names a type."""
    kinds = {"tent": "tent", "pegs": "tent pegs"}
    attribute: dict[str, object] = {"type": "attribute", "id": "kind"}
    products = [{"id": id_, "name": f"{kind} S", "attributes": {"kind": kind}} for id_, kind in kinds.items()]
    settings = Settings.from_dict({"product_types": {"attribute": "kind", "weight": 0.5}})
    store = Storefront.build(Catalog.from_records([attribute, *products]), settings)
    for hit, factor in zip(store.search("tent").hits, (384, 256), strict=True):
        explanation = hit.explain()
        assert explanation["product_type"] == {"named": ["tent"], "is_of_type": factor == 384, "factor": factor}
        assert sum(clause["relevance"] for clause in explanation["clauses"]) * factor >> 8 == explanation["relevance"] == hit.relevance


def test_a_learned_type_adds_to_the_sum() -> None:
    """Property 1, where names tell types."""
    names = {"a": "Acme laptop case", "b": "Bolt 14 laptop", "c": "Coil 17 thin laptop", "d": "Dune case", "e": "Bolt case"}
    products = [{"id": id_, "name": name, "brand": name.split()[0]} for id_, name in names.items()]
    store = Storefront.build(Catalog.from_records(products), Settings())
    explained = {hit.id: (hit.explain(), hit.relevance) for hit in store.search("laptops").hits}
    assert {id_: one["learned_type"]["of_product"] for id_, (one, _) in explained.items()} == {"a": "case", "b": "laptop", "c": "laptop"}
    for explanation, relevance in explained.values():
        learned, clauses = explanation["learned_type"], explanation["clauses"]
        assert learned["named"] == ["laptop"]
        assert (learned["gain"] > 0) == (learned["of_product"] == "laptop")
        assert sum(clause["relevance"] for clause in clauses) + learned["gain"] == explanation["relevance"] == relevance


def test_words_side_by_side_add_to_the_sum() -> None:
    """Property 1, where words of the phrase follow each other in a name."""
    names = {"a": "Small red beach towel", "b": "Beach towel, red", "c": "Towel in red for the beach"}
    store = Storefront.build(
        Catalog.from_records([{"id": id_, "name": name} for id_, name in names.items()]), Settings(relevance=Relevance(side_by_side=0.1))
    )
    explained = {hit.id: (hit.explain(), hit.relevance) for hit in store.search("red beach towel").hits}
    standing = {id_: one["side_by_side"]["standing"] for id_, (one, _) in explained.items()}
    assert standing == {"a": ["red beach", "beach towel"], "b": ["beach towel"], "c": []}
    for explanation, relevance in explained.values():
        pairs, words = explanation["side_by_side"], sum(clause["relevance"] for clause in explanation["clauses"])
        assert pairs["pairs"] == 2
        assert pairs["gain"] == words * 26 * len(pairs["standing"]) // 512
        assert words + pairs["gain"] == explanation["relevance"] == relevance
    assert next(iter(store.search("towel").hits)).explain()["side_by_side"] is None


def test_highlights_lie_in_the_text(store: Storefront) -> None:
    """Property 2."""
    marked = 0
    for hit in store.search("red towels").hits:
        name = hit.product.name
        text = name if isinstance(name, str) else name["en"]
        ranges = hit.highlight(text)
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(text[start:end].lower() in {"red", "towel", "towels"} for start, end in ranges)
        marked += len(ranges)
    assert marked >= 2
