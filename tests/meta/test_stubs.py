"""The stub of the compiled core says what the compiled core is.

1. Every class, method, property, argument and default of the module stands in `_engine.pyi`, and nothing else (mypy's stubtest, without any
   exceptions).
"""

from __future__ import annotations

import ast
import subprocess
import sys

from .source_tree import PACKAGE, ROOT


def test_the_stub_is_true() -> None:
    """Property 1."""
    command = [sys.executable, "-m", "mypy.stubtest", "commerce_search._engine", "--mypy-config-file", "pyproject.toml"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    stub = ast.parse((PACKAGE / "_engine.pyi").read_text(encoding="utf-8"))
    assert sum(isinstance(node, ast.FunctionDef) for node in ast.walk(stub)) >= 40
