"""How does text get to a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click
import msgspec
from rich.console import Console

from commerce_search.errors import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NARROW", "clean", "echo_json", "errors", "output"]

NARROW: Final = 72
"""Below so many columns nothing stands side by side."""


def output() -> Console:
    """Return the console for answers: no colour if ``NO_COLOR`` is set or nobody looks, and no markup read in a merchant's texts."""
    return Console(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """Return the console for errors."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def clean(text: str) -> str:
    """Return ``text`` on one line and without control characters: a product's name must not steer the terminal."""
    return printable(" ".join(text.split()))


def echo_json(written: Mapping[str, Any]) -> None:
    """Print ``written`` as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(written), indent=2).decode())
