"""When is that? Instants are RFC 3339 with an offset; a local time without one names no instant and is refused."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final, TypeAlias

import msgspec

__all__ = ["Instant", "InstantFlaw", "date_flaw", "instant_flaw", "microseconds", "parse_instant"]

Instant: TypeAlias = Annotated[dt.datetime, msgspec.Meta(tz=True)]
"""The type of an instant in a record: a ``datetime`` that knows its offset."""

InstantFlaw: TypeAlias = tuple[str, str]
"""Why a value is no instant: code and message."""

_EXPECTED: Final = "expected an instant such as 2026-06-01T00:00:00Z"
_NAIVE: Final[InstantFlaw] = ("naive_instant", f"{_EXPECTED}: add the offset from UTC")
_BAD: Final[InstantFlaw] = ("bad_instant", f"{_EXPECTED} (RFC 3339)")
_CALENDAR_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_DATE_LENGTH: Final = 10
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND: Final = dt.timedelta(microseconds=1)


def parse_instant(text: str) -> dt.datetime:
    """Return the instant that ``text`` spells in RFC 3339.

    Raises:
        ValueError: ``text`` is no instant, or has no offset.
    """
    flaw = instant_flaw(text)
    if flaw is not None:
        raise ValueError(flaw[1])
    return msgspec.convert(text, dt.datetime)


def instant_flaw(text: str) -> InstantFlaw | None:
    """Tell why ``text`` is no instant; ``None`` if it is one."""
    try:
        instant = msgspec.convert(text, dt.datetime)
    except (msgspec.ValidationError, UnicodeEncodeError):
        return _BAD
    return _NAIVE if instant.tzinfo is None else None


def date_flaw(text: str) -> InstantFlaw | None:
    """Tell why ``text`` is no value of a date attribute: an instant, or a calendar date such as 2026-06-01."""
    if len(text) == _DATE_LENGTH and _CALENDAR_DATE.match(text):
        return None if _is_calendar_date(text) else _BAD
    return instant_flaw(text)


def microseconds(instant: dt.datetime) -> int:
    """Return ``instant`` in whole microseconds since 1970-01-01T00:00:00Z; exact, unlike ``timestamp()``."""
    return (instant - _EPOCH) // _MICROSECOND


def _is_calendar_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
