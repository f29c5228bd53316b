"""The same random requests, asked of the library and of the oracle."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

from engines import Library

from .search import Oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPARISONS = int(os.environ.get("ORACLE_COMPARISONS", "2500"))
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED", "0"))


def pages_of_both(random_case: Callable[..., Any], call: str, least: int = COMPARISONS) -> Iterator[tuple[Any, Any, str]]:
    """Yield so many pages at least: what a call of the library gives, what that of the oracle gives, and for which request."""
    compared = 0
    seed = FIRST_SEED
    while compared < least:
        settings, records, requests = random_case(random.Random(seed))
        library, oracle = getattr(Library(settings, records), call), getattr(Oracle(settings, records), call)
        for request in requests:
            yield library(**request), oracle(**request), f"seed {seed}: {request}"
            compared += 1
        seed += 1
