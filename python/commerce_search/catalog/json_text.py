"""What did the merchant mean by this line, when the fast decoder refuses it?

Python's own JSON reader lets through what is no JSON but common (NaN, Infinity, halves of surrogate pairs), so that the mistake can
be shown with its path instead of "malformed". Decimal numbers stay decimal: 19.999 is too precise as it was written.
"""

from __future__ import annotations

import codecs
import json
from decimal import Decimal, InvalidOperation

__all__ = ["BrokenJsonError", "parse_leniently"]

_EXCERPT = 80


class BrokenJsonError(ValueError):
    """A line is no JSON, not even leniently.

    Attributes:
        excerpt: how the line begins.
    """

    def __init__(self, message: str, excerpt: str) -> None:
        """Say in ``message`` what is expected."""
        super().__init__(message)
        self.excerpt = excerpt


def parse_leniently(line: bytes) -> object:
    """Return the JSON value of ``line``, taking NaN, Infinity and lone surrogates for what they are.

    Raises:
        BrokenJsonError: it cannot be parsed.
    """
    excerpt = line[:_EXCERPT].decode("utf-8", "replace").rstrip()
    if line.startswith(codecs.BOM_UTF8):
        raise BrokenJsonError("expected JSON without a byte order mark; remove the first three bytes", excerpt)
    try:
        return json.loads(line.decode("utf-8"), parse_float=_exact)
    except UnicodeDecodeError as error:
        raise BrokenJsonError(f"expected UTF-8; byte {error.start + 1} of the line is not", excerpt) from error
    except json.JSONDecodeError as error:
        raise BrokenJsonError(f"expected one JSON object; {error.msg} at character {error.pos + 1}", excerpt) from error
    except ValueError as error:
        raise BrokenJsonError("expected a whole number of fewer digits", excerpt) from error
    except RecursionError as error:
        raise BrokenJsonError("expected a JSON object that is not nested so deeply", excerpt) from error


def _exact(number: str) -> Decimal | float:
    try:
        return Decimal(number)
    except InvalidOperation:
        # An exponent beyond what Decimal knows; the float is 0 or infinite, and infinite is reported.
        return float(number)
