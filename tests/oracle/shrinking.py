"""Smaller cases that still fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .strategies import Case, Record, Request

_TEXTS = ("name", "brand", "short_description", "description", "keywords")


def smallest(case: Case, fails: Callable[[Case], bool]) -> Case:
    """A case that still fails, from which nothing more can be left out; `fails` sees valid catalogs only."""
    while True:
        smaller = next((one for one in _smaller(case) if fails(one)), None)
        if smaller is None:
            return case
        case = smaller


def _smaller(case: Case) -> Iterator[Case]:
    """Every case with one thing less: a request, a record, a variation, a key, a definition, half of a text."""
    settings, records, requests = case
    if len(requests) > 1:
        yield from ((settings, records, [request]) for request in requests)
    for i, request in enumerate(requests):
        yield from ((settings, records, [*requests[:i], less, *requests[i + 1 :]]) for less in _less_request(request))
    named = {"sorting_options"} if "sort" in settings.get("no_results", {}) else set()
    yield from ((less, records, requests) for less in _less(settings, {"currency", "default_locale", "locales"} | named))
    for i, record in enumerate(records):
        if not _is_needed(record, records):
            yield settings, records[:i] + records[i + 1 :], requests
        for less in _less(record, {"type", "id", "name", "kind", "multiple", "members", "variation_attributes"}):
            yield settings, [*records[:i], less, *records[i + 1 :]], requests


def _is_needed(record: Record, records: list[Record]) -> bool:
    """Whether another record would be left dangling."""
    members = [one["id"] if isinstance(one, dict) else one for other in records for one in other.get("members", [])]
    above = [other.get("parent") for other in records]
    inside = [one["id"] if isinstance(one, dict) else one for other in records for one in other.get("categories", [])]
    return record["type"] == "attribute" or record["id"] in [*members, *above, *inside]


def _less_request(request: Request) -> Iterator[Request]:
    """A request without an argument, or with fewer words."""
    typed = "text" if "text" in request else "phrase"
    yield from ({other: value for other, value in request.items() if other != key} for key in request if key not in (typed, "at"))
    words = request[typed].split(" ")
    yield from (request | {typed: " ".join(words[:i] + words[i + 1 :])} for i in range(len(words)) if words != [""])


def _less(record: Record, kept: set[str]) -> Iterator[Record]:
    """A record without a key, with fewer of a list, or with half of a text."""
    for key, value in record.items():
        if key not in kept:
            yield {other: one for other, one in record.items() if other != key}
        if isinstance(value, list) and key != "variation_attributes" and len(value) > 1:
            yield from (record | {key: value[:i] + value[i + 1 :]} for i in range(len(value)))
        if key == "variations":
            for i, one in enumerate(value):
                yield from (record | {key: [*value[:i], less, *value[i + 1 :]]} for less in _less(one, {"id", "values"}))
        if key in _TEXTS and isinstance(value, str) and " " in value:
            words = value.split(" ")
            yield from (record | {key: " ".join(half)} for half in (words[: len(words) // 2], words[len(words) // 2 :]))
        if key in _TEXTS and isinstance(value, dict):
            yield from (record | {key: text} for text in value.values())
