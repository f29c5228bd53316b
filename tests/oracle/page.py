"""`page.to_dict()`: settings.md, page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .negations import Negation, Sort
from .refinements import money_text
from .sorting import sold_out
from .text import label
from .understanding import without
from .values import NamedValue

if TYPE_CHECKING:
    from .ladder import Found
    from .matching import Candidate
    from .relevance import TextIndex
    from .search import Request
    from .understanding import Price
    from .values import Reading

_BANDS = ("best", "loose")
_KINDS = {Negation: "negation", Sort: "sort", NamedValue: "value"}


def page(
    request: Request,
    index: TextIndex,
    found: Found,
    *,
    settings: dict[str, Any],
    hits: list[Candidate],
    tail: list[Candidate],
    refinements: list[dict[str, Any]],
    corrections: list[dict[str, Any]],
) -> dict[str, Any]:
    """settings.md, page."""
    options = settings.get("sorting_options", [])
    shown = hits[request.offset : request.offset + request.limit]
    return {
        "phrase": request.typed,
        "locale": request.locale,
        "total": len(hits),
        "offset": request.offset,
        "limit": request.limit,
        "match": request.match,
        "sort": request.sort,
        "truncated": request.phrase.truncated,
        "generation": 1,
        "searched": None if found.searched is None else found.searched.text,
        "corrections": corrections,
        "relaxed": _relaxed(request, found),
        "understood": [_understood(request, one, index.catalog.currency) for one in request.parts],
        "hits": [_hit(one, request, index) for one in shown],
        "tail": [_hit(one, request, index) for one in tail],
        "bands": _bands(hits, request),
        "refinements": refinements,
        "sorting_options": [{"id": one["id"], "label": label(one.get("label"), request.chain, one["id"])} for one in options],
    }


def _relaxed(request: Request, found: Found) -> list[dict[str, Any]]:
    """Sections 4 and 8: what was typed and could not be found as it was."""
    n, reached = len(request.phrase.clauses), found.matches.reached
    steps: list[dict[str, Any]] = [{"step": "typos"}] if found.searched is not None else []
    if request.match == "ladder" and 1 <= reached < n:
        steps.append({"step": "partial", "matched": reached, "of": n})
    for step, parts in (("value", request.phrase.values), ("price", request.prices), ("negation", request.negations)):
        if any(one.effect == "given_up" for one in parts):
            steps.append({"step": step})
    return steps


def _understood(request: Request, part: Price | Negation | Sort | NamedValue, currency: str) -> dict[str, Any]:
    """Section 12: a part of the phrase that is no words."""
    facts = {
        "kind": _KINDS.get(type(part), "price"),
        "text": request.typed[part.start : part.end],
        "start": part.start,
        "end": part.end,
        "effect": part.effect,
        "without": without(request.typed, [part]),
    }
    if isinstance(part, Sort):
        return facts
    if isinstance(part, NamedValue):
        return facts | {"values": [_meant(one, part.of, request) for one in part.readings]}
    if isinstance(part, Negation):
        return facts | {"excluded": request.typed[slice(*part.thing)]}
    ends = {"minimum": part.minimum, "maximum": part.maximum}
    return facts | {name: None if end is None else money_text(end, currency) for name, end in ends.items()}


def _meant(one: Reading, of: int, request: Request) -> dict[str, Any]:
    share = round(one.documents / max(of, one.documents), 4)
    return {
        "refinement": one.definition.id,
        "value": one.value,
        "label": one.definition.label_of(one.value, request.chain),
        "confidence": share,
    }


def _hit(one: Candidate, request: Request, index: TextIndex) -> dict[str, Any]:
    return {
        "id": one.document.id,
        "product": one.document.product.id,
        "variation": one.row.id,
        "match_class": one.match_class(request.phrase),
        "coverage": one.coverage,
        "corrected": one.corrected,
        "relevance": request.types.relevance(one.document, index.score(request.phrase.clauses, one.document))
        + request.gains.get(one.document.id, 0),
        "price": None if one.row.price is None else money_text(one.row.price, index.catalog.currency),
        "sold_out": sold_out(one.row),
        "band": request.types.band(one, request.phrase) if request.banded else 0,
    }


def _bands(hits: list[Candidate], request: Request) -> list[dict[str, Any]]:
    """Section 6, band sizes; settings.md: none without an explicit sort and a phrase, none of size 0."""
    sizes = [sum(request.types.band(one, request.phrase) == band for one in hits) for band in (0, 1)]
    return [{"band": band, "name": _BANDS[band], "total": sizes[band]} for band in (0, 1) if request.banded and sizes[band]]
