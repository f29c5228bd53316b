"""Texts and phrases with measures, or what looks like them: put over a random case, drawn aside, so that the rest of it stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .measures import BEFORE, NUMBERS, read_units
from .typed_shops import typed

if TYPE_CHECKING:
    from random import Random

LANGUAGES: Final = ["en", "de", "fr", "es", "pl", "ja", "zh"]
SAME: Final = {
    "length": ["6 ft", "6-foot", "6'", "1.83 m", "183 cm", "183cm", "six feet", "1830 mm", "72 in", '72"', "5'12\"", "6 ft 0 in", "2 m"],
    "other": ["500 g", "0.5 kg", "0,5 kg", "16 oz", "32oz", "946 ml", "0.75 l", "750ml", "10,000 mAh", "10 000 mah", "10Ah", "10.000 mAh"],
    "several": ["180 x 90 cm", "90x180cm", "1.8 m x 0.9 m", "4/3 mm", "4-3mm", "180cm", "2 in 1", "5/8 in", '5/8"', "1 1/2 in", "1-1/2 in"],
    "odd": [
        "SPF 50",
        "spf50+",
        "2 person",
        "2p",
        "双人",
        "2 人用",
        "12V",
        "12 volt",
        "6 links",
        "6 link",
        "3 C",
        "1.2.3 cm",
        "70's",
        "v6 ft",
    ],
}
NUMBERS_TYPED: Final = [
    "1",
    "2",
    "6",
    "12",
    "0.5",
    "1,5",
    "1.5",
    "1,000",
    "1.000",
    "1 000",
    "10 000",
    "1/2",
    "3/4",
    "2 1/2",
    "1-1/2",
    "007",
    "5/4",
]
ODD_NUMBERS: Final = [
    "1.2.3",
    "1234567890",
    "0",
    "0.0001",
    "1,0000",
    "\uff16",
    "6²",
    "½",
    "12 128",
    "1'000",
    "999.5",
    "99950",
    "1,000,5",
    "1.000,50",
]
GAPS: Final = ["", "", " ", " ", "-", "  ", "--", "\u00a0", " - "]
JOINTS: Final = [" x ", "x", " \u00d7 ", "*", "-", "/", "\u2013", " by ", " - ", " ", "'"]
OWN: Final = [
    {"measure": "length", "spellings": ["link", "links"], "size": 201.168},
    {"measure": "chain", "spellings": ["ft", "Ærø"], "size": 0.5},
    {"measure": "temperature", "spellings": ["°C", "C"]},
]


def measure_text(rng: Random, language: str) -> str:
    """A measure of a language, mostly."""
    if rng.random() < 0.4:
        return str(rng.choice(SAME[rng.choice(list(SAME))]))
    spellings = sorted(read_units({}, [language, "en"]).senses)

    def one() -> str:
        words = list(NUMBERS.get(language, NUMBERS["en"]))
        number: str = rng.choice([*NUMBERS_TYPED, *NUMBERS_TYPED, *words[:4]] if rng.random() < 0.9 else ODD_NUMBERS)
        often = ["ft", "in", '"', "'", "cm", "m", "oz"]
        unit: str = rng.choice(often if rng.random() < 0.5 else spellings) if rng.random() < 0.8 else ""
        return number + (rng.choice(GAPS) + unit if unit else "")

    text = rng.choice(JOINTS).join(one() for _ in range(rng.choice([1, 1, 1, 2, 2, 3])))
    if rng.random() < 0.1:
        text = rng.choice(BEFORE) + rng.choice(GAPS) + text
    if rng.random() < 0.15:
        text += rng.choice(["s", ".", ",", "'s", "x", "1", " 1", "用", "-2", "+"])
    before = rng.choice(["", "", "", "", "a", "(", "-", "v.", "約", "x'", "l'"])
    return before + text


def put_over(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random) -> None:
    """Give some shops types, and some measures."""
    typed(settings, records, requests, rng)
    measured(settings, records, requests, rng)


def measured(settings: dict[str, Any], records: list[dict[str, Any]], requests: list[dict[str, Any]], rng: Random) -> None:
    """Give a third of all shops products with measures."""
    if rng.random() < 0.67:
        return
    if rng.random() < 0.4:
        settings["units"] = rng.sample(OWN, rng.randint(1, 3))
    kind = rng.choice(list(SAME))

    def text() -> str:
        return rng.choice(SAME[kind]) if rng.random() < 0.6 else measure_text(rng, rng.choice(["en", "de"]))

    for record in records:
        if record["type"] in ("attribute", "category"):
            continue
        if rng.random() < 0.7:
            name = record["name"]
            more = " " + text()
            record["name"] = name + more if isinstance(name, str) else {language: one + more for language, one in name.items()}
        for variation in record.get("variations", []):
            if "material" not in record.get("attributes", {}) and rng.random() < 0.4:
                variation.setdefault("attributes", {})["material"] = rng.choice(SAME["length"])
    for request in requests:
        key = "phrase" if "phrase" in request else "text"
        if key in request and rng.random() < 0.7:
            request[key] = rng.choice([request[key] + " ", "", "", "towel "]) + text() + rng.choice(["", "", " towel", " " + text()])
