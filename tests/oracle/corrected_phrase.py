"""A phrase with its misspelt words corrected, split and joined: semantics.md section 8."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from .corrections import all_corrections, beside_neighbours, can_be_corrected, candidates, kept_corrections, possible_corrections
from .misspellings import distance, is_negation, is_plain, score
from .phrase import Clause, Phrase
from .stop_words import language_of, stop_words
from .text import Token
from .understanding import one_space

if TYPE_CHECKING:
    from .corrections import Typos
    from .relevance import TextIndex

MOST_OF_PHRASE = 512


@dataclass(frozen=True)
class Change:
    """What one clause becomes, as a clause and as words on the page."""

    clause: Clause
    words: list[str]
    score: int
    possible: list[tuple[int, str]] = field(default_factory=list)
    second: Clause | None = None


@dataclass(frozen=True)
class Join:
    """Section 8: two clauses that become one; `doubtless` when both stand in the index, so that it may be undone."""

    x: Clause
    y: Clause
    change: Change
    doubtless: bool


@dataclass
class Corrector:
    """Section 8, mode `min`: the changes of one phrase."""

    phrase: Phrase
    index: TextIndex
    typos: Typos
    own: dict[Clause, Change] = field(default_factory=dict)
    joins: list[Join] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find every clause's own change, then the joins from left to right."""
        changes = {clause: self._change(clause) for clause in self.phrase.clauses}
        self.own = {clause: change for clause, change in changes.items() if change is not None}
        best = [self._best_word(clause) for clause in self.phrase.clauses]
        for i, clause in enumerate(self.phrase.clauses):
            if clause in self.own and self.own[clause].possible:
                self.own[clause] = self._beside(clause, [None, *best, None][i], [*best, None][i + 1])
        joined: set[Clause] = set()
        for x, y in pairwise(self.phrase.clauses):
            join = self._join(x, y) if x not in joined else None
            if join is not None:
                self.joins.append(join)
                joined |= {x, y}

    def _change(self, clause: Clause) -> Change | None:
        """Section 8: a correction or a split, whichever is better."""
        if self.typos.is_known(clause.tokens[0].term) or not can_be_corrected(clause, self.phrase, self.index, self.typos):
            return None
        possible = possible_corrections(clause, self.index, self.typos)
        split = (self._split(clause) or self._apart(clause)) if self.index.df(clause) == 0 else None
        if split is not None and (not possible or split.score <= possible[0][0]):
            return split
        if not possible:
            return self._merchant_word(clause) if self.index.df(clause) == 0 else None
        return Change(clause, [possible[0][1]], possible[0][0], possible)

    def _apart(self, clause: Clause) -> Change | None:
        """Section 8, taken apart."""
        t = clause.tokens[0].term
        if "de" not in map(language_of, self.index.chain):
            return None
        for x, y in ((t[:at], t[at:]) for at in range(3, len(t) - 3)):
            rarer = min(self.index.df(Clause.of(x)), self.index.df(Clause.of(y)))
            if rarer > 0 and x not in stop_words("de") and y not in stop_words("de"):
                return Change(Clause.of(x), [x, y], 60 - 4 * rarer.bit_length(), second=Clause.of(y))
        return None

    def _merchant_word(self, clause: Clause) -> Change | None:
        """Section 8, split and join: the nearest word of the merchant's."""
        t = clause.tokens[0].term
        near = [v for v in self.index.words.words_of_keys() if 1 <= distance(t, v) <= self.typos.reach(t) and not is_negation(t, v)]
        found = min(((score(t, v, 0), v) for v in near), default=None)
        return None if found is None else Change(Clause.of(found[1]), [found[1]], found[0])

    def _best_word(self, clause: Clause) -> str | None:
        """Section 8, corrections: what a neighbour looks at."""
        change = self.own.get(clause)
        if not clause.is_word or (change is not None and not change.possible):
            return None
        return clause.tokens[0].term if change is None else change.words[0]

    def _beside(self, clause: Clause, before: str | None, after: str | None) -> Change:
        """Section 8, corrections: the kept ones, by score and neighbours; splits and joins look at the score alone."""
        change = self.own[clause]
        corrections = tuple(kept_corrections(beside_neighbours(change.possible, before, after, self.index), self.typos))
        return replace(change, clause=clause._replace(corrections=corrections), words=[corrections[0].word])

    def _split(self, clause: Clause) -> Change | None:
        """Section 8, split."""
        t = clause.tokens[0].term
        found = []
        for x, y in ((t[:at], t[at:]) for at in range(1, len(t))):
            rarer = min(self.index.frequency(x), self.index.frequency(y))
            quote = Clause((Token(x, 0), Token(y, 1)), quoted=True)
            if rarer > 0 and self.index.df(quote) > 0:
                found.append((-rarer, len(x), Change(quote, [x, y], 60 - 4 * rarer.bit_length())))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _join(self, x: Clause, y: Clause) -> Join | None:
        """Section 8, join."""
        if not all(clause.is_word and not clause.known and is_plain(clause.tokens[0].term) for clause in (x, y)):
            return None
        word = x.tokens[0].term + y.tokens[0].term
        frequency = self.index.frequency(word)
        if self.phrase.place(y) - self.phrase.place(x) > 1 or frequency == 0 or len(word) < 4:
            return None
        missing = [clause for clause in self.phrase.clauses if self.index.df(clause) == 0]
        if missing and x not in missing and y not in missing:
            return None
        change = Change(Clause.of(word), [word], 60 - 4 * frequency.bit_length())
        if any(change.score > self.own[clause].score for clause in (x, y) if clause in self.own):
            return None
        return Join(x, y, change, doubtless=x not in missing and y not in missing)

    def corrected(self, *, joined: bool) -> CorrectedPhrase | None:
        """Section 8, when: the corrected phrase, with all joins or (`joined` false) without those that are undone; None: no change."""
        joins = [join for join in self.joins if joined or not join.doubtless]
        becomes = {clause: change.clause for clause, change in self.own.items()}
        words = {clause: change.words for clause, change in self.own.items()}
        for join in joins:
            becomes |= {join.x: join.change.clause, join.y: join.change.clause}
            words |= {join.x: join.change.words, join.y: []}
        if not becomes:
            return None
        seconds = {clause: change.second for clause, change in self.own.items() if change.second is not None}
        for join in joins:
            seconds = {clause: second for clause, second in seconds.items() if clause not in (join.x, join.y)}
        return CorrectedPhrase(self.index.annotated(_with(self.phrase, becomes, seconds)), searched(self.phrase, words))


