"""Phrases that name a price, or nearly, in seven languages: semantics.md section 12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .listed_words import LISTS, SIGNS

if TYPE_CHECKING:
    from random import Random

    from .strategies import Generator, Record

CURRENCIES: Final = {"en": "USD", "de": "EUR", "fr": "EUR", "es": "EUR", "pl": "PLN", "ja": "JPY", "zh": "CNY"}
"""Language -> the currency of its store."""
BRANDS: Final = ["Under 10", "Over 20 Co", "Red", "Unter 10"]
NUMBERS: Final = ["5", "10", "12", "19.99", "20", "20", "20,01", "50", "100", "18", "19", "120", "121", "0", "007", "9,99"]
ODD_NUMBERS: Final = [
    *("1,000", "1.000", "1 000", "1'000.50", "1.000,5", "1,0000", "1.2.3"),
    *("1234567890", "\uff12\uff10", "2\u200b0", "10²", "1,000,000", "1,234.567"),
]
BEHIND: Final = [
    *("%", '"', "'", " kg", " cm", "°", ".", ",", "!", " €", " $", "€", " usd"),
    *(" cad", " for 4", "-red", "x", " % off", "/5", " 5", "のセール", "的"),
]
PEOPLE: Final = ["kids", "women", "kinder", "red", "enfants", "dzieci"]


def price_phrase(rng: Random, language: str) -> str:
    """One in a language: mostly a price."""
    ways = [_prefix, _prefix, _between, _range, _suffix, _anything]
    words = rng.choice(ways)(rng, language)
    if rng.random() < 0.2:
        words = f"{_listed(rng, language, rng.choice(['lead', 'price']))} {words}"
    if rng.random() < 0.1:
        words = f"{rng.choice(PEOPLE)} {words}"
    if rng.random() < 0.2:
        words += rng.choice(BEHIND) if rng.random() < 0.7 else _listed(rng, language, "tail")
    return words.upper() if rng.random() < 0.05 else words


def understanding(generator: Generator) -> Record:
    """Settings of what is understood."""
    every: Record = {
        "price": generator.one(["filter", "filter", "off"]),
        "currency_words": generator.some(["Bucks ", "taler", "a-b"], 0, 2),
        "exceptions": generator.some(["under 20", "Over  20", "10", "$10", "", "unter 50"], 0, 3),
    }
    return {key: every[key] for key in generator.some(list(every), 1, 3)}


def _listed(rng: Random, language: str, name: str) -> str:
    return rng.choice(LISTS[name].get(language, [""]))


def _sign(rng: Random, language: str) -> str:
    code = CURRENCIES[language].lower()
    return rng.choice([*SIGNS[code], code, "€", "$", "taler"] if rng.random() < 0.2 else SIGNS[code])


def _amount(rng: Random, language: str) -> str:
    number = rng.choice(ODD_NUMBERS if rng.random() < 0.15 else NUMBERS)
    space = rng.choice(["", "", " ", "  ", "\u00a0"])
    roll = rng.random()
    if roll < 0.45:
        return number
    return number + space + _sign(rng, language) if roll < 0.75 else _sign(rng, language) + space + number


def _space(rng: Random, language: str) -> str:
    return rng.choice(["", "", " "] if language in ("ja", "zh") else [" ", " ", " ", " ", "  ", "", "\u3000"])


def _prefix(rng: Random, language: str) -> str:
    name = rng.choice(["below", "below", "up_to", "above", "from"])
    return _listed(rng, language, name) + _space(rng, language) + _amount(rng, language)


def _between(rng: Random, language: str) -> str:
    words = [_listed(rng, language, "between"), _amount(rng, language), _listed(rng, language, "and"), _amount(rng, language)]
    return _space(rng, language).join(words)


def _range(rng: Random, language: str) -> str:
    to = rng.choice(["-", "~", "\u2013", "\u301c", _listed(rng, language, "to"), _listed(rng, language, "to")])
    start = _listed(rng, language, "range") if rng.random() < 0.4 else ""
    space = _space(rng, language)
    return (start + space).lstrip() + _amount(rng, language) + space + to + space + _amount(rng, language)


def _suffix(rng: Random, language: str) -> str:
    name = rng.choice(["or_less", "or_less", "less", "or_more", "more"])
    return _amount(rng, language) + _space(rng, language) + _listed(rng, language, name)


def _anything(rng: Random, language: str) -> str:
    pieces = [*(_listed(rng, language, name) for name in LISTS), *(_amount(rng, language) for _ in range(6))]
    return " ".join(rng.choice(pieces) for _ in range(rng.randint(2, 6)))
