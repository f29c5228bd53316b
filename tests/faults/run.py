"""Does the oracle find mistakes? Makes every fault of `faults.toml` in a copy of the project and compares random searches until one differs.

`python tests/faults/run.py [--only NAME] [--json]`; the exit code is 1 if a fault survives or if the engine differs without any.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

ROOT: Final = Path(__file__).resolve().parents[2]
INSIDE: Final = Path("rust/engine/src")
SOURCES: Final = ROOT / INSIDE
COMPARISONS: Final = 4000
LONGEST: Final = 1200
"""Seconds for one fault's comparisons; a search that never ends is a fault found."""
NOTHING: Final = "(no fault)"
# Quick to build again; no assertions, for it is the oracle that must find a fault.
PROFILE: Final = ["opt-level=1", "debug=false", "incremental=true", "overflow-checks=false", "debug-assertions=false"]


class Fault(NamedTuple):
    """A mistake in one place of the engine."""

    name: str
    file: str
    find: str
    replace: str
    call: str = "search"


def read_faults() -> list[Fault]:
    """All faults, in the order of the file."""
    with Path(__file__).with_name("faults.toml").open("rb") as file:
        return [Fault(**fault) for fault in tomllib.load(file)["fault"]]


FAULTS: Final = read_faults()


class Workshop:
    """A copy of the project in which the engine may be broken."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.packages = folder / "packages"
        self.target = folder / "target"
        left_out = shutil.ignore_patterns("*.so", "__pycache__", "target", "data")
        for name in ["rust", "benches/engine", "python", ".cargo"]:
            shutil.copytree(ROOT / name, self.project / name, ignore=left_out)
        for name in ["Cargo.toml", "Cargo.lock"]:
            shutil.copy(ROOT / name, self.project / name)

    def build(self, name: str) -> Path:
        """Build the engine as it is now; the folder of a package of its own."""
        settings = [argument for setting in PROFILE for argument in ("--config", f"profile.dev.{setting}")]
        command = ["cargo", "build", "-q", "--offline", "-p", "commerce-search-python", *settings]
        environment = os.environ | {"CARGO_TARGET_DIR": str(self.target)}
        built = subprocess.run(command, cwd=self.project, env=environment, capture_output=True, text=True, check=False)
        if built.returncode:
            raise SystemExit(f"{name} does not build:\n{built.stderr}")
        package = self.packages / name.strip("()").replace(" ", "-")
        shutil.copytree(self.project / "python", package)
        shutil.copy(self.target / "debug" / "lib_engine.so", package / "commerce_search" / "_engine.abi3.so")
        return package

    def build_with(self, fault: Fault) -> Path:
        """Build the engine with a fault; the source is whole again afterwards."""
        path = self.project / INSIDE / fault.file
        source = path.read_text(encoding="utf-8")
        if source.count(fault.find) != 1:
            raise SystemExit(f"{fault.name}: what is to be replaced stands {source.count(fault.find)} times in {fault.file}")
        path.write_text(source.replace(fault.find, fault.replace), encoding="utf-8")
        try:
            return self.build(fault.name)
        finally:
            path.write_text(source, encoding="utf-8")


def compare(package: Path, call: str = "search") -> dict[str, Any]:
    """Compare a package with the oracle, in a process of its own."""
    environment = os.environ | {"PYTHONPATH": f"{package}{os.pathsep}{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(Path(__file__).with_name("compare.py")), str(package), str(COMPARISONS), call]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return {"how": "no answer", "compared": None, "seed": None}
    if done.returncode < 0:
        return {"how": f"signal {-done.returncode}", "compared": None, "seed": None}
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def run(faults: list[Fault]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was found of each fault, the engine as it is first; the next one is built while one is compared."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, ThreadPoolExecutor(1) as comparer:
        workshop = Workshop(Path(folder))
        waiting: list[tuple[str, Future[dict[str, Any]]]] = [(NOTHING, comparer.submit(compare, workshop.build(NOTHING)))]
        for fault in faults:
            waiting.append((fault.name, comparer.submit(compare, workshop.build_with(fault), fault.call)))
            while waiting and waiting[0][1].done():
                name, result = waiting.pop(0)
                yield name, result.result()
        for name, result in waiting:
            yield name, result.result()


def line(name: str, found: dict[str, Any]) -> str:
    """A line of the table."""
    cells = ["-" if value is None else str(value) for value in (found["compared"], found["seed"], found["how"])]
    return f"{name:<52} {cells[0]:>9} {cells[1]:>6}  {cells[2] if found['how'] else 'none found'}"


def main() -> int:
    """Run the faults and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAME", action="append", help="this fault; may be given several times")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args()
    faults = [fault for fault in FAULTS if arguments.only is None or fault.name in arguments.only]
    if not faults:
        parser.error(f"no fault is called {arguments.only}")
    results = {}
    if not arguments.json:
        print(f"{'fault':<52} {'compared':>9} {'seed':>6}  found")
    for name, found in run(faults):
        results[name] = found
        if not arguments.json:
            print(line(name, found), flush=True)
    survivors = [name for name, found in results.items() if name != NOTHING and found["how"] is None]
    is_whole = results[NOTHING]["how"] is None
    if arguments.json:
        print(json.dumps({"results": results, "survivors": survivors, "whole": is_whole}, indent=2))
    else:
        print(
            f"{len(faults) - len(survivors)} of {len(faults)} faults found; the engine without a fault {'agrees' if is_whole else 'DIFFERS'}"
        )
    return int(bool(survivors) or not is_whole)


if __name__ == "__main__":
    sys.exit(main())
