"""Which phrase is searched, the typed one or one with corrections, and what it matches: semantics.md section 8, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .corrected_phrase import CorrectedPhrase, Corrector, corrected_everywhere
from .matching import Matches, match

if TYPE_CHECKING:
    from datetime import datetime

    from .corrected_phrase import Written
    from .corrections import Typos
    from .phrase import Phrase
    from .relevance import TextIndex


@dataclass(frozen=True)
class Found:
    """The phrase that is the search, what it matches, and how the page shows it if mode `min` has changed it."""

    phrase: Phrase
    matches: Matches
    searched: Written | None = None


@dataclass(frozen=True)
class Lookup:
    """Everything but the phrase."""

    index: TextIndex
    at: datetime
    mode: str
    typos: Typos

    def find(self, phrase: Phrase) -> Found:
        """Section 8, when, by the mode of the typos."""
        phrase = self.index.annotated(phrase)
        if self.typos.mode == "min":
            return self._least(phrase)
        if self.typos.mode == "on":
            return self._everywhere(phrase, within=2)
        if self.typos.mode == "strict":
            found = self._everywhere(phrase, within=1)
            return found if found.matches.candidates else self._everywhere(phrase, within=2)
        return self._look_up(phrase)

    def _look_up(self, phrase: Phrase) -> Found:
        return Found(phrase, match(phrase, self.index, self.at, self.mode))

    def _everywhere(self, phrase: Phrase, within: int) -> Found:
        return self._look_up(corrected_everywhere(phrase, within, self.index, self.typos))

    def _least(self, phrase: Phrase) -> Found:
        """Section 8, mode `min`: as typed; corrected; corrected without the joins of words that are there; as typed."""
        typed = self._look_up(phrase)
        if self._is_complete(typed):
            return typed
        corrector = Corrector(phrase, self.index, self.typos)
        whole = self._corrected(corrector.corrected(joined=True))
        if whole is not None and self._is_complete(whole):
            return whole
        rest = self._corrected(corrector.corrected(joined=False))
        return rest if rest is not None and rest.matches.candidates else typed

    def _corrected(self, phrase: CorrectedPhrase | None) -> Found | None:
        if phrase is None:
            return None
        return Found(phrase.phrase, match(phrase.phrase, self.index, self.at, self.mode), phrase.searched)

    def _is_complete(self, found: Found) -> bool:
        """Section 8, when: a candidate row has all the clauses (`any`: one)."""
        least = 1 if self.mode == "any" else len(found.phrase.clauses)
        return any(one.coverage >= least for one in found.matches.candidates)
