"""Shops whose names tell types, and phrases that name them: put over a random case, drawn aside, so that the rest of it stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from random import Random

_THINGS: Final = (
    "towel",
    "beach towel",
    "towel rack",
    "dress",
    "red dress",
    "racks",
    "bus",
    "Tuch",
    "rack towel",
    *3 * ("beach towel rack",),
    "red dress racks",
)
_BEHIND: Final = ("", "", " for towel", " with rack and dress", " red", " 3.5", " für Tuch", " for the bus", " na rack")
_THINGS_FIRST: Final = ("toalla", "toalla roja", "toalla de playa", "vestido", "bus para vestido")
_BRANDS: Final = ("Ada", "Bolt", "Coil", "Dune", None)
NAMING: Final = (
    *("towel", "towels", "dress", "rack", "towel rack", "rack for towel", "bus", "red", "Tuch", "toalla roja", "vestido"),
    *("towel -red", "dress 3.5", "red towel dress", "tow", "towel ra", "beach towel", "red dress", "towel rack beach"),
    *("beach towel", "beach towel", "red dress", "rack towel"),
)
"""What is typed for them."""
_MORE_THAN_A_WINDOW: Final = 40


def named(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random, text: str) -> None:
    """Give two fifths of all shops names that tell types, and some of these more of one thing than may change places."""
    if rng.random() < 0.6:
        return
    if rng.random() < 0.4:
        settings.setdefault("product_types", {})["learned_weight"] = rng.choice([0, 0.5, 3, 100])
    if rng.random() < 0.15:
        records += [_one_more(number, rng) for number in range(_MORE_THAN_A_WINDOW)]
    for record in records:
        if record["type"] in ("simple", "master", "bundle", "set") and rng.random() < 0.8:
            record |= {"name": _name(rng), "brand": rng.choice(_BRANDS), "short_description": rng.choice([None, rng.choice(_THINGS)])}
    for request in requests:
        if text in request and rng.random() < 0.7:
            request[text] = rng.choice(NAMING)
            if rng.random() < 0.7:
                for narrowing in ("refine", "category", "offset"):
                    request.pop(narrowing, None)


def _one_more(number: int, rng: Random) -> dict[str, Any]:
    return {"type": "simple", "id": f"more-{number}", "name": "", "description": rng.choice(["towel", "dress", "towel rack", "red rack"])}


def _name(rng: Random) -> Any:
    name = rng.choice(_THINGS) + rng.choice(_BEHIND)
    return {"en": name, "es": rng.choice(_THINGS_FIRST), "pl": name} if rng.random() < 0.3 else name
