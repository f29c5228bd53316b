"""How does a colour look on a terminal?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["swatch_text"]

_HEX: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_BLOCK: Final = "██"


def swatch_text(swatch: str | None, console: Console) -> Text:
    """Return a block in the colour of ``swatch``; nothing for images and where there are no colours."""
    colour = None if swatch is None else _six_digits(swatch)
    if colour is None or console.no_color or console.color_system is None:
        return Text()
    return Text(f"{_BLOCK} ", style=colour)


def _six_digits(swatch: str) -> str | None:
    if _HEX.match(swatch) is None:
        return None
    digits = swatch[1:]
    return swatch if len(digits) == len("rrggbb") else "#" + "".join(digit * 2 for digit in digits)
