"""``benches/relevance/run.py``.

1. The defaults are those that ``evaluate`` measures.
2. Every part that can change anything has a row; its interval contains its difference, and a part that matters is marked.
3. No query is chosen on and measured in one fold, and every query is measured in one fold of each split.
4. What nobody judged is left out of the last figure only.
"""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Catalog, Settings, Storefront
from commerce_search.experiments import Judgments, evaluate
from meta.source_tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

THINGS = ("laptop", "printer", "camera", "monitor", "router", "keyboard", "headset", "speaker", "tablet", "scanner", "projector", "switch")
"""One query each. The thing itself has the word in its title; a bag that only mentions it in its description shall not come first."""

DATASETS = ROOT / "benches" / "datasets"


def product(number: int, title: str, text: str) -> dict[str, Any]:
    attributes = {"t_series": f"line {number}", "n_weight": 1.5, "b_wireless": True}
    facts = {"brand": "Acme", "price_cents": 1000 + number, "currency": "USD", "colour": "black", "ean": [], "mpn": f"M{number}-X"}
    dated = {"date_released": "2020-01-01T00:00:00Z", "image": "https://example.com/1.jpg"}
    return {"id": f"p{number}", "title": title, "short_description": text, "attributes": attributes, **facts, **dated}


def products() -> list[dict[str, Any]]:
    things = [product(number, f"Acme {thing} {number}", "made well") for number, thing in enumerate(THINGS)]
    bags = [product(50 + number, "Acme bag", f"many pockets, a strap, and it fits your {thing}") for number, thing in enumerate(THINGS)]
    return [*things, *bags, product(99, "Acme printer stand", "unjudged")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("data")
    chorus = made / "chorus_electronics"
    chorus.mkdir()
    with gzip.open(chorus / "products.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in products())
    judged = [(number, thing, f"p{number}", 3) for number, thing in enumerate(THINGS)]
    judged += [(number, thing, f"p{50 + number}", 0) for number, thing in enumerate(THINGS)]
    for name, columns, rows in (
        ("judgments.csv", ("query_id", "query", "product_id", "rating"), judged),
        ("queries.csv", ("query_id", "query"), list(enumerate(THINGS))),
    ):
        with (chorus / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
    return made


def run(folder: Path, *options: str) -> str:
    command = [sys.executable, str(ROOT / "benches" / "relevance" / "run.py"), str(folder), "--seeds", "2", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def measured(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(folder, "--json"))
    return found


def test_the_defaults_are_those_of_evaluate(measured: dict[str, Any], folder: Path) -> None:
    """Property 1."""
    chorus = folder / "chorus_electronics"
    catalog = Catalog.open(chorus / "products.jsonl.gz", DATASETS / "chorus_electronics.toml", currency="USD")
    store = Storefront.build(catalog, Settings.open(DATASETS / "chorus_electronics.settings.toml"))
    expected = evaluate(store, Judgments.open(chorus / "judgments.csv"))
    defaults = measured["defaults"]
    assert measured["queries"] == len(THINGS)
    assert (defaults["ndcg"], defaults["recall"], defaults["judged"]) == (expected.ndcg, expected.recall, expected.judged)


def test_every_part_has_a_row(measured: dict[str, Any]) -> None:
    """Property 2."""
    parts = {row["part"]: row for row in measured["parts"]}
    assert {"k1 1.2", "idf_exponent 1", "typos off", "prices are words", "match all", "name 0", "attributes 1"} <= parts.keys()
    assert not {"keywords 0", "variations 1"} & parts.keys(), "no product has a text there"
    assert parts["name 0"]["difference"]["clear"]
    assert parts["name 0"]["difference"]["high"] < 0
    assert parts["typos off"]["difference"] == {"mean": 0.0, "low": 0.0, "high": 0.0, "clear": False}
    for row in parts.values():
        difference = row["difference"]
        assert difference["low"] - 1e-9 <= difference["mean"] <= difference["high"] + 1e-9
        assert row["ndcg"] - measured["defaults"]["ndcg"] == pytest.approx(difference["mean"])


def test_folds_share_no_query(measured: dict[str, Any]) -> None:
    """Property 3."""
    found = measured["cross_validation"]
    splits = [[fold["queries"] for fold in split["folds"]] for split in found["splits"]]
    assert len(splits) == 2
    for split in splits:
        assert len(split) == 5
        assert sorted(int(query) for fold in split for query in fold) == list(range(len(THINGS)))
    assert splits[0] != splits[1]
    assert found["ndcg"] - measured["defaults"]["ndcg"] == pytest.approx(found["difference"]["mean"])


def test_what_nobody_judged_is_left_out_of_the_last_figure(measured: dict[str, Any]) -> None:
    """Property 4."""
    defaults = measured["defaults"]
    assert defaults["judged"] < 1
    assert defaults["ndcg_without_unjudged"] >= defaults["ndcg"]


def test_the_tables_say_the_same(measured: dict[str, Any], folder: Path) -> None:
    shown = run(folder)
    assert f"{measured['defaults']['ndcg']:.4f}" in shown
    assert all(row["part"] in shown for row in measured["parts"])
    assert f"{measured['cross_validation']['grid']} settings" in shown
