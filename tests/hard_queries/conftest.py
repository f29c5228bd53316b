"""The report stands below the results, whether they are green or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .report import REPORT

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    text = terminalreporter.config.stash.get(REPORT, "")
    if text:
        terminalreporter.section("hard queries")
        terminalreporter.write_line(text)
