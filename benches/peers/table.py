"""The record of a run as text: what each peer took, how we compare, and whether the budget holds.

table.py benches/record/<date>-<n>.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

__all__ = ["render"]

Row = dict[str, Any]
PERCENTILES: Final = ("p50_us", "p90_us", "p99_us")
BUDGET: Final = {"p50_us": 0.1, "p99_us": 0.15}
"""Ours / the best peer, with a million documents; with 43,000 twice this."""
OWN_BUDGET: Final = {"q7": {"p50_us": 0.2, "p99_us": 0.2}}
"""Of a class that has another one, at any size."""
LESS_WORK: Final = {"q7": ("sqlite-fts5", "marisa-trie")}
"""Class -> peers that are shown and not compared: they complete beginnings without edits only."""
SMALL: Final = 43_000
MOST_HITS_APART: Final = 0.1


def render(rows: list[Row], ours: str = "commerce_search", classes: tuple[str, ...] = ("q1", "q2", "q3", "q4", "q9")) -> str:
    """Return the tables of one size."""
    of = {(row["what"], row.get("peer")): row for row in rows}
    peers = [row["peer"] for row in rows if row["what"] == "open" and row["peer"] != ours]
    machine, documents = of["machine", None], rows[0]["n"]
    kind = f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_mb'] / 1024:.0f} GB"
    title = f"{documents:,} documents; {kind}; load before {machine['load']}"
    return "\n".join(
        ["", title, "", *_latencies(of, ours, peers, classes, documents), "", *_sizes(of, [ours, *peers]), "", *_stages(of, ours, classes)]
    )


def _latencies(of: dict[Any, Row], ours: str, peers: list[str], classes: tuple[str, ...], documents: int) -> list[str]:
    factor = 2 if documents <= SMALL else 1
    budget = {percentile: most * factor for percentile, most in BUDGET.items()}
    names = " | ".join([ours, *peers])
    lines = [
        f"p50 / p90 / p99 in us; ratios to the best (of each request's fastest round), most {budget['p50_us']:g} and {budget['p99_us']:g}",
        "",
        f"| class | {names} | ratio p50 | ratio p99 | |",
        "|---" * (len(peers) + 5) + "|",
    ]
    for cls in classes:
        found = {name: of[cls, name] for name in [ours, *peers] if "p50_us" in of.get((cls, name), {})}
        if ours not in found or len(found) == 1:
            lines.append(f"| {cls} | not measured |")
            continue
        cells = [" / ".join(f"{found[name][each]:,.0f}" for each in PERCENTILES) if name in found else "-" for name in [ours, *peers]]
        compared = {name: row for name, row in found.items() if name not in LESS_WORK.get(cls, ())}
        ratios = {each: _ratio(compared, ours, each) for each in BUDGET}
        shown = [f"{ratio:.3f} ({_ratio(compared, ours, f'best{each[1:]}'):.3f})" for each, ratio in ratios.items()]
        most = OWN_BUDGET.get(cls, budget)
        verdict = "pass" if all(ratios[each] <= most[each] for each in BUDGET) else "FAIL"
        apart = [f"hits {found[ours]['hits']:.0f}, {name} {row['hits']:.0f}" for name, row in found.items() if _apart(row, found[ours])]
        lines.append(f"| {cls} | {' | '.join([*cells, *shown, verdict, *apart])} |")
    return lines


def _ratio(found: dict[str, Row], ours: str, percentile: str) -> float:
    return float(found[ours][percentile] / min(row[percentile] for name, row in found.items() if name != ours))


def _apart(row: Row, ours: Row) -> bool:
    return bool(abs(row["hits"] - ours["hits"]) > MOST_HITS_APART * max(row["hits"], ours["hits"]))


def _sizes(of: dict[Any, Row], peers: list[str]) -> list[str]:
    def line(name: str, what: tuple[str, ...], key: str, form: Any) -> str:
        cells = [next((form(row) for each in what if key in (row := of.get((each, peer), {}))), "-") for peer in peers]
        return f"| {name} | {' | '.join(cells)} |"

    return [
        f"| | {' | '.join(peers)} |",
        "|---" * (len(peers) + 1) + "|",
        line(
            "build, documents a second (merged)",
            ("build",),
            "secs",
            lambda row: f"{row['docs'] / (row['secs'] + (row.get('merge_secs') or 0)):,.0f}",
        ),
        line("build, peak resident MB", ("build",), "peak_rss", lambda row: _megabytes(row["peak_rss"])),
        line("index MB", ("build", "index"), "disk", lambda row: _megabytes(row["disk"])),
        line("open to the first answer, ms", ("open",), "secs", lambda row: f"{row['secs'] * 1000:.1f}"),
        line("resident MB after open", ("memory",), "rss_opened", lambda row: _megabytes(row["rss_opened"])),
        line("resident MB after all requests", ("memory",), "rss", lambda row: _megabytes(row["rss"])),
        line("proportional MB after all requests", ("memory",), "pss", lambda row: _megabytes(row["pss"])),
        *[line(f"{cls}: requests a second, 2 threads", (cls,), "qps2", lambda row: f"{row['qps2']:,.0f}") for cls in ("q1", "q2")],
        *[line(f"{cls}: mean hits", (cls,), "hits", lambda row: f"{row['hits']:,.1f}") for cls in ("q1", "q3", "q4")],
    ]


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"


def _stages(of: dict[Any, Row], ours: str, classes: tuple[str, ...]) -> list[str]:
    stages = of.get(("stages", ours), {})
    names = [*dict.fromkeys(stage for cls in classes for stage in stages.get(cls, ()))]
    lines = [
        "Where our time goes, us at p50 (p99); call and read are the binding and Python",
        "",
        f"| class | {' | '.join(names)} |",
        "|---" * (len(names) + 1) + "|",
    ]
    for cls in classes:
        cells = [
            f"{stages[cls][name]['p50'] / 1000:,.1f} ({stages[cls][name]['p99'] / 1000:,.0f})"
            for name in names
            if name in stages.get(cls, ())
        ]
        lines.append(f"| {cls} | {' | '.join(cells)} |")
    models = of.get(("build", f"{ours} models"))
    if models and "secs" in models:
        lines += ["", f"Through the Python models: {models['docs'] / models['secs']:,.0f} documents a second."]
    return lines


if __name__ == "__main__":
    print(render([json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()]))
