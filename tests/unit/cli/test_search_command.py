"""``commerce-search search``.

1. People see hits with name, shown variation, price and the list price above it; refinements with counts; what was relaxed.
2. --json is page.to_dict(); with --explain, and why.
3. Options are those of Storefront.search.
4. Merchants' texts do not steer the terminal.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Context, Storefront

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def asked(run: Run, store: Path, *words: object) -> dict[str, Any]:
    result = run("search", store, "--json", *words)
    assert result.exit_code == 0, result.output
    page: dict[str, Any] = json.loads(result.stdout)
    return page


def ids(page: dict[str, Any]) -> list[str]:
    return [hit["id"] for hit in page["hits"]]


class TestForPeople:
    def test_a_hit_is_its_shown_variation(self, run: Run, store: Path) -> None:
        text = run("search", store, "shirt", "--refine", "colour=red", "--refine", "size=l").stdout
        for words in ("1 hit", "Harbour shirt", "€19.50", "was €25.00", "Red, l · Skipper", "✓ Red", "Cheap"):
            assert words in text

    def test_a_price_that_is_not_reduced_stands_alone(self, run: Run, store: Path) -> None:
        assert "was" not in run("search", store, "shirt", "--refine", "colour=navy").stdout

    def test_words_are_the_locales(self, run: Run, store: Path) -> None:
        text = run("search", store, "hafenhemd", "--locale", "de").stdout
        assert "Hafenhemd" in text
        assert "Farbe" in text
        assert "Rot, s" in text or "Rot, l" in text

    def test_what_was_relaxed_is_said(self, run: Run, store: Path) -> None:
        text = run("search", store, "red towel waterproof").stdout
        assert "Nothing has all 3 words; these have 2." in text
        assert "Looser matches, not counted" in text
        assert "Red robe" in text

    def test_nothing_found_is_said(self, run: Run, store: Path) -> None:
        result = run("search", store, "unicorn")
        assert result.exit_code == 0
        assert "Nothing was found." in result.stdout
        assert "Recommended instead, from the store:" in result.stdout

    def test_what_is_recommended_where_a_phrase_leans_is_shown(self, run: Run, store: Path) -> None:
        text = run("search", store, "robe", "--refine", "price=10000..").stdout
        assert "Recommended instead, from " in text
        assert "Red robe" in text

    def test_sold_out_and_hidden_hits_are_said(self, run: Run, store: Path) -> None:
        text = run("search", store, "red", "--limit", 1, "--offset", 1).stdout
        assert "... and 1 more" in text
        assert "sold out" in run("search", store, "towel").stdout

    def test_a_merchants_text_does_not_steer_the_terminal(self, run: Run, store: Path) -> None:
        text = run("search", store, "soap", "--at", "2026-07-01T00:00:00Z").stdout
        assert "[bold]not bold[/bold]" in text
        assert "\x1b" not in text

    def test_an_explanation_adds_up(self, run: Run, store: Path) -> None:
        text = run("search", store, "towels", "--explain").stdout
        assert "towel (95%) in name" in text

    @pytest.mark.parametrize("columns", ["40", "71", "72", "200"])
    def test_any_width_will_do(self, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        lines = run("search", store, "red").stdout.splitlines()
        assert len(lines) > 5
        assert max(len(line) for line in lines) <= int(columns)

    def test_a_page_without_refinements_has_no_empty_column(self, run: Run, tmp_path: Path, write: Callable[..., Path]) -> None:
        run("index", write("feed.jsonl", [{"id": "1", "name": "Towel"}]), "--store", tmp_path / "plain")
        line = next(line for line in run("search", tmp_path / "plain", "towel").stdout.splitlines() if "Towel" in line)
        assert line.startswith("1 Towel")
        assert line.rstrip().endswith("no price")


class TestColour:
    def test_swatches_are_blocks_of_their_colour(self, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLORTERM", "truecolor")
        monkeypatch.setenv("TERM", "xterm-256color")
        text = run("search", store, "shirt").stdout
        assert "38;2;221;34;34m██" in text
        assert "\x1b[2;9m" in text or "\x1b[9;2m" in text, "the list price is struck through"
        assert "was" not in text

    def test_no_color_is_honoured(self, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("NO_COLOR", "1")
        text = run("search", store, "shirt").stdout
        assert "██" not in text
        assert "38;" not in text

    def test_a_file_has_no_colour(self, run: Run, store: Path) -> None:
        assert "\x1b" not in run("search", store, "shirt").stdout


class TestJson:
    def test_it_is_the_page(self, run: Run, store: Path) -> None:
        expected = Storefront.open(store).search("red", refine={"colour": ["red"]}, context=Context(locale="de")).to_dict()
        assert asked(run, store, "red", "--refine", "colour=red", "--locale", "de") == expected

    def test_explanations_stand_in_the_hits(self, run: Run, store: Path) -> None:
        page = asked(run, store, "red towel", "--explain")
        (hit,) = page["hits"]
        explained = hit["explanation"]
        assert explained["values"]["held"] == ["red"]
        assert sum(clause["relevance"] for clause in explained["clauses"]) + explained["values"]["gain"] == hit["relevance"]
        assert all("explanation" in hit for hit in page["tail"])


class TestOptions:
    def test_values_of_one_refinement_add_up(self, run: Run, store: Path) -> None:
        both = asked(run, store, "--refine", "colour=red", "--refine", "colour=navy")
        selected = {value["value"] for refinement in both["refinements"] for value in refinement["values"] if value["selected"]}
        assert selected == {"red", "navy"}

    @pytest.mark.parametrize(
        ("price", "expected"), [("9..10", ["towel"]), ("..19.5", ["tee", "towel"]), ("20..", ["tee", "robe"]), ("(20..)", ["tee", "robe"])]
    )
    def test_prices_have_ranges_and_buckets(self, run: Run, store: Path, price: str, expected: list[str]) -> None:
        assert set(ids(asked(run, store, "--refine", f"price={price}"))) == set(expected)

    def test_sort_category_limit_and_offset(self, run: Run, store: Path) -> None:
        page = asked(run, store, "--category", "bath", "--sort", "price-low-to-high", "--limit", 1, "--offset", 1)
        assert (page["sort"], page["total"], page["limit"], page["offset"]) == ("price-low-to-high", 3, 1, 1)

    def test_match_and_bands(self, run: Run, store: Path) -> None:
        assert asked(run, store, "red towel waterproof", "--match", "all")["total"] == 0
        assert asked(run, store, "red towel waterproof", "--match", "any")["total"] == 3
        page = asked(run, store, "towel", "--sort", "price-low-to-high", "--bands", "best")
        assert [band["name"] for band in page["bands"]] == ["best"]

    def test_an_instant(self, run: Run, store: Path) -> None:
        assert asked(run, store, "soap", "--at", "2026-05-31T23:59:59Z")["total"] == 0
        assert asked(run, store, "soap", "--at", "2026-06-01T00:00:00Z")["total"] == 1

    def test_a_phrase_may_begin_with_a_minus(self, run: Run, store: Path) -> None:
        page = asked(run, store, "--at", "2026-07-01T00:00:00Z", "--", "-red")
        assert [(hit["id"], hit["variation"]) for hit in page["hits"]] == [("soap", "soap"), ("tee", "tee-navy-l")]
