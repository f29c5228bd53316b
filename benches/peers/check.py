"""Is what the adapter answers right? A scan of every line of the catalog, in plain Python, counts again.

    check.py DATA_DIR N WORK_DIR [REQUESTS_PER_CLASS]

For so many requests of each class (50, spread over the list) it compares the total, all counts of all facets, the ids of a category
listing in their order, and that every other page holds nothing but matches, as many as belong there. It reads nothing of the index:
words, stems and identifiers are found by ``docs/reference/semantics.md``, sections 2 to 4, for text without CJK (the catalogs have
none). Any difference is printed, and the exit code is 1; so it is when fewer than 200 requests were compared (4 in 5 of those asked for,
when that is less).
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import snowballstemmer
from adapter import FACETS, MOST, PRICE_EDGES, Peer

from commerce_search._engine import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LEAST_COMPARED: Final = 200
SHOWN: Final = 20
"""Differences that are printed in full."""

CHECKED: Final = ("q1", "q2", "q3", "q4", "q9")
"""Classes whose answers a scan of whole words can tell."""
_FIELDS: Final = ("title", "brand", "category", "features", "description")
# A word: letters, digits and marks; an apostrophe between them, and a point between digits, join.
_WORD: Final = r"(?:[^\W_]|[\u0300-\u036f])"
_RUN: Final = re.compile(rf"{_WORD}+(?:(?:['\u2019]|(?<=[0-9])\.(?=[0-9])){_WORD}+)*")
_STOP_WORDS: Final = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with",
    )
)
_STEMMER: Final = snowballstemmer.stemmer("english")


def words(folded: str) -> list[str]:
    """Return the tokens of a folded text."""
    return [_bare(run)[:64] for run in _RUN.findall(folded)]


def _bare(run: str) -> str:
    if "'" not in run and "\u2019" not in run:
        return run
    return run.removesuffix("'s").removesuffix("\u2019s").replace("'", "").replace("\u2019", "")


class Forms(dict[str, str]):
    """Word -> what all its alternatives have in common: a stem, or the word itself."""

    def __missing__(self, word: str) -> str:
        """Return it, and know it from now on."""
        is_english = word.isascii() and word.isalpha()
        self[word] = common = f"stem of {_STEMMER.stemWord(word)}" if is_english else word
        return common


def normal_form(text: str) -> str:
    """Return an identifier as identifiers are compared."""
    bare = "".join(re.findall(_WORD, fold(text)))
    return bare.lstrip("0") or bare


@dataclass
class Phrase:
    """What a document must hold, and which ids stand for some of it."""

    clauses: frozenset[str]
    named: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str, forms: Forms) -> Phrase:
        """Read a phrase without quotes and exclusions."""
        if '"' in text or any(piece.startswith("-") for piece in text.split()):
            raise ValueError(f"{text!r}: quotes and exclusions are not read here")
        pieces = [(piece, words(fold(piece))) for piece in text.split()]
        only_stop_words = all(word in _STOP_WORDS for _, of_piece in pieces for word in of_piece)
        kept = [(piece, [forms[word] for word in of_piece if only_stop_words or word not in _STOP_WORDS]) for piece, of_piece in pieces]
        phrase = cls(frozenset(common for _, of_piece in kept for common in of_piece))
        for start in range(len(kept)):
            for end in range(start + 1, min(start + 8, len(kept)) + 1):
                form = normal_form("".join(piece for piece, _ in kept[start:end]))
                if form and (end - start == len(kept) or (len(form) >= 4 and any(digit in form for digit in "0123456789"))):
                    phrase.named.setdefault(form, set()).update(common for _, of_piece in kept[start:end] for common in of_piece)
        return phrase

    @property
    def first(self) -> str:
        """One of its clauses."""
        return min(self.clauses)

    def matches(self, found: set[str], identifier: str) -> bool:
        """Whether a document with these words, and this identifier, is a hit."""
        missing = self.clauses - found
        return not missing or missing <= self.named.get(identifier, frozenset())


@dataclass
class Expected:
    """What one request must be answered with, gathered document by document."""

    cls: str
    request: dict[str, Any]
    total: int = 0
    ids: set[int] = field(default_factory=set)
    order: list[tuple[float, str, int]] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {facet: Counter() for facet in FACETS})

    def add(self, document: dict[str, Any]) -> None:
        """Count a document that matches the phrase, or stands in the category."""
        request = self.request
        failed = set()
        if self.cls == "q3":
            failed = {facet for facet, chosen in request["sel"].items() if document[facet] not in chosen}
            least, greatest = request["price"]
            if not least <= document["price"] <= greatest:
                failed.add("price_bucket")
        if not failed:
            self.total += 1
            self.ids.add(document["id"])
        if self.cls == "q4":
            key = document["price"] if request["sort"] == "price_asc" else -document["units_sold"]
            self.order.append((key, str(document["id"]), document["id"]))
        if self.cls in {"q2", "q3", "q4"}:
            for facet in FACETS if not failed else failed if len(failed) == 1 else ():
                self.counts[facet][str(document[facet])] += 1

    def differences(self, total: int, ids: list[int], counts: list[list[tuple[str, int]]]) -> list[str]:
        """Return what is wrong with an answer."""
        found = []
        if total != self.total:
            found.append(f"total {total}, not {self.total}")
        offset, most = self.request.get("offset", 0), self.request["k"]
        if self.cls == "q4":
            right = [each for _, _, each in sorted(self.order)][:most]
            if ids != right:
                found.append(f"ids {ids}, not {right}")
        elif len(set(ids)) != max(0, min(most, self.total - offset)) or len(set(ids)) != len(ids) or not self.ids.issuperset(ids):
            found.append(f"page of {len(ids)} hits, of which no matches: {sorted(set(ids) - self.ids)}")
        if not counts and self.cls in {"q2", "q3", "q4"}:
            found.append("no counts")
        for facet, counted in zip(FACETS, counts, strict=False):
            found += self._count_differences(facet, counted)
        return found

    def _count_differences(self, facet: str, counted: list[tuple[str, int]]) -> list[str]:
        every = self.counts[facet]
        right = dict(sorted(every.items(), key=lambda value: (-value[1], value[0]))[:MOST])
        for chosen in self.request.get("sel", {}).get(facet, ()):
            if chosen in _KNOWN[facet]:
                right.setdefault(chosen, every[chosen])
        if dict(counted) == right and len(counted) == len(right):
            return []
        both = ((value, dict(counted).get(value), right.get(value)) for value in sorted({*dict(counted), *right}))
        return [f"{facet} (value, counted, right): {[of_value for of_value in both if of_value[1] != of_value[2]]}"]


_KNOWN: Final[dict[str, set[str]]] = {facet: set() for facet in FACETS}
"""Every value of the catalog: a chosen one stays among the counts, even without hits."""


def spread(requests: list[dict[str, Any]], number: int, first: int) -> list[dict[str, Any]]:
    """Return so many requests from the whole list; different classes start at different ones."""
    step = max(1, len(requests) // number)
    return requests[first % step :: step][:number]


class Scan:
    """Reads the catalog once for all requests."""

    def __init__(self, all_expected: list[Expected]) -> None:
        self.forms = Forms()
        self.of_category: dict[str, list[Expected]] = {}
        self.of_phrase: dict[str, list[Expected]] = {}
        for expected in all_expected:
            if expected.cls == "q4":
                self.of_category.setdefault(expected.request["category"], []).append(expected)
            else:
                self.of_phrase.setdefault(expected.request["q"], []).append(expected)
        phrases = [(text, Phrase.parse(text, self.forms)) for text in self.of_phrase]
        self.wanted = frozenset().union(*(phrase.clauses for _, phrase in phrases))
        # Only documents that hold a phrase's first clause, or are named by it, are looked at closely.
        self.by_clause: dict[str, list[tuple[str, Phrase]]] = {}
        self.by_name: dict[str, list[tuple[str, Phrase]]] = {}
        for text, phrase in phrases:
            self.by_clause.setdefault(phrase.first, []).append((text, phrase))
            for form in phrase.named:
                self.by_name.setdefault(form, []).append((text, phrase))

    def read(self, feed: Path) -> int:
        """Read it; return how many price buckets are not what the edges say."""
        misplaced = 0
        with feed.open("rb") as lines:
            for line in lines:
                document = json.loads(line)
                misplaced += bisect_right(PRICE_EDGES, document["price"]) != document["price_bucket"]
                for facet, known in _KNOWN.items():
                    known.add(str(document[facet]))
                for expected in self.of_category.get(document["category"], ()):
                    expected.add(document)
                self._match(document)
        return misplaced

    def _match(self, document: dict[str, Any]) -> None:
        text = fold("\n".join(document[name] for name in _FIELDS))
        found = {self.forms[word] for word in words(text)} & self.wanted
        identifier = normal_form(str(document["id"]))
        candidates = [each for clause in found for each in self.by_clause.get(clause, ())]
        candidates += [each for each in self.by_name.get(identifier, ()) if each[1].first not in found]
        for text, phrase in candidates:
            if phrase.matches(found, identifier):
                for expected in self.of_phrase[text]:
                    expected.add(document)


def compare(peer: Peer, all_expected: Iterable[Expected]) -> tuple[Counter[str], int]:
    """Ask the adapter; return how many requests of each class, and how many differences."""
    compared: Counter[str] = Counter()
    different = 0
    for expected in all_expected:
        answer = peer.answer(expected.cls, expected.request)
        compared[expected.cls] += 1
        found = expected.differences(*answer)
        if expected.cls == "q9":
            offset, most = expected.request["offset"], expected.request["k"]
            _, from_the_top, _ = peer.answer("q1", {"q": expected.request["q"], "k": offset + most})
            if from_the_top[offset:] != answer[1]:
                found.append(f"the page is {answer[1]}, but these places of one long page are {from_the_top[offset:]}")
        different += bool(found)
        if found and different <= SHOWN:
            print(f"{expected.cls} {json.dumps(expected.request)}", *found, sep="\n    ")
    return compared, different


def main() -> int:
    data, documents, work, *number = sys.argv[1:]
    each = int(number[0]) if number else 50
    peer = Peer(data, documents, work)
    peer.open()
    all_expected = [Expected(cls, request) for place, cls in enumerate(CHECKED) for request in spread(peer.requests[cls], each, place)]
    misplaced = Scan(all_expected).read(peer.feed)
    compared, different = compare(peer, all_expected)
    values = sum(len(counts) for expected in all_expected for counts in expected.counts.values())
    print(f"{documents} documents: compared {compared.total()} requests ({', '.join(f'{cls} {count}' for cls, count in compared.items())})")
    hits = sum(expected.total for expected in all_expected)
    print(f"hits {hits:,}, values counted {values:,}, price buckets not by the edges {misplaced}")
    print(f"requests that differ: {different}")
    return int(different > 0 or misplaced > 0 or compared.total() < min(LEAST_COMPARED, each * 4) or values == 0)


if __name__ == "__main__":
    sys.exit(main())
