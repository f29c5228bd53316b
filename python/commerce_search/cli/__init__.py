"""The command line, ``commerce-search`` (``docs/reference/cli.md``): try the library, index a feed, search it, measure it."""

from __future__ import annotations

import sys
from typing import Final

__all__ = ["main"]

_NEEDED: Final = frozenset({"click", "rich"})


def main() -> None:
    """Run the command line; it needs the extra ``cli``, which an application that imports the library does not."""
    try:
        # Imported here: the library itself must not need click and rich.
        from commerce_search.cli.app import app  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        sys.exit(f"the command line needs {error.name}: pip install 'commerce-search[cli]'")
    app(prog_name="commerce-search")
