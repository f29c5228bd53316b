"""Where are the cases and their judge, and which of them ask for what the library does not do yet?"""

from __future__ import annotations

import json
import os
import runpy
import tomllib
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Plain = dict[str, Any]

PROJECT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = Path(os.environ.get("COMMERCE_SEARCH_CASES", PROJECT.parent / "shared" / "cases")) / "storefront"
"""They are not the project's own: without them nothing is judged."""
MISSING: Final = f"nothing was judged: no judge.py in {FOLDER} (COMMERCE_SEARCH_CASES names the folder of the cases)"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went.

    Attributes:
        id: the case's.
        area: what it tries.
        language: of its phrase.
        must: whether a shopper would be lost without it.
        passed: whether every expectation was met.
        left_for: what the library has to do first; empty if the case counts.
    """

    id: str
    area: str
    language: str
    must: bool
    passed: bool
    left_for: str

    @property
    def counts(self) -> bool:
        """Whether the case asks for nothing that is left for later."""
        return not self.left_for


def read(name: str) -> Plain:
    """Read a JSON file of the folder."""
    plain: Plain = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return plain


def cases() -> list[Plain]:
    """Read the requests and what is expected of them."""
    return [json.loads(line) for line in (FOLDER / "hard_queries_dev.jsonl").read_text(encoding="utf-8").splitlines()]


def left() -> dict[str, str]:
    """Return case -> what it is left for."""
    named = tomllib.loads((Path(__file__).parent / "left.toml").read_text(encoding="utf-8"))
    return {id_: reason for reason, ids in named.items() for id_ in ids}


def rates() -> dict[str, int]:
    """Return area -> how many of its cases pass."""
    return tomllib.loads((Path(__file__).parent / "rates.toml").read_text(encoding="utf-8"))


def judged(engine: Callable[[Plain], Plain]) -> list[Outcome]:
    """Let the judge look at every case."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):  # the judge leaves a file open
        judge = runpy.run_path(str(FOLDER / "judge.py"))["judge"]
    reasons = left()
    return [
        Outcome(
            case["id"], case["area"], case["language"], case["severity"] == "must", all(judge(engine, case)), reasons.get(case["id"], "")
        )
        for case in cases()
    ]
