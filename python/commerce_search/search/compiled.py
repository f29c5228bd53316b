"""An open store with everything that settings say of it, compiled once."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from commerce_search._engine import Definitions, Spelling, Understanding
from commerce_search.catalog.category_tree import CategoryTree
from commerce_search.errors import UnknownSortError
from commerce_search.kernel.localized import label_in
from commerce_search.kernel.money import Currency
from commerce_search.search.colour_words import COLOURS
from commerce_search.search.labels import AttributeLabels
from commerce_search.search.merchant_words import CompiledWords
from commerce_search.search.overlays import Overlays
from commerce_search.search.people_words import PEOPLE
from commerce_search.search.refinements import CompiledRefinement
from commerce_search.search.sorting import KeyCompiler, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commerce_search._engine import Page as RawPage
    from commerce_search._engine import SortKeys, Store
    from commerce_search.indexing.definitions import StoreDefinitions
    from commerce_search.search.request import Request
    from commerce_search.search.results import RefinementResult
    from commerce_search.settings import SortKey

__all__ = ["CompiledStore"]


class CompiledStore:
    """What searches share: the engine's store, refinements, sorts and labels."""

    def __init__(self, engine: Store, definitions: StoreDefinitions) -> None:
        """Compile ``definitions`` for ``engine``."""
        self.engine = engine
        self.settings = definitions.settings
        self.currency = Currency.of(self.settings.currency)
        self.locales = {locale: number for number, locale in enumerate(self.settings.locales)}
        self._attributes = {attribute.id: attribute for attribute in definitions.attributes}
        self.tree = CategoryTree({category.id: category for category in definitions.categories})
        value_text: Mapping[str, Any] = msgspec.json.decode(engine.schema())["value_text"]
        sources = {*self._attributes, *(refinement.source for refinement in self.settings.refinements)}
        self._labels = {name: AttributeLabels(name, self._attributes.get(name), value_text) for name in sources}
        self.refinements = tuple(
            CompiledRefinement(refinement, self._labels[refinement.source], self.tree, engine, self.currency)
            for refinement in self.settings.refinements
        )
        self.numbers = {compiled.refinement.id: number for number, compiled in enumerate(self.refinements)}
        self.definitions = Definitions(msgspec.json.encode([compiled.definition() for compiled in self.refinements]).decode())
        typos = self.settings.typos
        self.spelling = Spelling(typos.one, typos.two, typos.margin, typos.exceptions, typos.known_words)
        allowed = self.settings.understanding
        own = [words for words, mode in ((PEOPLE, allowed.people), (COLOURS, allowed.colours)) if mode == "synonyms"]
        self.words = CompiledWords(self.settings.words, self.settings.locales, own)
        self._kinds = {
            "price": allowed.price == "filter",
            "negation": allowed.negation == "exclude",
            "sort": allowed.sort == "price",
            "value": allowed.value == "note",
        }
        self._value_sources = [
            (number, column, compiled.refinement.id in allowed.filters)
            for number, compiled in enumerate(self.refinements)
            if (column := self._named_column(compiled)) is not None
        ]
        self.understanding = lru_cache(maxsize=None)(self._understanding_of)
        self.overlays = Overlays(self.settings, self.refinements)
        self._options = {option.id: option for option in self.settings.sorting_options}
        self._keys = KeyCompiler(engine, self._attributes, self.currency, self._labels, definitions.uncolumned)
        self._compiled_option = lru_cache(maxsize=256)(self._compile_option)

    @cached_property
    def counted_categories(self) -> Definitions:
        """What the engine counts of searches that are made for the counts of categories only."""
        return Definitions('[{"kind": "categories"}]')

    def _understanding_of(self, kinds: frozenset[str]) -> Understanding | None:
        """Return what the engine understands of phrases: of these kinds what the settings allow; ``None``: nothing."""
        prices, negations, sorts, values = (allowed and kind in kinds for kind, allowed in self._kinds.items())
        if not (prices or negations or sorts or values):
            return None
        allowed, currency = self.settings.understanding, self.currency
        words = (currency.code, currency.exponent, allowed.currency_words, allowed.exceptions)
        return Understanding(*words, prices, negations, sorts, self._value_sources if values else [])

    def _named_column(self, compiled: CompiledRefinement) -> int | None:
        """The column whose values a phrase may name: of texts, each a choice of its own."""
        attribute = self._attributes.get(compiled.refinement.source)
        is_text = compiled.refinement.source == "brand" or (attribute is not None and attribute.kind == "text")
        return self.engine.column(compiled.value_column) if compiled.value_column is not None and is_text else None

    def value_meant(self, chain: Sequence[str], refinement: int, value: int) -> tuple[str, str, str]:
        """Return (refinement, value, label) of numbers."""
        compiled = self.refinements[refinement]
        return (compiled.refinement.id, *compiled.value_and_label(value, chain))

    def sort_keys(self, sort: str | Iterable[SortKey | Mapping[str, Any]], locale: str) -> SortKeys:
        """Return the engine's keys of a sorting option or of keys.

        Raises:
            UnknownSortError: there is no such option, or a key reads what the store does not have.
        """
        if isinstance(sort, str):
            return self._compiled_option(sort, locale)
        return self._keys.compile(keys_of(sort), locale, self.chain(locale))

    def _compile_option(self, option: str, locale: str) -> SortKeys:
        if option not in self._options:
            known = ", ".join(self._options) or "none"
            raise UnknownSortError(f"there is no sorting option {option!r}; the settings have: {known}")
        return self._keys.compile(self._options[option].keys, locale, self.chain(locale))

    def category_label(self, category: str, locale: str) -> str:
        """Return what shoppers read of a category."""
        return label_in(self.tree[category].label, self.chain(locale), category)

    def chain(self, locale: str) -> Sequence[str]:
        """Return the languages of a locale."""
        return self.settings.locales[locale]

    def refinement_results(self, request: Request, raw: RawPage) -> tuple[RefinementResult, ...]:
        """Return what a page shows of every refinement."""
        chain = self.chain(request.locale)
        found = (
            compiled.result(raw, number, chain, request.category if compiled.is_category else request.selections.get(number))
            for number, compiled in enumerate(self.refinements)
        )
        return tuple(result for result in found if result is not None)

    def has_swatches(self, refinement: str) -> bool:
        """Whether a refinement's values may have a swatch."""
        return self.refinements[self.numbers[refinement]].refinement.is_by_value

    def sorting_labels(self, locale: str) -> tuple[tuple[str, str], ...]:
        """Return (id, label) of every sorting option."""
        chain = self.chain(locale)
        return tuple((option.id, label_in(option.label, chain, option.id)) for option in self._options.values())
