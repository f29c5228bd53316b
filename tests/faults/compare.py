"""Compares random calls of one built package with the oracle until one differs; prints what came out as JSON.

`PYTHONPATH=<package>:tests python tests/faults/compare.py <package> <comparisons> <search|type_ahead|suggest>`
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any, Final

import commerce_search
from engines import Library
from oracle import Oracle
from oracle.strategies import random_case, random_type_ahead_case
from oracle.suggestion_cases import random_suggestion_case

CASES: Final = {"search": random_case, "type_ahead": random_type_ahead_case, "suggest": random_suggestion_case}
"""Name of a call -> random cases."""


def compare(comparisons: int, call: str) -> dict[str, Any]:
    """What was found: `how` is None if nothing was."""
    compared = seed = 0
    while compared < comparisons:
        settings, records, requests = CASES[call](random.Random(seed))
        expected = getattr(Oracle(settings, records), call)
        try:
            answer = getattr(Library(settings, records), call)
            for request in requests:
                compared += 1
                if answer(**request) != expected(**request):
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
    print(json.dumps(compare(comparisons, sys.argv[3])))
