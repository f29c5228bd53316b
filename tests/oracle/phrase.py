"""A phrase -> clauses, excluded clauses and spans: semantics.md section 3, and the prefix of section 9."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .stop_words import stop_words
from .text import Chain, Token, fold_words, is_white, is_word, normal_identifier, query_tokens, query_tokens_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .documents import Row
    from .negations import Negation, Sort
    from .uncut_runs import RunCutter
    from .understanding import Price, Understanding
    from .values import NamedValue


_Parts: TypeAlias = "tuple[list[Price], list[Negation], list[Sort]]"


class Correction(NamedTuple):
    """Section 8: a word that stands in for a typed one."""

    word: str
    score: int
    weight: int


class Other(NamedTuple):
    """Section 3, merchant's words: one word or several side by side that are as good as a clause, or stand in for it."""

    tokens: tuple[Token, ...]
    weight: int
    replaces: bool = False


class Clause(NamedTuple):
    """What must occur: one word with its alternatives, or the tokens of a quote at their positions."""

    tokens: tuple[Token, ...]
    quoted: bool
    prefix: bool = False
    corrections: tuple[Correction, ...] = ()
    others: tuple[Other, ...] = ()
    known: bool = False

    @classmethod
    def of(cls, word: str, *, prefix: bool = False) -> Clause:
        """The clause of an unquoted word."""
        return cls((Token(word, 0),), quoted=False, prefix=prefix)

    @property
    def is_word(self) -> bool:
        """Section 8: an unquoted word, no prefix."""
        return not self.quoted and not self.prefix

    @property
    def typed(self) -> Clause:
        """The clause without its corrections."""
        return self._replace(corrections=())

    @property
    def bare(self) -> Clause:
        """The word or the quote itself."""
        return Clause(self.tokens, self.quoted, self.prefix)

    @property
    def several(self) -> bool:
        """A quote of several tokens."""
        return len(self.tokens) > 1


@dataclass(frozen=True)
class Span:
    """Section 3, identifiers: a normal form that may name rows (section 9: or begin such a name), and the clauses that came from it."""

    name: str
    clauses: frozenset[Clause]
    begins: bool

    def names(self, row: Row) -> bool:
        """Whether the span names a row."""
        return any(one.startswith(self.name) for one in row.identifiers) if self.begins else self.name in row.identifiers


class _Part(NamedTuple):
    """A stretch of the phrase as it was typed."""

    text: str
    quoted: bool
    excluded: bool
    start: int
    end: int


@dataclass
class Phrase:
    """Section 3: a phrase, understood; `blank` is no phrase at all; `from_piece` has a clause for every token of each piece; `spoken`: its words but for excluded ones, and `goes_on`: whether the last one may go on; `runs`: unquoted pieces side by side, folded, and whether the last word may go on."""

    text: str = ""
    blank: bool = True
    truncated: bool = False
    clauses: list[Clause] = field(default_factory=list)
    excluded: list[Clause] = field(default_factory=list)
    piece_parts: list[_Part] = field(default_factory=list)
    from_piece: list[list[Clause]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)
    prices: list[Price] = field(default_factory=list)
    negations: list[Negation] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    values: list[NamedValue] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    goes_on: bool = False
    runs: list[tuple[str, bool]] = field(default_factory=list)

    @cached_property
    def spans(self) -> list[Span]:
        """Section 3, identifiers: the spans that may name rows."""
        return list(self._spans())

    @property
    def exclusions_only(self) -> bool:
        """Section 4: it matches every row that the exclusions leave."""
        return not self.clauses and bool(self.excluded)

    @property
    def has_prefix(self) -> bool:
        """Section 9: whether a clause is a prefix."""
        return any(clause.prefix for clause in self.clauses)

    def place(self, clause: Clause) -> int:
        """Section 8, join: the piece from which a clause came first."""
        return next(i for i, clauses in enumerate(self.from_piece) if clause in clauses)

    def _spans(self) -> Iterator[Span]:
        """Section 3, identifiers: the normal forms that may name a row, with the clauses that came from them."""
        count = len(self.piece_parts)
        for start in range(count):
            for end in range(start + 1, min(start + 8, count) + 1):
                name = normal_identifier("".join(part.text for part in self.piece_parts[start:end]))
                telling = len(name) >= 4 and any(digit in name for digit in "0123456789")
                if name and (telling or end - start == count):
                    clauses = frozenset(clause for one in self.from_piece[start:end] for clause in one)
                    yield Span(name, clauses, begins=telling and end == count and self.has_prefix)


