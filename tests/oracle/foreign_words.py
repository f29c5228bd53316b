"""Words of other languages than English for the random cases, and the chain of the locale that has them."""

from __future__ import annotations

from random import Random

GERMAN = ["rot", "Tuch", "Tücher", "was", "Strand", "blau", "towels", "die"]
TABLES = [
    "Tisch",
    "Tische",
    "Esstisch",
    "Klapptische",
    "Durchtisch",
    "romantisch",
    "elastisch",
    "Teller",
    "Hersteller",
    "Jacken",
    "Skijacke",
    "rot",
    "die",
]
FOREIGN = {  # words of one more language, a list of them to a case; some are English or one another's alternatives
    "de": [[*GERMAN, "Strandtuch", "Handtücher", "durchtuch", "rotes", "Tuecher"], TABLES],
    "fr": [
        [
            "robe",
            "robes",
            "l'eau",
            "eau",
            "d'été",
            "dété",
            "été",
            "bijou",
            "bijoux",
            "chevaux",
            "cheval",
            "imprimées",
            "imprimé",
            "la",
            "red",
        ]
    ],
    "es": [["luz", "luces", "negro", "negras", "la", "de", "traje", "trajes", "pantalones", "pantalón", "dresses", "rojo", "roja"]],
    "pl": [["ręcznik", "ręczniki", "ręczników", "plażowy", "plażowego", "na", "kurtka", "kurtek", "buty", "but", "butów", "berry", "bus"]],
    "zh": [["衝浪板", "冲浪板", "衝浪褲", "褲", "裤", "機", "机", "towel", "l'eau"]],
    "ja": [["かめら", "カメラー", "ﾋﾞｷﾆ", "びきに", "サーファー", "サーファ", "机", "機", "d'été"]],
}


def languages(rng: Random) -> tuple[str, list[str], list[str]]:
    """One more language, words of it and the chain of the locale `de`, mostly German, drawn aside: the rest of the case stays as it was."""
    aside = Random()
    aside.setstate(rng.getstate())
    other = aside.choice(["de", "de", "de", *FOREIGN])
    chain = aside.choice([[other, "en"], [other, "en"], [other, "en"], [other, "de", "en"], [other]])
    return other, aside.choice(FOREIGN[other]), chain
