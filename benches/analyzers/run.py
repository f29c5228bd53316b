"""How fast are texts analysed, language by language? The texts of the demo shop, and the titles of a real catalog.

    run.py [FOLDER] [--characters 1000000] [--rounds 7] [--json]

FOLDER holds ``chorus_electronics/products.jsonl.gz``, whose English titles are a row of their own. The demo shop's texts are repeated
to the same amount in each language, so the caches are warmer than in a shop; what counts are the ratios of characters a second: to
English, and to Python's ``text.lower().split()`` on the same text in turns with it. One thread each; the median of the rounds. A "cut"
text is folded and cut into tokens, which the index does with every text. "stem" is what a token's stem group costs besides; an index
and a phrase ask for it once for each word. Builds the engine's bench first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import time
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any, Self

from rich.console import Console
from rich.table import Table

from commerce_search.demo import records

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "de", "es", "fr", "pl", "ja", "zh")
TITLES = "en-titles"
"""Read as English like every tag that begins with it."""


class Analyzers:
    """The engine's analyzers in a process of their own."""

    def __init__(self, texts: dict[str, list[str]]) -> None:
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        subprocess.run(["cargo", "build", "-q", "--release", "-p", "commerce-search-bench", "--bin", "analyzers"], cwd=ROOT, check=True)
        command = [str(target / "release" / "analyzers")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self._tell(json.dumps(texts))

    def pass_over(self, language: str) -> dict[str, int]:
        """Analyse the texts of a language once."""
        self._tell(language)
        assert self._process.stdout is not None
        answer: dict[str, int] = json.loads(self._process.stdout.readline())
        return answer

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def demo_texts() -> dict[str, list[str]]:
    """Language -> names and descriptions of the demo shop."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for record in records():
        for field in ("name", "short_description", "description", "keywords"):
            text = record.get(field)
            for language, said in (text if isinstance(text, dict) else {}).items():
                found[language].append(said)
    return found


def titles(folder: Path) -> list[str]:
    with gzip.open(folder / "chorus_electronics" / "products.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["title"] for line in lines]


def repeated(texts: list[str], characters: int) -> list[str]:
    """Texts again and again, until they have so many characters."""
    taken: list[str] = []
    for text in cycle(texts):
        if characters <= 0:
            return taken
        taken.append(text)
        characters -= len(text)
    return taken


def timed_in_python(texts: list[str]) -> int:
    start = time.perf_counter_ns()
    for text in texts:
        text.lower().split()
    return time.perf_counter_ns() - start


def measure(texts: dict[str, list[str]], rounds: int) -> dict[str, dict[str, float]]:
    """Time every language in turns, so that other work on the machine meets all of them."""
    passes: dict[str, list[dict[str, int]]] = {language: [] for language in texts}
    with Analyzers(texts) as analyzers:
        for _ in range(rounds):
            for language, said in texts.items():
                passes[language].append({**analyzers.pass_over(language), "python": timed_in_python(said)})
    rates = {language: rates_of(passes[language], sum(map(len, texts[language]))) for language in texts}
    english = rates["en"]["characters_per_second"]
    return {language: {**rate, "to_english": rate["characters_per_second"] / english} for language, rate in rates.items()}


def rates_of(passes: list[dict[str, int]], characters: int) -> dict[str, float]:
    seconds = median(one["cut"] for one in passes) / 1e9
    tokens = passes[0]["tokens"]
    return {
        "characters": characters,
        "tokens": tokens,
        "characters_per_second": characters / seconds,
        "tokens_per_second": tokens / seconds,
        "to_python": median(one["python"] / one["cut"] for one in passes),
        "stem_nanoseconds_per_token": median(max(one["stemmed"] - one["cut"], 0) for one in passes) / tokens,
    }


def print_table(rates: dict[str, dict[str, float]]) -> None:
    console = Console()
    console.width = max(console.width, 100)
    table = Table("cut")
    for name in ("characters", "tokens", "M chars/s", "M tokens/s", "to English", "to Python", "stem, ns/token"):
        table.add_column(name, justify="right")
    for language, rate in rates.items():
        table.add_row(language, *cells(rate))
    console.print(table)


def cells(rate: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{rate['characters']:,}",
        f"{rate['tokens']:,}",
        f"{rate['characters_per_second'] / 1e6:.1f}",
        f"{rate['tokens_per_second'] / 1e6:.2f}",
        f"{rate['to_english']:.2f}",
        f"{rate['to_python']:.2f}",
        f"{rate['stem_nanoseconds_per_token']:.0f}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    texts = {language: repeated(said, arguments.characters) for language, said in demo_texts().items()}
    if arguments.folder is not None:
        texts[TITLES] = repeated(titles(arguments.folder), arguments.characters)
    rates = measure(texts, arguments.rounds)
    if arguments.json:
        print(json.dumps(rates, indent=2))
    else:
        print_table(rates)


if __name__ == "__main__":
    main()
