"""The documents' programs run.

1. The Python blocks of a document run one after the other, in one namespace and in a folder that holds `tests/docs/files`; a block that is
   followed by a `text` block prints exactly that.
2. A block that only shows style (`<!-- not run: ... -->`) is still Python.
3. TOML is TOML, and JSON is JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from .markdown import Block, blocks, documents, name_of

FILES: Final = Path(__file__).parent / "files"
PROGRAMS: Final = [document for document in documents() if any(block.language == "python" for block in blocks(document))]


def of_language(language: str) -> list[Block]:
    """All blocks in a language."""
    return [block for document in documents() for block in blocks(document) if block.language == language]


@pytest.mark.parametrize("document", PROGRAMS, ids=name_of)
def test_programs_run(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Property 1."""
    shutil.copytree(FILES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for block in blocks(document):
        if block.note.startswith("file: "):
            (tmp_path / block.note.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(document):
        if block.language == "python" and not block.note.startswith("not run: "):
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile("\n" * block.line + block.text, name_of(document), "exec"), names)
            if block.output is not None:
                assert printed.getvalue() == block.output, block.place


@pytest.mark.parametrize("block", [block for block in of_language("python") if block.note], ids=lambda block: block.place)
def test_what_is_not_run_is_python(block: Block) -> None:
    """Property 2."""
    compile(block.text, block.place, "exec")


@pytest.mark.parametrize("block", [*of_language("toml"), *of_language("json")], ids=lambda block: block.place)
def test_toml_is_toml_and_json_is_json(block: Block) -> None:
    """Property 3."""
    assert tomllib.loads(block.text) if block.language == "toml" else json.loads(block.text)


def test_there_is_enough_to_check() -> None:
    """A reader that finds no blocks must not pass."""
    assert len(PROGRAMS) >= 4
    assert len(of_language("toml")) >= 5
    assert sum(block.output is not None for block in of_language("python")) >= 2
