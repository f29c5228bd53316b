"""What can be wrong in settings though every value has the right type?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from commerce_search.errors import ValidationError
from commerce_search.kernel.money import Currency
from commerce_search.kernel.problems import Problem
from commerce_search.settings.field import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from commerce_search.settings.merchant_words import MerchantWords
    from commerce_search.settings.refinement import Refinement
    from commerce_search.settings.settings import Settings
    from commerce_search.settings.unit import Unit

__all__ = ["problems_of", "problems_of_words"]


def problems_of(settings: Settings) -> list[Problem]:
    """Return every problem of ``settings``."""
    return [
        *_currency(settings),
        *_locales(settings),
        *_fields(settings),
        *_repeated("refinements", (refinement.id for refinement in settings.refinements)),
        *(problem for refinement in settings.refinements for problem in _refinement(refinement)),
        *_repeated("sorting_options", (option.id for option in settings.sorting_options)),
        *_filters(settings),
        *_options(settings),
        *_suggestions(settings),
        *_no_results(settings),
        *problems_of_words(settings.words, settings.locales),
        *_units(settings.units),
    ]


def _currency(settings: Settings) -> Iterator[Problem]:
    try:
        Currency.of(settings.currency)
    except ValidationError as error:
        yield from (Problem("currency", settings.currency, problem.code, problem.message) for problem in error.problems)


def _locales(settings: Settings) -> Iterator[Problem]:
    if not settings.locales:
        yield Problem("locales", {}, "missing", "expected at least one locale")
    for locale, chain in settings.locales.items():
        if not chain:
            yield Problem(f"locales.{locale}", list(chain), "missing", "expected at least one language")
    if settings.locales and settings.default_locale not in settings.locales:
        yield Problem("default_locale", settings.default_locale, "unknown_locale", f"expected one of {', '.join(settings.locales)}")


def _fields(settings: Settings) -> Iterator[Problem]:
    if not 1 <= len(settings.fields) <= MOST_FIELDS:
        yield Problem("fields", len(settings.fields), "out_of_range", f"expected 1 to {MOST_FIELDS} fields")
    yield from _repeated("fields", (field.name for field in settings.fields))


def _repeated(place: str, ids: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, found in enumerate(ids):
        if found in seen:
            yield Problem(f"{place}[{number}]", found, "duplicate_id", "expected an id that none before it has")
        seen.add(found)


def _refinement(refinement: Refinement) -> Iterator[Problem]:
    place = f"refinements.{refinement.id}"
    if refinement.kind == "category" and refinement.buckets != "none":
        yield Problem(f"{place}.buckets", refinement.buckets, "out_of_range", "expected none: categories are their own buckets")
    if refinement.kind == "price" and refinement.buckets == "values":
        yield Problem(f"{place}.buckets", refinement.buckets, "out_of_range", "expected thresholds or none: prices are numbers")
    if refinement.buckets != "none" and not refinement.bucket:
        yield Problem(f"{place}.bucket", [], "missing", "expected at least one bucket")
    yield from _repeated(f"{place}.bucket", (bucket.id for bucket in refinement.bucket))
    if refinement.buckets == "thresholds":
        yield from _thresholds(refinement, place)
    if refinement.unbucketed == "bucket" and refinement.buckets == "values" and not any(bucket.default for bucket in refinement.bucket):
        yield Problem(f"{place}.unbucketed", "bucket", "missing", "expected one bucket with default = true")


def _thresholds(refinement: Refinement, place: str) -> Iterator[Problem]:
    edges = [bucket.below for bucket in refinement.bucket]
    for number, edge in enumerate(edges):
        if edge is None and number < len(edges) - 1:
            yield Problem(f"{place}.bucket[{number}].below", None, "missing", "expected a number: only the last bucket may be open")
    known = [edge for edge in edges if edge is not None]
    if any(later <= earlier for earlier, later in pairwise(known)):
        yield Problem(f"{place}.bucket", known, "out_of_range", "expected thresholds that rise")


def _filters(settings: Settings) -> Iterator[Problem]:
    by_value = [refinement.id for refinement in settings.refinements if refinement.is_by_value]
    for number, id_ in enumerate(settings.understanding.filters):
        if id_ not in by_value:
            known = ", ".join(by_value) or "none"
            message = f"expected a refinement whose values are chosen one by one; there are: {known}"
            yield Problem(f"understanding.filters[{number}]", id_, "unknown_refinement", message)


def _options(settings: Settings) -> Iterator[Problem]:
    for option in settings.sorting_options:
        if not option.keys:
            yield Problem(f"sorting_options.{option.id}.keys", [], "missing", "expected at least one key")


def _suggestions(settings: Settings) -> Iterator[Problem]:
    own = settings.suggestions
    for place in ("least_characters_by_locale", "phrases", "exclusions"):
        for locale in getattr(own, place):
            if locale not in settings.locales:
                yield Problem(f"suggestions.{place}.{locale}", locale, "unknown_locale", f"expected one of {', '.join(settings.locales)}")


def _no_results(settings: Settings) -> Iterator[Problem]:
    sort, known = settings.no_results.sort, [option.id for option in settings.sorting_options]
    if sort is not None and sort not in known:
        expected = f"expected one of the sorting options: {', '.join(known) or 'there is none'}"
        yield Problem("no_results.sort", sort, "unknown_sorting_option", expected)


def problems_of_words(words: Mapping[str, MerchantWords], locales: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Yield every problem of what the merchant says of the words of some languages."""
    languages = {language for chain in locales.values() for language in chain}
    for language, own in words.items():
        place = f"words.{language}"
        if language not in languages:
            yield Problem(place, language, "unknown_language", f"expected a language of the locales: {', '.join(sorted(languages))}")
        for kind, sets in (("synonyms", own.synonyms), ("compound_words", own.compound_words)):
            for number, one in enumerate(sets):
                if len(one) < 2:  # noqa: PLR2004 - a set of one says nothing
                    yield Problem(
                        f"{place}.{kind}[{number}]", list(one), "missing", "expected two words or more that are as good as each other"
                    )
                yield from _words(f"{place}.{kind}[{number}]", one)
        for key, narrower in own.hypernyms.items():
            if not narrower:
                yield Problem(f"{place}.hypernyms.{key}", [], "missing", "expected at least one narrower word")
            yield from _words(f"{place}.hypernyms.{key}", (key, *narrower))
        yield from _words(f"{place}.common_phrases", own.common_phrases)
        yield from _words(f"{place}.stop_words", own.stop_words)


def _words(place: str, texts: Iterable[str]) -> Iterator[Problem]:
    for text in texts:
        if not any(letter.isalnum() for letter in text):
            yield Problem(place, text, "empty_word", "expected a word or phrase with a letter or digit")


def _units(units: Iterable[Unit]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, unit in enumerate(units):
        place = f"units[{number}]"
        if not unit.measure.isidentifier():
            yield Problem(f"{place}.measure", unit.measure, "empty_word", "expected a name of letters, digits and _")
        if not unit.spellings:
            yield Problem(f"{place}.spellings", [], "missing", "expected at least one spelling")
        if not 1 <= unit.parts < 1 << 63:
            yield Problem(f"{place}.size", unit.size, "out_of_range", "expected a size that a product can have")
        for spelling in unit.spellings:
            if not spelling.strip() or spelling != spelling.strip() or spelling[0].isdigit():
                yield Problem(
                    f"{place}.spellings", spelling, "empty_word", "expected a spelling that starts with no digit and no white space"
                )
            if spelling.casefold() in seen:
                yield Problem(f"{place}.spellings", spelling, "duplicate_id", "expected a spelling that no unit before it has")
            seen.add(spelling.casefold())
