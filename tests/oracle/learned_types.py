"""Types that names tell, where no attribute does, and the vote of the first hits: semantics.md section 6, learned types."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from .misspellings import is_plain
from .product_types import leading_on, names_things_first
from .relevance import half_up
from .sorting import sold_out
from .stems import has_groups, stem
from .stop_words import stop_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from .documents import Document
    from .matching import Candidate
    from .relevance import TextIndex

WINDOW = 24
_MOST_TYPES = 65536
_FIELDS = ("name", "short_description")


class LearnedTypes:
    """The types of one locale."""

    def __init__(self, index: TextIndex, weight: float) -> None:
        """Learn them from the names of all documents."""
        self._index, self._weight, self._tag = index, half_up(weight * 256), index.chain[0]
        has_names = any(one.name == _FIELDS[0] for one in index.fields)
        documents = index.catalog.documents if has_names and self._weight else []
        self._words = {(document.id, name): self._text(document, name) for document in documents for name in _FIELDS}
        brands = {document.id: document.product.record.get("brand") for document in documents}
        ends = Counter(end for document in documents if (end := self._end(document)) is not None)
        names: dict[str, set[str]] = {}
        for document in documents:
            for word in self._words[document.id, "name"]:
                names.setdefault(self._stem(word), set()).add(document.id)
        every = len({brand for brand in brands.values() if brand is not None})

        def headness(word: str) -> float:
            of_brands = len({brands[id_] for id_ in names[word]} - {None})
            if ends[word] < 2 or of_brands < 3:
                return 0
            return (ends[word] + 0.5) / (len(names[word]) + 5) * math.log(1 + of_brands) / math.log(1 + every)

        self._types = set(sorted(word for word in ends if half_up(headness(word) * 65536) > 3277)[:_MOST_TYPES])

    def _text(self, document: Document, name: str) -> list[str]:
        """The words of a field: the first token, by code points, at each place."""
        places: dict[int, str] = {}
        for term, positions in self._index.positions.get((document.id, name), {}).items():
            for position in positions if term[0] != "\1" else ():
                places[position] = min(term, places.get(position, term))
        return [places[position] for position in sorted(places)]

    def _stem(self, word: str) -> str:
        return (stem(word, self._tag) if has_groups(self._tag) else None) or word

    def _core(self, words: list[str]) -> list[str]:
        """The words before the first that leads on, from where the thing is named."""
        end = next((at for at, word in enumerate(words) if word in leading_on(self._tag)), len(words))
        return words[:end] if names_things_first(self._tag) else words[:end][::-1]

    def _end(self, document: Document) -> str | None:
        core = self._core(self._words[document.id, "name"])
        return next((self._stem(word) for word in core if is_plain(word) and len(word) > 1 and word not in stop_words(self._tag)), None)

    def _called(self, document: Document, name: str) -> list[str]:
        """The types that a text tells; of those side by side the outermost."""
        core = [self._stem(word) for word in self._core(self._words.get((document.id, name), []))]
        return [word for at, word in enumerate(core) if word in self._types and (at == 0 or core[at - 1] not in self._types)]

    def _of(self, document: Document) -> str | None:
        return next(iter(self._called(document, "name")), None)

    def named(self, ways: list[list[str]], *, is_typing: bool) -> set[str]:
        """The types that a phrase names, in any of the ways that its words may be said."""
        named = set()
        for words in ways:
            core = self._core(words)
            at = next((at for at, word in enumerate(core) if self._stem(word) in self._types), None)
            if at is None:
                continue
            place = at if names_things_first(self._tag) else len(core) - 1 - at
            if not is_typing or place == len(words) - 1:
                named.add(self._stem(core[at]))
        return named

    def is_called(self, document: Document, named: set[str]) -> bool:
        """Whether the name of a document, that tells its type, or its short description calls it so."""
        return self._of(document) is not None and any(word in named for name in _FIELDS for word in self._called(document, name))

    def gains(self, first: list[Candidate], named: set[str], relevance: Callable[[Document], int]) -> dict[str, int]:
        """What each of the first hits gains."""
        votes: Counter[str] = Counter()
        for hit in first:
            of_type = self._of(hit.document)
            if (
                of_type is not None
                and self.is_called(hit.document, named)
                and (hit.coverage, hit.corrected) == (first[0].coverage, first[0].corrected)
            ):
                votes[of_type] += relevance(hit.document)
        every = sum(votes.values())
        types = {hit.document.id: self._of(hit.document) for hit in first if every}
        gaining = {id_: votes[type_] for id_, type_ in types.items() if type_ is not None and type_ in votes}
        scores = {hit.document.id: relevance(hit.document) for hit in first}
        return {id_: scores[id_] * self._weight * share // (every * 256) for id_, share in gaining.items()}


def voted(hits: list[Candidate], gains: dict[str, int], relevance: Callable[[Document], int]) -> list[Candidate]:
    """The hits, the first of them in the order of what they have gained."""

    def place(hit: Candidate) -> tuple[bool, bool, int, int, int, int, str]:
        gained = relevance(hit.document) + gains.get(hit.document.id, 0)
        return (not hit.named, sold_out(hit.row), -hit.coverage, hit.corrected, -hit.says, -gained, hit.document.id)

    return sorted(hits[:WINDOW], key=place) + hits[WINDOW:]
