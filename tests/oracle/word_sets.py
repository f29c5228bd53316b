"""What a merchant may say of the words of random catalogs, and what is typed then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .mistypings import mistyped

if TYPE_CHECKING:
    from .strategies import Generator


_NOWHERE: Final = ["flipflops", "swimsuits", "Esky", "jandals", "ununesky"]
"""Words that no product has."""


def words(generator: Generator) -> dict[str, Any]:
    """The settings of `words`, in a third of the cases."""
    if not generator.chance(0.35):
        return {}
    languages = generator.some(generator.chain, 1, 2)
    return {"words": {language: _of_language(generator) for language in languages}}


def typed_key(generator: Generator, settings: dict[str, Any]) -> str:
    """A phrase that has something of which the merchant says something; empty if nothing is said."""
    said = [
        text
        for own in settings.get("words", {}).values()
        for text in [*own["common_phrases"], *own["hypernyms"], *(text for one in own["synonyms"] + own["compound_words"] for text in one)]
    ]
    if not said:
        return ""
    texts = [generator.one(said), *([generator.one([generator.word(), generator.one(said)])] if generator.chance(0.5) else [])]
    typed = " ".join(texts if generator.chance(0.5) else reversed(texts))
    return mistyped(typed, generator.rng) if generator.chance(0.3) else typed


def _of_language(generator: Generator) -> dict[str, Any]:
    def texts(low: int, high: int) -> list[str]:
        return list(dict.fromkeys(_text(generator) for _ in range(generator.rng.randint(low, high))))

    sets = {
        kind: [two for _ in range(generator.rng.randint(0, 3)) if len(two := texts(2, 4)) > 1] for kind in ("synonyms", "compound_words")
    }
    others = {"hypernyms": {key: texts(1, 3) for key in texts(0, 2)}, "common_phrases": texts(0, 3)}
    return sets | others | {"stop_words": [generator.one([generator.word(), _text(generator)]) for _ in range(generator.one([0, 0, 1, 2]))]}


def _text(generator: Generator) -> str:
    """One word or several, often such as stand side by side in the name of a product."""
    name = generator.one(generator.products)["name"]
    side_by_side = (name if isinstance(name, str) else generator.one(list(name.values()))).split(" ")
    start = generator.rng.randrange(len(side_by_side))
    text = " ".join(side_by_side[start : start + generator.one([1, 2, 2, 3])])
    if generator.chance(0.5):
        text = " ".join(generator.word() for _ in range(generator.one([1, 1, 2])))
    if generator.chance(0.2):
        text = generator.one(_NOWHERE)
    return text if any(letter.isalnum() for letter in text) else "towel"
