"""Which catalog and which settings does a command read? Options that commands share."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from commerce_search import Catalog, Settings, Storefront
from commerce_search.demo import records, settings_path

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FILE", "Sources", "demo_store", "feed_options"]

FILE = click.Path(path_type=Path)
"""Files are opened by the library: its errors tell more than click's."""

_OPTIONS = (
    click.option("--mapping", type=FILE, help="TOML file that says what the feed's columns are (docs/reference/mapping.md)."),
    click.option("--settings", type=FILE, help="TOML file with the store's settings (docs/reference/settings.md)."),
    click.option("--currency", metavar="CODE", help="Currency of the feed's prices, e.g. EUR.  [default: the settings' one, else USD]"),
    click.option(
        "--group",
        type=click.Choice(["adjacent", "anywhere"]),
        default="adjacent",
        show_default=True,
        help="Where the variations of a master stand in the feed; `anywhere` holds them in memory.",
    ),
    click.option(
        "--on-problem",
        type=click.Choice(["raise", "skip"]),
        default="raise",
        show_default=True,
        help="Refuse a feed with problems, or leave out the products that have one.",
    ),
)


def feed_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of ``Sources`` to a command."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


class Sources:
    """The files that a store is built from."""

    def __init__(
        self,
        *,
        mapping: Path | None = None,
        settings: Path | None = None,
        currency: str | None = None,
        group: Literal["adjacent", "anywhere"] = "adjacent",
        on_problem: Literal["raise", "skip"] = "raise",
    ) -> None:
        """Read the settings.

        Raises:
            SettingsError: they are wrong.
            click.UsageError: ``currency`` is not that of the settings.
        """
        self.settings = None if settings is None else Settings.open(settings)
        self._mapping = mapping
        self._currency = currency or (self.settings.currency if self.settings else "USD")
        self._group: Literal["adjacent", "anywhere"] = group
        self._on_problem: Literal["raise", "skip"] = on_problem
        if self.settings is not None and self.settings.currency != self._currency:
            raise click.UsageError(f"--currency is {currency}, but {settings} says {self.settings.currency}; a store has one currency")

    def catalog(self, feed: Path, *, progress: bool) -> Catalog:
        """Open the feed."""
        return Catalog.open(feed, self._mapping, progress=progress, currency=self._currency, group=self._group, on_problem=self._on_problem)


def demo_store() -> Storefront:
    """Build the demo store in memory."""
    settings = Settings.open(settings_path())
    return Storefront.build(Catalog.from_records(list(records()), currency=settings.currency), settings)
