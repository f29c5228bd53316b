"""A caller's mistakes that the type checker finds: an `ignore` that is not needed is itself an error."""

from __future__ import annotations

from commerce_search import Catalog, Context, Page, Settings, SortKey, Storefront


def wrong(store: Storefront, page: Page) -> None:
    """Each line is wrong in one way."""
    store.search(None)  # type: ignore[arg-type]
    store.search("towel", Context())  # type: ignore[call-arg]
    store.search(match="some")  # type: ignore[arg-type]
    store.search(bands="good")  # type: ignore[arg-type]
    store.search(limit="10")  # type: ignore[arg-type]
    store.search(fuzzy=True)  # type: ignore[call-arg]
    store.search(context=Context(at="2026-06-01"))  # type: ignore[arg-type]
    Storefront.build([{"id": "t1"}])  # type: ignore[arg-type]
    Catalog.open("products.jsonl", curency="EUR")  # type: ignore[call-arg]
    Catalog.from_records([], group="together")  # type: ignore[arg-type]
    Settings(currency=1)  # type: ignore[arg-type]
    SortKey("price")  # type: ignore[call-arg]
    SortKey(by="price", direction="up")  # type: ignore[arg-type]
    page.total = 0  # type: ignore[misc]
    page.hits[0].price = None  # type: ignore[misc]
    print(page.hits[0].title)  # type: ignore[attr-defined]
