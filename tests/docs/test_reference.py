"""The reference names what the code knows, and the code knows what the reference names.

1. Every key of a catalog record, kind by kind, and of what stands inside of one (`catalog.md`).
2. Every key of the settings, with every choice that it offers (`settings.md`); the example there is accepted as it stands.
3. Every argument of a search with its default, and every key of a page (`settings.md`).
4. Every table and key of a mapping file (`mapping.md`).
5. Every problem code that the library reports (`catalog.md`, `settings.md`, `mapping.md`).
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
import typing
from typing import Any, Final

import msgspec
import pytest
from msgspec import Struct

from commerce_search import Catalog, Settings, Storefront, demo
from commerce_search.catalog import (
    Assignment,
    Attribute,
    AttributeValue,
    Bundle,
    Category,
    Identifiers,
    Image,
    MasterProduct,
    Member,
    ProductSet,
    Rating,
    SimpleProduct,
    Variation,
    VariationGroup,
    Video,
)
from commerce_search.catalog.feeds.columns import Column
from commerce_search.catalog.feeds.mapping_file import AttributeColumns, GroupedRows, MappingTables

from .markdown import ROOT, blocks, in_code, rows_of

if typing.TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE: Final = ROOT / "docs" / "reference"
CATALOG, SETTINGS, MAPPING = (REFERENCE / f"{name}.md" for name in ("catalog", "settings", "mapping"))
PRODUCTS: Final = "Products: simple, master, variation, set, bundle"
KINDS: Final[dict[str, type[Struct]]] = {
    "simple": SimpleProduct,
    "master": MasterProduct,
    "variation": Variation,
    "set": ProductSet,
    "bundle": Bundle,
}
INSIDE: Final[dict[str, type[Struct]]] = {
    "values of an attribute": AttributeValue,
    "categories": Assignment,
    "images": Image,
    "videos": Video,
    "rating": Rating,
    "variation_groups": VariationGroup,
    "members": Member,
}


def keys_of(model: type[Struct]) -> set[str]:
    """The keys of a record."""
    return set(model.__struct_fields__)


def table(heading: str) -> dict[str, list[str]]:
    """Key -> the cells behind it, of a table of the catalog's reference."""
    return {key: row[1:] for row in rows_of(CATALOG, heading) for key in in_code(row[0])}


def kinds_in(cell: str) -> set[str]:
    """The kinds that a cell of the column `types` names."""
    all_kinds = set(KINDS)
    if cell.startswith("all"):
        return all_kinds - set(re.findall(r"\w+", cell.removeprefix("all").replace("but", "")))
    return set(re.findall(r"\w+", cell))


@pytest.mark.parametrize(("heading", "model"), [("attribute", Attribute), ("category", Category)])
def test_records_of_definitions(heading: str, model: type[Struct]) -> None:
    """Property 1."""
    assert set(table(heading)) == keys_of(model)


@pytest.mark.parametrize("kind", KINDS)
def test_records_of_products(kind: str) -> None:
    """Property 1: a key is told for the kinds that have it."""
    told = {key for key, (types, *_) in table(PRODUCTS).items() if kind in kinds_in(types)}
    assert told - {"type"} == keys_of(KINDS[kind])
    assert len(told) >= 12


def test_what_stands_inside_of_a_record() -> None:
    """Property 1: objects in braces, e.g. `{id, quantity?}`; a question mark where there is a default."""
    text = CATALOG.read_text(encoding="utf-8")
    told = {
        frozenset(key.strip().partition(":")[0].strip("? ") for key in found.split(","))
        for found in re.findall(r"`\{(\w+[?:,][^}]*)\}`", text)
    }
    assert told == {frozenset(keys_of(model)) for model in INSIDE.values()}
    assert set(in_code(table(PRODUCTS)["identifiers"][2])) == keys_of(Identifiers)


def settings_example() -> dict[str, Any]:
    """The settings that `settings.md` shows."""
    return tomllib.loads(blocks(SETTINGS)[0].text)


