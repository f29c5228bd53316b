"""Compares random searches of one built package with the oracle until one differs; prints what came out as JSON.

`PYTHONPATH=<package>:tests python tests/faults/compare.py <package> <comparisons>`
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import commerce_search
from engines import storefront_search
from oracle import Oracle
from oracle.strategies import random_case


def compare(comparisons: int) -> dict[str, Any]:
    """What was found: `how` is None if nothing was."""
    compared = seed = 0
    while compared < comparisons:
        settings, records, requests = random_case(random.Random(seed))
        oracle = Oracle(settings, records)
        try:
            search = storefront_search(settings, records)
            for request in requests:
                compared += 1
                if search(**request) != oracle.search(**request):
                    return {"how": "difference", "compared": compared, "seed": seed}
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            return {"how": type(error).__name__, "compared": compared, "seed": seed}
        seed += 1
    return {"how": None, "compared": compared, "seed": None}


if __name__ == "__main__":
    package, comparisons = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    if not Path(commerce_search.__file__).resolve().is_relative_to(package):
        raise SystemExit(f"{commerce_search.__file__} is not the package in {package}")
    print(json.dumps(compare(comparisons)))
