"""What a word that is still being typed may become: semantics.md section 9."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .misspellings import distance, is_plain

if TYPE_CHECKING:
    from .relevance import TextIndex


def completions(typed: str, own: dict[str, int], index: TextIndex) -> dict[str, int]:
    """Section 9: the forms that a prefix has besides the alternatives of its word."""
    starting = [form for form in index.frequencies if form.startswith(typed) and form not in own and form[0] != "\1"]
    usual = sorted(starting, key=lambda form: (-index.frequency(form), form))[:16]
    found = {form: 192 if form in usual else 0 for form in starting}
    if found or any(form in index.frequencies for form in own) or not is_plain(typed) or len(typed) < 4:
        return found
    within = near(typed, 1, index)
    if not within and len(typed) >= 8:
        within = near(typed, 2, index)
    first = sorted(within, key=lambda form: (-index.frequency(form), form))[:1000]
    return dict.fromkeys(first, 128)


def near(typed: str, edits: int, index: TextIndex) -> list[str]:
    """Section 9: the words that begin with what is within so many edits of the typed one."""
    lengths = range(max(0, len(typed) - edits), len(typed) + edits + 1)
    return [word for word in index.correct_words if any(distance(typed, word[:length]) <= edits for length in lengths)]