def unused(model: type[Struct], written: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the keys of settings that none of the written tables has."""
    for field in msgspec.structs.fields(model):
        present = [one[field.name] for one in written if field.name in one]
        if not present:
            yield f"{model.__name__}.{field.name}"
        inner = next((part for part in parts_of(field.type) if isinstance(part, type) and issubclass(part, Struct)), None)
        if inner is not None:
            by_name = typing.get_origin(field.type) is dict
            tables = [list(one.values()) if by_name else one if isinstance(one, list) else [one] for one in present]
            yield from unused(inner, [table for several in tables for table in several])


def parts_of(kind: Any) -> Iterator[Any]:
    """Yield a type and the types that it is made of."""
    yield kind
    for part in typing.get_args(kind):
        yield from parts_of(part)


def choices_of(model: type[Struct]) -> Iterator[tuple[str, set[str]]]:
    """Yield key and choices of the keys that have some, those of inner tables too."""
    for field in msgspec.structs.fields(model):
        for part in parts_of(field.type):
            if typing.get_origin(part) is typing.Literal:
                yield field.name, set(typing.get_args(part))
            if isinstance(part, type) and issubclass(part, Struct):
                yield from choices_of(part)


def test_settings_example_is_accepted_and_complete() -> None:
    """Property 2."""
    written = settings_example()
    assert Settings.from_dict(written).refinements
    assert list(unused(Settings, [written])) == []


def test_choices_of_settings() -> None:
    """Property 2: every choice stands in the text, those of a refinement in the comment behind the key."""
    text = SETTINGS.read_text(encoding="utf-8")
    choices = list(choices_of(Settings))
    for key, offered in choices:
        comments = [
            set(re.findall(r"\w+", line.partition("#")[2])) for line in blocks(SETTINGS)[0].text.splitlines() if line.startswith(f"{key} =")
        ]
        assert any(offered <= comment for comment in comments) or all(
            f"`{choice}`" in text or f'"{choice}"' in text for choice in offered
        ), key
    assert len(choices) >= 7


def test_arguments_of_a_search() -> None:
    """Property 3."""
    told = re.search(r"^`search\((.*)\)`$", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    call = ast.parse(f"search({told[1]})", mode="eval").body
    assert isinstance(call, ast.Call)
    arguments = {str(keyword.arg): keyword.value for keyword in call.keywords}
    parameters = {name: one.default for name, one in inspect.signature(Storefront.search).parameters.items() if name != "self"}
    assert list(arguments) == list(parameters)
    for name, default in parameters.items():
        value = arguments[name]
        assert default == (ast.literal_eval(value) if isinstance(value, ast.Constant) else None), name


def test_keys_of_a_page() -> None:
    """Property 3."""
    told = json.loads(next(block.text for block in blocks(SETTINGS) if block.text.startswith('{"phrase"')))
    store = Storefront.build(Catalog.from_records(list(demo.records())), Settings.open(demo.settings_path()))
    page = store.search("red swimsuit towel", sort=None).to_dict()
    assert list(page) == list(told)
    assert list(page["hits"][0]) == list(told["hits"][0])
    assert list(store.search("towel", explain=True).to_dict()["hits"][0]) == [*told["hits"][0], "explanation"]
    assert list(page["relaxed"][0]) == list(told["relaxed"][0])
    assert list(page["sorting_options"][0]) == list(told["sorting_options"][0])
    assert list(store.search("towel", sort="name").to_dict()["bands"][0]) == list(told["bands"][0])
    colour, price = (next(one for one in page["refinements"] if one["id"] == name) for name in ("colour", "price"))
    assert [list(one) for one in (colour, price)] == [list(one) for one in told["refinements"]]
    assert list(colour["values"][0]) == list(told["refinements"][0]["values"][0])


def test_keys_of_a_mapping() -> None:
    """Property 4."""
    tables = {name.strip("[]").partition(".")[0] for row in rows_of(MAPPING, "Tables and keys") for name in in_code(row[0])}
    assert tables == keys_of(MappingTables)
    columns = {key for row in rows_of(MAPPING, "Fields and columns") for key in in_code(row[0])}
    assert columns == keys_of(Column)
    shown = [tomllib.loads(block.text) for block in blocks(MAPPING) if block.language == "toml"]
    assert {key for one in shown for key in one.get("variations", {})} == keys_of(GroupedRows)
    assert {key for one in shown for group in one.get("attribute_columns", []) for key in group} == keys_of(AttributeColumns)


def codes_in(tree: ast.Module) -> Iterator[str]:
    """Yield the problem codes that a module writes out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            place = {"Problem": 2, "report": 2, "AmountFlaw": 0, "CategoryFlaw": 1, "AttributeFlaw": 2}.get(name, len(node.args))
            for argument in node.args[place : place + 1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_problem_codes() -> None:
    """Property 5."""
    text = "".join(path.read_text(encoding="utf-8") for path in (CATALOG, SETTINGS, MAPPING))
    sources = (ROOT / "python" / "commerce_search").rglob("*.py")
    reported = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert {code for code in reported if f"`{code}`" not in text} == set()
    assert len(reported) >= 20