def _parts(text: str) -> Iterator[_Part]:
    """Section 3: quotes, excluded words and pieces in order."""
    i = 0
    while i < len(text):
        if is_white(text[i]):
            i += 1
            continue
        after = text[i + 1 : i + 2]
        excluded = text[i] == "-" and (i == 0 or is_white(text[i - 1])) and after != "" and (after == '"' or is_word(after))
        start = i + 1 if excluded else i
        quoted = text[start] == '"'
        end = start + 1
        while end < len(text) and (text[end] != '"' if quoted else not is_white(text[end])):
            end += 1
        following = min(end + 1, len(text)) if quoted else end
        yield _Part(text[start + 1 : end] if quoted else text[start:end], quoted, excluded, i, following)
        i = following


def _regions(parts: Sequence[_Part]) -> list[tuple[int, int]]:
    """Section 12, text: where unquoted pieces stand side by side."""
    found: list[tuple[int, int]] = []
    for i, part in enumerate(parts):
        if not part.quoted and not part.excluded:
            goes_on = i > 0 and not parts[i - 1].quoted and not parts[i - 1].excluded
            start = found.pop()[0] if goes_on else part.start
            found.append((start, part.end))
    return found


def _runs(parts: Sequence[_Part], first: str, *, open_end: bool) -> list[tuple[str, bool]]:
    """Section 3, measures: the texts in which they are read."""
    found: list[tuple[str, bool]] = []
    for i, part in enumerate(parts):
        if not part.quoted and not part.excluded:
            goes_on = i > 0 and not parts[i - 1].quoted and not parts[i - 1].excluded
            before = found.pop()[0] + " " if goes_on else ""
            found.append((before + fold_words(part.text, first), open_end and i == len(parts) - 1))
    return found


def _places(prices: list[Price], negations: list[Negation], sorts: list[Sort]) -> list[tuple[int, int]]:
    parts: list[Price | Negation | Sort] = [*prices, *negations, *sorts]
    return sorted((one.start, one.end) for one in parts)


def _understood(text: str, chain: Chain, understanding: Understanding, *, type_ahead: bool) -> _Parts:
    """Section 12: the parts of a phrase that are no words."""
    parts = list(_parts(text))
    pieces = [(part.start, part.end) for part in parts if not part.quoted and not part.excluded]
    closed = len(text) if type_ahead and text and is_word(text[-1]) else -1
    prices, negations, sorts = understanding.parts(text, chain, _regions(parts), pieces, closed)
    left = "".join(" " if any(start <= i < end for start, end in _places(prices, negations, sorts)) else ch for i, ch in enumerate(text))
    return (prices, negations, sorts) if _has_words(left, chain) else (prices, [], [])


def _has_words(text: str, chain: Chain) -> bool:
    return any(token for part in _parts(text) if not part.excluded for token in query_tokens(part.text, chain[0]))


