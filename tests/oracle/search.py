"""A search, from request to page: semantics.md sections 4, 6 to 11, settings.md."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from .corrected_phrase import offers
from .corrections import Typos, read_typos
from .documents import Catalog, decimals
from .entries import CatalogEntries
from .ladder import Found, Lookup
from .learned_types import WINDOW, LearnedTypes, voted
from .matching import match
from .measures import read_units
from .merchant_words import own_stop_words, read_words
from .page import page
from .phrase import Phrase, parse
from .product_types import NO_TYPES, NamedTypes, ProductTypes
from .recommendations import recommendations
from .refinements import CATEGORY, Definition, Selection, select
from .relevance import Relevance, TextIndex, read_fields
from .side_by_side import side_by_side
from .sorting import Columns, represented, sold_out, sort_by_key
from .suggestions import Suggester
from .uncut_runs import RunCutter
from .understanding import Understanding, limits
from .unwanted import stand_side_by_side
from .values import NamedValue, Values, value_gains

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from .corrected_phrase import Written
    from .documents import Document
    from .matching import Candidate, Matches
    from .negations import Negation, Sort
    from .text import Chain
    from .understanding import Price


Selections: TypeAlias = "dict[str, Selection]"
KINDS = frozenset({"price", "negation", "sort", "value"})
"""Section 12: kinds of parts of phrases."""
_PRICE_OF_PHRASE = "\0"
"""Section 12: the group of prices where no refinement has them."""


@dataclass(frozen=True)
class Request:
    """settings.md, request, with its defaults filled in."""

    typed: str
    phrase: Phrase
    locale: str
    chain: Chain
    at: datetime
    selections: dict[str, Selection]
    sort: str
    keys: list[dict[str, Any]] | None
    match: str
    limit: int
    offset: int
    bands: str
    typos: Typos
    understanding: Understanding | None = None
    chosen: frozenset[str] = frozenset()
    tail: bool = True
    prices: list[Price] = field(default_factory=list)
    negations: list[Negation] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    types: NamedTypes = NO_TYPES
    gains: dict[str, int] = field(default_factory=dict)
    names_types: bool = True

    @property
    def parts(self) -> list[Price | Negation | Sort | NamedValue]:
        """Section 12: what was understood of the phrase, in order."""
        parts: list[Price | Negation | Sort | NamedValue] = [*self.prices, *self.negations, *self.sorts, *self.phrase.values]
        return sorted(parts, key=lambda part: part.start)

    @property
    def parts_apart(self) -> list[Price | Negation | Sort | NamedValue]:
        """Section 12: what of it is no words."""
        return [one for one in self.parts if not isinstance(one, NamedValue) or one.is_apart]

    @property
    def banded(self) -> bool:
        """Section 6, bands: an explicit sort with a phrase."""
        return self.keys is not None and not self.phrase.blank

    def category(self, catalog: Catalog) -> str | None:
        """settings.md, request: the requested category is the first selected one that is not hidden."""
        return catalog.first_shown(self.selections[CATEGORY].values) if CATEGORY in self.selections else None


class Oracle:
    """A slow engine: records are read once, every search looks at every row."""

    def __init__(self, settings: dict[str, Any], records: list[dict[str, Any]]) -> None:
        """Read the settings (parsed TOML) and the catalog's records."""
        self.settings = settings
        self.locales: dict[str, Chain] = settings.get("locales", {"en": ["en"]})
        self.default_locale: str = settings.get("default_locale", "en")
        self.catalog = Catalog(records, settings.get("currency", "USD"), self.locales[self.default_locale])
        self.definitions = [Definition(one, self.catalog) for one in settings.get("refinements", [])]
        self._types = ProductTypes(self.catalog, settings)
        self._indexes: dict[str, TextIndex] = {}
        self._learned: dict[str, LearnedTypes] = {}
        self._values: dict[str, Values] = {}
        self._entries: dict[str, CatalogEntries] = {}

    def index(self, locale: str) -> TextIndex:
        """Section 5: the text index of a locale."""
        if locale not in self._indexes:
            relevance, chain = Relevance(**self.settings.get("relevance", {})), self.locales[locale]
            self._indexes[locale] = TextIndex(
                self.catalog, read_fields(self.settings), read_words(self.settings, chain), relevance, read_units(self.settings, chain)
            )
        return self._indexes[locale]

    def entries(self, locale: str) -> CatalogEntries:
        """Section 10: the entries of the catalog in a locale."""
        if locale not in self._entries:
            settings, types = self.settings.get("suggestions", {}), self.settings.get("product_types", {}).get("attribute")
            self._entries[locale] = CatalogEntries(self.catalog, self.definitions, settings, self.locales[locale], types)
        return self._entries[locale]

    def search(
        self,
        phrase: str = "",
        *,
        locale: str | None = None,
        at: datetime | None = None,
        refine: dict[str, Any] | None = None,
        sort: str | list[dict[str, Any]] | None = None,
        category: str | None = None,
        match: str = "ladder",
        limit: int | None = None,
        offset: int = 0,
        bands: str = "all",
        typos: str | None = None,
        understand: bool | Sequence[str] = True,
    ) -> dict[str, Any]:
        """Answer a request with `page.to_dict()` of settings.md."""
        locale = self._locale(locale)
        kinds = KINDS if understand is True else frozenset(understand or ())
        selections = self._selections(refine or {}, category)
        understanding = self.understanding(locale, kinds, selections)
        parsed = self.parsed(phrase, locale, understanding=understanding)
        name, keys = self._sort(sort, parsed)
        limit = self.settings.get("page_size", 24) if limit is None else limit
        if not 0 <= limit <= 10_000 or offset < 0 or bands not in ("all", "best"):
            raise ValueError(f"limit, offset or bands: {limit}, {offset}, {bands!r}")
        instant = datetime.now(UTC) if at is None else at
        chain = self.locales[locale]
        mode = self._typos(typos, match)
        request = Request(phrase, parsed, locale, chain, instant, selections, name, keys, match, limit, offset, bands, mode, understanding)
        names_types = understand is True or (understand is not False and "type" in understand)
        return self.answer(self.understood(replace(request, names_types=names_types)))

    def type_ahead(
        self,
        text: str,
        *,
        locale: str | None = None,
        at: datetime | None = None,
        refine: dict[str, Any] | None = None,
        category: str | None = None,
        limit: int = 10,
    ) -> dict[str, Any]:
        """Section 9: answer what has been typed so far."""
        return self.answer(self.understood(self._typing(text, locale=locale, at=at, refine=refine, category=category, limit=limit)))

    def suggest(
        self,
        text: str,
        *,
        locale: str | None = None,
        at: datetime | None = None,
        refine: dict[str, Any] | None = None,
        category: str | None = None,
        recent: Sequence[str] = (),
        limit: int | None = None,
        counts: bool = False,
        popular: dict[str, float] | None = None,
    ) -> dict[str, Any]:
        """Section 10: suggest what can be searched; `popular` are the phrases that were given to the locale."""
        limit = self.settings.get("suggestions", {}).get("limit", 5) if limit is None else limit
        request = self._typing(text, locale=locale, at=at, refine=refine, category=category, limit=limit)
        return Suggester(self, request, list(recent), popular or {}, counts=counts).suggestions()

    def _typing(
        self, text: str, *, locale: str | None, at: datetime | None, refine: dict[str, Any] | None, category: str | None, limit: int
    ) -> Request:
        """Section 9: the request of a text that is being typed."""
        locale = self._locale(locale)
        selections = self._selections(refine or {}, category)
        understanding = self.understanding(locale, selected=selections)
        parsed = self.parsed(text, locale, type_ahead=True, understanding=understanding)
        if not 0 <= limit <= 10_000:
            raise ValueError(f"limit: {limit}")
        return Request(
            typed=text,
            phrase=parsed,
            locale=locale,
            chain=self.locales[locale],
            at=datetime.now(UTC) if at is None else at,
            selections=selections,
            sort=self._sort(None, parsed)[0],
            keys=None,
            match="ladder",
            limit=limit,
            offset=0,
            bands="all",
            typos=self._typos("min", "ladder"),
            understanding=understanding,
            tail=False,
        )

    def cutter(self, locale: str) -> RunCutter:
        """Section 3, runs without spaces: what cuts the phrases of a locale."""
        return RunCutter(self.index(locale), self._types)

    def understanding(self, locale: str, kinds: frozenset[str] = KINDS, selected: Collection[str] = ()) -> Understanding:
        """Section 12: what the settings let be understood, of some kinds."""
        settings = self.settings.get("understanding", {})
        off = {kind for kind in KINDS if settings.get(kind) == "off"}
        index = self.index(locale)
        if locale not in self._values:
            self._values[locale] = Values(self.definitions, self.catalog, index, settings.get("filters", []))
        understood = (kinds & KINDS) - off
        values = self._values[locale] if "value" in understood else None
        return Understanding(self.settings, self.catalog, understood, lambda text: stand_side_by_side(text, index), values, selected)

    def parsed(self, text: str, locale: str, **how: Any) -> Phrase:
        """Section 3: a phrase of a locale."""
        stops = own_stop_words(self.settings, self.locales[locale])
        return parse(text, self.locales[locale], cutter=self.cutter(locale), own_stop_words=stops, **how)

    def understood(self, request: Request) -> Request:
        """Section 12: the request with what the parts of its phrase do."""
        request = self._with_doubtful_prices(request)
        request = self._sorted(replace(request, negations=request.phrase.negations))
        prices, price = self._priced(request)
        request, values = self._valued(replace(request, prices=prices), price)
        request, selected = self._for_prices(request, price, values)
        bare = replace(request, selections=selected)
        chosen = frozenset(values) & frozenset(selected) - frozenset(request.selections)
        request = replace(request, selections=selected | request.selections, chosen=chosen)
        if request.match != "ladder" or not request.phrase.unwanted:
            return request
        wanting = replace(request.phrase, unwanted=[])
        if self._count_typed(bare) or not self._count_typed(replace(bare, phrase=wanting)):
            return request
        return replace(request, phrase=wanting, negations=[replace(one, effect="given_up") for one in request.negations])

    def _with_doubtful_prices(self, request: Request) -> Request:
        """Section 12, doubtful prices: the phrase with them, if only so something has all of it."""
        if request.match != "ladder" or not request.tail or request.understanding is None:
            return request
        understanding = replace(request.understanding, takes_doubtful=True)
        phrase = self.parsed(request.typed, request.locale, understanding=understanding)
        known = {one.start for one in request.phrase.prices}
        doubtful = [one for one in phrase.prices if one.start not in known]
        values = request.phrase.values
        is_value = any(one.start < value.end and value.start < one.end for one in doubtful for value in values)
        if not doubtful or is_value or not phrase.spoken:
            return request
        other = replace(request, phrase=phrase)
        return other if not self._has_all(request) and self._has_all(other) else request

    def _has_all(self, request: Request) -> bool:
        """Whether anything has all of the phrase as it was typed."""
        request = self._sorted(replace(request, match="all", typos=self._typos("off", "all")))
        prices, price = self._priced(request)
        request, values = self._valued(replace(request, prices=prices), price)
        return bool(self._count_typed(replace(request, selections=price | values)))

    def _sorted(self, request: Request) -> Request:
        """Section 12, sort: the cheapest first, unless the request sorts."""
        sorts = request.phrase.sorts
        if not sorts or request.keys is not None:
            return replace(request, sorts=[replace(one, effect="overruled") for one in sorts])
        return replace(request, sorts=sorts, sort="keys", keys=[{"by": "price"}])

    def _priced(self, request: Request) -> tuple[list[Price], Selections]:
        """Section 12, what it does: the prices of the phrase become a selection; that of the request takes its place."""
        prices = request.phrase.prices
        applied = [one for one in prices if one.effect == "applied"]
        group = self._price_group()
        if not applied:
            return prices, {}
        if group in request.selections:
            prices = [replace(one, effect="overruled") for one in prices]
        scale = decimals(self.catalog.currency)
        minimum, maximum = (None if end is None else Decimal(end).scaleb(-scale) for end in limits(applied))
        return prices, {group: Selection(range=(minimum, maximum))}

    def _valued(self, request: Request, price: Selections) -> tuple[Request, Selections]:
        """Section 12, what a value does: it becomes a selection, unless nothing is like that."""
        understanding = request.understanding
        if understanding is None or understanding.values is None:
            return request, {}
        chosen = understanding.values.chosen(request.phrase.values)
        if request.match != "ladder" or not chosen or self._count_typed(replace(request, selections=price | chosen)):
            return request, chosen
        as_words = replace(understanding, values_are_words=True)
        phrase = self.parsed(request.typed, request.locale, type_ahead=not request.tail, understanding=as_words)
        words = replace(request, phrase=phrase)
        return (words, {}) if self._count_typed(replace(words, selections=price)) else (request, chosen)

    def _for_prices(self, request: Request, price: Selections, values: Selections) -> tuple[Request, Selections]:
        """Section 12, what it does: unless nothing costs that."""
        bare = replace(request, selections=price | values)
        if not price or request.match != "ladder" or self._count_typed(bare):
            return request, price | values
        if not self._count_typed(replace(bare, selections=values)):
            return request, price | values
        return replace(
            request, prices=[replace(one, effect="given_up") if one.effect == "applied" else one for one in request.prices]
        ), values

    def _price_group(self) -> str:
        return next((one.group for one in self.definitions if one.kind == "price"), _PRICE_OF_PHRASE)

    def _count_typed(self, request: Request) -> int:
        found = Lookup(self.index(request.locale), request.at, request.match, request.typos).find(request.phrase)
        request = replace(request, phrase=found.phrase, types=self._named(request, found.searched))
        return len(self._hits(self._of_best_band(found.matches.candidates, request), request))

    def _locale(self, locale: str | None) -> str:
        locale = self.default_locale if locale is None else locale
        if locale not in self.locales:
            raise ValueError(f"locale: {locale!r}")
        return locale

    def _typos(self, mode: str | None, match: str) -> Typos:
        """Section 8, when: the settings, with the mode of the request."""
        typos = read_typos(self.settings)
        mode = mode or (typos.mode if match == "ladder" else "off")
        if mode not in ("off", "min", "on", "strict"):
            raise ValueError(f"typos: {mode!r}")
        return replace(typos, mode=mode)

    def _sort(self, sort: str | list[dict[str, Any]] | None, phrase: Phrase) -> tuple[str, list[dict[str, Any]] | None]:
        """settings.md, page: the name of the sort, and its keys."""
        if sort is None:
            return ("position" if phrase.blank else "relevance"), None
        if isinstance(sort, list):
            return "keys", sort
        options = {option["id"]: option["keys"] for option in self.settings.get("sorting_options", [])}
        if sort not in options:
            raise ValueError(f"sort: {sort!r}")
        return sort, options[sort]

    def _selections(self, refine: dict[str, Any], category: str | None) -> dict[str, Selection]:
        """settings.md, request: what is selected in each group."""
        groups = {definition.id: definition.group for definition in self.definitions}
        if unknown := refine.keys() - groups.keys() - {CATEGORY}:
            raise ValueError(f"refine: {sorted(unknown)}")
        given = {groups.get(id_, CATEGORY): select(value) for id_, value in refine.items()}
        if given.get(CATEGORY) is None:
            given[CATEGORY] = select(category)
        return {group: selection for group, selection in given.items() if selection is not None}

    def answer(self, request: Request) -> dict[str, Any]:
        """Sections 4, 6 to 8: the page of a request."""
        index = self.index(request.locale)
        asked, found = request, Lookup(index, request.at, request.match, request.typos).find(request.phrase)
        types = self._named(request, found.searched)
        request, matches = replace(request, phrase=found.phrase, types=types), found.matches
        candidates = self._of_best_band(matches.candidates, request)
        hits = self._ordered(self._hits(candidates, request), request, index)
        request, hits = self._gained(hits, request, found.searched, index)
        tail = self._tail(hits, matches, request, index)
        refinements = [self._refinement(definition, candidates, request) for definition in self.definitions]
        shown = [one for one in refinements if one is not None]
        corrections = self._corrections(found, len(hits), request, index)
        answer = page(request, index, found, settings=self.settings, hits=hits, tail=tail, refinements=shown, corrections=corrections)
        return answer | {"recommendations": None if hits or tail else recommendations(self, asked)}

    def _named(self, request: Request, written: Written | None) -> NamedTypes:
        """Section 6, types: those that the phrase names, or the one that is searched in its place."""
        if not request.names_types:
            return NO_TYPES
        return self._types.named(self._ways(request, written), request.chain, goes_on=self._meant(request, written).goes_on)

    def _meant(self, request: Request, written: Written | None) -> Phrase:
        """The phrase, or the one that is searched in its place."""
        if written is None:
            return request.phrase
        return self.parsed(written.text, request.locale, apart=written.apart, type_ahead=request.phrase.goes_on)

    def _ways(self, request: Request, written: Written | None) -> list[list[str]]:
        """The words of the phrase, or of the one that is searched in its place, and how else they may be said."""
        spoken = self._meant(request, written).spoken
        return [spoken, *self.index(request.locale).words.rewritten(spoken)]

    def _gained(
        self, hits: list[Candidate], request: Request, written: Written | None, index: TextIndex
    ) -> tuple[Request, list[Candidate]]:
        """Section 6, learned types and side by side: what the first hits gain, and their order then."""
        if request.keys is not None or request.phrase.blank:
            return request, hits
        if request.locale not in self._learned:
            weight = self.settings.get("product_types", {}).get("learned_weight", 0.3)
            self._learned[request.locale] = LearnedTypes(index, weight)
        learned, first = self._learned[request.locale], hits[:WINDOW]
        may_name = request.names_types and not request.types.types
        named = learned.named(self._ways(request, written), is_typing=not request.tail) if may_name else set()

        def relevance(document: Document) -> int:
            return self._relevance(document, request, index)

        def is_called(document: Document) -> bool:
            return not named or learned.is_called(document, named)

        gains = Counter(learned.gains(first, named, relevance)) + Counter(
            side_by_side(first, request.phrase.clauses, index, relevance, is_called)
        )
        of_types = self.settings.get("product_types", {}).get("attribute")
        gains += Counter(value_gains(first, request.phrase.values, of_types, index.relevance.values, relevance))
        return replace(request, gains=gains), voted(hits, gains, relevance)

    def _corrections(self, found: Found, total: int, request: Request, index: TextIndex) -> list[dict[str, Any]]:
        """Section 8, offers."""
        if request.match != "ladder" or request.typos.mode != "min" or not request.tail or request.phrase.blank:
            return []
        applied = [] if found.searched is None else [{"phrase": found.searched.text, "total": total, "applied": True}]
        few = 0 if found.matches.reached < len(request.phrase.clauses) else total
        if few > 2:
            return applied
        standing: list[dict[str, Any]] = []
        written = found.searched
        phrase = request.phrase
        if written is not None:
            parsed = self.parsed(written.text, request.locale, apart=written.apart)
            phrase = replace(parsed, unwanted=phrase.unwanted)
        phrase = index.annotated(phrase)
        for offer in offers(phrase, index, request.typos):
            count = self.count(offer.phrase, replace(request, types=self._named(request, offer.searched)), index)
            if count >= (1 if offer.is_unknown else 10 * max(1, few)):
                standing.append({"phrase": offer.searched.text, "total": count, "applied": False})
        return applied + standing[:3]

    def count(self, phrase: Phrase, request: Request, index: TextIndex) -> int:
        """Section 8, offers, and section 10: the hits of a phrase with match `all` and typos `off`, all else equal."""
        phrase = index.annotated(phrase)
        whole = replace(request, phrase=phrase, match="all")
        matches = match(phrase, index, request.at, "all")
        return len(self._hits(self._of_best_band(matches.candidates, whole), whole))

    def _of_best_band(self, candidates: list[Candidate], request: Request) -> list[Candidate]:
        """Section 6, bands: `best` keeps the rows of one band, chosen before refinements."""
        if request.bands == "all" or not request.banded:
            return candidates
        best = min((request.types.band(one, request.phrase) for one in candidates), default=0)
        return [one for one in candidates if request.types.band(one, request.phrase) == best]

    def _passes(self, one: Candidate, request: Request, but: str | None = None) -> bool:
        """Section 7: whether a row passes every group but one."""
        definitions = {definition.group: definition for definition in self.definitions}
        definitions.setdefault(CATEGORY, Definition({"id": CATEGORY, "kind": "category"}, self.catalog))
        definitions.setdefault(_PRICE_OF_PHRASE, Definition({"id": _PRICE_OF_PHRASE, "kind": "price"}, self.catalog))
        groups = [(definitions[group], selection) for group, selection in request.selections.items() if group != but]
        return all(definition.passes(selection, one.document, one.row) for definition, selection in groups)

    def _hits(self, candidates: list[Candidate], request: Request) -> list[Candidate]:
        """Section 4, hits: the represented row of each document."""
        rows: dict[str, list[Candidate]] = {}
        for one in candidates:
            if self._passes(one, request):
                rows.setdefault(one.document.id, []).append(one)
        return [represented(several) for several in rows.values()]

    def _ordered(self, hits: list[Candidate], request: Request, index: TextIndex) -> list[Candidate]:
        """Section 6, order: stable sorts from the last key to the first."""
        scores = {hit.document.id: self._relevance(hit.document, request, index) for hit in hits}
        columns = Columns(
            self.catalog,
            request.chain,
            request.category(self.catalog),
            lambda document: scores[document.id] if document.id in scores else self._relevance(document, request, index),
        )
        hits = sorted(hits, key=lambda hit: hit.document.id)
        keys: list[dict[str, Any]] = [{"by": "category_position"}]
        if request.keys is not None:
            keys = request.keys
        elif not request.phrase.blank:
            keys = [{"by": "relevance", "direction": "descending"}]
        for key in reversed(keys):
            hits = sort_by_key(hits, key, columns)
        band = {hit.document.id: request.types.band(hit, request.phrase) if request.banded else 0 for hit in hits}
        by_relevance = request.keys is None

        def tier(hit: Candidate) -> tuple[bool, bool, int, int, int]:
            return (not hit.named, sold_out(hit.row), -hit.coverage, hit.corrected, -hit.says if by_relevance else 0)

        return sorted(hits, key=lambda hit: (*tier(hit), band[hit.document.id]))

    def _relevance(self, document: Document, request: Request, index: TextIndex) -> int:
        """Section 5: of a document, times the factor of its type."""
        return request.types.relevance(document, index.score(request.phrase.clauses, document))

    def _tail(self, hits: list[Candidate], matches: Matches, request: Request, index: TextIndex) -> list[Candidate]:
        """Section 6, tail: what fills the rest of a page that has room."""
        total, offset = len(hits), request.offset
        room = request.limit - len(hits[offset : offset + request.limit])
        if not request.tail or request.keys is not None or not (offset < total or offset == 0):
            return []
        ids = {hit.document.id for hit in hits}
        others = [one for one in matches.tail if one.document.id not in ids]
        return self._ordered(self._hits(others, request), request, index)[:room]

    def _refinement(self, definition: Definition, candidates: list[Candidate], request: Request) -> dict[str, Any] | None:
        """Section 7: counted over the rows that pass every other group."""
        rows = [one for one in candidates if self._passes(one, request, but=definition.group)]
        by_shopper = Selection() if definition.group in request.chosen else request.selections.get(definition.group, Selection())
        return definition.page(request.chain, by_shopper, rows)
