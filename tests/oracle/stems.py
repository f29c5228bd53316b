"""Stems and plural stems of each language, and German compounds: semantics.md section 2, stem groups."""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from .stop_words import STOP_WORDS, language_of

_SNOWBALL = {"en": "english", "es": "spanish", "fr": "french"}
_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in _SNOWBALL.items()}
_POLISH = [
    "iego",
    "iemu",
    "ymi",
    "imi",
    "ego",
    "emu",
    "ami",
    "ach",
    "owi",
    "iem",
    "ych",
    "ich",
    "om",
    "ow",
    "ej",
    "ym",
    "im",
    "em",
    "a",
    "e",
    "i",
    "o",
    "u",
    "y",
]
_IN_COMPOUNDS = ("knives", "scarves", "shelves", "wolves")
_IRREGULAR = {
    **{plural: plural.removesuffix("ves") + "f" for plural in ("calves", "elves", "halves", "hooves", "leaves", "loaves", "thieves")},
    "knives": "knife",
    "wives": "wife",
    "scarves": "scarf",
    "shelves": "shelf",
    "wolves": "wolf",
    "geese": "goose",
    "mice": "mouse",
    "teeth": "tooth",
}
_SHORT = ["alu", "bad", "bau", "bio", "eck", "eis", "ess", "gas", "iso", "nah", "rad", "see", "ski", "tee"]
_PSEUDO = [
    "bring",
    "ektur",
    "uktur",
    "atur",
    "greif",
    "heim",
    "mentell",
    "moglicht",
    "pflicht",
    "schmutz",
    "stell",
    "streif",
    "verband",
    "eutisch",
    "elastisch",
    "hetisch",
    "identisch",
    "iptisch",
    "istisch",
    "itisch",
    "letisch",
    "mantisch",
    "matisch",
    "metisch",
    "natisch",
    "netisch",
    "plastisch",
    "raktisch",
    "ratisch",
    "taktisch",
    "tastisch",
    "tatisch",
    "thentisch",
    "ustisch",
]


def has_groups(tag: str) -> bool:
    """Section 2, language: whether it has stem groups."""
    return language_of(tag) in ("en", "de", "es", "fr", "pl")


@lru_cache(maxsize=100_000)
def stem(form: str, tag: str) -> str | None:
    """The stem of a form of ASCII letters, None for any other."""
    if not (form.isascii() and form.isalpha()):
        return None
    language = language_of(tag)
    if language == "en":
        return str(_STEMMERS["en"].stemWord(_singular(form)))
    if language in ("es", "fr"):
        return str(_STEMMERS[language].stemWord(plural_stem(form, tag)))
    return _polish(form) if language == "pl" else plural_stem(form, tag)


def plural_stem(form: str, tag: str) -> str:
    """The plural stem of a form."""
    rules = {"en": _english, "es": _spanish, "fr": _french, "de": _german, "pl": _polish_plural}
    return rules[language_of(tag)](form)


def is_compound(form: str, typed: str) -> bool:
    """Whether a German form is a compound with the typed one as its head."""
    whole, head = _german(form), _german(typed)
    if len(typed) < 4 or not whole.endswith(head):
        return False
    before = whole[: -len(head)]
    if before not in _SHORT and (len(before) < 4 or before in STOP_WORDS["de"]):
        return False
    return not any(whole.endswith(one) for one in _PSEUDO if len(one) > len(head) and one.endswith(head))


def _singular(form: str) -> str:
    """Of an irregular plural, also at the end of some compounds."""
    for plural, singular in _IRREGULAR.items():
        if form == plural or (plural in _IN_COMPOUNDS and form.endswith(plural)):
            return form.removesuffix(plural) + singular
    return form


def _english(form: str) -> str:
    if _singular(form) != form:
        return _singular(form)
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zes")):
        return form[:-2]
    if form.endswith("s") and form[-2:-1] != "s" and len(form) > 3:
        return form[:-1]
    return form


def _spanish(form: str) -> str:
    if len(form) > 3:
        form = re.sub("(?<=[aeiouy])s$", "", form)
    bare = re.sub("(?<=..)e$", "", form)
    return re.sub("c$", "z", bare) if bare != form else form


def _french(form: str) -> str:
    if len(form) > 4 and re.search("[^e]aux$", form):
        return form[:-2] + "l"
    if len(form) > 3 and (form.endswith(("eaux", "oux", "eux")) or re.search("[^s]s$", form)):
        form = form[:-1]
    return form[:-1] if form.endswith("ee") and len(form) > 4 else form


def _german(form: str) -> str:
    kept = ""
    for letter in form:
        if letter != "e" or not (kept.endswith(("a", "o")) or re.search("(^|[^aeiouyq])u$", kept)):
            kept += letter
    for ending in ["ern", "em", "er", "en", "es", "e"]:
        if kept.endswith(ending) and len(kept) - len(ending) >= 3:
            return kept[: -len(ending)]
    return re.sub("(?<=..[lr])n$|(?<=..[bdfghklmnrt])s$", "", kept)


def _polish(form: str) -> str:
    for ending in _POLISH:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return re.sub("(?<=...)i$", "", form[: -len(ending)])
    return re.sub("(?<=...)ek$", "k", form)


def _polish_plural(form: str) -> str:
    return re.sub("(?<=...)i$", "", re.sub("(?<=...)[aeiouy]$", "", form))
