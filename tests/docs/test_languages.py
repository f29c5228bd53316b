"""Every row of `docs/reference/languages.md` is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from commerce_search import Catalog, Settings, Storefront

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "languages.md"


class Row(NamedTuple):
    """One example."""

    locale: str
    typed: str
    text: str
    found: str
    why: str


ROWS = [
    Row(*(cell.strip() for cell in line.strip("|").split("|")))
    for line in re.findall(r"^\| [a-z]{2} \|.*", PAGE.read_text("utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.locale}: {row.typed}")
def test_an_example_is_so(row: Row) -> None:
    catalog = Catalog.from_records([{"id": "it", "name": row.text}, {"id": "other", "name": "xyzzy"}])
    store = Storefront.build(catalog, Settings(locales={row.locale: (row.locale,)}))
    found = [hit.id for hit in store.search(row.typed, match="all", typos="off").hits]
    assert found == (["it"] if row.found == "yes" else [])


def test_there_are_examples_of_every_language() -> None:
    assert {row.locale for row in ROWS} >= {"en", "de", "fr", "es", "pl", "ja", "zh"}
    assert len(ROWS) > 30
