"""Which model is this record, or what is wrong with its shape?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec

from commerce_search.catalog.examination import examine
from commerce_search.catalog.feeds.feed import Content, Unreadable
from commerce_search.catalog.json_text import BrokenJsonError, parse_leniently
from commerce_search.catalog.record import RECORD_TYPES, Record, fast_from_dict, fast_from_json, untyped
from commerce_search.kernel.problems import Place

if TYPE_CHECKING:
    from commerce_search.kernel.problems import Problems

__all__ = ["Read", "RecordReader"]


class Read(NamedTuple):
    """A record that was read.

    Attributes:
        record: the model; with holes if it is not sound.
        place: where its problems are reported.
        sound: its shape is right; what it says may still be wrong.
    """

    record: Record
    place: Place
    sound: bool


_REFUSALS: Final = (msgspec.MsgspecError, ValueError, ArithmeticError, LookupError, RecursionError, TypeError)
_Parsed: TypeAlias = Mapping[str, object]


def _fast(content: Content) -> Record:
    if isinstance(content, bytes):
        return fast_from_json(content)
    if isinstance(content, Mapping):
        return fast_from_dict(content)
    raise TypeError


class RecordReader:
    """Turns the content of a feed into models: fast while it is right, slowly and with every mistake when it is not."""

    def __init__(self, problems: Problems) -> None:
        """Report mistakes to ``problems``."""
        self._problems = problems

    def read(self, label: str, content: Content) -> Read | None:
        """Return the record at ``label``; ``None`` if it cannot even be told what it is. All its mistakes are reported."""
        try:
            record = _fast(content)
        except _REFUSALS:
            return self._read_slowly(label, content)
        return Read(record, Place(self._problems, label, record.id), sound=True)

    def _read_slowly(self, label: str, content: Content) -> Read | None:
        raw = self._parsed(label, content)
        if raw is None:
            return None
        held_id = raw.get("id")
        place = Place(self._problems, label, held_id if isinstance(held_id, str) else "")
        kind = raw.get("type", untyped(has_variations="variations" in raw))
        if not isinstance(kind, str) or kind not in RECORD_TYPES:
            place.report(("type",), kind, "unknown_type", f"expected one of {', '.join(RECORD_TYPES)}")
            return None
        before = self._problems.total
        record = examine(raw, RECORD_TYPES[kind], place)
        return Read(record, place, sound=self._problems.total == before)

    def _parsed(self, label: str, content: Content) -> _Parsed | None:
        place = Place(self._problems, label)
        if isinstance(content, Unreadable):
            place.report((), content.excerpt, "unreadable", content.message)
            return None
        try:
            raw = parse_leniently(content) if isinstance(content, bytes) else content
        except BrokenJsonError as error:
            place.report((), error.excerpt, "broken_json", str(error))
            return None
        if not isinstance(raw, Mapping):
            place.report((), raw, "wrong_type", "expected an object with the keys of a record")
            return None
        return raw
