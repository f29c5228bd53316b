"""A command line to call, and a small shop to call it on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from commerce_search import Catalog, Settings, Storefront
from commerce_search.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


Record = dict[str, Any]

SETTINGS = """
currency = "EUR"
page_size = 10

[locales]
en = ["en"]
de = ["de", "en"]

[[refinements]]
id = "colour"
label = { en = "Colour", de = "Farbe" }

[[refinements]]
id = "size"

[[refinements]]
id = "price"
kind = "price"
buckets = "thresholds"
bucket = [{ id = "(..20)", below = 20, label = "Cheap" }, { id = "(20..)", label = "Dear" }]

[[sorting_options]]
id = "price-low-to-high"
keys = [{ by = "price" }]
"""

ATTRIBUTE = {
    "type": "attribute",
    "id": "colour",
    "values": [
        {"id": "red", "label": {"en": "Red", "de": "Rot"}, "swatch": "#d22"},
        {"id": "navy", "label": {"en": "Navy", "de": "Marineblau"}, "swatch": "#14264b"},
        {"id": "striped", "swatch": "https://example.com/striped.png"},
    ],
}


def tee_in(colour: str, size: str, price: str) -> Record:
    values = {"colour": colour, "size": size}
    return {"id": f"tee-{colour}-{size}", "values": values, "price": price, "list_price": "25.00"}


RECORDS: list[Record] = [
    ATTRIBUTE,
    {"type": "category", "id": "bath", "name": "Bath"},
    {
        "id": "tee",
        "name": {"en": "Harbour shirt", "de": "Hafenhemd"},
        "brand": "Skipper",
        "variation_attributes": ["colour", "size"],
        "variations": [
            tee_in("red", "s", "20.00"),
            tee_in("red", "l", "19.50"),
            tee_in("navy", "l", "25.00"),
            tee_in("striped", "s", "25.00"),
        ],
    },
    {"id": "towel", "name": "Red towel", "price": "9.90", "stock": 0, "categories": ["bath"], "attributes": {"colour": "red"}},
    {"id": "robe", "name": "Red robe", "price": "49.00", "categories": ["bath"]},
    {"id": "soap", "name": "Soap [bold]not bold[/bold] \u001b[31mred", "categories": ["bath"], "online_from": "2026-06-01T00:00:00Z"},
]


@pytest.fixture
def records() -> list[Record]:
    return RECORDS


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call the command line; the terminal has 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def call(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], prog_name="commerce-search")

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Iterable[Record | str]], Path]:
    """Write a feed: records, or lines as they stand."""

    def written(name: str, lines: Iterable[Record | str]) -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines), encoding="utf-8")
        return path

    return written


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The small shop as a store."""
    path = tmp_path / "shop"
    Storefront.build(Catalog.from_records(RECORDS, currency="EUR"), Settings.from_toml(SETTINGS), path)
    return path
