"""``Storefront``: build a store from a catalog, open it, search it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, Literal

from commerce_search import _engine
from commerce_search.errors import PhraseTooLongError, QueryError, UnknownLocaleError, UnknownRefinementError
from commerce_search.indexing import build
from commerce_search.indexing.definitions import StoreDefinitions
from commerce_search.kernel.instants import microseconds
from commerce_search.search.compiled import CompiledStore
from commerce_search.search.given_text import WHITE_SPACE, check_text
from commerce_search.search.page import Page
from commerce_search.search.refinements import Selection, selection_of
from commerce_search.search.request import Request
from commerce_search.search.suggestions import Suggestions
from commerce_search.search.understood import KINDS, kinds_of
from commerce_search.settings import Settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from commerce_search._engine import SortKeys
    from commerce_search.catalog import Catalog
    from commerce_search.search.context import Context
    from commerce_search.settings import MerchantWords, SortKey, TypoMode

__all__ = ["Storefront"]

_MOST_HITS: Final = 10_000
_MOST_SUGGESTED: Final = 64
_MOST_PHRASE_BYTES: Final = 64 * 1024
_BEHIND_ALL: Final = 1 << 32
"""An offset behind every hit: documents are numbered in 32 bits."""


class Storefront:
    """A store that answers searches in this process; safe to use from several threads.

    Example:
        >>> from commerce_search import Catalog, Storefront
        >>> catalog = Catalog.from_records([{"id": "t1", "name": "Red towel", "price": "9.90"}])
        >>> Storefront.build(catalog).search("towels").ids
        ['t1']
    """

    def __init__(self, engine: _engine.Store) -> None:
        """Use ``Storefront.build`` or ``Storefront.open``."""
        self._store = CompiledStore(engine, StoreDefinitions.from_json(engine.definitions))

    @classmethod
    def build(cls, catalog: Catalog, settings: Settings | None = None, path: str | Path | None = None) -> Storefront:
        """Index a catalog; with ``path`` the store is written there and can be opened by any process.

        An existing store at ``path`` is replaced at once when the new one is complete; if anything fails it stays as it was.

        Raises:
            ValidationError: the catalog has problems, all of which are named.
            StoreError: ``path`` cannot be written, or holds something else.
        """
        return cls(build(catalog, settings or Settings(currency=catalog.currency.code), path))

    @classmethod
    def open(cls, path: str | Path) -> Storefront:
        """Open a store; its files are mapped, so this takes no time per product.

        Raises:
            StoreError: there is no store at ``path``.
            CorruptIndexError: a file was damaged.
            IndexVersionError: another release wrote it.
        """
        return cls(_engine.Store.open(path))

    @property
    def settings(self) -> Settings:
        """The settings it was built with."""
        return self._store.settings

    @property
    def engine(self) -> _engine.Store:
        """The compiled core's store: sizes, sections, checksums."""
        return self._store.engine

    def __len__(self) -> int:
        """Return the number of possible hits."""
        return self._store.engine.documents

    def __enter__(self) -> Self:
        """Return itself; a storefront holds no thread and no lock yet."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let go of the store."""

    def verify(self) -> None:
        """Check every checksum of the store.

        Raises:
            CorruptIndexError: naming the file and the place.
        """
        self._store.engine.verify()

    def search(
        self,
        phrase: str = "",
        *,
        context: Context | None = None,
        refine: Mapping[str, Any] | None = None,
        sort: str | Iterable[SortKey | Mapping[str, Any]] | None = None,
        category: str | None = None,
        match: Literal["ladder", "all", "any"] = "ladder",
        limit: int | None = None,
        offset: int = 0,
        bands: Literal["all", "best"] = "all",
        typos: TypoMode | None = None,
        explain: bool = False,
        understand: bool | Collection[str] = True,
    ) -> Page:
        """Search, refine, sort.

        Args:
            phrase: what the shopper typed; ``"two words"`` in quotes stand together, ``-word`` must not be there. Empty: browse.
            context: locale, currency and instant; ``None``: the store's defaults, now.
            refine: refinement id -> a value, a list of values (any of them), or ``(minimum, maximum)`` for prices and numbers.
            sort: a sorting option's id or sort keys; ``None``: by relevance, or by position in the category without a phrase.
            category: only products in it or below it.
            match: ``all`` words; ``any`` word; ``ladder``: all words or, if nothing has them, as many as anything has, and a tail of
                looser matches when the page has room.
            limit: hits on the page, at most 10,000; ``None``: the settings' page size.
            offset: hits before the page; there is no cap.
            typos: when misspelt words are corrected; ``None``: as the settings say with ``match="ladder"``, else never.
            explain: put into ``to_dict()`` why each hit is as relevant as it is; ``hit.explain()`` tells it without.
            bands: under an explicit sort ``best`` leaves out what only mentions the words in its description.
            understand: what of the phrase may be more than words to look up, of what the settings allow: everything, nothing, or some kinds
                (``["price"]``); ``page.understood`` tells what was.

        Raises:
            UnknownRefinementError, UnknownSortError, UnknownLocaleError: naming what there is.
            PhraseTooLongError: more than 64 KiB; phrases beyond 256 characters or 32 words are cut, and the page says so.
            QueryError: a number is out of bounds, or a kind to understand unknown.
        """
        store = self._store
        if bands not in ("all", "best"):
            raise QueryError(f'bands={bands!r}: choose "all" or "best"')
        keys = None if sort is None else store.sort_keys(sort, self._locale(context))
        sort_name = sort if isinstance(sort, str) or sort is None else "keys"
        limit = store.settings.page_size if limit is None else limit
        usual = store.settings.typos.mode if match == "ladder" else "off"
        return self._answer(
            phrase, context, refine, category, sort_name, match, limit, offset, keys, explain,
            best_band=bands == "best", typos=typos or usual, understand=kinds_of(understand),
        )  # fmt: skip

    def type_ahead(
        self,
        text: str,
        *,
        context: Context | None = None,
        refine: Mapping[str, Any] | None = None,
        category: str | None = None,
        limit: int = 10,
    ) -> Page:
        """Search while the shopper types: the last word may go on, the words before it are whole.

        What matches is what ``search`` would find for some way to go on; misspelt words are corrected as in a search, the last one if no
        word begins as it does. There is no tail. A text that ends in white space has no unfinished word.

        Args:
            text: what was typed so far.
            context: as in ``search``.
            refine: as in ``search``.
            category: as in ``search``.
            limit: hits on the page, at most 10,000.

        Raises:
            UnknownRefinementError, UnknownLocaleError: naming what there is.
            PhraseTooLongError: more than 64 KiB.
            QueryError: the limit is out of bounds.
        """
        return self._answer(text, context, refine, category, None, "ladder", limit, typos="min", open_ended=True)

    def suggest(
        self,
        text: str,
        *,
        context: Context | None = None,
        refine: Mapping[str, Any] | None = None,
        category: str | None = None,
        recent: Iterable[str] = (),
        limit: int | None = None,
        counts: bool = False,
    ) -> Suggestions:
        """Suggest what could be searched, while the shopper types; nothing is suggested that this shopper would not find.

        Phrases, categories, brands and values whose name goes on from what was typed, misspelt or not, and the products of ``type_ahead``.

        Args:
            text: what was typed so far; too short a text (``settings.suggestions``) has no suggestions.
            context: as in ``search``.
            refine: as in ``search``; every suggestion has a hit that passes it.
            category: as in ``search``.
            recent: phrases that this shopper searched lately, the last one first.
            limit: suggestions of each kind, at most 64; ``None``: the settings'.
            counts: whether every suggestion says how many hits it has.

        Raises:
            UnknownRefinementError, UnknownLocaleError: naming what there is.
            PhraseTooLongError: more than 64 KiB.
            QueryError: the limit is out of bounds.

        Example:
            >>> from commerce_search import Catalog, Storefront
            >>> catalog = Catalog.from_records([{"id": "t1", "name": "Red towel", "price": "9.90"}])
            >>> [one.phrase for one in Storefront.build(catalog).suggest("tow").phrases]
            ['towel']
        """
        store = self._store
        suggesting = store.settings.suggestions
        limit = suggesting.limit if limit is None else limit
        if not 0 <= limit <= _MOST_SUGGESTED:
            raise QueryError(f"limit={limit} is not in 0..{_MOST_SUGGESTED}; suggestions have no further pages")
        _check(text, limit, 0)
        phrases = list(recent)
        for place, phrase in enumerate(phrases):
            check_text(f"recent[{place}]", phrase)
        locale = self._locale(context)
        selections, selected_category = self._selections(refine, category)
        number, at = store.locales[locale], _instant(context)
        raw = store.engine.suggest(
            store.definitions, store.overlays.of(locale), text, number, at, suggesting.least_in(locale), limit, counts,
            phrases, self._categories(selected_category), spelling=store.spelling, words=store.words.of(locale),
            understanding=store.understanding(KINDS), **self._choices(selections),
        )  # fmt: skip
        request = Request(
            text, locale, number, "ladder", _usual_order(text), limit, 0, selections, selected_category, at, "min", is_open=True
        )
        return Suggestions(store, request, raw)

    def set_popular_phrases(self, phrases: Mapping[str, float], locale: str | None = None) -> None:
        """Replace what shoppers of a locale often search, from the next call of ``suggest`` on. The open store keeps it, its files do not.

        Args:
            phrases: phrase -> how popular it is, such as the number of searches that found something.
            locale: one of the settings'; ``None``: the default one.

        Raises:
            UnknownLocaleError: naming the locales there are.
            ValidationError: a weight is negative or no number; nothing was replaced.
        """
        self._store.overlays.use_popular(self._known_locale(locale), phrases)

    def set_words(self, words: MerchantWords, language: str) -> None:
        """Replace what the merchant says of the words of a language, from the next request on. The open store keeps it, its files do not.

        Args:
            words: synonyms, hypernyms, compound words and common phrases.
            language: one that a locale of the settings has in its chain.

        Raises:
            SettingsError: with every problem; nothing was replaced.

        Example:
            >>> from commerce_search import Catalog, Storefront
            >>> from commerce_search.settings import MerchantWords
            >>> store = Storefront.build(Catalog.from_records([{"id": "s1", "name": "Red sofa", "price": "99"}]))
            >>> store.search("couch").total
            0
            >>> store.set_words(MerchantWords(synonyms=(("sofa", "couch"),)), "en")
            >>> store.search("couch").total
            1
        """
        self._store.words.use(language, words)

    def _answer(  # noqa: PLR0917 - one place for what both calls ask
        self,
        phrase: str,
        context: Context | None,
        refine: Mapping[str, Any] | None,
        category: str | None,
        sort_name: str | None,
        match: Literal["ladder", "all", "any"],
        limit: int,
        offset: int = 0,
        keys: SortKeys | None = None,
        explain: bool = False,  # noqa: FBT001, FBT002 - passed on from a keyword
        *,
        typos: TypoMode,
        open_ended: bool = False,
        understand: frozenset[str] = KINDS,
        **how: Any,
    ) -> Page:
        store = self._store
        locale = self._locale(context)
        selections, selected_category = self._selections(refine, category)
        _check(phrase, limit, offset)
        number, at = store.locales[locale], _instant(context)
        raw = store.engine.search(
            store.definitions, phrase, number, at, match, limit, min(offset, _BEHIND_ALL), keys, self._categories(selected_category),
            spelling=store.spelling, typos=typos, open_ended=open_ended, words=store.words.of(locale),
            understanding=store.understanding(understand), names_types="type" in understand, **self._choices(selections), **how,
        )  # fmt: skip
        sort_name = sort_name or ("keys" if raw.is_cheapest_first else None) or ("position" if raw.blank else "relevance")
        request = Request(
            phrase,
            locale,
            number,
            match,
            sort_name,
            limit,
            offset,
            selections,
            selected_category,
            at,
            typos,
            explain,
            open_ended,
            understand,
        )
        return Page(store, request, raw)

    def _locale(self, context: Context | None) -> str:
        settings = self._store.settings
        if context is None:
            return settings.default_locale
        if context.currency is not None and context.currency != settings.currency:
            raise QueryError(f"the store's currency is {settings.currency}, the context's {context.currency}; one currency a store for now")
        return self._known_locale(context.locale)

    def _known_locale(self, given: str | None) -> str:
        locale = given or self._store.settings.default_locale
        if locale not in self._store.locales:
            raise UnknownLocaleError(f"there is no locale {locale!r}; the settings have: {', '.join(self._store.locales)}")
        return locale

    def _choices(self, selections: Mapping[int, Selection]) -> dict[str, Any]:
        """Return the engine's choices, by kind."""
        choices: dict[str, Any] = {"ordinals": [], "slots": [], "ranges": []}
        for number, selection in selections.items():
            kind, chosen = self._store.refinements[number].choice(selection)
            choices[kind].append((number, *chosen) if kind == "ranges" else (number, chosen))
        return choices

    def _selections(self, refine: Mapping[str, Any] | None, category: str | None) -> tuple[dict[int, Selection], Selection | None]:
        selections: dict[int, Selection] = {}
        of_category = None if category is None else Selection((category,))
        for name, given in (refine or {}).items():
            number = self._store.numbers.get(name)
            if number is None:
                known = ", ".join(self._store.numbers) or "none"
                raise UnknownRefinementError(f"there is no refinement {name!r}; the settings have: {known}")
            selection = selection_of(given, name)
            if selection is None:
                continue
            if self._store.refinements[number].is_category:
                of_category = selection
            else:
                selections[number] = selection
        return selections, of_category

    def _categories(self, selection: Selection | None) -> list[int] | None:
        if selection is None:
            return None
        known = (category for category in selection.values if category in self._store.tree)
        numbers = (self._store.engine.category(category) for category in known)
        return [number for number in numbers if number is not None]


def _usual_order(phrase: str) -> str:
    return "relevance" if phrase.strip(WHITE_SPACE) else "position"


def _check(phrase: str, limit: int, offset: int) -> None:
    length = check_text("the phrase", phrase)
    if length > _MOST_PHRASE_BYTES:
        raise PhraseTooLongError(f"the phrase has {length:,} bytes; at most {_MOST_PHRASE_BYTES:,} are read")
    if not 0 <= limit <= _MOST_HITS:
        raise QueryError(f"limit={limit} is not in 0..{_MOST_HITS:,}; page with offset")
    if offset < 0:
        raise QueryError(f"offset={offset} is negative")


def _instant(context: Context | None) -> int:
    if context is None or context.at is None:
        return time.time_ns() // 1000
    at: dt.datetime = context.at
    if at.tzinfo is None:
        raise QueryError(f"at={at.isoformat()} has no offset; use datetime(..., tzinfo=...)")
    return microseconds(at)
