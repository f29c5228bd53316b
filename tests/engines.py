"""The library's face with the oracle's signatures, so that specs and comparisons drive both alike."""

from __future__ import annotations

from inspect import signature
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from commerce_search import Catalog, Context, Settings, Storefront

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Page: TypeAlias = dict[str, Any]

CORRECTS_TYPOS: Final = "typos" in signature(Storefront.search).parameters
NO_TYPOS: Final = "Storefront.search has no argument `typos` yet"
TYPES_AHEAD: Final = hasattr(Storefront, "type_ahead")
NO_TYPE_AHEAD: Final = "Storefront has no `type_ahead` yet"
SUGGESTS: Final = hasattr(Storefront, "suggest")
NO_SUGGESTIONS: Final = "Storefront has no `suggest` yet"


def storefront_search(settings: dict[str, Any], records: list[dict[str, Any]]) -> Callable[..., Page]:
    """Build a store of catalog records and return its search: arguments and page as plain data."""
    store = _store(settings, records)

    def search(phrase: str = "", *, locale: str | None = None, at: datetime | None = None, **request: Any) -> Page:
        return _plain(store.search(phrase, context=Context(locale=locale, at=at), **request))

    return search


def storefront_type_ahead(settings: dict[str, Any], records: list[dict[str, Any]]) -> Callable[..., Page]:
    """Build a store of catalog records and return its `type_ahead`."""
    store = _store(settings, records)

    def type_ahead(text: str, *, locale: str | None = None, at: datetime | None = None, **request: Any) -> Page:
        return _plain(store.type_ahead(text, context=Context(locale=locale, at=at), **request))

    return type_ahead


def storefront_suggest(settings: dict[str, Any], records: list[dict[str, Any]]) -> Callable[..., Page]:
    """Build a store of catalog records and return its `suggest`; `popular` phrases are given to the store before it is asked."""
    store = _store(settings, records)

    def suggest(
        text: str, *, locale: str | None = None, at: datetime | None = None, popular: dict[str, float] | None = None, **request: Any
    ) -> Page:
        store.set_popular_phrases(popular or {}, locale)
        return _plain(store.suggest(text, context=Context(locale=locale, at=at), **request))

    return suggest


def _store(settings: dict[str, Any], records: list[dict[str, Any]]) -> Any:
    typed = Settings.from_dict(settings)
    return Storefront.build(Catalog.from_records(records, currency=typed.currency, group="anywhere"), typed)


def _plain(page: Any) -> Page:
    plain: Page = page.to_dict()
    return plain
