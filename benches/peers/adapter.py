"""commerce_search as a peer: a process that answers the harness's commands, one JSON line each, over the compiled core.

    adapter.py DATA_DIR N WORK_DIR

Commands: ``info``, ``build``, ``open``, ``run``, ``top``, ``update`` (an error: a store is built whole for now), ``quit``; and one of
our own, ``stages``: where the time of a class goes. Latencies are nanoseconds around one request in this process. All inside the timed
part: numbers of categories and values are looked up, the engine is called and has chosen the 30 values of each facet with the most hits,
ids become Python strings, which is what ids are here, and counts Python numbers. A value's name is read from a list when it is shown.

The same work as the peers, with these differences:

- A feed line is indexed as it stands. A document stands beside its category's others, brand by brand (the engine's own order).
- Every product id is an identifier, so a number in a phrase that is some product's id finds that product too, and ranks it first.
- The price refinement has the edges of ``price_bucket``: choosing a price range and counting the buckets are one group, so the counts
  ignore the range, as the peers' do. ``price_bucket`` itself is not indexed.
- A category listing counts its category by its total; the peers count the column and come to the same one value.
- Equal prices are ordered by id as text.

``{"cmd": "build", "models": true}`` builds another store as an application builds it, ``Catalog`` -> ``Storefront.build``, which keeps
the products' records; only its figures are of use here.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from commerce_search import Catalog, Settings, Storefront, _engine
from commerce_search.catalog import Category, CategoryTree

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CLASSES", "FACETS", "PRICE_EDGES", "Peer"]

CLASSES: Final = ("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q9")
HOW: Final[dict[str, dict[str, Any]]] = {
    "q1": {"mode": "all"},
    "q9": {"mode": "all"},
    "q5": {"mode": "all", "open_ended": True},
    "q6": {"mode": "all", "typos": "on"},
    "or": {"mode": "any"},
}
"""How the classes without facets are searched."""
FACETS: Final = ("category", "brand", "colour", "size", "price_bucket")
PRICE_EDGES: Final = (10, 25, 50, 100, 250, 500, 1000)
MOST: Final = 30
"""Values that a facet shows."""
LEAST_EDITED: Final = 5
"""Letters from which a phrase may be misspelt."""
THREADS: Final = 2
LINES: Final = 4_000
"""Lines that cross to the builder together."""

TEXTS: Final = (("title", 3.0, True), ("brand", 2.0, True), ("category", 2.0, True), ("features", 1.0, True), ("description", 0.5, False))
VALUES: Final = ("brand", "colour", "size")
NUMBERS: Final = ("units_sold", "margin", "pop")
SCHEMA: Final = json.dumps(
    {
        "locales": [{"name": "en", "languages": ["en"]}],
        "text_fields": [{"name": name, "weight": weight, "strong": strong} for name, weight, strong in TEXTS],
        "columns": [
            *({"name": name, "kind": "value"} for name in VALUES),
            {"name": "price", "kind": "money", "decimals": 2},
            *({"name": name, "kind": "number"} for name in NUMBERS),
        ],
        "price": "price",
        "brand": "brand",
        "categories_key": "category",
        "open_categories": True,
    }
)

Counts = list[tuple[str, int]]
Answer = tuple[int, list[int], list[Counts]]


class Peer:
    """An index of one catalog, and the requests of every class."""

    def __init__(self, data: str, documents: str, work: str) -> None:
        self.feed = Path(data, f"docs-{documents}.jsonl")
        self.path = Path(work, "store")
        self.phrases = Path(data, "phrases.tsv")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.requests: dict[str, list[dict[str, Any]]] = json.loads(Path(data, "queries.json").read_text())

    def build(self) -> dict[str, Any]:
        start = time.perf_counter()
        builder = _engine.IndexBuilder(SCHEMA, THREADS)
        with self.feed.open("rb") as lines:
            while batch := list(islice(lines, LINES)):
                builder.add(b"".join(batch))
        read = time.perf_counter()
        store = builder.finish("{}", self.path)
        return {**self._built(store, start), "freeze_secs": time.perf_counter() - read}

    def build_models(self) -> dict[str, Any]:
        categories = self._categories()
        start = time.perf_counter()
        here = Path(__file__).parent
        catalog = Catalog.open(self.feed, here / "mapping.toml", categories=categories)
        store = Storefront.build(catalog, Settings.open(here / "settings.toml"), self.path.with_name("models")).engine
        return self._built(store, start)

    def _categories(self) -> CategoryTree:
        """Return the categories of the feed: an application knows its own beforehand, so finding them is not timed."""
        with self.feed.open("rb") as lines:
            names = {json.loads(line)["category"] for line in lines}
        return CategoryTree({name: Category(id=name, name=name) for name in sorted(names)})

    def _built(self, store: _engine.Store, start: float) -> dict[str, Any]:
        secs = time.perf_counter() - start
        index, records = store.bytes
        return {
            "docs": store.documents,
            "secs": secs,
            "peak_rss": _memory("/proc/self/status", "VmHWM"),
            "disk": index,
            "records": records,
            "sections": dict(store.sections()),
        }

    def open(self) -> dict[str, Any]:
        """Open the store and answer one request; as for every peer, the process and its code are there already, and the phrases of q7."""
        self.completer = self._completer()
        start = time.perf_counter()
        self.store = store = _engine.Store.open(self.path)
        columns = {name: _number(store.column(name), name) for name in (*VALUES, "price", "units_sold")}
        facets = [
            {"kind": "categories", "most": MOST},
            *({"kind": "values", "column": columns[name], "most": MOST} for name in VALUES),
            {"kind": "thresholds", "column": columns["price"], "edges": [edge * 100 for edge in PRICE_EDGES]},
        ]
        self.columns = columns
        self.counted = {cls: range(len(FACETS)) if cls in {"q2", "q3", "q4"} else range(0) for cls in (*CLASSES, "or")}
        self.nothing, self.facets = _engine.Definitions("[]"), _engine.Definitions(json.dumps(facets))
        self.sorts = {"price_asc": _keys(columns["price"], descending=False), "units_desc": _keys(columns["units_sold"], descending=True)}
        self.names = [store.values(columns[name]) for name in VALUES]
        self.answer("q1", {"q": "printer", "k": 24})
        secs = time.perf_counter() - start
        return {"secs": secs, "rss": _memory("/proc/self/smaps_rollup", "Rss"), "pss": _memory("/proc/self/smaps_rollup", "Pss")}

    def _completer(self) -> _engine.Overlay:
        lines = (line.split("\t") for line in self.phrases.read_text().splitlines())
        popular = [{"label": phrase, "source": "popular", "weight": float(count)} for phrase, count in lines]
        return _engine.Overlay(json.dumps(popular).encode())

    def answer(self, cls: str, request: dict[str, Any]) -> Answer:
        """Answer a request: total, ids, and for each of ``FACETS`` the values with the most hits."""
        return self._read(cls, request, self._search(cls, request))

    def _search(self, cls: str, request: dict[str, Any]) -> _engine.Page:
        store, k = self.store, request["k"]
        if cls in HOW:
            return store.search(self.nothing, request["q"], limit=k, offset=request.get("offset", 0), **HOW[cls])
        if cls == "q2":
            return store.search(self.facets, request["q"], mode="all", limit=k)
        if cls == "q3":
            least, greatest = request["price"]
            ordinals = [(1 + VALUES.index(name), self._ordinals(name, chosen)) for name, chosen in request["sel"].items()]
            ranges = [(4, least * 100.0, greatest * 100.0)]
            return store.search(self.facets, request["q"], mode="all", limit=k, ordinals=ordinals, ranges=ranges)
        if cls == "q4":
            category = store.category(request["category"])
            chosen = [] if category is None else [category]
            return store.search(self.facets, "", limit=k, sort=self.sorts[request["sort"]], categories=chosen)
        raise ValueError(f"there is no class {cls!r} here")

    def _ordinals(self, name: str, values: list[str]) -> list[int]:
        found = (self.store.ordinal(self.columns[name], value) for value in values)
        return [ordinal for ordinal in found if ordinal is not None]

    def _read(self, cls: str, request: dict[str, Any], page: _engine.Page) -> Answer:
        total, ids = page.total, list(map(int, page.ids))
        if cls not in {"q2", "q3", "q4"}:
            return total, ids, []
        counts: list[Counts] = []
        if cls == "q4":
            counts.append([(request["category"], total)])
        else:
            category_id = self.store.category_id
            counts.append([(category_id(number), count) for number, count in _by_count(page, 0)[:MOST]])
        for number, names in enumerate(self.names, 1):
            counts.append([(names[ordinal], count) for ordinal, count in _by_count(page, number)])
        counts.append([(str(slot), count) for slot, count in _by_count(page, 4)])
        return total, ids, counts

    def run(self, command: dict[str, Any]) -> dict[str, Any]:
        cls, threads, most_secs = command["cls"], command.get("threads", 1), command.get("max_s", 1e9)
        requests = self.requests[cls][command["lo"] : command["hi"]]
        took: list[list[int]] = [[] for _ in range(threads)]
        totals: list[list[int]] = [[] for _ in range(threads)]
        start = time.perf_counter()

        def work(worker: int) -> None:
            for request in requests[worker::threads]:
                if time.perf_counter() - start > most_secs:
                    return
                before = time.perf_counter_ns()
                total = self._total(cls, request)
                took[worker].append(time.perf_counter_ns() - before)
                totals[worker].append(total)

        if threads == 1:
            work(0)
        else:
            workers = [threading.Thread(target=work, args=(worker,)) for worker in range(threads)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        return {"lat": [*chain(*took)], "hits": [*chain(*totals)], "wall": time.perf_counter() - start}

    def _total(self, cls: str, request: dict[str, Any]) -> int:
        """Answer a request, all that a page shows included; return how much was found."""
        if cls == "q7":
            return len(self.complete(request))
        page = self._search(cls, request)
        total, _ = page.total, page.ids
        _ = [page.counts(number) for number in self.counted[cls]]
        return total

    def complete(self, request: dict[str, Any]) -> list[str]:
        """Complete a phrase: those that go on from it, then those that do with an edit, as the peers allow from five letters on."""
        typed = request["q"]
        return self.completer.complete(typed, request["k"], 1 if len(typed) >= LEAST_EDITED else 0)

    def stages(self, command: dict[str, Any]) -> dict[str, Any]:
        """Where does the time of a class go? In ns: every stage of the engine, the Python around it, and all of it."""
        cls = command["cls"]
        taken: dict[str, list[int]] = {}
        for request in self.requests[cls][command["lo"] : command["hi"]]:
            start = time.perf_counter_ns()
            page = self._search(cls, request)
            searched = time.perf_counter_ns()
            self._read(cls, request, page)
            end = time.perf_counter_ns()
            engine = dict(page.timings)
            stages = {**engine, "call": searched - start - sum(engine.values()), "read": end - searched, "all": end - start}
            for stage, nanoseconds in stages.items():
                taken.setdefault(stage, []).append(nanoseconds)
        return {stage: _summary(sorted(of)) for stage, of in taken.items()}

    def top(self, command: dict[str, Any]) -> dict[str, Any]:
        return {"ids": [self.answer(command["cls"], {"q": query, "k": 10})[1] for query in command["queries"]]}


def _by_count(page: _engine.Page, number: int) -> list[tuple[int, int]]:
    """Return a facet's counts, great ones first; equal ones stay in the order of their numbers, which is that of their names."""
    return sorted(zip(*page.counts(number), strict=True), key=_SECOND, reverse=True)


