"""Which words stand in for a typed one: semantics.md section 8, candidates and corrections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .misspellings import distance, is_negation, is_plain, score
from .phrase import Clause, Correction
from .text import Token, query_tokens

if TYPE_CHECKING:
    from .phrase import Phrase
    from .relevance import TextIndex


@dataclass(frozen=True)
class Typos:
    """settings.md, typos."""

    mode: str = "min"
    one: int = 4
    two: int = 8
    margin: int = 20
    exceptions: list[str] = field(default_factory=list)
    known_words: list[str] = field(default_factory=list)

    def reach(self, word: str) -> int:
        """Section 8, edits: how many edits a typed word may have."""
        return 0 if len(word) < self.one else 1 if len(word) < self.two else 2

    def is_exception(self, word: str) -> bool:
        """Section 8, corrections: a token of the exceptions."""
        return any(word == token.term for exception in self.exceptions for token in query_tokens(exception))

    def is_known(self, word: str) -> bool:
        """Section 8, corrections: a token of the known words."""
        return any(word == token.term for known in self.known_words for token in query_tokens(known))


def read_typos(settings: dict[str, Any]) -> Typos:
    """settings.md, typos."""
    return Typos(**settings.get("typos", {}))


def can_be_corrected(clause: Clause, phrase: Phrase, index: TextIndex, typos: Typos) -> bool:
    """Section 8, corrections: whether a clause can be corrected at all."""
    word = clause.tokens[0].term
    if clause.known or not clause.is_word or not is_plain(word) or typos.reach(word) < 1 or typos.is_exception(word):
        return False
    covering = [span for span in phrase.spans if clause in span.clauses]
    searchable = [d for d in index.catalog.documents if d.product.record.get("searchable", True)]
    return not any(span.names(row) for span in covering for document in searchable for row in document.rows)


def candidates(t: str, within: int, index: TextIndex) -> list[str]:
    """Section 8, candidates, by score."""
    near = [v for v in index.correct_words if abs(len(v) - len(t)) <= within and distance(t, v) <= within]
    alternatives = index.alternatives(Clause.of(t))
    allowed = [v for v in near if is_plain(v) and v not in alternatives and not is_negation(t, v)]
    return sorted(allowed, key=lambda v: (score(t, v, index.frequency(v)), v))


def possible_corrections(clause: Clause, index: TextIndex, typos: Typos) -> list[tuple[int, str]]:
    """Section 8, mode `min`: the first 20 words that may stand in for a clause that can be corrected, with their scores, by score alone."""
    t, df = clause.tokens[0].term, index.df(clause)
    found = candidates(t, typos.reach(t), index) if df <= 2 else []
    if df in (1, 2):
        found = [v for v in found if distance(t, v) == 1 and index.frequency(v) >= 10 * df]
    return [(score(t, v, index.frequency(v)), v) for v in found[:20]]


def beside_neighbours(possible: list[tuple[int, str]], before: str | None, after: str | None, index: TextIndex) -> list[tuple[int, str]]:
    """Section 8, mode `min`: put in order again by how often they stand beside their neighbours."""
    again = []
    for one, v in possible:
        quotes = [words for words in ((before, v), (v, after)) if None not in words]
        most = max((index.df(Clause((Token(x or "", 0), Token(y or "", 1)), quoted=True)) for x, y in quotes), default=0)
        again.append((one - 16 * most.bit_length(), v))
    return sorted(again)


def kept_corrections(possible: list[tuple[int, str]], typos: Typos) -> list[Correction]:
    """Section 8, mode `min`: the first, and up to 7 more that are within the margin."""
    first = possible[0][0]
    return [Correction(v, one, _weight(one - first)) for one, v in possible[:8] if one - first <= typos.margin]


def all_corrections(clause: Clause, within: int, index: TextIndex, typos: Typos) -> list[Correction]:
    """Section 8, corrections of a clause that can be corrected, modes `on` and `strict`."""
    t = clause.tokens[0].term
    return _weighed(t, candidates(t, min(within, typos.reach(t)), index)[:50], index)


def _weighed(t: str, words: list[str], index: TextIndex) -> list[Correction]:
    """Section 8, corrections: the weight of each, by how much worse than the first it is."""
    scores = [score(t, v, index.frequency(v)) for v in words]
    return [Correction(v, one, _weight(one - scores[0])) for v, one in zip(words, scores, strict=True)]


def _weight(behind: int) -> int:
    """Section 8, corrections: the weight of a correction so far behind the first."""
    return max(64, 200 - max(0, behind))
