"""The same random requests, asked of the library and of the oracle."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

from .search import Oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPARISONS = int(os.environ.get("ORACLE_COMPARISONS", "2500"))
FIRST_SEED = int(os.environ.get("ORACLE_FIRST_SEED", "0"))


def pages_of_both(
    random_case: Callable[..., Any], build: Callable[..., Any], ask: Callable[..., Any], least: int = COMPARISONS
) -> Iterator[tuple[Any, Any, str]]:
    """Yield so many pages at least: of what `build` makes of a random catalog, as `ask` has it of the oracle, and for which request."""
    compared = 0
    seed = FIRST_SEED
    while compared < least:
        settings, records, requests = random_case(random.Random(seed))
        library, oracle = build(settings, records), Oracle(settings, records)
        for request in requests:
            yield library(**request), ask(oracle, **request), f"seed {seed}: {request}"
            compared += 1
        seed += 1