def _cleared(text: str, apart: Sequence[tuple[int, int]]) -> str:
    for start, end in apart:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _values(text: str, chain: Chain, understanding: Understanding, apart: list[tuple[int, int]], *, type_ahead: bool) -> list[NamedValue]:
    """Section 12, value: in what the other parts leave."""
    parts = list(_parts(_cleared(text, apart)))
    pieces = [(part.start, part.end) for part in parts if not part.quoted and not part.excluded]
    others = [*apart, *((part.start, part.end) for part in parts if part.quoted or part.excluded)]

    def is_parted(end: int, start: int) -> bool:
        return any(end <= a and b <= start for a, b in others)

    closed = len(text) if type_ahead and text and is_word(text[-1]) else -1
    values = understanding.values_of(text, pieces, is_parted, closed)
    places = [*apart, *((one.start, one.end) for one in values if one.is_apart)]
    if not _has_words(_cleared(text, places), chain):
        values = [replace(one, effect="noted") for one in values]
    return understanding.settled(values)


def parse(
    typed: str,
    chain: Chain,
    *,
    type_ahead: bool = False,
    understanding: Understanding | None = None,
    apart: Sequence[tuple[int, int]] = (),
    cutter: RunCutter | None = None,
    own_stop_words: frozenset[str] = frozenset(),
) -> Phrase:
    """Section 3, whole (section 9: as it is being typed; section 12: with parts that are no words); raises ValueError above 64 KiB.

    Without a cutter no run is cut.
    """
    if len(typed.encode()) > 64 * 1024:
        raise ValueError("phrase: longer than 64 KiB")
    text = typed[:256]
    understood: _Parts = ([], [], []) if understanding is None else _understood(text, chain, understanding, type_ahead=type_ahead)
    prices, negations, sorts = understood
    apart = [*apart, *_places(prices, negations, sorts)]
    values = [] if understanding is None else _values(text, chain, understanding, apart, type_ahead=type_ahead)
    apart += [(one.start, one.end) for one in values if one.is_apart]
    phrase = Phrase(text, truncated=len(typed) > 256, apart=apart, prices=prices, negations=negations, sorts=sorts, values=values)
    phrase.unwanted = [text[first:last] for first, last in (one.thing for one in negations)]
    text = _cleared(text, apart)
    phrase.blank = all(is_white(ch) for ch in text)
    parts = list(_parts(text))
    words = [token.term for part in parts for token in query_tokens(part.text, chain[0])]
    phrase.spoken = [token.term for part in parts if not part.excluded for token in query_tokens(part.text, chain[0])]
    stops = stop_words(chain[0]) | own_stop_words
    dropped = frozenset[str]() if all(word in stops for word in words) else stops
    open_end = type_ahead and bool(parts) and is_word(text[-1])
    phrase.goes_on = open_end and not parts[-1].quoted and not parts[-1].excluded and bool(query_tokens(parts[-1].text, chain[0]))
    phrase.runs = _runs(parts, chain[0], open_end=open_end)
    for part in parts:
        is_piece = not part.quoted and not part.excluded
        cut = cutter.cut(part.text, [run for run, _ in phrase.runs]) if cutter is not None and is_piece else fold_words(part.text, chain[0])
        tokens = tuple(token for token, *_ in query_tokens_at(cut, chain[0]))
        _add(phrase, part, tokens, dropped, prefix=open_end and part is parts[-1])
    phrase.truncated |= len(phrase.clauses) > 32
    phrase.clauses = phrase.clauses[:32]
    return phrase


def _add(phrase: Phrase, part: _Part, tokens: tuple[Token, ...], dropped: frozenset[str], *, prefix: bool) -> None:
    """Section 3: the clauses of one part; section 9: its last token may be a prefix."""
    if part.quoted or (part.excluded and len(tokens) > 1):
        clauses = [Clause(tokens, quoted=True)] if tokens else []
    else:
        clauses = [Clause.of(token.term) for token in tokens]
    if not part.quoted and not part.excluded:
        if prefix and clauses:
            clauses[-1] = clauses[-1]._replace(prefix=True)
        phrase.piece_parts.append(part)
        phrase.from_piece.append(clauses)
    kept = [clause for clause in clauses if clause.quoted or clause.prefix or clause.tokens[0].term not in dropped]
    target = phrase.excluded if part.excluded else phrase.clauses
    target += [clause for i, clause in enumerate(kept) if clause not in target and clause not in kept[:i]]
