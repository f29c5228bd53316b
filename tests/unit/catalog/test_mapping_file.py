"""Mapping files.

1. All mistakes of a file are reported at once, with their paths and a remedy.
2. A file that is missing or no TOML is a MappingError too.
3. The example of docs/reference/mapping.md is a mapping.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commerce_search.catalog import FeedMapping
from commerce_search.errors import MappingError

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "mapping.md"


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(MappingError) as caught:
        FeedMapping.from_toml(text, "shop.toml")
    return [(problem.path, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        ("", "fields", "missing"),
        ("[fields]\nname = 'title'", "fields.id", "missing"),
        ("[fields]\nid = 5", "fields.id", "wrong_type"),
        ("[fields]\nid = 'sku'\ncolour = 'color'", "fields.colour", "unknown_key"),
        ("[fields]\nid = 'sku'\nattributes = 'specs'", "fields.attributes", "unknown_key"),
        ("[fields]\nid = 'sku'\n[fields.identifiers]\nasin = 'a'", "fields.identifiers.asin", "unknown_key"),
        ("[fields]\nid = 'sku'\n[fields.brand]\nde = 'a'", "fields.brand.de", "unknown_key"),
        ("[fields]\nid = 'sku'\nstock = { column = 's', seperator = '|' }", "fields.stock.seperator", "unknown_key"),
        ("[fields]\nid = 'sku'\n[fields.attributes]\na = { column = 's', kind = 'colour' }", "fields.attributes.a.kind", "out_of_range"),
        ("[fields]\nid = 'sku'\nprice = 'p'\nprice_minor = 'c'", "fields.price_minor", "ambiguous"),
        ("[fields]\nid = 'sku'\n[variations]\ngroup = 'adjacent'", "variations.master", "missing"),
        ("[fields]\nid = 'sku'\n[[attribute_columns]]\nkinds = { n_ = 'integer' }", "attribute_columns[0].kinds.n_", "out_of_range"),
        ("delimiter = ';;'\n[fields]\nid = 'sku'", "delimiter", "out_of_range"),
        ("[fields]\nid = 'sku'\n[field]\nname = 'x'", "field", "unknown_key"),
    ],
)
def test_a_mistake_is_reported_with_its_path(text: str, path: str, code: str) -> None:
    assert problems_of(text) == [(f"shop.toml {path}", code)]


def test_all_mistakes_are_reported_at_once() -> None:
    assert len(problems_of("[fields]\nnam = 'title'\nprice = 5\n[fields.rating]\nstars = 's'")) == 4


def test_the_remedy_is_named() -> None:
    with pytest.raises(MappingError, match=r"did you mean description\?"):
        FeedMapping.from_toml("[fields]\nid = 'sku'\ndescripton = 'd'")


def test_what_is_no_toml_is_a_mapping_error() -> None:
    assert problems_of("[fields") == [("shop.toml", "broken_toml")]


def test_a_missing_file_is_a_mapping_error(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"nothing\.toml.*\[unreadable\]"):
        FeedMapping.load(tmp_path / "nothing.toml")


def test_every_example_of_the_reference_is_a_mapping() -> None:
    examples = re.findall(r"```toml\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(examples) == 3
    for example in examples:
        FeedMapping.from_toml(example if example.startswith("[fields]") else f"[fields]\nid = 'sku'\n{example}")
