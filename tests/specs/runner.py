"""Read the specs beside this file and check them on any engine with the oracle's `search`, `type_ahead` and `suggest` (README.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from . import suggested

Page: TypeAlias = dict[str, Any]
Search: TypeAlias = Callable[..., Page]

DEFAULTS: dict[str, Any] = {"currency": "USD", "default_locale": "en", "page_size": 24, "locales": {"en": ["en"], "de": ["de", "en"]}}
_HIT_KEYS = {
    "classes": "match_class",
    "variations": "variation",
    "products": "product",
    "coverage": "coverage",
    "prices": "price",
    "relevance": "relevance",
    "sold_out": "sold_out",
    "band": "band",
    "corrected": "corrected",
}
_PAGE_KEYS = ("total", "truncated", "sort", "limit", "offset", "phrase", "locale", "match")


@dataclass(frozen=True)
class Case:
    """One request and what its page must say."""

    name: str
    request: dict[str, Any]
    expect: dict[str, Any]

    @property
    def suggests(self) -> bool:
        """Whether suggestions are asked for, rather than a page."""
        return "suggest" in self.request


@dataclass(frozen=True)
class Spec:
    """One concept: a catalog, its settings and cases."""

    name: str
    settings: dict[str, Any]
    records: list[dict[str, Any]]
    cases: list[Case]


def load_specs(folder: Path = Path(__file__).parent) -> list[Spec]:
    """All specs, by name."""
    return [_spec(path) for path in sorted(folder.glob("*.toml"))]


def _spec(path: Path) -> Spec:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    cases = [Case(one["name"], _request(one.get("request", {})), one["expect"]) for one in content["case"]]
    return Spec(path.stem, DEFAULTS | content.get("settings", {}), content["records"], cases)


def _request(request: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `search`; a table with `min` or `max` becomes a range."""
    refine = {
        id_: (value.get("min"), value.get("max")) if isinstance(value, dict) else value for id_, value in request.get("refine", {}).items()
    }
    return request | ({"refine": refine} if refine else {})


class Engine(Protocol):
    """What is checked: the oracle, the library."""

    @property
    def search(self) -> Search: ...

    @property
    def type_ahead(self) -> Search: ...

    @property
    def suggest(self) -> Search: ...


def check_case(engine: Engine, case: Case) -> None:
    """Raise AssertionError with everything that is not as expected."""
    if case.suggests:
        _check(lambda **request: engine.suggest(request.pop("suggest"), **request), case, suggested.seen)
    else:
        _check(engine.type_ahead if "text" in case.request else engine.search, case, _seen)


def _check(ask: Search, case: Case, seen_in: Callable[[Page, str, Any], Any]) -> None:
    """Ask, and compare what is seen in the answer."""
    if case.expect.get("error"):
        try:
            page = ask(**case.request)
        except Exception:  # noqa: BLE001 - any engine's own error
            return
        raise AssertionError(f"{case.name}: no error, but {page}")
    page = ask(**case.request)
    seen = {key: seen_in(page, key, wanted) for key, wanted in case.expect.items()}
    wrong = [
        f"{key}: expected {case.expect[key]!r}, got {value!r}" for key, value in seen.items() if value != _comparable(key, case.expect[key])
    ]
    assert not wrong, "\n".join([case.name, *wrong])


def _comparable(key: str, wanted: Any) -> Any:
    return sorted(wanted) if key == "set" else wanted


def _seen(page: Page, key: str, wanted: Any) -> Any:
    """What a page says, in the form of an expectation."""
    if key in _PAGE_KEYS:
        return page[key]
    if key in _HIT_KEYS:
        hits = {hit["id"]: _text(hit[_HIT_KEYS[key]]) for hit in [*page["hits"], *page["tail"]]}
        return {id_: hits.get(id_, "no hit") for id_ in wanted}
    if key in _REFINEMENTS:
        shown = {one["id"]: one for one in page["refinements"]}
        return {id_: _REFINEMENTS[key](shown[id_], wanted[id_]) if id_ in shown else "not on the page" for id_ in wanted}
    return _PAGES[key](page)


def _text(value: Any) -> Any:
    """Null as an empty string: TOML has none; values in short."""
    if isinstance(value, list):
        return ", ".join(f"{one['refinement']}={one['value']} {one['confidence']}" for one in value)
    return "" if value is None else value


def _some(refinement: dict[str, Any], key: str, wanted: Any) -> dict[str, str]:
    """A key of the named values."""
    shown = {value["value"]: _text(value[key]) for value in refinement["values"]}
    return {id_: shown.get(id_, "not shown") for id_ in wanted}


_OF_KIND = {"price": ("minimum", "maximum"), "negation": ("excluded",), "sort": (), "value": ("values",)}
_PAGES: dict[str, Callable[[Page], Any]] = {
    "ids": lambda page: [hit["id"] for hit in page["hits"]],
    "set": lambda page: sorted(hit["id"] for hit in page["hits"]),
    "tail": lambda page: [hit["id"] for hit in page["tail"]],
    "recommended": lambda page: [hit["id"] for hit in (page["recommendations"] or {"hits": []})["hits"]],
    "recommended_in": lambda page: (
        [] if page["recommendations"] is None else [_text(page["recommendations"][key]) for key in ("category", "label")]
    ),
    "relaxed": lambda page: [
        one for step in page["relaxed"] for one in ([step["matched"], step["of"]] if "of" in step else [step["step"]])
    ],
    "searched": lambda page: _text(page["searched"]),
    "applied": lambda page: {one["phrase"]: one["total"] for one in page["corrections"] if one["applied"]},
    "offered": lambda page: {one["phrase"]: one["total"] for one in page["corrections"] if not one["applied"]},
    "understood": lambda page: [
        [_text(one.get(key)) for key in ("text", "effect", *_OF_KIND[one["kind"]], "without")] for one in page["understood"]
    ],
    "bands": lambda page: {band["name"]: band["total"] for band in page["bands"]},
    "refinements": lambda page: [one["id"] for one in page["refinements"]],
    "options": lambda page: {one["id"]: one["label"] for one in page["sorting_options"]},
}
_REFINEMENTS: dict[str, Callable[[dict[str, Any], Any], Any]] = {
    "counts": lambda one, _: {value["value"]: value["count"] for value in one["values"]},
    "order": lambda one, _: [value["value"] for value in one["values"]],
    "selected": lambda one, _: [value["value"] for value in one["values"] if value["selected"]],
    "labels": lambda one, wanted: _some(one, "label", wanted),
    "swatches": lambda one, wanted: _some(one, "swatch", wanted),
    "extremes": lambda one, _: [limit for limit in (one["minimum"], one["maximum"]) if limit is not None],
    "titles": lambda one, _: one["label"],
}
