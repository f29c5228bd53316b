"""What went wrong, where, and what helps? One red line and an exit code instead of a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click
from rich.text import Text

from commerce_search.cli.problem_table import problem_table, value_words
from commerce_search.cli.terminal import errors
from commerce_search.errors import (
    CommerceSearchError,
    FeedError,
    MappingError,
    QueryError,
    ValidationError,
    printable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commerce_search.errors import Problem

__all__ = ["ReportingGroup"]

_WRONG_INPUT: Final = 2
_FAILED: Final = 1
_INPUT_ERRORS: Final = (ValidationError, MappingError, FeedError, QueryError)


class ReportingGroup(click.Group):
    """A group whose commands report the library's errors; bugs keep their traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (CommerceSearchError, OSError) as error:
            _report(error)
            raise click.exceptions.Exit(_WRONG_INPUT if isinstance(error, _INPUT_ERRORS) else _FAILED) from error


def _report(error: CommerceSearchError | OSError) -> None:
    console = errors()
    problems: Sequence[Problem] = getattr(error, "problems", ())
    total = max(len(problems), getattr(error, "total", 0))
    console.print(Text(f"error: {_headline(error, problems, total)}", style="bold red"), soft_wrap=True)
    if total > 1:
        console.print(problem_table(problems, total, console))
    for note in getattr(error, "__notes__", ()):
        console.print(Text(note), soft_wrap=True)


def _headline(error: Exception, problems: Sequence[Problem], total: int) -> str:
    if total > 1:
        return f"{total:,} problems, the first at {problems[0].path}: {problems[0].message}"
    if problems:
        return _one_problem(problems[0])
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return printable(f"{place}{error.strerror or error}")
    return printable(str(error))


def _one_problem(problem: Problem) -> str:
    found = "" if problem.value is None else f", got {value_words(problem.value)}"
    return printable(f"{problem.path}: {problem.message} [{problem.code}]{found}")
