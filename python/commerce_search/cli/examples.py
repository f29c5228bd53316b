"""How do examples stand in a command's help?"""

from __future__ import annotations

__all__ = ["examples"]

_AS_IT_STANDS = "\b\n"
"""What tells click not to fill the lines of a paragraph."""


def examples(*lines: str, heading: str = "Examples") -> str:
    """Return the end of a help text: one example a line."""
    return "\n".join([f"{_AS_IT_STANDS}{heading}:", *(f"  {line}" for line in lines)])
