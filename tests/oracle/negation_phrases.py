"""Phrases that do not want something, or nearly, in seven languages, and a shop of what they may not want: semantics.md section 12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .listed_words import LISTS

if TYPE_CHECKING:
    from random import Random

THINGS: Final = [
    "hood",
    "hoods",
    "sleeves",
    "long sleeves",
    "lid",
    "red",
    "built-in light",
    "帽子",
    "フード",
    "酒精",
    "BPA",
    "o'ring",
    "mp3",
    "x",
    "lids",
]
BRANDS: Final = ["Without Hood", "Cheap Monday", "Free Red Co", "No Lid", "Sans Hood", "Towel"]
LANGUAGES: Final = ["en", "de", "fr", "es", "pl", "ja", "zh"]


def negation_phrase(rng: Random, language: str) -> str:
    """One in a language: mostly a negation."""
    thing = rng.choice(THINGS)
    roll = rng.random()
    if roll < 0.1:
        words = _listed(rng, language, "cheap")
    elif roll < 0.55:
        article = _listed(rng, language, "any") + " " if rng.random() < 0.2 else ""
        words = _listed(rng, language, "without") + _space(rng, language) + article + thing
    elif roll < 0.85:
        words = thing + rng.choice(["-", " ", "", "  ", " - "]) + _listed(rng, language, "free")
    else:
        words = " ".join(rng.choice([*THINGS, _listed(rng, language, "without"), _listed(rng, language, "free")]) for _ in range(3))
    if rng.random() < 0.15:
        words += rng.choice(["!", ".", ",", "%", "-", '"', "x", "的", "の", "/"])
    return words.upper() if rng.random() < 0.1 else words


def shop_of(rng: Random, language: str) -> list[dict[str, Any]]:
    """Products that have some things, say that they have them not, and have attributes that are called so."""
    yes = ["yes", "long", "red", "padded"]
    no = [word for words in LISTS["negative"].values() for word in words if word] + ["No", "FALSE"]
    records: list[dict[str, Any]] = [
        {"type": "attribute", "id": "lid", "name": {"en": "lid", language: "hood"}},
        {"type": "attribute", "id": "sleeves", "multiple": True},
        {"type": "attribute", "id": "red", "kind": "flag"},
        {"type": "attribute", "id": "long_sleeves", "kind": "number"},
    ]
    for number in range(14):
        thing, says = rng.choice(THINGS), rng.choice(LISTS["says"][rng.choice(["en", language])])
        name = (
            rng.choice(["towel", "towel dress"]) + " " + rng.choice(["", thing, says.replace("{}", thing), f"{thing} {rng.choice(THINGS)}"])
        )
        record: dict[str, Any] = {"id": f"p{number}", "name": name, "price": rng.choice([5, 10, 20])}
        attributes: dict[str, Any] = {"lid": rng.choice([*yes, *no]), "sleeves": rng.sample([*yes, *no], 2)}
        attributes |= {"red": rng.random() < 0.5, "long_sleeves": rng.choice([0, 1])}
        record["attributes"] = {id_: attributes[id_] for id_ in rng.sample(sorted(attributes), rng.choice([0, 0, 1, 2]))}
        if rng.random() < 0.3:
            record["description"] = rng.choice([thing, says.replace("{}", thing)])
        if rng.random() < 0.3:
            record["brand"] = rng.choice(BRANDS)
        if rng.random() < 0.3:
            colours = rng.sample(["red", "blue", rng.choice(THINGS)], rng.choice([1, 2]))
            rows = [
                {"id": f"p{number}-{i}", "values": {"colour": colour}, "price": 7 + i} for i, colour in enumerate(dict.fromkeys(colours))
            ]
            del record["price"]
            record |= {"type": "master", "variation_attributes": ["colour"], "variations": rows}
        records.append(record)
    return records


def _listed(rng: Random, language: str, name: str) -> str:
    return rng.choice([*LISTS[name].get(language, [""]), *LISTS[name]["en"]])


def _space(rng: Random, language: str) -> str:
    return rng.choice(["", "", " "] if language in ("ja", "zh") else [" ", " ", " ", " ", "  ", "", "\u3000"])


_OF_CASES: Final = ["towel", "dress", "red", "blue", "waterproof", "material", "cotton", "lid", "bath towel", "racks", "東京"]


def put_over(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random, text: str) -> None:
    """Give a fifth of all random cases products that say what they have not, and phrases that do not want it."""
    if rng.random() < 0.8:
        return
    if rng.random() < 0.1:
        settings["understanding"] = {"negation": rng.choice(["exclude", "off"])}
    for record in records:
        if record["type"] in ("simple", "master") and rng.random() < 0.5:
            says = rng.choice(LISTS["says"][rng.choice(["en", "de"])])
            record["description"] = says.replace("{}", rng.choice(_OF_CASES))
        if record["type"] in ("simple", "master") and rng.random() < 0.2:
            record["attributes"] = {**record.get("attributes", {}), "lid": rng.choice(["none", "No", "red", "keine"])}
        if record["type"] in ("simple", "master") and rng.random() < 0.2:
            record["brand"] = rng.choice(["Without Red", "No Towel Co", "Cheap Monday", "Ohne Lid"])
    for request in requests:
        if text in request and rng.random() < 0.7:
            request[text] = f"{rng.choice(['towel', 'dress', request[text]])} {_of_case(rng)}"


def _of_case(rng: Random) -> str:
    language, thing = rng.choice(["en", "en", "de"]), rng.choice(_OF_CASES)
    if rng.random() < 0.2:
        return f"{thing}-{LISTS['free'][language][0]} towel"
    more = rng.choice(["", "", " blue", " lid", " under 10", " cheap"])
    if rng.random() < 0.15:
        return f"{thing} {rng.choice(LISTS['cheap'][language])}"
    return f"{rng.choice(LISTS['without'][language])} {thing}{more}"
