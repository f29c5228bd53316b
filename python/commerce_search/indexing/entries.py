"""What can be suggested of a catalog: phrases made of its own words, its categories, brands and values.

Definition: ``docs/reference/semantics.md``, paragraph 10.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from commerce_search.indexing.columns import attribute_column, choice_column
from commerce_search.indexing.name_runs import name_runs
from commerce_search.kernel.localized import label_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from commerce_search.catalog import Catalog
    from commerce_search.catalog.product import Listing
    from commerce_search.indexing.declarations import Declarations
    from commerce_search.kernel.localized import LocalizedText
    from commerce_search.settings import Settings

__all__ = ["CatalogEntries"]

_COLOURS: Final = frozenset({"color", "colour", "refinementColor"})
_NOUN_FIRST: Final = frozenset({"es", "fr", "it", "pt"})
"""Languages in which what qualifies a thing stands behind it."""
_MOST: Final = 100_000
"""Phrases of a locale."""
_MOST_COUNTED: Final = 2_000_000
"""Phrases that are counted at the same time; beyond, those seen once are forgotten on the way."""
_PART: Final = "\x1f"
"""Parts a column from a value, where an entry leads to one."""

_Entry: TypeAlias = dict[str, Any]


class CatalogEntries:
    """Counts, document by document, what a catalog gives."""

    def __init__(self, settings: Settings, catalog: Catalog, declarations: Declarations) -> None:
        """Read categories and labels from ``catalog``, which may still be growing."""
        self._catalog = catalog
        self._declarations = declarations
        refined = [one.source for one in settings.refinements if one.is_by_value]
        self._refined = dict.fromkeys(source for source in refined if source != "rating")
        given = settings.suggestions.combine
        colours = [one.source for one in settings.refinements if one.kind == "attribute" and one.source in _COLOURS]
        self._combined = ("brand", *dict.fromkeys(colours)) if given is None else given
        self._types = () if settings.product_types.attribute is None else (settings.product_types.attribute,)
        self._categories: Counter[str] = Counter()
        self._values: Counter[tuple[str, str]] = Counter()
        self._labels_of = cache(self._read_labels)
        self._phrases = [_Phrases(chain, settings.suggestions.least_products) for chain in settings.locales.values()]

    def add(self, product: Listing, document: Mapping[str, Any]) -> None:
        """Count a document of a product."""
        assigned = [assignment["id"] for assignment in document["@categories"]]
        tree = self._catalog.categories
        self._categories.update({above.id for category in assigned for above in tree.path(category)})
        held = {name: self._held(name, document) for name in dict.fromkeys((*self._refined, *self._combined, *self._types))}
        types = [(name, value) for name in self._types if self._kind(name) == "text" for value in held[name]]
        self._values.update((name, value) for name in self._refined for value in held[name])
        for phrases in self._phrases:
            chain = phrases.chain
            things = [label_in(tree[category].label, chain, category) for category in assigned]
            things += [self._label(name, value, chain) for name, value in types]
            combined = [self._label(name, value, chain) for name in self._combined for value in held[name]]
            phrases.add(label_in(product.name, chain, ""), things, product.brand, combined)

    def _held(self, name: str, document: Mapping[str, Any]) -> dict[str, None]:
        """Return the values of an attribute that a document or a row of it has."""
        if name != "brand" and self._kind(name) != "text":
            return {}
        key = f"c:{choice_column(name)}"
        found: dict[str, None] = {}
        for holder in (document, *document.get("rows", ())):
            value = holder.get(key, ())
            found.update(dict.fromkeys((value,) if isinstance(value, str) else value))
        return found

    def _kind(self, name: str) -> str | None:
        attribute = self._catalog.attributes.get(name)
        return None if attribute is None else attribute.kind

    def _label(self, name: str, value: str, chain: Sequence[str]) -> str:
        if name == "brand":
            return value
        label = self._labels_of(name).get(value) or self._declarations.texts.get((attribute_column(name), value))
        return label_in(label, chain, value)

    def _read_labels(self, name: str) -> dict[str, LocalizedText | None]:
        return {value.id: value.label for value in self._catalog.attributes[name].values}

    def by_locale(self) -> list[dict[str, list[_Entry]]]:
        """Return the entries of every locale, by kind."""
        return [self._of_locale(phrases) for phrases in self._phrases]

    def _of_locale(self, phrases: _Phrases) -> dict[str, list[_Entry]]:
        tree, chain = self._catalog.categories, phrases.chain
        categories = [_entry(label_in(tree[name].label, chain, name), count, name) for name, count in self._categories.items()]
        found: dict[str, list[_Entry]] = {"phrases": list(phrases.entries()), "categories": categories, "brands": [], "values": []}
        for (name, value), count in self._values.items():
            label = self._label(name, value, chain)
            if any(map(str.isalpha, label)):
                found["brands" if name == "brand" else "values"].append(_entry(label, count, f"{choice_column(name)}{_PART}{value}"))
        return found


class _Phrases:
    """The phrases of one locale, and the documents that give each."""

    def __init__(self, chain: Sequence[str], least: int) -> None:
        self.chain = chain
        self._least = least
        self._language = chain[0]
        self._noun_first = chain[0].split("-")[0] in _NOUN_FIRST
        self._given: Counter[str] = Counter()
        """By categories, types, brands and values: as they are."""
        self._names: set[str] = set()
        """Those of categories, types and brands."""
        self._runs: Counter[str] = Counter()
        self._given_runs: set[str] = set()
        """Runs that were given otherwise too, where they were: their parts are no less parts of them."""

    def add(self, name: str, things: Iterable[str], brand: str | None, combined: Iterable[str]) -> None:
        labels = [label.lower() for label in things]
        own = {*labels, brand.lower()} if brand else {*labels}
        self._names |= own
        pairs = {self._pair(value.lower(), label) for value in combined for label in labels}
        given = own | pairs
        self._given.update(given)
        runs = set(name_runs(name.lower(), self._language))
        self._runs.update(runs - given)
        self._given_runs |= runs & given
        if len(self._runs) > _MOST_COUNTED:
            self._runs = Counter({run: count for run, count in self._runs.items() if count > 1})

    def _pair(self, value: str, label: str) -> str:
        return f"{label} {value}" if self._noun_first else f"{value} {label}"

    def entries(self) -> Iterable[_Entry]:
        """Return what stays, the best first."""
        weights = self._given + self._runs
        stays = {phrase: weight for phrase, weight in weights.items() if phrase in self._names or self._is_enough(phrase, weight)}
        parts = {
            part for run in stays if run in self._runs or run in self._given_runs for part in _parts(run) if stays.get(part) == stays[run]
        }
        for part in parts - self._given.keys():
            del stays[part]
        best = sorted(stays.items(), key=lambda found: (-found[1], found[0]))
        return (_entry(phrase, weight) for phrase, weight in best[:_MOST])

    def _is_enough(self, phrase: str, weight: int) -> bool:
        return weight >= self._least or " " not in phrase


def _parts(run: str) -> Iterable[str]:
    """Return the runs inside a run."""
    words = run.split(" ")
    bounds = combinations(range(len(words) + 1), 2)
    return (" ".join(words[start:end]) for start, end in bounds if end - start < len(words))


def _entry(label: str, weight: int, target: str = "") -> _Entry:
    return {"label": label, "source": "catalog", "weight": weight, "target": target}
