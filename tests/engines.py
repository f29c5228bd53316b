"""The library's face with the oracle's signature, so that specs and comparisons drive both alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce_search import Catalog, Context, Settings, Storefront

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def storefront_search(settings: dict[str, Any], records: list[dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Build a store of catalog records and return its search: arguments and page as plain data."""
    typed = Settings.from_dict(settings)
    store = Storefront.build(Catalog.from_records(records, currency=typed.currency, group="anywhere"), typed)

    def search(phrase: str = "", *, locale: str | None = None, at: datetime | None = None, **request: Any) -> dict[str, Any]:
        return store.search(phrase, context=Context(locale=locale, at=at), **request).to_dict()

    return search
