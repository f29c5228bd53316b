"""Hard requests of shoppers, judged by expectations that others wrote; what passes once, passes for ever.

1. No area has fewer passing cases than `rates.toml` says; the report says which of its numbers can be raised.
2. Every request is answered: nothing fails but operations that the library has not.
3. Whatever the shop's configuration says is used, or named as not used.
4. Cases that do not count exist, and every request with a part that the library cannot hear is one of them.

The cases stand beside the project; without them these tests are skipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from .cases import FOLDER, MISSING, cases, judged, left, rates, read
from .engine import UNHEARD, Engine, NotAnsweredError
from .report import REPORT, passed_by_area, report
from .shop import NOT_USED, USED, storefronts

if TYPE_CHECKING:
    from .cases import Outcome

pytestmark = pytest.mark.skipif(not (FOLDER / "judge.py").is_file(), reason=MISSING)

LEAST_CASES: Final = 274


@pytest.fixture(scope="module")
def engine() -> Engine:
    config = read("merchant_config.json")
    return Engine(storefronts(read("mini_catalog.json"), config), config["today"])


@pytest.fixture(scope="module")
def outcomes(engine: Engine, pytestconfig: pytest.Config) -> list[Outcome]:
    found = judged(engine)
    pytestconfig.stash[REPORT] = report(found, rates())
    return found


def test_no_area_falls_below_its_rate(outcomes: list[Outcome]) -> None:
    """Property 1."""
    passed, least = passed_by_area(outcomes), rates()
    assert passed.keys() == least.keys()
    assert {area: f"{passed[area]}, was {least[area]}" for area in least if passed[area] < least[area]} == {}
    assert len(outcomes) >= LEAST_CASES


def test_every_request_is_answered(engine: Engine) -> None:
    """Property 2: the judge takes an error for an answer, so that it would hide one of ours."""

    def answered(request: dict[str, Any]) -> bool:
        try:
            return bool(engine(request))
        except NotAnsweredError:
            return False

    assert all(answered({**case["request"], "op": case["op"]}) for case in cases())


def test_the_configuration_is_used_or_named() -> None:
    """Property 3."""
    assert {*NOT_USED, *USED} == read("merchant_config.json").keys()


def test_what_does_not_count_is_named() -> None:
    """Property 4."""
    known = {case["id"]: case for case in cases()}
    assert left().keys() <= known.keys()
    assert {id_ for id_, case in known.items() if UNHEARD & case["request"].keys()} <= left().keys()
    assert len(left()) >= len(UNHEARD)
