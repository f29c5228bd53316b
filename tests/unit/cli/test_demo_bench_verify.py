"""Commands that need no feed.

1. The demo shows words, refinements, a sort, other languages and a phrase that nothing has in full, and ends by itself.
2. Any phrase and locale can be tried; an unknown locale is an error.
3. bench tells percentiles that rise, over the demo store or a store; the same seed chooses the same phrases.
4. verify tells what it read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_search.cli.feeds import demo_store
from commerce_search.cli.latency import percentile
from commerce_search.cli.phrases import random_phrases

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


class TestDemo:
    def test_the_main_job_is_shown(self, run: Run) -> None:
        result = run("demo")
        assert result.exit_code == 0, result.output
        for words in (
            "BeachCloud",
            "store.search('swim shorts', refine={'colour': 'red', 'size': 'l'})",
            "✓ Red",
            "Red, L · Skipper's",
            "sort='price-low-to-high'",
            "was $45.00",
            "Context(locale='de')",
            "Schwarz",
            "帽子",
            "Nothing has all 3 words; these have 2.",
            "Looser matches, not counted",
            "µs = phrase",
            "commerce-search index",
        ):
            assert words in result.stdout

    def test_sorted_prices_rise(self, run: Run) -> None:
        part = run("demo").stdout.split("Cheapest first")[1].split("In German")[0]
        prices = [float(word.removeprefix("$")) for line in part.splitlines() for word in line.split()[-1:] if word.startswith("$")]
        reduced = [float(line.split("was $")[1]) for line in part.splitlines() if "was $" in line]
        paid = [price for price in prices if price not in reduced]
        assert len(paid) >= 5
        assert paid == sorted(paid)

    @pytest.mark.parametrize("columns", ["50", "80", "140"])
    def test_any_width_will_do(self, run: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        assert run("demo").exit_code == 0

    def test_any_phrase_and_locale(self, run: Run) -> None:
        text = run("demo", "--phrase", "Strandtuch", "--locale", "de").stdout
        assert "store.search('Strandtuch', refine={'colour': " in text
        assert "Farbe" in text

    def test_a_phrase_that_finds_nothing(self, run: Run) -> None:
        result = run("demo", "--phrase", "zzzz")
        assert result.exit_code == 0
        assert "Nothing was found." in result.stdout

    def test_an_unknown_locale(self, run: Run) -> None:
        result = run("demo", "--locale", "tlh")
        assert result.exit_code == 2
        assert "no locale 'tlh'" in result.stderr


class TestBench:
    def test_percentiles_of_the_demo_store(self, run: Run) -> None:
        result = run("bench", "--searches", 30)
        assert result.exit_code == 0, result.output
        for words in ("30 searches", "p50", "p90", "p99", "matching", "engine", "search()", "make bench"):
            assert words in result.stdout

    def test_json_of_a_store(self, run: Run, store: Path) -> None:
        measured = json.loads(run("bench", store, "--searches", 20, "--json").stdout)
        assert measured["searches"] == 20
        assert {"phrase", "engine", "search()", "search().to_dict()"} <= set(measured["microseconds"])
        for percentiles in measured["microseconds"].values():
            assert percentiles["p50"] <= percentiles["p90"] <= percentiles["p99"]

    def test_phrases_are_words_of_names_and_chosen_by_the_seed(self) -> None:
        storefront = demo_store()
        phrases = random_phrases(storefront, 50, seed=7)
        assert phrases == random_phrases(storefront, 50, seed=7) != random_phrases(storefront, 50, seed=8)
        assert {len(phrase.split()) for phrase in phrases} == {1, 2, 3}
        assert all(storefront.search(phrase).total for phrase in phrases)

    @given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.sampled_from([0.5, 0.9, 0.99, 1.0]))
    def test_a_percentile_is_a_sample_that_its_share_does_not_exceed(self, samples: list[float], share: float) -> None:
        found = percentile(samples, share)
        assert found in samples
        assert sum(sample <= found for sample in samples) >= share * len(samples) - 1e-9
        assert sum(sample < found for sample in samples) < share * len(samples)


class TestVerify:
    def test_an_intact_store(self, run: Run, store: Path) -> None:
        result = run("verify", store)
        assert result.exit_code == 0
        assert "is intact" in result.stdout
        assert "generation 1, 4 possible hits, 7 rows" in result.stdout

    def test_json(self, run: Run, store: Path) -> None:
        facts = json.loads(run("verify", store, "--json").stdout)
        assert (facts["generation"], facts["hits"], facts["rows"]) == (1, 4, 7)
        assert facts["index_bytes"] > 0
