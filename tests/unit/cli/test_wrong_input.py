"""What is wrong is one line with the place and the remedy.

1. Wrong input exits with 2, a disk or an index that fails with 1; nothing is a traceback.
2. The line names the place and what would be right.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Write = Callable[..., Path]

FEED = [{"id": "1", "name": "Towel"}]


def assert_line(result: Result, code: int, *words: str) -> None:
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    line = result.stderr.splitlines()[0]
    assert line.startswith("error: ")
    for word in words:
        assert word in line


class TestWrongInput:
    def test_a_missing_feed(self, run: Run, tmp_path: Path) -> None:
        result = run("index", tmp_path / "nothing.jsonl", "--store", tmp_path / "shop")
        assert_line(result, 2, "nothing.jsonl: cannot be read: no such file", "check the path")

    def test_a_feed_of_no_known_format(self, run: Run, tmp_path: Path) -> None:
        assert_line(run("index", tmp_path / "feed.xlsx", "--store", tmp_path / "shop"), 2, "feed.xlsx", ".jsonl")

    def test_missing_settings(self, run: Run, write: Write, tmp_path: Path) -> None:
        result = run("index", write("feed.jsonl", FEED), "--settings", tmp_path / "nothing.toml", "--store", tmp_path / "shop")
        assert_line(result, 2, "nothing.toml", "expected a settings file")
        assert "None" not in result.stderr

    def test_wrong_settings(self, run: Run, write: Write, tmp_path: Path) -> None:
        settings = write("settings.toml", ['currency = "XXL"', "[[refinements]]", 'id = "size"', 'kind = "length"'])
        result = run("index", write("feed.jsonl", FEED), "--settings", settings, "--store", tmp_path / "shop")
        assert_line(result, 2, "settings.toml", "refinements[0].kind")

    def test_settings_that_do_not_fit_each_other(self, run: Run, write: Write, tmp_path: Path) -> None:
        settings = write("settings.toml", ["[no_results]", 'sort = "popular"'])
        result = run("index", write("feed.jsonl", FEED), "--settings", settings, "--store", tmp_path / "shop")
        assert_line(result, 2, "settings.toml: no_results.sort", "there is none")

    @pytest.mark.parametrize(("option", "expected"), [("--settings", "a settings file"), ("--mapping", "a mapping file")])
    def test_files_that_cannot_be_read(self, run: Run, write: Write, tmp_path: Path, option: str, expected: str) -> None:
        (tmp_path / "latin.toml").write_bytes(b"label = 'caf\xe9'")
        for place, reason in (
            ("nothing.toml", "no such file or directory"),
            (".", "is a directory"),
            ("latin.toml", "byte 12 is not UTF-8"),
        ):
            result = run("index", write("feed.jsonl", FEED), option, tmp_path / place, "--store", tmp_path / "shop")
            assert_line(result, 2, f"expected {expected} in UTF-8; {reason} [unreadable]")

    def test_a_folder_in_the_place_of_a_feed(self, run: Run, tmp_path: Path) -> None:
        assert_line(run("index", tmp_path, "--store", tmp_path / "shop"), 2, "is a directory; expected .csv, .jsonl")

    def test_columns_that_are_no_fields(self, run: Run, write: Write, tmp_path: Path) -> None:
        result = run("index", write("feed.csv", ["id,hue", "1,red"]), "--store", tmp_path / "shop")
        assert_line(result, 2, "feed.csv fields.hue", "no such field", "got 'hue'")

    def test_a_wrong_mapping(self, run: Run, write: Write, tmp_path: Path) -> None:
        mapping = write("mapping.toml", ["[fields]", 'nam = "title"'])
        result = run("index", write("feed.jsonl", FEED), "--mapping", mapping, "--store", tmp_path / "shop")
        assert_line(result, 2, "2 problems", "mapping.toml fields.nam")

    def test_an_unknown_currency(self, run: Run, write: Write, tmp_path: Path) -> None:
        result = run("index", write("feed.jsonl", FEED), "--currency", "Euro", "--store", tmp_path / "shop")
        assert_line(result, 2, "ISO 4217", "'Euro'")

    def test_two_currencies(self, run: Run, write: Write, settings_file: Path, tmp_path: Path) -> None:
        words = ("--settings", settings_file, "--currency", "USD", "--store", tmp_path / "shop")
        result = run("index", write("feed.jsonl", FEED), *words)
        assert result.exit_code == 2
        assert "--currency is USD" in result.stderr
        assert "says EUR" in result.stderr

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("--refine", "farbe=red"), ("no refinement 'farbe'", "colour, size, price")),
            (("--sort", "cheapest"), ("no sorting option 'cheapest'", "price-low-to-high")),
            (("--locale", "fr"), ("no locale 'fr'", "en, de")),
            (("--limit", "10001"), ("limit=10001", "0..10,000")),
            (("--offset", "-1"), ("offset=-1", "negative")),
        ],
    )
    def test_a_request_for_what_there_is_not(self, run: Run, store: Path, words: tuple[str, ...], expected: tuple[str, ...]) -> None:
        assert_line(run("search", store, "towel", *words), 2, *expected)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("--refine", "colour"), "NAME=VALUE"),
            (("--refine", "price=1..2", "--refine", "price=3..4"), "beside what it has already"),
            (("--refine", "price=1..2", "--refine", "price=3"), "both a range and values"),
            (("--at", "2026-06-01"), "2026-06-01T00:00:00Z"),
            (("--at", "2026-06-01T00:00:00"), "add the offset"),
            (("--match", "most"), "ladder"),
        ],
    )
    def test_options_that_make_no_sense(self, run: Run, store: Path, words: tuple[str, ...], expected: str) -> None:
        result = run("search", store, "towel", *words)
        assert result.exit_code == 2
        assert expected in " ".join(result.stderr.split())

    def test_missing_judgments(self, run: Run, write: Write, tmp_path: Path) -> None:
        result = run("evaluate", write("feed.jsonl", FEED), "--judgments", tmp_path / "nothing.csv")
        assert_line(result, 2, "nothing.csv", "cannot be read")


class TestFailures:
    @pytest.mark.parametrize("command", [("search",), ("verify",), ("bench",)])
    @pytest.mark.parametrize("place", ["nothing", "."])
    def test_what_is_no_store(self, run: Run, tmp_path: Path, command: tuple[str, ...], place: str) -> None:
        assert_line(run(*command, tmp_path / place), 1, "is no store", "commerce-search index")

    @pytest.mark.parametrize("command", [("search",), ("suggest", "towel"), ("verify",), ("bench",)])
    def test_a_file_in_the_place_of_a_store(self, run: Run, write: Write, command: tuple[str, ...]) -> None:
        feed = write("feed.jsonl", FEED)
        assert_line(run(command[0], feed, *command[1:]), 1, "feed.jsonl is no store", "commerce-search index")
        assert_line(run("index", feed, "--store", feed), 1, "is no store: nothing was written")

    @pytest.mark.parametrize("command", ["search", "verify", "bench"])
    def test_a_truncated_index_file(self, run: Run, store: Path, command: str) -> None:
        (index,) = store.glob("*.index")
        index.write_bytes(index.read_bytes()[:1000])
        assert_line(run(command, store), 1, index.name, "is corrupt", "1000 bytes", "build the store again")

    def test_a_flipped_bit(self, run: Run, store: Path) -> None:
        (index,) = store.glob("*.index")
        content = bytearray(index.read_bytes())
        content[len(content) // 2] ^= 1
        index.write_bytes(content)
        assert_line(run("verify", store), 1, index.name, "corrupt")

    def test_records_that_are_missing(self, run: Run, store: Path) -> None:
        (records,) = store.glob("*.records")
        records.unlink()
        assert_line(run("search", store, "towel"), 1, records.name)

    def test_a_manifest_that_somebody_edited(self, run: Run, store: Path) -> None:
        manifest = store / "MANIFEST"
        manifest.write_text(manifest.read_text().replace('"generation": 1', '"generation": 2'))
        assert_line(run("search", store, "towel"), 1, "MANIFEST", "corrupt")

    def test_a_run_that_cannot_be_written(self, run: Run, write: Write, store: Path, tmp_path: Path) -> None:
        judgments = write("judgments.csv", ["query_id,query,product_id,rating", "1,towel,towel,1"])
        result = run("evaluate", store, "--judgments", judgments, "--run", tmp_path / "nowhere" / "run")
        assert_line(result, 1, "nowhere/run", "No such file")

    def test_a_bug_keeps_its_traceback(self, run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("commerce_search.Storefront.open", broken)
        assert isinstance(run("verify", store).exception, ZeroDivisionError)

    def test_the_extra_is_named_when_it_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import sys

        from commerce_search.cli import main

        monkeypatch.setitem(sys.modules, "click", None)
        for name in [name for name in sys.modules if name.startswith("commerce_search.cli.")]:
            monkeypatch.delitem(sys.modules, name)
        with pytest.raises(SystemExit, match=r"pip install 'commerce-search\[cli\]'"):
            main()


def test_a_copied_store_is_a_store(run: Run, store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "copy")
    assert run("verify", tmp_path / "copy").exit_code == 0
