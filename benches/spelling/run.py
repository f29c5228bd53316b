"""Is the right word first? Real misspellings, looked up by us, by SymSpell and, where it is recorded, by GNU aspell.

    run.py FOLDER [--json]

FOLDER holds ``word_pairs.csv.gz`` (misspelling, correction, osa_distance), ``chorus_vocabulary.tsv.gz`` (word, document frequency) and
``aspell_peer_ranks.csv``; pairs count whose right word the vocabulary has. A store is built in memory in which each word is in as many
products as its frequency says. We look as far as did-you-mean does (1, 2 or 3 edits by length), SymSpell 2 edits at most (``pip install
symspellpy``; left out when it is missing). Aspell had its own English dictionary, so it is compared on the pairs of its recorded run,
beside our figures for the same pairs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from commerce_search import Catalog, Storefront

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Score:
    """How often the right word came first, and among the first three."""

    pairs: int = 0
    first: int = 0
    among_three: int = 0

    def add(self, place: int) -> None:
        """Count a pair; ``place`` is 0 when the right word is absent."""
        self.pairs += 1
        self.first += place == 1
        self.among_three += 1 <= place <= 3


def vocabulary(folder: Path) -> dict[str, int]:
    """Word -> products."""
    with gzip.open(folder / "chorus_vocabulary.tsv.gz", "rt", encoding="utf-8") as lines:
        return {row["word"]: int(row["document_frequency"]) for row in csv.DictReader(lines, delimiter="\t")}


def pairs(folder: Path, words: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield (misspelling, right word, edits) where the vocabulary has the right word."""
    with gzip.open(folder / "word_pairs.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["correction"].lower() in words:
                yield row["misspelling"].lower(), row["correction"].lower(), row["osa_distance"]


def aspell_places(folder: Path) -> dict[tuple[str, str], int]:
    """(misspelling, right word) -> the place that aspell gave it in its normal mode."""
    with (folder / "aspell_peer_ranks.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["mode"] == "normal"]
    return {(row["misspelling"].lower(), row["correction"].lower()): int(row["aspell_rank_0_is_absent"]) for row in rows}


def ours(words: dict[str, int]) -> Callable[[str], list[str]]:
    """Our words near a typed one."""
    products: dict[int, list[str]] = defaultdict(list)
    for word, frequency in words.items():
        for number, one in zip(range(frequency), repeat(word)):
            products[number].append(one)
    catalog = Catalog.from_records([{"id": f"p{number}", "name": " ".join(names)} for number, names in products.items()])
    engine = Storefront.build(catalog).engine
    return lambda typed: [word for word, *_ in engine.near_words(typed, _wide(typed), 0)]


def _wide(typed: str) -> int:
    """Edits of did-you-mean (docs/reference/semantics.md, 8, offers)."""
    return 0 if len(typed) < 2 else 1 if len(typed) < 4 else 2 if len(typed) < 7 else 3


def symspell(words: dict[str, int]) -> Callable[[str], list[str]] | None:
    """SymSpell over the same vocabulary."""
    try:
        from symspellpy import SymSpell, Verbosity  # noqa: PLC0415 - need not be there
    except ImportError:
        return None
    speller = SymSpell(2, 7)
    for word, frequency in words.items():
        speller.create_dictionary_entry(word, frequency)
    return lambda typed: [found.term for found in speller.lookup(typed, Verbosity.ALL, max_edit_distance=2)]


def measure(folder: Path) -> dict[str, dict[str, Score]]:
    """Speller -> edits -> score."""
    words = vocabulary(folder)
    spellers = {"commerce_search": ours(words), "SymSpell(2)": symspell(words)}
    recorded = aspell_places(folder)
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    for typed, right, edits in pairs(folder, words):
        for name, speller in spellers.items():
            if speller is None:
                continue
            found = speller(typed)
            place = found.index(right) + 1 if right in found else 0
            for group in ("all", edits):
                scores[name][group].add(place)
            if (typed, right) in recorded:
                scores[f"{name}, aspell's pairs"]["all"].add(place)
        if (typed, right) in recorded:
            scores["aspell, its pairs"]["all"].add(recorded[typed, right])
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    scores = measure(arguments.folder)
    if arguments.json:
        print(json.dumps({name: {edits: asdict(score) for edits, score in by.items()} for name, by in scores.items()}, indent=2))
        return
    table = Table("speller", "edits", "pairs", "first", "first three")
    for name, by in scores.items():
        for edits, score in sorted(by.items()):
            table.add_row(name, edits, str(score.pairs), f"{score.first / score.pairs:.3f}", f"{score.among_three / score.pairs:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
