"""What the merchant says of words, compiled for every locale. It belongs to an open store, and acts at the next request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from commerce_search._engine import MerchantWords as EngineWords
from commerce_search.errors import SettingsError
from commerce_search.settings.checks import problems_of_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from commerce_search.settings import MerchantWords

__all__ = ["CompiledWords"]

_FULL: Final = 256
_SYNONYM: Final = 230
_NARROWER: Final = 205


class CompiledWords:
    """The engine's words of every locale."""

    def __init__(
        self,
        words: Mapping[str, MerchantWords],
        locales: Mapping[str, Sequence[str]],
        own: Sequence[Mapping[str, MerchantWords]],
    ) -> None:
        """Compile what is said of each language for the locales whose chain has it; ``own``: the library's own, by primary language."""
        self._words = dict(words)
        self._locales = locales
        self._own = own
        self._by_locale = self._compiled()

    def of(self, locale: str) -> EngineWords | None:
        """Return the words of a locale; ``None``: nothing is said of them."""
        return self._by_locale.get(locale)

    def use(self, language: str, words: MerchantWords) -> None:
        """Replace what is said of a language.

        Raises:
            SettingsError: with every problem; nothing was replaced.
        """
        problems = list(problems_of_words({language: words}, self._locales))
        if problems:
            raise SettingsError(problems)
        self._words[language] = words
        self._by_locale = self._compiled()

    def _compiled(self) -> dict[str, EngineWords]:
        compiled = {}
        for locale, chain in self._locales.items():
            said = (self._said_of(language) for language in chain)
            entries = [entry for several in said for entry in several]
            entries += self._dropped_in(chain)
            if entries:
                compiled[locale] = EngineWords(msgspec.json.encode(entries), chain[0])
        return compiled

    def _said_of(self, language: str) -> Iterator[dict[str, Any]]:
        for words in (self._words.get(language), *(words.get(_primary(language)) for words in self._own)):
            if words is not None:
                yield from _entries(language, words)

    def _dropped_in(self, chain: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the stop words of a locale's first language, as of the library's own list: "die" stays a word in an English shop."""
        for language in chain:
            words = self._words.get(language)
            if words is not None and _primary(language) == _primary(chain[0]):
                yield from (_entry(language, word, (), _FULL) | {"is_stop_word": True} for word in words.stop_words)


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def _entry(language: str, key: str, alternatives: Iterable[str], weight: int) -> dict[str, Any]:
    return {"language": language, "key": key, "alternatives": list(alternatives), "weight": weight}


def _entries(language: str, words: MerchantWords) -> Iterator[dict[str, Any]]:
    for weight, sets in ((_SYNONYM, words.synonyms), (_FULL, words.compound_words)):
        for one in sets:
            yield from (_entry(language, key, (other for other in one if other != key), weight) for key in one)
    yield from (_entry(language, key, narrower, _NARROWER) for key, narrower in words.hypernyms.items())
    yield from (_entry(language, key, (), _FULL) | {"belongs_together": True} for key in words.common_phrases)
