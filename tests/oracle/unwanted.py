"""What a phrase does not want, in a text index: semantics.md section 12, what a negation does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from .listed_words import LISTS
from .negations import languages_of
from .phrase import Clause, Other
from .stems import has_groups, plural_stem
from .text import Token, fold, query_tokens

if TYPE_CHECKING:
    from .documents import Document, Row
    from .relevance import TextIndex

_NEGATIVE: Final = {"false", "0", *(word for words in LISTS["negative"].values() for word in words if word)}


def stand_side_by_side(text: str, index: TextIndex) -> bool:
    """Whether the tokens of a text stand so in some field."""
    tokens = query_tokens(text, index.chain[0])
    quote = Clause(tokens, quoted=True)
    return len(tokens) > 1 and any(index.occurs_in(quote, positions, {}) for positions in index.positions.values())


@dataclass(frozen=True)
class Unwanted:
    """A thing that is not wanted, in a text index."""

    text: str
    index: TextIndex

    @cached_property
    def clause(self) -> Clause:
        """What excludes a row."""
        tokens = query_tokens(self.text, self._first)
        return Clause(tokens, quoted=True) if len(tokens) > 1 else Clause.of(tokens[0].term)

    @cached_property
    def _first(self) -> str:
        return self.index.chain[0]

    @cached_property
    def _sayings(self) -> tuple[frozenset[str], Clause]:
        """The single forms that say that something has it not, and all that stands side by side."""
        one = self.text[:-1] if self.text[-1:] in ("s", "S") else self.text
        forms: set[str] = set()
        others = []
        for says in (says for tag in languages_of(self.index.chain) for says in LISTS["says"].get(tag, []) if says):
            for thing in (self.text, one):
                tokens = query_tokens(says.replace("{}", thing), self._first)
                if len(tokens) == 1:
                    forms |= self.index.near(Clause.of(tokens[0].term)).keys()
                elif tokens:
                    others.append(Other(tokens, 256))
        return frozenset(forms), Clause((Token("", 0),), quoted=False, others=tuple(dict.fromkeys(others)))

    def excludes(self, document: Document, row: Row) -> bool:
        """Whether a row has it, and nothing says that its document has it not."""
        forms = {} if self.clause.several else self.index.near(self.clause)
        in_row = self.index.in_row(self.clause, document, row, forms)
        if in_row and len(document.rows) > 1:
            return True
        has_it = in_row or any(self.index.product_fields(self.clause, document, forms)) or bool(self._values(document))
        return has_it and not self.says(document)

    def says(self, document: Document) -> int:
        """Whether a document says that it has it not: 2 in its text, 1 by an attribute."""
        forms, sayings = self._sayings
        texts = [self.index.positions[document.id, one.name] for one in self.index.fields]
        stands = any(self.index.occurs_in(sayings, positions, dict.fromkeys(forms, 256)) for positions in texts)
        return 2 if stands else int(any(fold(value) in _NEGATIVE for value in self._values(document)))

    def _values(self, document: Document) -> set[str]:
        """The values of attributes that are called like it."""
        called = [name for name in self.index.catalog.attributes if self._is_called(name)]
        return {value.id for name in called for row in document.rows for value in document.values(row, name)}

    def _is_called(self, attribute: str) -> bool:
        name = self.index.catalog.attributes[attribute].name
        own = [name] if isinstance(name, str) else [text for tag, text in name.items() if tag in self.index.chain]
        thing = self._stems(self.text)
        return any(self._stems(text) == thing for text in [attribute, *own])

    def _stems(self, text: str) -> list[str]:
        tokens = [token.term for token in query_tokens(text, self._first)]
        return [plural_stem(one, self._first) for one in tokens] if has_groups(self._first) else tokens
