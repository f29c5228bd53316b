"""commerce_search beside its peers, in one run: `make bench`.

    run.py [--sizes 43000,1000000] [--rounds 3] [--max-s 30] [--build] [--models]

The harness, its catalogs and the peers come from outside (benches/README.md says how to make them):

    COMMERCE_SEARCH_PEERS   the harness's folder; default ../shared/peers beside the project
    PEERS_DATA              its catalogs and request lists: docs-<n>.jsonl, queries.json
    PEERS_WORK              where every peer keeps its indexes
    PEERS_JSON              the peers: {"name": {"cmd": [...]}}

Without them it says what is missing and ends well. Ours is built anew; a peer only where it has no index yet, or all with --build.
Prints a table a catalog, and writes every line of it to benches/record/<date>-<n>.jsonl.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from table import render

if TYPE_CHECKING:
    from typing import Self

HERE: Final = Path(__file__).resolve().parent
PROJECT: Final = HERE.parent.parent
RECORD: Final = PROJECT / "benches" / "record"
OURS: Final = "commerce_search"
CLASSES: Final = ("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q9")
REQUESTS: Final = 600
"""Of each class and round."""

Row = dict[str, Any]


class Process:
    """A peer that was started."""

    def __init__(self, spec: Row, data: Path, documents: int, work: Path) -> None:
        work.mkdir(parents=True, exist_ok=True)
        self._errors = (work / "err.log").open("w")
        self._process = subprocess.Popen(
            [*spec["cmd"], str(data), str(documents), str(work)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env={**os.environ, **spec.get("env", {})},
        )

    def call(self, **command: Any) -> Row:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        return json.loads(line) if line else {"error": f"it ended; see {self._errors.name}"}

    def memory(self) -> Row:
        """Return its resident and its proportional bytes now."""
        lines = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text().splitlines()
        figures = {line.split(":")[0]: int(line.split()[1]) * 1024 for line in lines[1:]}
        return {"rss": figures["Rss"], "pss": figures["Pss"]}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None and self._process.stdin is not None:
            try:
                self._process.communicate('{"cmd": "quit"}\n', timeout=30)
            except (subprocess.TimeoutExpired, BrokenPipeError):
                self._process.kill()
        self._errors.close()


class Bench:
    """One harness, one set of peers."""

    def __init__(self, harness: Path, data: Path, work: Path, peers: Path, options: argparse.Namespace) -> None:
        self.harness, self.data, self.work, self.options = harness, data, work, options
        known: dict[str, Row] = json.loads(peers.read_text())
        self.specs = {
            OURS: {"cmd": [sys.executable, str(HERE / "adapter.py")]},
            **{name: spec for name, spec in known.items() if name != OURS},
        }

    def run(self, documents: int) -> list[Row]:
        """Measure everything at one size."""
        rows = [machine(), *self._builds(documents), *self._requests(documents), *self._memory(documents), self._stages(documents)]
        return [{"n": documents, **row} for row in rows]

    def _start(self, name: str, documents: int) -> Process:
        return Process(self.specs[name], self.data, documents, self.work / f"{name}-{documents}")

    def _names(self, documents: int) -> list[str]:
        return [name for name, spec in self.specs.items() if documents <= spec.get("max_n", documents)]

    def _builds(self, documents: int) -> list[Row]:
        rows = []
        for name in self._names(documents):
            has_index = any((self.work / f"{name}-{documents}").glob("*/*"))
            if name == OURS or self.options.build or not has_index:
                with self._start(name, documents) as process:
                    rows.append({"peer": name, "what": "build", **process.call(cmd="build")})
                print(f"{name}: {_without(rows[-1], 'sections')}", flush=True)
            else:
                rows.append({"peer": name, "what": "index", "disk": _bytes_of(self.work / f"{name}-{documents}" / "main")})
        if self.options.models:
            with self._start(OURS, documents) as process:
                rows.append({"peer": f"{OURS} models", "what": "build", **process.call(cmd="build", models=True)})
        return rows

    def _requests(self, documents: int) -> list[Row]:
        """Let the harness run all peers in turns."""
        with tempfile.TemporaryDirectory() as folder:
            peers, out = Path(folder, "peers.json"), Path(folder, "out.jsonl")
            peers.write_text(json.dumps(self.specs))
            options = {
                "data": self.data,
                "n": documents,
                "work": self.work,
                "peers": peers,
                "out": out,
                "classes": ",".join(CLASSES),
                "rounds": self.options.rounds,
                "per-round": REQUESTS,
                "max-s": self.options.max_s,
                "updates": 0,
            }
            words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
            subprocess.run([sys.executable, str(self.harness / "run.py"), "--skip-build", *words], check=True)
            rows = [json.loads(line) for line in out.read_text().splitlines()]
        return [_without(row, "n") for row in rows]

    def _memory(self, documents: int) -> list[Row]:
        """Open every peer once more and let it answer all requests: how much memory does it hold then?"""
        rows = []
        for name in self._names(documents):
            with self._start(name, documents) as process:
                process.call(cmd="open")
                opened = process.memory()
                for cls in CLASSES:
                    process.call(cmd="run", cls=cls, lo=0, hi=REQUESTS, max_s=self.options.max_s)
                rows.append({"peer": name, "what": "memory", **process.memory(), "rss_opened": opened["rss"]})
        return rows

    def _stages(self, documents: int) -> Row:
        with self._start(OURS, documents) as process:
            process.call(cmd="open")
            for cls in CLASSES:
                process.call(cmd="run", cls=cls, lo=0, hi=REQUESTS)
            return {
                "peer": OURS,
                "what": "stages",
                **{cls: process.call(cmd="stages", cls=cls, lo=0, hi=REQUESTS) for cls in CLASSES if cls != "q7"},
            }


def machine() -> Row:
    """Return what the figures were measured on."""
    models = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = next(line for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    return {
        "what": "machine",
        "cpu": models[0] if models else "unknown",
        "cores": os.cpu_count(),
        "memory_mb": int(memory.split()[1]) // 1024,
        "load": round(os.getloadavg()[0], 2),
        "python": sys.version.split()[0],
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
    }


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _without(row: Row, key: str) -> Row:
    return {name: value for name, value in row.items() if name != key}


def places() -> tuple[Path, Path, Path, Path] | None:
    """Return harness, data, work and peer list; say what is missing otherwise."""
    harness = Path(os.environ.get("COMMERCE_SEARCH_PEERS", PROJECT.parent / "shared" / "peers"))
    missing = [] if (harness / "run.py").is_file() else [f"the harness: no run.py in {harness} (COMMERCE_SEARCH_PEERS)"]
    found = []
    for name, what, least in (
        ("PEERS_DATA", "catalogs and request lists", "queries.json"),
        ("PEERS_WORK", "the peers' indexes", ""),
        ("PEERS_JSON", "the list of peers", ""),
    ):
        value = os.environ.get(name)
        if not value:
            missing.append(f"{what}: {name} is not set")
        elif not Path(value, least).exists():
            missing.append(f"{what}: {Path(value, least)} is not there ({name})")
        else:
            found.append(Path(value).resolve())
    if not missing:
        data, work, peers = found
        return harness.resolve(), data, work, peers
    print("Nothing was measured: the peers are not here.", *missing, "benches/README.md says how to make them.", sep="\n  ")
    return None


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="43000,1000000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--max-s", type=float, default=30, help="of one class, round and peer")
    parser.add_argument("--build", action="store_true", help="build every peer anew")
    parser.add_argument("--models", action="store_true", help="also build through the Python models")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    found = places()
    if found is None:
        return 0
    bench = Bench(*found, options)
    for documents in map(int, options.sizes.split(",")):
        if not (bench.data / f"docs-{documents}.jsonl").is_file():
            print(f"{documents} documents: there is no such catalog in {bench.data}")
            continue
        rows = bench.run(documents)
        RECORD.mkdir(exist_ok=True)
        record = RECORD / f"{rows[0]['date']}-{documents}.jsonl"
        record.write_text("".join(json.dumps(row) + "\n" for row in rows))
        print(render(rows, OURS, CLASSES), f"\nwritten to {record.relative_to(PROJECT)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
