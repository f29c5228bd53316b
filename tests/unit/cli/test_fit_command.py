"""``commerce-search fit``.

1. Better weights are offered as lines of the settings; --output writes the merchant's own file with them, and it reads back as fitted.
2. Where the weights hold, that is said with the figure, and nothing is written.
3. --json is the fit and its lines.
4. What cannot work is refused at once: a store, a folder that is not there, too few queries, a missing package.
"""

from __future__ import annotations

import json
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from commerce_search import Catalog, Settings
from commerce_search.experiments import fit
from unit.experiments.planted import PLANTED, judgment_lines, judgments, records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

GOOD = PLANTED.replace("weight = 0.05    # far too little", "weight = 2.0")


@pytest.fixture
def feed(write: Write) -> Path:
    return write("feed.jsonl", records())


@pytest.fixture
def judged(write: Write) -> Path:
    return write("judgments.csv", judgment_lines())


@pytest.fixture
def planted(write: Write) -> Path:
    return write("planted.toml", [PLANTED])


def words(text: str) -> str:
    return " ".join(text.split())


def test_better_weights_are_offered_and_written(run: Run, feed: Path, judged: Path, planted: Path, tmp_path: Path) -> None:
    """Property 1."""
    target = tmp_path / "fitted.toml"
    result = run("fit", feed, "--settings", planted, "--judgments", judged, "--output", target)
    assert result.exit_code == 0, result.output
    expected = fit(Catalog.from_records(records()), Settings.from_toml(PLANTED), judgments()).after
    assert Settings.open(target) == expected
    assert "# weights of this shop" in target.read_text()
    assert "Refitted weights are better on queries that they were not fitted on: +0." in words(result.stdout)
    assert "fields.short_description.weight 0.6 to 0" in result.stdout
    assert '[[fields]]\nname = "keywords"' in result.stdout
    assert f"Written to {target}" in result.stdout.replace("\n", "")
    assert "averages over 24 queries; 1 without a relevant product are left out" in words(result.stdout)


def test_the_lines_are_settings(run: Run, feed: Path, judged: Path, tmp_path: Path) -> None:
    """Property 1: of a shop without settings too."""
    target = tmp_path / "fitted.toml"
    result = run("fit", feed, "--judgments", judged, "--output", target, "--json")
    shown = json.loads(result.stdout)
    assert shown["offered"], shown
    fitted = Settings.open(target)
    lines = tomllib.loads(shown["toml"])
    assert fitted.fields == Settings.from_dict(lines).fields
    assert [field.name for field in fitted.fields] == [field.name for field in Settings().fields]
    assert not next(field for field in fitted.fields if field.name == "description").strong
    assert {change["name"] for change in shown["changes"]} <= {"fields.keywords.weight", "fields.short_description.weight"}


def test_weights_that_hold(run: Run, feed: Path, judged: Path, write: Write, tmp_path: Path) -> None:
    """Property 2."""
    target = tmp_path / "fitted.toml"
    result = run("fit", feed, "--settings", write("good.toml", [GOOD]), "--judgments", judged, "--output", target)
    assert result.exit_code == 0, result.output
    assert "Your weights hold: refitted ones are not clearly better on queries that they were not fitted on, +0.0000" in words(
        result.stdout
    )
    assert "was not written" in words(result.stdout)
    assert not target.exists()
    assert result.stdout.count("as they are") == 5


def test_the_defaults_are_called_so(run: Run, feed: Path, write: Write) -> None:
    """Property 2."""
    easy = [line.replace("meant-", "a-") if line.endswith(",3") else line for line in judgment_lines() if not line.endswith(",1")]
    result = run("fit", feed, "--judgments", write("easy.csv", easy), "--folds", 3)
    assert "The defaults hold: " in words(result.stdout)
    assert result.stdout.count("as they are") == 3


def test_json_is_the_fit(run: Run, feed: Path, judged: Path, planted: Path) -> None:
    """Property 3."""
    shown = json.loads(run("fit", feed, "--settings", planted, "--judgments", judged, "--json").stdout)
    lines = shown.pop("toml")
    assert "[[fields]]" in lines
    found = fit(Catalog.from_records(records()), Settings.from_toml(PLANTED), judgments())
    assert shown == json.loads(json.dumps(found.to_dict()))


def test_a_store_is_refused(run: Run, store: Path, judged: Path) -> None:
    """Property 4."""
    result = run("fit", store, "--judgments", judged)
    assert result.exit_code == 2
    assert "is a store; name the feed" in words(result.stderr)


def test_a_missing_folder_is_told_before_anything_is_read(run: Run, tmp_path: Path, judged: Path) -> None:
    """Property 4."""
    result = run("fit", tmp_path / "absent.jsonl", "--judgments", judged, "--output", tmp_path / "absent" / "fitted.toml")
    assert result.exit_code == 2
    assert "there is no folder" in words(result.stderr)


def test_too_few_queries(run: Run, feed: Path, write: Write) -> None:
    """Property 4."""
    result = run("fit", feed, "--judgments", write("few.csv", judgment_lines()[:11]))
    assert result.exit_code == 2
    assert "judgments: expected at least 20 queries with a product rated above 0" in words(result.stderr)
    assert "got 5" in words(result.stderr)


@pytest.mark.parametrize("module", ["tomlkit", "scipy.stats", "sklearn.model_selection"])
def test_a_missing_package(run: Run, feed: Path, judged: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Property 4."""
    monkeypatch.setitem(sys.modules, module, None)
    result = run("fit", feed, "--judgments", judged)
    assert result.exit_code == 1
    assert "pip install 'commerce-search[fit]'" in words(result.stderr)
