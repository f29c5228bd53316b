"""Random phrases that name values of refinements: put over a case, so that what was drawn before stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

_LABELS = [
    "レッド",
    "红色",
    "Red Reef",
    "XL tall",
    "towels",
    "in",
    {"de": "Roter Ton", "en": "Reds"},
    {"ja": "レッド", "en": "red"},
    "レッ ド",
]
_TYPED = [
    "レッド",
    "レッドの",
    "のレッド",
    "ブレッド",
    "红色towel",
    "大红色",
    "red reef",
    "xl  tall",
    "towel",
    "in",
    "rote tone",
    "red",
    "reds",
]
"""What is typed: labels, what looks like them, and what has them within."""


def name_values(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random, text: str) -> None:
    """Weights and filters, odd labels of some values, and phrases with these."""
    if rng.random() < 0.5:
        settings["relevance"] = settings.get("relevance", {}) | {"values": rng.choice([0, 0.1, 0.5, 2, 100])}
    by_value = [one["id"] for one in settings["refinements"] if one["kind"] == "attribute" and one.get("buckets", "none") == "none"]
    if by_value and rng.random() < 0.4:
        filters = {"filters": rng.sample(by_value, rng.randint(1, len(by_value)))}
        settings["understanding"] = settings.get("understanding", {}) | filters
    elif rng.random() < 0.15:
        settings["understanding"] = settings.get("understanding", {}) | {"value": "off"}
    if rng.random() < 0.4:
        _label(records, rng)
        for request in rng.sample(requests, rng.randint(1, len(requests))):
            words = request.get(text, "").split(" ")
            words.insert(rng.randint(0, len(words)), rng.choice(_TYPED))
            request[text] = " ".join(words)


def _label(records: list[dict[str, Any]], rng: Random) -> None:
    """New labels for values that products may have."""
    for record in records:
        if record.get("type") == "attribute" and record["id"] in ("colour", "size"):
            ids = ["red", "blue", "green"] if record["id"] == "colour" else ["M", "L"]
            record["values"] = [{"id": id_, "label": rng.choice(_LABELS)} for id_ in rng.sample(ids, rng.randint(1, 2))]
