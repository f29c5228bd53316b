"""The reference names every command and every option, and every example of a docstring is true.

1. Each command has a heading, its help has an example, and each option has a help text and stands in docs/reference/cli.md.
2. Doctests of the rooms cli and experiments hold.
"""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import commerce_search.cli
import commerce_search.experiments
from commerce_search.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

REFERENCE = (Path(__file__).parents[3] / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
COMMANDS = sorted(app.commands)


def test_the_commands_are_found() -> None:
    assert COMMANDS == ["bench", "demo", "evaluate", "fit", "index", "search", "suggest", "verify"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_documented(name: str) -> None:
    (section,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert f"commerce-search {name}" in section
    options = [option for option in app.commands[name].params if isinstance(option, click.Option)]
    for option in options:
        assert option.help
        shared = section + REFERENCE.split("## Options that commands share")[1]
        assert f"`{option.opts[0]}" in shared, f"{option.opts[0]} of {name} is not in docs/reference/cli.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_examples(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    after = result.stdout.split("Examples:\n")[1]
    assert all(line.startswith(f"    commerce-search {name}") for line in after.splitlines())


def test_the_group_has_help_and_a_version(run: Run) -> None:
    assert "Start here:\n    commerce-search demo\n" in run("--help").stdout
    assert run("-h").exit_code == 0
    assert run("--version").stdout.startswith("commerce-search, version ")


def test_examples_in_docstrings_are_true() -> None:
    attempted = 0
    for room in (commerce_search.cli, commerce_search.experiments):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if not module.name.endswith("__main__"):
                found = doctest.testmod(importlib.import_module(module.name))
                assert not found.failed, module.name
                attempted += found.attempted
    assert attempted >= 8
