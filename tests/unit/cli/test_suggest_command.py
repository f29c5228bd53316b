"""``commerce-search suggest`` with a TEXT.

1. People see phrases, categories, brands, values, scopes and products; what was typed is dim and what goes on from it bold.
2. --json is Suggestions.to_dict(); options are those of Storefront.suggest.
3. A text that is too short and one that nothing goes on from are told apart.
4. A file of popular phrases is read whole or not at all, and every wrong line is reported with its number.
5. Without a TEXT and without a terminal the remedy is said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Context, Storefront
from commerce_search.cli.popular_phrases import popular_phrases
from commerce_search.cli.typed_text import typed_place, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Write = Callable[[str, Iterable[str]], Path]


SHOES = [
    {"type": "category", "id": "sports", "name": "Sports"},
    {"type": "category", "id": "shoes", "name": "Shoes", "parent": "sports"},
    {"type": "category", "id": "sale", "name": "Sale"},
    {"type": "attribute", "id": "colour", "values": [{"id": "red", "label": "Red"}]},
    *(
        {
            "id": f"shoe-{number}",
            "name": "Red shoe",
            "brand": "Shoreline",
            "categories": ["shoes", *(["sale"] if number else [])],
            "attributes": {"colour": "red"},
        }
        for number in range(3)
    ),
]
SETTINGS = """
[[refinements]]
id = "category"
kind = "category"

[[refinements]]
id = "brand"