@dataclass(frozen=True)
class Written:
    """A phrase as a page shows it, and the parts of it that are no words."""

    text: str
    apart: list[tuple[int, int]]


@dataclass(frozen=True)
class CorrectedPhrase:
    """A phrase that stands in for the typed one, and how the page shows it."""

    phrase: Phrase
    searched: Written


def corrected_everywhere(phrase: Phrase, within: int, index: TextIndex, typos: Typos) -> Phrase:
    """Section 8, modes `on` and `strict`: every clause that can be corrected, within so many edits."""
    becomes: dict[Clause, Clause] = {}
    left = MOST_OF_PHRASE
    for clause in phrase.clauses:
        if can_be_corrected(clause, phrase, index, typos):
            corrections = tuple(all_corrections(clause, within, index, typos))[:left]
            left -= len(corrections)
            becomes[clause] = clause._replace(corrections=corrections)
    return _with(phrase, becomes)


def _with(phrase: Phrase, becomes: dict[Clause, Clause], seconds: dict[Clause, Clause] | None = None) -> Phrase:
    """The phrase with other clauses, now and then two for one; of the same word or quote only the first, as it is."""

    def new(clause: Clause) -> list[Clause]:
        second = (seconds or {}).get(clause)
        return [becomes.get(clause, clause), *([] if second is None else [second])]

    first: dict[Clause, Clause] = {}
    for one in (one for clause in phrase.clauses for one in new(clause)):
        first.setdefault(one.bare, one)
    from_piece = [[first.get(one.bare, clause) for clause in clauses for one in new(clause)] for clauses in phrase.from_piece]
    return replace(phrase, clauses=list(first.values()), from_piece=from_piece)


def searched(phrase: Phrase, words: dict[Clause, list[str]]) -> Written:
    """Section 8, `searched`: the text with each piece that changes as its tokens, changed; white space runs as one space."""
    original = phrase.text
    for i, (start, end) in enumerate(phrase.apart):  # section 12: parts that are no words stay, so one character stands for each
        original = original[:start] + chr(_FIRST_MARK + i) * (end - start) + original[end:]
    text = ""
    end = 0
    for i, part in enumerate(phrase.piece_parts):
        clauses = phrase.from_piece[i]
        changed = [word for clause in clauses for word in words.get(clause, [clause.tokens[0].term])]
        text += original[end : part.start]
        text += " ".join(changed) if any(clause in words for clause in clauses) else part.text
        end = part.end
    return _with_parts(one_space(text + original[end:]), [phrase.text[start:end] for start, end in phrase.apart])


_FIRST_MARK = 0x10F000


def _with_parts(marked: str, parts: list[str]) -> Written:
    """The marks replaced by the parts that they stand for."""
    text, apart = "", []
    for mark, run in groupby(marked):
        number = ord(mark) - _FIRST_MARK
        if 0 <= number < len(parts):
            start = len(text)
            text += one_space(parts[number])
            apart.append((start, len(text)))
        else:
            text += "".join(run)
    return Written(text, apart)


@dataclass(frozen=True)
class Offer:
    """Section 8, offers: a phrase with another word for one clause."""

    phrase: Phrase
    searched: Written
    is_unknown: bool


def offers(phrase: Phrase, index: TextIndex, typos: Typos) -> list[Offer]:
    """Section 8, offers, by score, clause and word; whether they find enough is not known yet."""
    found = []
    for place, clause in enumerate(phrase.clauses):
        if can_be_corrected(clause, phrase, index, typos):
            t, is_unknown = clause.tokens[0].term, index.df(clause) == 0
            for v in candidates(t, wide(t) if is_unknown else 1, index)[:3]:
                new = index.annotated(_with(phrase, {clause: Clause.of(v)}))
                offer = Offer(new, searched(phrase, {clause: [v]}), is_unknown)
                found.append((score(t, v, index.frequency(v)), place, v, offer))
    return [offer for *_, offer in sorted(found, key=lambda one: one[:3])]


def wide(t: str) -> int:
    """Section 8, offers: how far the word that was meant may lie."""
    return 0 if len(t) < 2 else 1 if len(t) < 4 else 2 if len(t) < 7 else 3
