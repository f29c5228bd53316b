"""Rows that match a phrase: semantics.md section 4, the match classes of section 6, `corrected` of section 8."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from .documents import Document, Row
    from .phrase import Clause, Phrase
    from .relevance import TextIndex


@dataclass(frozen=True)
class Candidate:
    """A visible row and what it matches; `strong`: every clause in strong product text or in the row's own values."""

    document: Document
    row: Row
    place: int
    coverage: int
    corrected: int
    named: bool
    strong: bool
    says: int = 0
    held: int = 0

    def match_class(self, phrase: Phrase) -> str:
        """Section 6, match class."""
        if phrase.blank:
            return "browse"
        if self.named:
            return "identifier"
        if self.coverage < len(phrase.clauses):
            return "partial"
        return "all_terms" if self.strong else "description_only"


@dataclass(frozen=True)
class Matches:
    """Section 4: the candidates of a search, before refinements, and the rows that may fill the tail."""

    candidates: list[Candidate]
    tail: list[Candidate]
    reached: int


def match(phrase: Phrase, index: TextIndex, at: datetime, mode: str) -> Matches:
    """Section 4, whole."""
    if mode not in ("ladder", "all", "any"):
        raise ValueError(f"match: {mode!r}")
    rows = [(d, row, i) for d in index.catalog.documents for i, row in enumerate(d.rows) if row.visible(at)]
    if phrase.blank:
        return Matches([Candidate(d, row, i, coverage=0, corrected=0, named=False, strong=False) for d, row, i in rows], [], 0)
    searchable = [(d, row, i) for d, row, i in rows if d.product.record.get("searchable", True)]
    kept = [_candidate(phrase, index, d, row, i) for d, row, i in searchable if not _is_excluded(phrase, index, d, row)]
    if not phrase.clauses:
        return Matches(kept if phrase.exclusions_only else [], [], 0)
    n = len(phrase.clauses)
    if mode == "any":
        return Matches([one for one in kept if one.coverage >= 1], [], n)
    m = n if mode == "all" else max((one.coverage for one in kept), default=0)
    tail = [one for one in kept if 1 <= one.coverage < m] if mode == "ladder" and n >= 2 else []
    return Matches([one for one in kept if one.coverage == m >= 1], tail, m)


def _candidate(phrase: Phrase, index: TextIndex, document: Document, row: Row, place: int) -> Candidate:
    """Section 4: the coverage of a row."""
    naming = [span for span in phrase.spans if span.names(row)]
    covered = {clause for span in naming for clause in span.clauses}
    matched = [clause for clause in phrase.clauses if clause in covered or _occurs(clause, index, document, row)]
    strong = all(_occurs(clause, index, document, row, strong=True) for clause in phrase.clauses)
    corrected = [one for one in matched if one not in covered and not _occurs(one.typed, index, document, row)]
    held = sum(_in_own_values(clause, index, document, row) for clause in phrase.clauses)
    says = max((index.unwanted(text).says(document) for text in phrase.unwanted), default=0)
    return Candidate(document, row, place, len(matched), len(corrected), bool(naming), strong, says, held)


def _in_own_values(clause: Clause, index: TextIndex, document: Document, row: Row) -> bool:
    return index.in_row(clause, document, row, {} if clause.several else index.alternatives(clause))


def _occurs(clause: Clause, index: TextIndex, document: Document, row: Row, *, strong: bool = False) -> bool:
    """Section 4: a clause in product text (`strong`: in a strong field) or in the row's own values."""
    forms = {} if clause.several else index.alternatives(clause)
    fields = index.product_fields(clause, document, forms)
    return any(one.strong or not strong for one in fields) or index.in_row(clause, document, row, forms)


def _is_excluded(phrase: Phrase, index: TextIndex, document: Document, row: Row) -> bool:
    """Sections 3 and 4: a matching excluded clause; section 12: what is not wanted."""
    if any(index.unwanted(text).excludes(document, row) for text in phrase.unwanted):
        return True
    for clause in phrase.excluded:
        forms = {} if clause.several else index.near(clause)
        if any(index.product_fields(clause, document, forms)) or index.in_row(clause, document, row, forms):
            return True
    return False
