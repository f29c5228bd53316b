"""Problems.

1. A path spells label, id and steps: `products.jsonl:17 tee.variations[2].price`.
2. Keys that are no plain words stand in brackets; what no terminal can show is escaped.
3. A collector keeps the first problems and counts all.
4. An excerpt of a value is short, however large or deep the value is.
"""

from __future__ import annotations

import pytest

from commerce_search.errors import ValidationError
from commerce_search.kernel.problems import Place, Problem, Problems


def test_a_path_spells_label_id_and_steps() -> None:
    problems = Problems()
    place = Place(problems, "products.jsonl:17", "tee")
    place.below("variations", 2).report(("price",), "x", "wrong_type", "expected money")
    place.report((), None, "missing", "expected more")
    Place(problems, "products.jsonl:18").report(("id",), None, "missing", "id is required")
    assert [problem.path for problem in problems] == [
        "products.jsonl:17 tee.variations[2].price",
        "products.jsonl:17 tee",
        "products.jsonl:18 id",
    ]


def test_keys_that_are_no_plain_words_stand_in_brackets() -> None:
    problems = Problems()
    Place(problems, "x:1", "tee").report(("attributes", "size in cm."), 5, "wrong_type", "")
    assert problems.kept[0].path == 'x:1 tee.attributes["size in cm."]'


def test_what_no_terminal_can_show_is_escaped() -> None:
    problems = Problems()
    Place(problems, "x:1", "a\ud800\nb").report((), "\ud800", "lone_surrogate", "expected text")
    assert problems.kept[0].path == "x:1 a\\ud800\\nb"
    str(problems.kept[0]).encode("utf-8")


def test_a_collector_keeps_the_first_and_counts_all() -> None:
    problems = Problems(keep=2)
    for number in range(5):
        problems.add(Problem(f"x:{number}", number, "wrong_type", "expected text"))
    assert [problem.value for problem in problems] == [0, 1]
    assert len(problems) == 5
    with pytest.raises(ValidationError) as caught:
        problems.raise_if_any()
    assert (len(caught.value.problems), caught.value.total) == (2, 5)


def test_no_problems_raise_nothing() -> None:
    Problems().raise_if_any()


def test_an_excerpt_is_short_however_deep_the_value() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for value in (deep, "x" * 10_000_000, list(range(1_000_000))):
        assert len(str(Problem("x", value, "wrong_type", "expected text"))) < 300
