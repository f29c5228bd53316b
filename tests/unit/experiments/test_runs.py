"""Run files are those of TREC.

1. Six columns; ranks from 1; scores fall strictly; a tail's tag says so.
2. What was written is read back; runs of other tools are ordered by score, as trec_eval does.
3. An id that the format cannot say is refused, and so is a line that is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_search.errors import FeedError, ValidationError
from commerce_search.experiments import Run, RunEntry, read_run, write_run

if TYPE_CHECKING:
    from pathlib import Path

ids = st.text(st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=8)
entries = st.lists(st.builds(RunEntry, ids, st.booleans()), min_size=1, max_size=6, unique_by=lambda entry: entry.product).map(tuple)
runs = st.builds(Run, st.dictionaries(ids, entries, min_size=1, max_size=4), st.sampled_from(["mine", "a-b.c"]))


def test_a_run_is_six_columns(tmp_path: Path) -> None:
    write_run(Run({"7": (RunEntry("a"), RunEntry("b"), RunEntry("c", is_tail=True))}), tmp_path / "run")
    assert (tmp_path / "run").read_text() == ("7 Q0 a 1 3 commerce-search\n7 Q0 b 2 2 commerce-search\n7 Q0 c 3 1 commerce-search.tail\n")


@given(run=runs)
def test_what_was_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, run: Run) -> None:
    path = tmp_path_factory.mktemp("runs") / "run"
    write_run(run, path)
    assert read_run(path) == run


def test_runs_of_other_tools_are_ordered_by_score(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("1 Q0 a 1 0.25 lucene\n1 Q0 b 2 1e3 lucene\n\n1 Q0 c 3 0.25 lucene\n2 Q0 a 1 -4 lucene\n")
    run = read_run(tmp_path / "run")
    assert (run.products("1"), run.products("2"), run.products("3"), run.tag) == (("b", "a", "c"), ("a",), (), "lucene")


def test_an_id_with_white_space_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="white space") as raised:
        write_run(Run({"1": (RunEntry("red towel"), RunEntry("ok"), RunEntry(""))}), tmp_path / "run")
    assert [problem.value for problem in raised.value.problems] == ["", "red towel"]
    assert not (tmp_path / "run").exists()


def test_lines_that_are_none_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("1 Q0 a 1 0.25 lucene\n1 a 0.5\n1 Q0 b 2 best lucene\n")
    with pytest.raises(ValidationError) as raised:
        read_run(tmp_path / "run")
    assert [problem.path for problem in raised.value.problems] == ["run:2", "run:3"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="nothing"):
        read_run(tmp_path / "nothing")
