"""Which words of a phrase are the label of a value: semantics.md section 12, value; what that is worth: section 6, values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from .refinements import Selection
from .relevance import half_up
from .stems import has_groups, stem
from .stop_words import stop_words
from .text import fold, is_cjk, query_tokens, runs
from .understanding import compared, one_space
from .value_labels import ValueLabels

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from .documents import Catalog, Document
    from .matching import Candidate
    from .refinements import Definition
    from .relevance import TextIndex
    from .text import Chain

Place = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """A value that words may mean."""

    number: int
    definition: Definition
    value: str
    documents: int

    def is_of(self, hit: Candidate) -> bool:
        """Whether the represented row of a hit has it."""
        return any(value.id == self.value for value in hit.document.values(hit.row, self.definition.attribute))


@dataclass(frozen=True)
class NamedValue:
    """Section 12, value; `of`: the fewest documents that have one of the words."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    of: int
    effect: str

    @property
    def is_apart(self) -> bool:
        """Whether its words are none to look up."""
        return self.effect in ("applied", "overruled")


class Values:
    """The refinements of the settings whose values are looked for, in one locale."""

    def __init__(self, definitions: Sequence[Definition], catalog: Catalog, index: TextIndex, filters: Sequence[str]) -> None:
        """Those of attributes of kind text, and of the brand."""
        self._catalog, self._index, self._filters = catalog, index, filters
        self._chain: Chain = index.chain
        self._named: list[tuple[int, Definition, ValueLabels]] = []
        for number, one in enumerate(definitions):
            record = catalog.attributes.get(one.attribute)
            is_text = one.attribute == "brand" or (record is not None and record.kind == "text")
            if one.kind == "attribute" and one.bucketing == "none" and is_text:
                self._named.append((number, one, ValueLabels(catalog, one.attribute)))

    def find(
        self, text: str, pieces: Sequence[Place], is_parted: Callable[[int, int], bool], is_exception: Callable[[str], bool], closed: int
    ) -> list[NamedValue]:
        """The values of the pieces of a phrase; `is_parted` tells whether something else stands between two of them."""
        found: list[NamedValue] = []
        run: list[Place] = []
        for place in pieces:
            if run and is_parted(run[-1][1], place[0]):
                found += self._of_run(text, run)
                run = []
            run.append(place)
        found += self._of_run(text, run)
        return [one for one in found if one.end != closed and not is_exception(_spelling(text[one.start : one.end]))]

    def chosen(self, values: Sequence[NamedValue]) -> dict[str, Selection]:
        """Section 12, what it does: refinement -> values."""
        found: dict[str, set[str]] = {}
        for one in values:
            for reading in one.readings if one.is_apart else ():
                if reading.definition.id in self._filters:
                    found.setdefault(reading.definition.group, set()).add(reading.value)
        return {group: Selection(tuple(sorted(ids))) for group, ids in found.items()}

    def overruled(self, values: list[NamedValue], selected: Collection[str]) -> list[NamedValue]:
        """Section 12, what it does: what the request selects in that refinement takes its place."""

        def is_given(one: NamedValue) -> bool:
            return any(group in selected for group in self.chosen([one]))

        return [replace(one, effect="overruled") if is_given(one) else one for one in values]

    def _of_run(self, text: str, run: list[Place]) -> Iterator[NamedValue]:
        """From left to right, the longest at each piece."""
        words = [[token.term for token in query_tokens(text[start:end], self._chain[0])] for start, end in run]
        i = 0
        while i < len(run):
            end, meant = self._longest(words[i:])
            if not meant:
                yield from self._within(text, run[i])
                i += 1
                continue
            here = [word for piece in words[i : i + end] for word in piece]
            before = [word for piece in words[:i] for word in piece][-1:]
            behind = [word for piece in words[i + end :] for word in piece][:1]
            is_empty = all(word in stop_words(self._chain[0]) for word in here)
            in_brand = any(map(self._is_pair, pairwise([*before, here[0]])))
            in_brand |= any(map(self._is_pair, pairwise([here[-1], *behind])))
            if not is_empty and not in_brand:
                yield self._named_value(text, run[i][0], run[i + end - 1][1], meant)
            i += end

    def _longest(self, words: list[list[str]]) -> tuple[int, set[tuple[int, str]]]:
        """The fewest pieces that are the longest label, and what is called so."""
        for tokens in sorted({sum(map(len, words[:count])) for count in range(1, len(words) + 1)} - {0}, reverse=True):
            end = next(count for count in range(1, len(words) + 1) if sum(map(len, words[:count])) == tokens)
            here = [word for piece in words[:end] for word in piece]
            meant = {
                (n, id_) for n, (_, _, labels) in enumerate(self._named) for id_ in labels.documents if self._is_called(labels, id_, here)
            }
            if meant:
                return end, meant
        return 0, set()

    def _is_called(self, labels: ValueLabels, id_: str, words: list[str]) -> bool:
        for label, language in labels.labels(id_, self._chain):
            own = [token.term for token in query_tokens(label, self._chain[0])]
            if not _is_without_spaces(_spelling(label)) and [_stem(one, language) for one in own] == [
                _stem(one, language) for one in words
            ]:
                return True
        return False

    def _within(self, text: str, piece: Place) -> Iterator[NamedValue]:
        """Labels without spaces inside of a piece."""
        characters = compared(text[piece[0] : piece[1]], piece[0])
        spelled = "".join(one.character for one in characters)
        typed = "".join(text[one.place] for one in characters)
        i = 0
        while i < len(spelled):
            here = [(label, meant) for label, meant in self._without_spaces() if spelled.startswith(label, i)]
            here = [(label, meant) for label, meant in here if _is_whole(typed, i, i + len(label))]
            longest = max((len(label) for label, _ in here), default=0)
            if longest:
                end = i + longest
                last = characters[end].place if end < len(characters) else piece[1]
                yield self._named_value(text, characters[i].place, last, {meant for label, meant in here if len(label) == longest})
            i += longest or 1

    def _without_spaces(self) -> Iterator[tuple[str, tuple[int, str]]]:
        """The labels of a script without spaces, and what they mean."""
        for n, (_, _, labels) in enumerate(self._named):
            for id_ in labels.documents:
                for label in {_spelling(label) for label, _ in labels.labels(id_, self._chain)}:
                    if len(label) > 1 and _is_without_spaces(label):
                        yield label, (n, id_)

    def _named_value(self, text: str, start: int, end: int, meant: set[tuple[int, str]]) -> NamedValue:
        readings = []
        for n, id_ in sorted(meant):
            number, definition, labels = self._named[n]
            readings.append(Reading(number, definition, id_, len(labels.documents[id_])))
        readings.sort(key=lambda one: -one.documents)
        of = min(self._index.frequency(token.term) for token in query_tokens(text[start:end], self._chain[0]))
        filters = {one.number for one in readings if one.definition.id in self._filters}
        return NamedValue(start, end, tuple(readings), of, "applied" if len(filters) == 1 else "noted")

    def _is_pair(self, pair: tuple[str, str]) -> bool:
        brands = (document.product.record.get("brand") for document in self._catalog.documents)
        return any(pair in pairwise(runs(fold(brand))) for brand in brands if isinstance(brand, str))


def _spelling(text: str) -> str:
    return one_space("".join(one.character for one in compared(text, 0)))


def _is_without_spaces(label: str) -> bool:
    return bool(label) and all(map(is_cjk, label))


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no run of katakana goes on over an end."""
    ends = [i for i in (start, end) if 0 < i < len(text)]
    return not any(all("\u30a1" <= one <= "\u30fe" for one in (text[i - 1], text[i])) for i in ends)


def _stem(word: str, language: str) -> str:
    return (stem(word, language) if has_groups(language) else None) or word


def value_gains(
    first: list[Candidate], values: Sequence[NamedValue], of_types: str | None, weight: float, relevance: Callable[[Document], int]
) -> dict[str, int]:
    """Section 6, values: what each of the first hits gains."""
    named = [[one for one in part.readings if one.definition.attribute != of_types] for part in values if not part.is_apart]
    named = [readings for readings in named if readings]
    gains = {}
    for hit in first if named else []:
        held = sum(any(one.is_of(hit) for one in readings) for readings in named)
        gains[hit.document.id] = relevance(hit.document) * half_up(weight * 256) * held // (256 * len(named))
    return gains
