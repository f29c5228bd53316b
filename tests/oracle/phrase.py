"""A phrase -> clauses, excluded clauses and spans: semantics.md section 3."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .text import STOP_WORDS, Chain, Token, is_english, is_white, is_word, normal_identifier, query_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator


class Clause(NamedTuple):
    """What must occur: one word with its alternatives, or the tokens of a quote at their positions."""

    tokens: tuple[Token, ...]
    quoted: bool

    @property
    def several(self) -> bool:
        """A quote of several tokens."""
        return len(self.tokens) > 1


Span: TypeAlias = tuple[str, set[Clause]]  # a normal form that may name rows, and the clauses that came from it


class _Part(NamedTuple):
    """A stretch of the phrase as it was typed."""

    text: str
    quoted: bool
    excluded: bool


@dataclass
class Phrase:
    """Section 3: a phrase, understood; `blank` is no phrase at all."""

    blank: bool = True
    truncated: bool = False
    clauses: list[Clause] = field(default_factory=list)
    excluded: list[Clause] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    from_piece: list[set[Clause]] = field(default_factory=list)

    @cached_property
    def spans(self) -> list[Span]:
        """Section 3, identifiers: the spans that may name rows."""
        return list(self._spans())

    @property
    def exclusions_only(self) -> bool:
        """Section 4: it matches every row that the exclusions leave."""
        return not self.clauses and bool(self.excluded)

    def _spans(self) -> Iterator[Span]:
        """Section 3, identifiers: the normal forms that may name a row, with the clauses that came from them."""
        for start in range(len(self.pieces)):
            for end in range(start + 1, min(start + 8, len(self.pieces)) + 1):
                name = normal_identifier("".join(self.pieces[start:end]))
                whole = end - start == len(self.pieces)
                if name and (whole or (len(name) >= 4 and any(digit in name for digit in "0123456789"))):
                    yield name, set().union(*self.from_piece[start:end])


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
        yield _Part(text[start + 1 : end] if quoted else text[start:end], quoted, excluded)
        i = end + 1 if quoted else end


def parse(typed: str, chain: Chain) -> Phrase:
    """Section 3, whole; raises ValueError above 64 KiB."""
    if len(typed.encode()) > 64 * 1024:
        raise ValueError("phrase: longer than 64 KiB")
    text = typed[:256]
    phrase = Phrase(blank=all(is_white(ch) for ch in text), truncated=len(typed) > 256)
    parts = list(_parts(text))
    words = [token.term for part in parts for token in query_tokens(part.text)]
    dropped = STOP_WORDS if is_english(chain[0]) and not all(word in STOP_WORDS for word in words) else frozenset[str]()
    for part in parts:
        _add(phrase, part, dropped)
    phrase.truncated |= len(phrase.clauses) > 32
    phrase.clauses = phrase.clauses[:32]
    return phrase


def _add(phrase: Phrase, part: _Part, dropped: frozenset[str]) -> None:
    """Section 3: the clauses of one part."""
    clauses = _clauses(part, dropped)
    if not part.quoted and not part.excluded:
        phrase.pieces.append(part.text)
        phrase.from_piece.append(set(clauses))
    target = phrase.excluded if part.excluded else phrase.clauses
    target += [clause for i, clause in enumerate(clauses) if clause not in target and clause not in clauses[:i]]


def _clauses(part: _Part, dropped: frozenset[str]) -> list[Clause]:
    """Section 3: a piece gives a clause for each token, a quote (or an excluded word of several tokens) one."""
    tokens = query_tokens(part.text)
    if part.quoted or (part.excluded and len(tokens) > 1):
        return [Clause(tokens, quoted=True)] if tokens else []
    return [Clause((Token(token.term, 0),), quoted=False) for token in tokens if token.term not in dropped]
