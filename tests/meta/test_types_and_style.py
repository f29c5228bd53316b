"""The checkers that read the code.

1. mypy, strict, finds nothing in the package and in the tests, and reads `tests/typing` as a caller's program.
2. ruff finds nothing, and the formatter would change nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .source_tree import ROOT, python_files


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment in the project's folder."""
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_types_are_strict() -> None:
    """Property 1."""
    checked = run("mypy")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    files = re.search(r"in (\d+) source files", checked.stdout)
    assert files
    assert int(files[1]) >= 130
    assert len(python_files("tests/typing")) >= 2


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_style_is_the_configured_one(command: tuple[str, ...]) -> None:
    """Property 2."""
    checked = run("ruff", *command, "python", "tests", "benches")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert len(python_files("python", "tests", "benches")) >= 130
