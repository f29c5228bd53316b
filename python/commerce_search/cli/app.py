"""The command ``commerce-search`` and its subcommands."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from commerce_search import __version__
from commerce_search.cli.commands.bench import bench
from commerce_search.cli.commands.demo import demo
from commerce_search.cli.commands.evaluate import evaluate
from commerce_search.cli.commands.fit import fit
from commerce_search.cli.commands.index import index
from commerce_search.cli.commands.search import search
from commerce_search.cli.commands.suggest import suggest
from commerce_search.cli.commands.verify import verify
from commerce_search.cli.examples import examples
from commerce_search.cli.failures import ReportingGroup

__all__ = ["app"]


@click.group(
    cls=ReportingGroup,
    epilog=examples(
        "commerce-search demo",
        "commerce-search index products.jsonl --store shop",
        'commerce-search search shop "red towel" --refine size=l',
        heading="Start here",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="commerce-search")
def app() -> None:
    """Search and merchandising for storefronts.

    Exit codes: 0 all is well, 1 the disk or the index failed or an extra is missing, 2 the input is wrong.
    """
    _write_what_the_terminal_can()


def _write_what_the_terminal_can() -> None:
    """A catalog holds letters that a terminal may not know; they must not end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


for command in (demo, index, search, suggest, evaluate, fit, bench, verify):
    app.add_command(command)