[[refinements]]
id = "colour"
"""


@pytest.fixture
def shoes(run: Run, write: Callable[..., Path], tmp_path: Path) -> Path:
    path = tmp_path / "shoes"
    result = run("index", write("feed.jsonl", SHOES), "--settings", write("shoes.toml", [SETTINGS]), "--store", path)
    assert result.exit_code == 0, result.output
    return path


def shown(run: Run, *words: object) -> str:
    result = run("suggest", *words)
    assert result.exit_code == 0, result.output
    return "\n".join(" ".join(line.split()) for line in result.stdout.splitlines())


def suggested(run: Run, *words: object) -> dict[str, Any]:
    result = run("suggest", *words, "--json")
    assert result.exit_code == 0, result.output
    written: dict[str, Any] = json.loads(result.stdout)
    return written


class TestForPeople:
    def test_every_kind_is_shown(self, run: Run, shoes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        text = shown(run, shoes, "sho")
        for words in ("Phrases\n", "Categories\nShoes in Sports", "Brands\nShoreline", "Products\n1 Red shoe"):
            assert words in text
        assert "shoes in\n" in text
        assert "\nSale · 2" in text
        assert "Values\nRed in colour" in shown(run, shoes, "red")

    def test_what_was_typed_before_a_category_stands_before_it(self, run: Run, shoes: Path) -> None:
        assert "red + Shoes in Sports" in shown(run, shoes, "red sho")

    def test_hits_are_counted_on_demand(self, run: Run, shoes: Path) -> None:
        assert "Shoes in Sports · 3" in shown(run, shoes, "sho", "--counts")
        assert "Shoes in Sports · 3" not in shown(run, shoes, "sho")

    def test_what_is_corrected_and_where_it_comes_from_is_said(self, run: Run, shoes: Path, write: Write) -> None:
        text = shown(run, shoes, "shoee", "--recent", "shoes red", "--popular", write("popular.tsv", ["red shoes sports\t3"]))
        assert "shoes red recent, corrected" in text
        assert "shoes in Sale" not in shown(run, shoes, "red", "--limit", 0)
        assert "red shoes sports popular" in shown(run, shoes, "red", "--popular", write("popular.tsv", ["red shoes sports\t3"]))

    def test_typed_is_dim_and_the_rest_bold(self, run: Run, shoes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        text = run("suggest", shoes, "sho").stdout
        assert "\x1b[2mSho\x1b[0m\x1b[1mes\x1b[0m in Sports" in text
        assert "\x1b[1mred \x1b[0m\x1b[2msho\x1b[0m\x1b[1me\x1b[0m" in text

    def test_too_short_a_text(self, run: Run, shoes: Path) -> None:
        text = " ".join(shown(run, shoes, "sh").split())
        assert "“sh” is too short: suggestions start at 3 characters (1 if one is Chinese or Japanese)." in text

    def test_nothing_goes_on(self, run: Run, shoes: Path) -> None:
        text = shown(run, shoes, "unicorn")
        assert text.startswith("0 suggestions")
        assert "Nothing that would be found goes on from “unicorn”." in text

    @pytest.mark.parametrize("columns", ["40", "71", "72", "200"])
    def test_any_width_will_do(self, run: Run, shoes: Path, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        lines = run("suggest", shoes, "sho", "--counts").stdout.splitlines()
        assert len(lines) > 8
        assert max(len(line) for line in lines) <= int(columns)

    def test_a_merchants_text_does_not_steer_the_terminal(self, run: Run, store: Path) -> None:
        text = run("suggest", store, "soap", "--at", "2026-07-01T00:00:00Z").stdout
        assert "[bold]not" in text
        assert "\x1b" not in text
        assert "\\x1b" in run("suggest", store, "nothing\x1b[31m").stdout


class TestJson:
    def test_it_is_the_suggestions(self, run: Run, store: Path) -> None:
        given: dict[str, Any] = {
            "refine": {"colour": ["red"]},
            "category": "bath",
            "context": Context(locale="de"),
            "recent": ["red towel"],
            "limit": 2,
        }
        expected = Storefront.open(store).suggest("red", counts=True, **given).to_dict()
        assert expected["phrases"]
        words = ("--locale", "de", "--category", "bath", "--refine", "colour=red", "--recent", "red towel", "--limit", 2, "--counts")
        assert suggested(run, store, "red", *words) == expected

    def test_recent_phrases_keep_their_order(self, run: Run, store: Path) -> None:
        phrases = suggested(run, store, "red", "--recent", "red robe", "--recent", "red towel")["phrases"]
        assert [(one["phrase"], one["source"]) for one in phrases[:2]] == [("red robe", "recent"), ("red towel", "recent")]

    def test_popular_phrases_come_by_weight_and_are_the_locales(self, run: Run, store: Path, write: Write) -> None:
        popular = write("popular.tsv", ["red towel\t1", "", "red robe\t2.5"])
        phrases = suggested(run, store, "red", "--popular", popular, "--locale", "de")["phrases"]
        assert [(one["phrase"], one["source"]) for one in phrases[:2]] == [("red robe", "popular"), ("red towel", "popular")]

    def test_an_instant(self, run: Run, store: Path) -> None:
        assert not suggested(run, store, "soap", "--at", "2026-05-31T23:59:59Z")["products"]
        assert suggested(run, store, "soap", "--at", "2026-06-01T00:00:00Z")["products"]


class TestWrongInput:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("--locale", "fr"), "no locale 'fr'; the settings have: en, de"),
            (("--refine", "farbe=red"), "no refinement 'farbe'"),
            (("--refine", "colour"), "NAME=VALUE"),
            (("--limit", "65"), "limit=65 is not in 0..64"),
            (("--limit", "-1"), "limit=-1 is not in 0..64"),
            (("--popular", "nowhere.tsv"), "nowhere.tsv: cannot be read: no such file"),
        ],
    )
    def test_options_that_make_no_sense(self, run: Run, store: Path, words: tuple[str, ...], expected: str) -> None:
        result = run("suggest", store, "towel", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert expected in " ".join(result.stderr.split())

    def test_every_wrong_line_is_reported(self, run: Run, store: Path, write: Write) -> None:
        lines = ["red towel\t1", "red robe", "red\tmuch", "blue\t-1", "\t3", "red towel\t2", "green\tnan", "red towel\t1"]
        result = run("suggest", store, "red", "--popular", write("popular.tsv", lines))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error: 6 problems, the first at popular.tsv:2: expected a phrase, a tab and a weight")
        assert [f"popular.tsv:{number}" in result.stderr for number in range(1, 9)] == [False, *[True] * 6, False]

    def test_one_wrong_line_is_one_line(self, run: Run, store: Path, write: Write) -> None:
        result = run("suggest", store, "red", "--popular", write("popular.tsv", ["red\t∞"]))
        assert result.stderr == "error: popular.tsv:1: expected a weight, a number, 0 or more [out_of_range], got '∞'\n"

    def test_without_text_and_terminal(self, run: Run, store: Path) -> None:
        result = run("suggest", store)
        assert result.exit_code == 2
        assert "there is no terminal to type on; say what was typed: commerce-search suggest STORE TEXT" in " ".join(result.stderr.split())
        assert "--json needs a TEXT" in run("suggest", store, "--json").stderr

    def test_what_is_no_store(self, run: Run, tmp_path: Path) -> None:
        result = run("suggest", tmp_path / "nothing", "towel")
        assert result.exit_code == 1
        assert "is no store" in result.stderr


def test_a_file_from_another_system_is_read(tmp_path: Path) -> None:
    path = tmp_path / "popular.tsv"
    path.write_bytes("\ufeffred towel\t2\r\nrobe \t 1e3\r\n".encode())
    assert popular_phrases(path) == {"red towel": 2.0, "robe": 1000.0}


@pytest.mark.parametrize(
    ("label", "typed", "place"),
    [
        ("red towel", "tow", "tow"),
        ("Stowaway towel", "tow", "tow"),
        ("Crème brûlée", "creme BRU", "Crème brû"),
        ("T-Shirt", "t sh", "T-Sh"),
        ("straße", "strass", "straß"),
        ("ビーチタオル", "タオ", "タオ"),
        ("red towel", "", ""),
        ("red towel", "twl", ""),
    ],
)
def test_what_was_typed_is_found_in_a_label(label: str, typed: str, place: str) -> None:
    found = typed_place(label, words_of(typed))
    assert (label[slice(*found)] if found else "") == place
    if label.startswith("Stowaway"):
        assert found == (9, 12), "the beginning of a word comes first"
