"""What is recommended where nothing was found: semantics.md section 11."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .ladder import Lookup
from .matching import match
from .phrase import parse
from .refinements import CATEGORY, Selection
from .text import label
from .understanding import without

if TYPE_CHECKING:
    from .documents import Catalog, Document
    from .search import Oracle, Request


def recommendations(oracle: Oracle, request: Request) -> dict[str, Any] | None:
    """Section 11, for a request without hits and tail."""
    settings: dict[str, Any] = oracle.settings.get("no_results", {})
    limit = settings.get("limit", 8)
    visible = _documents(oracle, replace(request, phrase=parse("", request.chain)))
    if request.match != "ladder" or request.offset or not request.tail or not limit or not visible:
        return None
    found = [] if request.phrase.blank else _documents(oracle, request)
    category = _leaning(found, oracle.catalog) if found else _requested(visible, request, oracle.catalog)
    keys = {option["id"]: option["keys"] for option in oracle.settings.get("sorting_options", [])}
    selections = {} if category is None else {CATEGORY: Selection((category,))}
    popular = replace(
        request,
        typed="",
        phrase=parse("", request.chain),
        selections=selections,
        sort=settings.get("sort", "position"),
        keys=keys[settings["sort"]] if "sort" in settings else None,
        limit=limit,
        bands="all",
        tail=False,
    )
    name = None if category is None else label(oracle.catalog.categories[category].name, request.chain, category)
    return {"category": category, "label": name, "hits": oracle.answer(popular)["hits"]}


def _documents(oracle: Oracle, request: Request) -> list[Document]:
    """The hits of a phrase, without refinements and category."""
    index = oracle.index(request.locale)
    if request.phrase.blank:
        found = match(request.phrase, index, request.at, "ladder")
    else:
        typed = oracle.parsed(without(request.typed, request.parts_apart), request.locale)
        found = Lookup(index, request.at, "ladder", request.typos).find(typed).matches
    return list({one.document.id: one.document for one in found.candidates}.values())


def _inside(documents: list[Document], category: str, catalog: Catalog) -> list[Document]:
    """Those that are assigned to a category or below it."""
    return [one for one in documents if any(category in catalog.ancestry(id_) for id_, _ in one.product.assignments)]


def _leaning(found: list[Document], catalog: Catalog) -> str | None:
    """Section 11, category: downwards, while one child has half."""
    present, here = None, found
    while True:
        children = sorted(catalog.children(present), key=lambda one: (one.position, one.appearance))
        inside = {one.id: _inside(here, one.id, catalog) for one in children}
        most = max(inside, key=lambda id_: len(inside[id_]), default=None)
        if most is None or 2 * len(inside[most]) < len(here):
            return present
        present, here = most, inside[most]


def _requested(visible: list[Document], request: Request, catalog: Catalog) -> str | None:
    """Section 11, category: upwards from the requested one, until something is there."""
    selected = request.selections.get(CATEGORY, Selection()).values
    category = catalog.first_shown(selected) if selected else None
    if category not in catalog.categories:
        return None
    return next((one for one in catalog.ancestry(category) if _inside(visible, one, catalog)), None)
