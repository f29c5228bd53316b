"""What the merchant says of words: semantics.md section 3, merchant's words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from .listed_words import OWN_WORDS
from .misspellings import is_plain
from .phrase import Clause, Other, Phrase
from .stems import has_groups, plural_stem
from .stop_words import language_of, stop_words
from .text import Chain, Token, query_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

SYNONYM, SAME, NARROWER = 230, 256, 205


class Entry(NamedTuple):
    """A key, in its language, and what is as good; `together`: its words belong together."""

    language: str
    key: str
    others: list[str]
    weight: int
    together: bool = False


@dataclass(frozen=True)
class Words:
    """All entries of a locale's languages."""

    chain: Chain
    entries: list[Entry] = field(default_factory=list)
    stops: frozenset[str] = frozenset()

    def annotated(self, phrase: Phrase) -> Phrase:
        """The phrase with what is as good beside the clauses of each key: from left to right, the longest each."""
        clauses = [clause._replace(others=(), known=False) for clause in phrase.clauses]
        start = 0
        while start < len(clauses):
            longest = max((self._reaches(entry, clauses[start:]) for entry in self.entries), default=0)
            keys = [entry for entry in self.entries if longest and self._reaches(entry, clauses[start:]) == longest]
            others = self._others(keys)
            if keys:
                for at in range(start, start + longest):
                    clauses[at] = clauses[at]._replace(others=others, known=True, corrections=())
            start += max(1, longest)
        becomes = {(old.tokens, old.quoted, old.prefix): new for old, new in zip(phrase.clauses, clauses, strict=True)}
        from_piece = [[becomes.get((c.tokens, c.quoted, c.prefix), c) for c in piece] for piece in phrase.from_piece]
        return replace(phrase, clauses=clauses, from_piece=from_piece)

    def rewritten(self, spoken: list[str]) -> list[list[str]]:
        """Section 6, types: the words with one key written otherwise, once for each alternative."""
        clauses = [Clause.of(word) for word in spoken]
        found = []
        start = 0
        while start < len(spoken):
            longest = max((self._reaches(entry, clauses[start:]) for entry in self.entries), default=0)
            others = self._others([entry for entry in self.entries if longest and self._reaches(entry, clauses[start:]) == longest])
            other_words = [[token.term for token in other.tokens] for other in others if not other.replaces]
            found += [spoken[:start] + words + spoken[start + longest :] for words in other_words]
            start += max(1, longest)
        return found

    def words_of_keys(self) -> set[str]:
        """The plain words of the keys."""
        return {word for entry in self.entries for word in self._clauses(entry.key) if is_plain(word)}

    def _reaches(self, entry: Entry, clauses: list[Clause]) -> int:
        """How many clauses are the key, 0 if they are not."""
        key = self._clauses(entry.key)
        here = [clause.tokens[0].term if clause.is_word else None for clause in clauses[: len(key)]]
        same = [word is not None and _stem(word, entry) == _stem(own, entry) for word, own in zip(here, key, strict=False)]
        return len(key) if len(same) == len(key) and all(same) else 0

    def _clauses(self, text: str) -> list[str]:
        """The words of which a phrase would have clauses."""
        words = list(dict.fromkeys(token.term for token in query_tokens(text, self.chain[0])))
        kept = [word for word in words if word not in self.stops]
        return kept or words

    def _others(self, keys: list[Entry]) -> tuple[Other, ...]:
        """Every distinct alternative with its greatest weight, those that are the key in other words left out; then the keys that belong together."""
        weights: dict[tuple[Token, ...], int] = {}
        for entry in keys:
            own = [_stem(word, entry) for word in self._clauses(entry.key)]
            for other in entry.others:
                tokens = relative(query_tokens(other, self.chain[0]))
                if tokens and [_stem(word, entry) for word in self._clauses(other)] != own:
                    weights[tokens] = max(weights.get(tokens, 0), entry.weight)
        together = {
            relative(query_tokens(entry.key, self.chain[0])) for entry in keys if entry.together and len(self._clauses(entry.key)) > 1
        }
        return (
            *(Other(tokens, weight) for tokens, weight in weights.items()),
            *(Other(tokens, SAME, replaces=True) for tokens in together),
        )


def relative(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Tokens with their distances from the first."""
    return tuple(Token(token.term, token.position - tokens[0].position) for token in tokens)


def _stem(word: str, entry: Entry) -> str:
    return plural_stem(word, entry.language) if has_groups(entry.language) else word


def read_words(settings: dict[str, Any], chain: Chain) -> Words:
    """settings.md, words: those of the languages of a chain, and section 3, people and colours."""
    off = settings.get("understanding", {})
    own = [words for kind, words in OWN_WORDS.items() if off.get(kind) != "off"]
    said = [
        (tag, words)
        for tag in chain
        for words in (settings.get("words", {}).get(tag), *(one.get(language_of(tag)) for one in own))
        if words
    ]
    stops = stop_words(chain[0]) | own_stop_words(settings, chain)
    return Words(chain, [entry for tag, words in said for entry in _entries(tag, words)], stops)


def own_stop_words(settings: dict[str, Any], chain: Chain) -> frozenset[str]:
    """settings.md, words: those of the languages of a chain that are its first one."""
    own = [settings.get("words", {}).get(tag, {}) for tag in chain if language_of(tag) == language_of(chain[0])]
    return frozenset(token.term for words in own for word in words.get("stop_words", []) for token in query_tokens(word, chain[0]))


def _entries(language: str, words: dict[str, Any]) -> Iterator[Entry]:
    for kind, weight in (("synonyms", SYNONYM), ("compound_words", SAME)):
        for one in words.get(kind, []):
            yield from (Entry(language, key, [other for other in one if other != key], weight) for key in one)
    for key, narrower in words.get("hypernyms", {}).items():
        yield Entry(language, key, narrower, NARROWER)
    yield from (Entry(language, key, [], SAME, together=True) for key in words.get("common_phrases", []))
