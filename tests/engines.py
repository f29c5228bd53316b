"""The library's face with the oracle's signatures, so that specs and comparisons drive both alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from commerce_search import Catalog, Context, Settings, Storefront

if TYPE_CHECKING:
    from datetime import datetime

Plain: TypeAlias = dict[str, Any]


class Library:
    """A store of catalog records; arguments and answers are plain data."""

    def __init__(self, settings: dict[str, Any], records: list[dict[str, Any]]) -> None:
        """Build it."""
        typed = Settings.from_dict(settings)
        self.store = Storefront.build(Catalog.from_records(records, currency=typed.currency, group="anywhere"), typed)

    def search(self, phrase: str = "", *, locale: str | None = None, at: datetime | None = None, **request: Any) -> Plain:
        """Answer a request."""
        return self.store.search(phrase, context=Context(locale=locale, at=at), **request).to_dict()

    def type_ahead(self, text: str, *, locale: str | None = None, at: datetime | None = None, **request: Any) -> Plain:
        """Answer what has been typed so far."""
        return self.store.type_ahead(text, context=Context(locale=locale, at=at), **request).to_dict()

    def suggest(
        self, text: str, *, locale: str | None = None, at: datetime | None = None, popular: dict[str, float] | None = None, **request: Any
    ) -> Plain:
        """Suggest what can be searched; `popular` phrases are given to the store before it is asked."""
        self.store.set_popular_phrases(popular or {}, locale)
        return self.store.suggest(text, context=Context(locale=locale, at=at), **request).to_dict()
