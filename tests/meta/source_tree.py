"""Where the sources are, and how they are read: Python by its syntax tree, Rust by its braces."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "python" / "commerce_search"
ENGINE: Final = ROOT / "rust" / "engine" / "src"
SOURCE_FOLDERS: Final = ("rust", "python", "tests", "benches", "docs", "examples", "fuzz")
_DERIVED: Final = ("__pycache__", "target", "node_modules")


def walk(*folders: str) -> Iterator[Path]:
    """Yield every file below folders of the project, but what is derived from others."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            if path.is_file() and not any(part in _DERIVED or part.startswith(".") for part in parts) and path.suffix != ".so":
                yield path


def python_files(*folders: str) -> list[Path]:
    """Python sources below folders of the project."""
    return [path for path in walk(*folders) if path.suffix == ".py"]


def rust_files(*folders: str) -> list[Path]:
    """Rust sources below folders of the project."""
    return [path for path in walk(*folders) if path.suffix == ".rs"]


def named(path: Path) -> str:
    """The path from the project's folder."""
    return path.relative_to(ROOT).as_posix()


@cache
def syntax_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    """The dotted name of a module of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass(frozen=True)
class Function:
    """A function, and how many lines it has from its signature to its end."""

    place: str
    lines: int


def python_functions(path: Path) -> Iterator[Function]:
    """Yield the functions of a Python file."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(f"{named(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)


_LITERAL: Final = re.compile(
    r"""//[^\n]*|/\*.*?\*/|b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?"(?:\\.|[^"\\])*"|b?'(?:\\(?:x..|u\{[^}]*\}|.)|[^\\'])'""", re.DOTALL
)
_TEST_ITEM: Final = re.compile(r"#\[cfg\(test\)\]\s*")
_FUNCTION: Final = re.compile(r"\bfn\s+(\w+)")


@cache
def rust_code(path: Path) -> str:
    """The text of a Rust file with comments and literals blanked out, line breaks kept."""
    return _LITERAL.sub(_blank, path.read_text(encoding="utf-8"))


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n") if found[0].startswith("/") else '"' + "\n" * found[0].count("\n") + '"'


@cache
def rust_code_without_tests(path: Path) -> str:
    """The code of a Rust file without what is compiled for tests only, line breaks kept."""
    code = rust_code(path)
    for found in reversed(list(_TEST_ITEM.finditer(code))):
        end = _end_of_item(code, found.end())
        code = code[: found.start()] + "\n" * code.count("\n", found.start(), end) + code[end:]
    return code


def _end_of_item(code: str, start: int) -> int:
    """Where an item ends that begins at `start`: behind its braces, or at its semicolon."""
    depth = 0
    for at in range(start, len(code)):
        if code[at] in "{([":
            depth += 1
        elif code[at] in "})]":
            depth -= 1
            if depth == 0 and code[at] == "}":
                return at + 1
        elif code[at] == ";" and depth == 0:
            return at + 1
    return len(code)


def rust_functions(path: Path) -> Iterator[Function]:
    """Yield the functions of a Rust file that have a body."""
    code = rust_code(path)
    for found in _FUNCTION.finditer(code):
        end = _end_of_item(code, found.start())
        if code[end - 1] == "}":
            line = code.count("\n", 0, found.start()) + 1
            yield Function(f"{named(path)}:{line} {found[1]}", code.count("\n", found.start(), end) + 1)


def rust_modules() -> dict[str, Path]:
    """Module path -> file of the engine; the root is left out."""
    modules: dict[str, Path] = {}
    for path in rust_files("rust/engine/src"):
        parts = path.relative_to(ENGINE).with_suffix("").parts
        modules["::".join(parts[:-1] if parts[-1] == "mod" else parts)] = path
    del modules["lib"]
    return modules