_SECOND: Final = itemgetter(1)


def _keys(column: int, *, descending: bool) -> _engine.SortKeys:
    return _engine.SortKeys(json.dumps([{"source": {"column": column}, "descending": descending, "nulls": "last"}]))


def _number(column: int | None, name: str) -> int:
    if column is None:
        raise ValueError(f"the store has no column {name!r}; build it again")
    return column


def _memory(path: str, key: str) -> int:
    """Return a figure of this process's memory in bytes."""
    for line in Path(path).read_text().splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"{path} does not tell {key}")


def _summary(taken: list[int]) -> dict[str, int]:
    return {"p50": taken[len(taken) // 2], "p99": taken[int(len(taken) * 0.99)], "mean": sum(taken) // len(taken)}


def _replies(peer: Peer) -> Iterator[dict[str, Any]]:
    for line in sys.stdin:
        command = json.loads(line)
        try:
            match command["cmd"]:
                case "info":
                    yield {"name": "commerce_search", "version": _version(), "classes": CLASSES}
                case "build":
                    yield peer.build_models() if command.get("models") else peer.build()
                case "open":
                    yield peer.open()
                case "run":
                    yield peer.run(command)
                case "stages":
                    yield peer.stages(command)
                case "top":
                    yield peer.top(command)
                case "quit":
                    return
                case other:
                    yield {"error": f"{other}: not done here"}
        except Exception as error:  # noqa: BLE001 - whatever it is, the harness is told and goes on
            traceback.print_exc()
            yield {"error": repr(error)[:300]}


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - only here

    return f"commerce_search {version('commerce-search')}" + (" DEBUG BUILD" if _engine.is_debug_build() else "")


def main() -> None:
    for reply in _replies(Peer(*sys.argv[1:4])):
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
