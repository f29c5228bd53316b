"""Which words does this shopper get to read?

A localized text is a plain string, the same in every language, or an object from language or locale to string. A shopper's locale
is a chain of languages, tried in order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

__all__ = ["LocalizedText", "Wording", "label_in", "wording_in"]

LocalizedText: TypeAlias = str | Mapping[str, str]
"""A plain string, or language -> string."""


class Wording(NamedTuple):
    """One language's form of a text."""

    language: str
    text: str


def wording_in(text: LocalizedText | None, chain: Sequence[str]) -> Wording | None:
    """Return ``text`` in the first language of ``chain`` that has it, and which language that is.

    A plain string counts for every language, so it is in the first of the chain. There is no fallback beyond the chain: a text
    that no language of the chain has is not there (it must not be found by words of a language that the shopper did not ask for).

    >>> wording_in({"en": "Towel", "fr": "Serviette"}, ["de", "fr"])
    Wording(language='fr', text='Serviette')
    """
    if text is None:
        return None
    if isinstance(text, str):
        return Wording(chain[0], text)
    return next((Wording(language, text[language]) for language in chain if language in text), None)


def label_in(text: LocalizedText | None, chain: Sequence[str], default: str) -> str:
    """Return ``text`` to be shown: in the chain, else in the alphabetically first language that it has, else ``default``.

    >>> label_in({"fr": "Rouge", "es": "Rojo"}, ["en"], "red")
    'Rojo'
    """
    wording = wording_in(text, chain)
    if wording is not None:
        return wording.text
    if isinstance(text, Mapping) and text:
        return text[min(text)]
    return default
