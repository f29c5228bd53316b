"""BeachCloud: a whole beach shop to try things on, in seven languages.

The catalog is written by hand in ``catalog/*.jsonl``, one record a line (``docs/reference/catalog.md``), and its settings in
``settings.toml``. Shops of this kind have traps, and so has this one, on purpose: a brand called "Red Reef" whose bikinis are seldom
red, a brand called "Without Limits", colours that are not made in every size, a sunglasses case that is no pair of sunglasses, a
product that is not on sale yet and one that no longer is.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["records", "settings_path"]

_FILES: Final = (
    "attributes",
    "categories",
    "swimwear_women",
    "swimwear_men",
    "kids",
    "clothing",
    "footwear",
    "surf",
    "swim_snorkel",
    "sunglasses",
    "hats",
    "bags_coolers",
    "towels",
    "shade_chairs",
    "sunscreen",
    "drinkware",
    "toys",
    "gifts",
)


def records() -> Iterator[dict[str, Any]]:
    """Iterate over the catalog's records: attributes, categories, then the products, department by department.

    Sets and bundles stand in the last department, so that whatever they name has been seen before. Every call reads the files
    afresh, a line at a time.

    >>> next(records())["id"]
    'colour'
    """
    folder = resources.files(__name__) / "catalog"
    for name in _FILES:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def settings_path() -> Path:
    """Return where the store's settings are: seven locales, eight refinements, five sorting options.

    >>> settings_path().name
    'settings.toml'
    """
    return Path(str(resources.files(__name__) / "settings.toml"))
