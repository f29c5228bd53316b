"""Reads the project's documents: their code blocks, links and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
_BLOCK: Final = re.compile(
    r"(?:^<!-- (?P<note>[^\n]*?) -->\n+)?^(?P<indent> *)```(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_LINK: Final = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block, with the remark above it and the output below it.

    A remark is an HTML comment, so readers do not see it: `file: name` writes the block into that file before the document's programs run;
    `not run: reason` only compiles a program.
    """

    document: str
    line: int
    language: str
    text: str
    note: str
    output: str | None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.document}:{self.line}"


@cache
def documents() -> tuple[Path, ...]:
    """Every Markdown file of the project."""
    found = [*ROOT.glob("*.md"), *(path for folder in ("docs", "tests", "benches", "examples") for path in (ROOT / folder).rglob("*.md"))]
    return tuple(sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)))


def name_of(document: Path) -> str:
    """The path from the project's folder."""
    return document.relative_to(ROOT).as_posix()


@cache
def blocks(document: Path) -> tuple[Block, ...]:
    """The fenced blocks of a document."""
    text = document.read_text(encoding="utf-8")
    found = list(_BLOCK.finditer(text))
    made: list[Block] = []
    for at, block in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        follows = after is not None and after["language"] == "text" and not text[block.end() : after.start()].strip()
        line = text.count("\n", 0, block.start("text"))
        output = _unindented(after) if follows and after is not None else None
        made.append(Block(name_of(document), line, block["language"], _unindented(block), block["note"] or "", output))
    return tuple(made)


def _unindented(block: re.Match[str]) -> str:
    return re.sub(f"^{block['indent']}", "", block["text"], flags=re.MULTILINE)


def links(document: Path) -> Iterator[str]:
    """Yield the targets of a document's links, outside of code."""
    yield from _LINK.findall(_BLOCK.sub("", document.read_text(encoding="utf-8")))


def rows_of(document: Path, heading: str) -> list[list[str]]:
    """The rows of the tables below a heading, up to the next heading; the head of each table is left out."""
    text = _BLOCK.sub("", document.read_text(encoding="utf-8"))
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^#+ |\Z)", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"{name_of(document)} has no heading {heading!r}")
    lines = [line for line in found[1].splitlines() if line.startswith("|")]
    heads = {at - 1 for at, line in enumerate(lines) if set(line) <= set("|-: ")}
    return [_cells(line) for at, line in enumerate(lines) if at not in heads and at - 1 not in heads]


def _cells(line: str) -> list[str]:
    """The cells of a table's row; a bar in code is no border."""
    return [cell.strip() for cell in re.split(r"\|(?=(?:[^`]*`[^`]*`)*[^`]*$)", line)[1:-1]]


def in_code(text: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]*)`", text)
