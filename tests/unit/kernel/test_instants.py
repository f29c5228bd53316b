"""Instants.

1. An instant is RFC 3339 with an offset; without one it is refused as naive, otherwise as bad.
2. Microseconds since the epoch are exact, before and after it, whatever the offset.
3. A date attribute also holds calendar dates.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_search.kernel.instants import date_flaw, instant_flaw, microseconds, parse_instant


@pytest.mark.parametrize("text", ["2026-06-01T00:00:00Z", "2026-06-01T02:00:00+02:00", "2026-06-01T00:00:00.123456-11:30"])
def test_an_instant_has_an_offset(text: str) -> None:
    assert instant_flaw(text) is None
    assert parse_instant(text).tzinfo is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-06-01T00:00:00", "naive_instant"),
        ("2026-06-01", "bad_instant"),
        ("2026-13-01T00:00:00Z", "bad_instant"),
        ("2026-02-30T00:00:00Z", "bad_instant"),
        ("tomorrow", "bad_instant"),
        ("", "bad_instant"),
        ("\ud800", "bad_instant"),
    ],
)
def test_what_is_no_instant_is_refused(text: str, code: str) -> None:
    flaw = instant_flaw(text)
    assert flaw is not None
    assert flaw[0] == code
    with pytest.raises(ValueError, match="expected an instant such as"):
        parse_instant(text)


@given(st.datetimes(timezones=st.timezones()))
def test_microseconds_are_exact(instant: dt.datetime) -> None:
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert epoch + dt.timedelta(microseconds=microseconds(instant)) == instant.astimezone(dt.UTC)


@pytest.mark.parametrize("text", ["2026-06-01", "2026-06-01T00:00:00Z"])
def test_a_date_attribute_holds_instants_and_calendar_dates(text: str) -> None:
    assert date_flaw(text) is None


@pytest.mark.parametrize(
    ("text", "code"), [("2026-02-30", "bad_instant"), ("2026-06-01T00:00", "bad_instant"), ("\uff12026-06-01", "bad_instant")]
)
def test_what_is_no_date_is_refused(text: str, code: str) -> None:
    flaw = date_flaw(text)
    assert flaw is not None
    assert flaw[0] == code
