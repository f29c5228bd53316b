"""Files of records.

1. JSON Lines and CSV are read, plain and gzipped; lines are numbered as an editor numbers them.
2. Columns of a CSV file without a mapping are called as the catalog's fields.
3. What cannot be read at all is a FeedError that names the file, the reason and the remedy.
4. A line that cannot be read is a problem of that line.
5. A progress bar shows only for those who ask, and changes nothing.
"""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search.catalog import Catalog, SimpleProduct
from commerce_search.errors import FeedError, MappingError, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

TOWEL = {"id": "towel", "name": "Towel", "price": "19.99"}


def written(path: Path, content: str | bytes) -> Path:
    content = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def paths_of(catalog: Catalog) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        list(catalog)
    return [(problem.path, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "A.JSONL"])
def test_json_lines_are_read(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, json.dumps(TOWEL) + "\r\n\n  \n" + json.dumps({**TOWEL, "id": "b"}))
    assert [product.id for product in Catalog.open(path)] == ["towel", "b"]
    assert [product.id for product in Catalog.open(str(path), progress=True)] == ["towel", "b"]


def test_a_broken_line_is_named_by_its_number(tmp_path: Path) -> None:
    lines = [json.dumps({**TOWEL, "id": f"p{number}"}) for number in range(1, 21)]
    lines[16] = lines[16][:-5]
    lines[2] = ""
    path = written(tmp_path / "products.jsonl", "\n".join(lines))
    assert paths_of(Catalog.open(path)) == [("products.jsonl:17", "broken_json")]


def test_a_byte_order_mark_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "products.jsonl", b"\xef\xbb\xbf" + json.dumps(TOWEL).encode())
    with pytest.raises(ValidationError, match="byte order mark; remove the first three bytes"):
        list(Catalog.open(path))


HEADER = "id,name.en,name.de,price,stock,online,categories,attributes.colour,identifiers.ean,images,rating.average,rating.count"
ROW = 'towel,"Towel ""large""",Badetuch,19.99,5,no,,red,4006381333931|4006381333948,a.jpg|b.jpg,4.5,7'


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv.gz", ","), ("a.tsv", "\t")])
def test_columns_are_called_as_the_fields_of_the_catalog(tmp_path: Path, name: str, delimiter: str) -> None:
    path = written(tmp_path / name, f"{HEADER}\n{ROW}\n".replace(",", delimiter))
    (towel,) = Catalog.open(path)
    assert isinstance(towel, SimpleProduct)
    assert towel.name == {"en": 'Towel "large"', "de": "Badetuch"}
    assert (towel.price, towel.stock, towel.online, towel.attributes) == (Decimal("19.99"), 5, False, {"colour": "red"})
    assert list(towel.identifiers) == ["4006381333931", "4006381333948"]
    assert [image.url for image in towel.images] == ["a.jpg", "b.jpg"]
    assert towel.rating is not None
    assert (towel.rating.average, towel.rating.count) == (4.5, 7)


def test_a_column_that_is_no_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"a\.csv fields\.colour: a catalog record has no such field"):
        Catalog.open(written(tmp_path / "a.csv", "id,name,colour\n"))
    with pytest.raises(MappingError, match=r"a\.csv: expected either the column name or columns below it"):
        Catalog.open(written(tmp_path / "a.csv", "id,name,name.de\n"))


def test_rows_are_numbered_by_the_line_on_which_they_begin(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", '\ufeffid,name,stock\na,"two\nlines",1\n\nb,B,many\nc,C,1,1\nd,"D"d,1\ne,E\n')
    assert paths_of(Catalog.open(path)) == [("a.csv:5 b.stock", "wrong_type"), ("a.csv:6", "unreadable"), ("a.csv:7", "unreadable")]


def test_another_delimiter_comes_from_the_mapping(tmp_path: Path) -> None:
    mapping = written(tmp_path / "map.toml", 'delimiter = ";"\n[fields]\nid = "sku"\nname = "title"')
    (towel,) = Catalog.open(written(tmp_path / "a.csv", "sku;title\ntowel;Towel\n"), mapping)
    assert towel == SimpleProduct(id="towel", name="Towel")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"", "is of no known format; expected .csv, .jsonl, .ndjson, .tsv"),
        ("a", b"", "is of no known format"),
        ("a.csv", b"", "the first line names no columns"),
        ("a.csv", b"id,name,id\n", "names the column 'id' twice"),
        ("a.csv", b"id,name\na,\xff\n", "line 2 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_what_cannot_be_read_is_a_feed_error(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FeedError, match=message):
        list(Catalog.open(tmp_path / name))


def test_a_folder_and_a_missing_file_are_feed_errors(tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    for name in ("folder.jsonl", "missing.jsonl"):
        with pytest.raises(FeedError, match=f"{name}: cannot be read"):
            Catalog.open(tmp_path / name)


def test_a_damaged_archive_is_a_feed_error(tmp_path: Path) -> None:
    archive = gzip.compress("".join(json.dumps({**TOWEL, "id": str(number)}) + "\n" for number in range(5_000)).encode())
    damaged: dict[str, bytes] = {"cut": archive[:-100], "no archive": b"{}\n", "flipped": archive[:200] + b"\x00\x00\x00" + archive[203:]}
    for content in damaged.values():
        (tmp_path / "a.jsonl.gz").write_bytes(content)
        with pytest.raises(FeedError, match="the compressed file is damaged or cut off"):
            list(Catalog.open(tmp_path / "a.jsonl.gz", on_problem="skip"))


def test_a_file_is_read_again_from_its_beginning(tmp_path: Path) -> None:
    catalog = Catalog.open(written(tmp_path / "a.jsonl", json.dumps(TOWEL)))
    products: list[Any] = [list(catalog), list(catalog)]
    assert products[0] == products[1]
