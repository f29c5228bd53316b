"""Sort keys as merchants write them -> keys of the engine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import msgspec

from commerce_search._engine import SortKeys, fold
from commerce_search.errors import QueryError, UnknownSortError, ValidationError
from commerce_search.indexing.columns import choice_column, name_column
from commerce_search.settings import SortKey

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from commerce_search._engine import Store
    from commerce_search.catalog import Attribute
    from commerce_search.kernel.money import Currency
    from commerce_search.search.labels import AttributeLabels

__all__ = ["KeyCompiler", "keys_of"]

_NUMBERS: Final = frozenset({"price", "list_price", "stock", "rating", "rating_count"})
_MONEY: Final = frozenset({"price", "list_price"})


def keys_of(given: Iterable[SortKey | Mapping[str, Any]]) -> tuple[SortKey, ...]:
    """Return keys given as objects or as dictionaries.

    Raises:
        UnknownSortError: one of them does not say what a key says.
    """
    try:
        return tuple(key if isinstance(key, SortKey) else msgspec.convert(key, SortKey) for key in given)
    except msgspec.ValidationError as error:
        raise UnknownSortError(f"a sort key is wrong: {error}; a key has by, direction and nulls") from None


class KeyCompiler:
    """Compiles sort keys for one store and locale."""

    def __init__(
        self,
        store: Store,
        attributes: Mapping[str, Attribute],
        currency: Currency,
        labels: Mapping[str, AttributeLabels],
        uncolumned: Collection[str],
    ) -> None:
        """Look columns up in ``store``; the attributes of ``uncolumned`` have values, but too many of them for columns."""
        self._store = store
        self._attributes = attributes
        self._currency = currency
        self._labels = labels
        self._uncolumned = uncolumned

    def compile(self, keys: Sequence[SortKey], locale: str, chain: Sequence[str]) -> SortKeys:
        """Return the engine's keys.

        Raises:
            UnknownSortError: a key reads what the store does not have.
        """
        return SortKeys(msgspec.json.encode([self._key(key, locale, chain) for key in keys]).decode())

    def _key(self, key: SortKey, locale: str, chain: Sequence[str]) -> dict[str, Any]:
        compiled: dict[str, Any] = {"descending": key.direction == "descending", "nulls": self._nulls(key)}
        if key.by in ("relevance", "category_position"):
            return {**compiled, "source": key.by}
        column = self._column(self._column_name(key.by, locale))
        if column is None:
            return self._without_column(key, compiled)
        compiled["source"] = {"column": column}
        if key.by not in _NUMBERS and key.by != "name" and self._is_text(key.by):
            compiled["ranks"] = self._ranks(key.by, column, chain)
        return compiled

    def _column(self, name: str) -> int | None:
        try:
            return self._store.column(name)
        except UnicodeEncodeError:
            return None

    def _without_column(self, key: SortKey, compiled: dict[str, Any]) -> dict[str, Any]:
        """Return a key of an attribute that no product has: it is missing everywhere, so it decides nothing."""
        if key.by not in self._attributes or key.by in self._uncolumned:
            raise self._unknown(key.by)
        return {**compiled, "source": "nothing"}

    def _column_name(self, by: str, locale: str) -> str:
        if by == "name":
            return name_column(locale)
        return by if by in _NUMBERS else choice_column(by)

    def _is_text(self, by: str) -> bool:
        return by == "brand" or (by in self._attributes and self._attributes[by].kind == "text")

    def _ranks(self, by: str, column: int, chain: Sequence[str]) -> list[int]:
        labels = self._labels.get(by)
        texts = [value if labels is None else labels.label(value, chain) for value in self._store.values(column)]
        places = {text: place for place, text in enumerate(sorted(set(texts), key=lambda text: (fold(text), text)))}
        return [places[text] for text in texts]

    def _nulls(self, key: SortKey) -> Any:
        if isinstance(key.nulls, str):
            return key.nulls
        try:
            constant = float(self._currency.parse(key.nulls) if key.by in _MONEY else key.nulls)
        except ValidationError:
            constant = math.nan
        if not math.isfinite(constant):
            raise QueryError(f"sort by {key.by!r}: nulls={key.nulls!r} can stand for no value; give a number that one may have")
        return {"constant": constant}

    def _unknown(self, by: str) -> UnknownSortError:
        if by in self._attributes:
            remedy = "name it in the settings' `columns` and build the store again"
            return UnknownSortError(f"attribute {by!r} has no column to sort by: {remedy}")
        facts = ", ".join(sorted({*_NUMBERS, "name", "brand", "relevance", "category_position"}))
        return UnknownSortError(f"nothing is called {by!r}: sort by an attribute's id or by one of {facts}")
