"""Random requests that mostly find nothing, and what is recommended then: semantics.md section 11."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .strategies import Generator, Record, Request, Settings


def no_results(generator: Generator) -> Record:
    """What is recommended where nothing is found."""
    every: Record = {"sort": generator.one(["sort-0", "sort-1"]), "limit": generator.one([0, 1, 2, 8])}
    return {"no_results": {key: every[key] for key in generator.some(list(every), 1, 2)}} if generator.chance(0.5) else {}


def hopeless_request(generator: Generator, settings: Settings) -> Request:
    """A request that mostly finds nothing, though its words alone may."""
    phrase = generator.one(["", "zzz", "zzz towel", generator.phrase(), *[" ".join(generator.named_words()[:2])] * 3, "towel"])
    request: Request = {"phrase": phrase} | generator.context(settings)
    if generator.chance(0.5):
        request["locale"] = generator.one(["en", "de"])
    if generator.categories and generator.chance(0.5):
        request["category"] = generator.one(generator.categories)
    valued = [one["id"] for one in settings["refinements"] if one["id"] in ("colour", "size", "material", "weight")]
    refine = dict.fromkeys(generator.some(valued, 1, 1), "zzz") if generator.chance(0.8) else {}
    return request | ({"refine": request.get("refine", {}) | refine} if refine else {})
