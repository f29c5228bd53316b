"""Shops whose products have types, and phrases that name them: put over a random case, drawn aside, so that the rest of it stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from random import Random

KINDS: Final[dict[str, list[Any]]] = {
    "colour": ["red", "blue", "navy", "towel", "towels", "red towel", "cotton towel for the beach", "towel rack", "dress 3.5", "Ærø bus"],
    "material": [
        "silk",
        "towel",
        {"en": "red towel", "de": "rotes Tuch", "es": "toalla roja"},
        {"en": "bus", "de": "Strand", "fr": "bus"},
        "東京",
        "東京タオル",
    ],
    "size": ["S", "M", "towel"],
}
NAMING: Final = (
    "towel",
    "towels",
    "red towel",
    "dress",
    "bus 12",
    "silk",
    "Tuch",
    "toalla",
    "red",
    "blue",
    "towel -red",
    "beach towel for red",
)
"""What is typed for them."""


def typed(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random) -> None:
    """Give half of all shops types."""
    if rng.random() < 0.5:
        return
    attribute = rng.choice(["colour", "colour", "colour", "material", "material", "size", "waterproof", "weight", "nothing"])
    settings["product_types"] = {"attribute": attribute}
    if rng.random() < 0.5:
        settings["product_types"]["weight"] = rng.choice([0, 0.25, 1, 7.5, 100])
    for record in records:
        if record["type"] not in ("attribute", "category") and attribute in KINDS and rng.random() < 0.6:
            record.setdefault("attributes", {})[attribute] = rng.choice(KINDS[attribute])
    for request in requests:
        if "phrase" in request and rng.random() < 0.5:
            request["phrase"] = rng.choice([request["phrase"] + " ", "", ""]) + rng.choice(NAMING)
            if rng.random() < 0.5:
                request["sort"] = rng.choice(["sort-0", "sort-1"])
        if "text" in request and rng.random() < 0.5:
            naming = rng.choice(
                [*NAMING, "red tow", "towel ra", "toalla ro", "cotton tow", "東京タ", "red towel rack", "tow", "towe", "towe"]
            )
            length = len(naming) if rng.random() < 0.5 else rng.randint(1, len(naming))
            request["text"] = naming[:length] + rng.choice(["", "", "", "", " "])
