"""What does a request on the command line mean?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from commerce_search.kernel.instants import parse_instant
from commerce_search.search import Context

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

__all__ = ["Refine", "context_of", "instant_of", "refine_of"]

Refine = dict[str, list[str] | tuple[float | None, float | None]]
"""Refinement -> its values, any of which will do, or a range."""

_NUMBER: Final = r"-?\d+(?:\.\d+)?"
_RANGE: Final = re.compile(rf"({_NUMBER})?\.\.({_NUMBER})?\Z", re.ASCII)


def refine_of(written: Iterable[str]) -> Refine:
    """Return what ``colour=red`` and ``price=10..50`` select; values of one refinement add up.

    >>> refine_of(["colour=red", "colour=navy", "price=10..50", "rating=4.."])
    {'colour': ['red', 'navy'], 'price': (10.0, 50.0), 'rating': (4.0, None)}

    Raises:
        click.BadParameter: one of them is no selection.
    """
    refine: Refine = {}
    for one in written:
        name, sign, value = one.partition("=")
        if not (name and sign and value):
            raise click.BadParameter(f"{one!r} selects nothing; write NAME=VALUE, or NAME=LOW..HIGH for prices and numbers")
        _select(refine, name, value)
    return refine


def _select(refine: Refine, name: str, value: str) -> None:
    ends = _RANGE.match(value)
    known = refine.get(name)
    if ends is None:
        if isinstance(known, tuple):
            raise click.BadParameter(f"{name!r} cannot have both a range and values")
        refine[name] = [*(known or []), value]
        return
    if known is not None:
        raise click.BadParameter(f"{name!r} cannot have a range beside what it has already")
    low, high = (None if end is None else float(end) for end in ends.groups())
    refine[name] = (low, high)


def context_of(locale: str | None, at: dt.datetime | None = None) -> Context:
    """Return the circumstances of a request."""
    return Context(locale=locale, at=at)


def instant_of(_context: click.Context, _option: click.Parameter, written: str | None) -> dt.datetime | None:
    """Read the value of ``--at``.

    Raises:
        click.BadParameter: it is no instant, or has no offset.
    """
    try:
        return None if written is None else parse_instant(written)
    except ValueError as error:
        raise click.BadParameter(f"{written!r}: {error}") from None
