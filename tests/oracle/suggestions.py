"""What may be suggested and stands: semantics.md section 10."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from .completion import Completion, completion, is_excluded, key_of, least_characters
from .entries import SOURCES, Entry, listed
from .refinements import CATEGORY, Selection
from .stems import stem
from .stop_words import language_of, stop_words
from .text import label, query_tokens

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from .search import Oracle, Request

MOST_TRIED = 64
MOST_RECENT = 1000
LONGEST_LABEL = 256
MOST_SCOPES = 3


@dataclass(frozen=True)
class Attempt:
    """A suggestion that stands if its search has a hit; of those with one `identity` the first that stands is suggested."""

    entry: Entry
    completion: Completion
    phrase: str
    selections: dict[str, Selection]
    identity: Hashable


@dataclass(frozen=True)
class Standing:
    """A suggestion that stands, and the hits of its search."""

    attempt: Attempt
    total: int


class Suggester:
    """Section 10 for one request."""

    def __init__(self, oracle: Oracle, request: Request, recent: list[str], popular: dict[str, float], *, counts: bool) -> None:
        """Read the key and gather the entries; `request` is what the products answer."""
        self.oracle, self.request, self.counts = oracle, request, counts
        self.settings: dict[str, Any] = oracle.settings.get("suggestions", {})
        self.index = oracle.index(request.locale)
        self.key = key_of(request.typed)
        self.entries = oracle.entries(request.locale)
        merchant: list[str] = self.settings.get("phrases", {}).get(request.locale, [])
        popularly = [Entry(one, "popular", weight) for one, weight in popular.items()]
        self.phrases = [*listed(recent[:MOST_RECENT], "recent"), *listed(merchant, "merchant"), *popularly, *self.entries.phrases]
        self.degraded = False

    def suggestions(self) -> dict[str, Any]:
        """Section 10, as plain data."""
        enough = self._is_enough(self.key)
        kinds = ([self._of_phrases()], self._of_categories(), self._of_values(brands=True), self._of_values(brands=False))
        phrases, categories, brands, values = self._standing(kinds) if enough else ([], [], [], [])
        return {
            "text": self.request.typed,
            "locale": self.request.locale,
            "phrases": [self._phrase(one) for one in phrases],
            "categories": [self._category(one) for one in categories],
            "brands": [self._value(one) for one in brands],
            "values": [self._value(one) for one in values],
            "scopes": self._scopes(phrases),
            "products": self.oracle.answer(self.oracle.understood(self.request))["hits"] if enough else [],
            "terms": self._terms(phrases) if enough else [],
            "degraded": self.degraded,
        }

    def _is_enough(self, key: str) -> bool:
        """Section 10, key: whether it has the least number of characters."""
        return len(key.rstrip(" ")) >= max(1, least_characters(key, self.settings, self.request.locale))

    # Entries in order

    def _completed(self, entries: Iterable[Entry], key: str) -> list[tuple[Entry, Completion]]:
        """Section 10: the entries that a key completes to, in order, each K once."""
        exclusions: list[str] = self.settings.get("exclusions", {}).get(self.request.locale, [])
        found = [
            (entry, how)
            for entry in entries
            if entry.key and len(entry.label) <= LONGEST_LABEL and not is_excluded(entry.key, exclusions)
            if (how := completion(key, entry.key, self.request.typos)) is not None
        ]
        once: dict[Hashable, tuple[Entry, Completion]] = {}
        for entry, how in sorted(found, key=_order):
            once.setdefault((entry.key, entry.target), (entry, how))
        return list(once.values())

    def _headed(self, entries: list[Entry]) -> Iterator[list[tuple[str, Entry, Completion]]]:
        """Section 10, categories: the first words of the key are the phrase, the words behind them complete; by the number of words before."""
        words = self.key.rstrip(" ").split(" ")
        for j in range(len(words)):
            behind = " ".join(words[j:]) + (" " if self.key.endswith(" ") else "")
            if self._is_enough(behind):
                completed = self._completed(entries, behind)
                yield [(" ".join(words[:j]), entry, how) for entry, how in completed if j == 0 or how.edits == 0]

    # Attempts

    def _of_phrases(self) -> list[Attempt]:
        selections = self.request.selections
        return [
            Attempt(entry, how, entry.label, selections, self._word_set(entry.label))
            for entry, how in self._completed(self.phrases, self.key)
        ]

    def _word_set(self, phrase: str) -> frozenset[str]:
        """Section 10: the words of a phrase, their stems if the first language of the locale is English."""
        first = self.request.chain[0]
        words = {token.term for token in query_tokens(phrase, first)}
        words = words - stop_words(first) or words
        return frozenset((stem(word, first) or word) if language_of(first) == "en" else word for word in words)

    def _of_categories(self) -> list[list[Attempt]]:
        return [
            [Attempt(entry, how, phrase, self._with(CATEGORY, entry.target[0]), entry.target) for phrase, entry, how in headed]
            for headed in self._headed([one for one in self.entries.categories if self._is_below(one.target[0])])
        ]

    def _is_below(self, category: str) -> bool:
        """Section 10: whether a category is a selected one or below it."""
        selected = self.request.selections.get(CATEGORY)
        return selected is None or not set(selected.values).isdisjoint(self.oracle.catalog.ancestry(category))

    def _of_values(self, *, brands: bool) -> list[list[Attempt]]:
        return [
            [Attempt(entry, how, phrase, self._with(*entry.target), entry.target) for phrase, entry, how in headed]
            for headed in self._headed(self.entries.values(brands=brands))
        ]

    def _with(self, group: str, value: str) -> dict[str, Selection]:
        """What is selected, with this in the place of what the group has."""
        return {**self.request.selections, group: Selection((value,))}

    # Standing

    def _standing(self, kinds: Iterable[list[list[Attempt]]]) -> list[list[Standing]]:
        """Section 10, standing: the first of each kind that stand, of the fewest edits of which any of any kind stands."""
        standing: list[list[Standing]] = []
        for edits in (0, 1, 2):
            standing = [self._standing_with(edits, attempts) for attempts in kinds]
            if any(standing):
                break
        return standing

    def _standing_with(self, edits: int, attempts: list[list[Attempt]]) -> list[Standing]:
        """Section 10, standing: the first of a kind that stand with so many edits; `attempts` has a list for each number of words before."""
        found: dict[Hashable, Standing] = {}
        for headed in attempts:
            self._take([one for one in headed if one.completion.edits == edits], found)
        return list(found.values())

    def _take(self, possible: list[Attempt], found: dict[Hashable, Standing]) -> None:
        """Section 10, standing: the first so many are tried, until there are enough."""
        for one in possible[:MOST_TRIED]:
            if len(found) < self.request.limit and one.identity not in found:
                total = self._total(one.phrase, one.selections)
                if total:
                    found[one.identity] = Standing(one, total)
        self.degraded |= len(possible) > MOST_TRIED and len(found) < self.request.limit

    def _total(self, phrase: str, selections: dict[str, Selection]) -> int:
        """Section 10, standing: the hits of a search with match `all` and typos `off`."""
        locale = self.request.locale
        understanding = self.oracle.understanding(locale, selected=selections)
        parsed = self.oracle.parsed(phrase, locale, understanding=understanding)
        request = self.oracle.understood(replace(self.request, phrase=parsed, selections=selections, match="all"))
        return self.oracle.count(parsed, request, self.index)

    # As plain data

    def _phrase(self, one: Standing) -> dict[str, Any]:
        exact = one.attempt.entry.key == f"{self.key.rstrip(' ')} "
        return {"phrase": one.attempt.phrase, "source": one.attempt.entry.source, "exact": exact} | self._numbers(one)

    def _category(self, one: Standing) -> dict[str, Any]:
        entry, categories = one.attempt.entry, self.oracle.catalog.categories
        parent = categories[entry.target[0]].parent
        above = None if parent is None else label(categories[parent].name, self.request.chain, parent)
        return {"id": entry.target[0], "label": entry.label, "parent": above, "phrase": one.attempt.phrase} | self._numbers(one)

    def _value(self, one: Standing) -> dict[str, Any]:
        refinement, value = one.attempt.entry.target
        names = {"refinement": refinement, "value": value, "label": one.attempt.entry.label}
        return names | {"phrase": one.attempt.phrase} | self._numbers(one)

    def _numbers(self, one: Standing) -> dict[str, Any]:
        return {"edits": one.attempt.completion.edits, "total": one.total if self.counts else None}

    def _scopes(self, phrases: list[Standing]) -> list[dict[str, Any]]:
        """Section 10, scopes: the first phrase in the categories that its page would count."""
        if not phrases:
            return []
        phrase = phrases[0].attempt.phrase
        catalog = self.oracle.catalog
        children = sorted(catalog.children(self.request.category(catalog)), key=lambda one: (one.position, one.appearance))
        totals = {category.id: self._total(phrase, self._with(CATEGORY, category.id)) for category in children}
        most = sorted((one for one in children if totals[one.id]), key=lambda one: -totals[one.id])
        named = [(one.id, label(one.name, self.request.chain, one.id)) for one in most]
        scopes = [{"phrase": phrase, "id": id_, "label": name, "total": totals[id_]} for id_, name in named]
        return scopes[: min(MOST_SCOPES, self.request.limit)] if len(scopes) >= 2 else []

    def _terms(self, phrases: list[Standing]) -> list[dict[str, Any]]:
        """Section 10, terms: what stands in the suggested phrases in the place of each typed word."""
        words = self.key.rstrip(" ").split(" ")
        completed = [_words_from_start(one.attempt) for one in phrases]
        found = []
        for i, word in enumerate(words):
            unfinished = i == len(words) - 1 and not self.key.endswith(" ")
            values = dict.fromkeys(one[i] for one in completed if i < len(one))
            found.append({"original": word, "terms": [_term(value, word, unfinished=unfinished) for value in values]})
        return found


def _order(completed: tuple[Entry, Completion]) -> tuple[Any, ...]:
    """Section 10, order; the target makes it whole."""
    entry, how = completed
    return (
        how.edits,
        how.begins_otherwise,
        how.inside,
        SOURCES.index(entry.source),
        -entry.weight,
        len(entry.key),
        entry.key,
        entry.label,
        entry.target,
    )


def _words_from_start(attempt: Attempt) -> list[str]:
    """Section 10, terms: the words of K from the one where the completion starts; none from inside a word."""
    key, start = attempt.entry.key, attempt.completion.start
    return key[start:].split() if start == 0 or key[start - 1] == " " else []


def _term(value: str, typed: str, *, unfinished: bool) -> dict[str, Any]:
    exact = value == typed
    completed = not exact and unfinished and value.startswith(typed)
    return {"value": value, "exact": exact, "completed": completed, "corrected": not exact and not completed}
