"""What suggestions say, in the form of an expectation (README.md)."""

from __future__ import annotations

from typing import Any, TypeAlias

Suggestions: TypeAlias = dict[str, Any]

_NAMED_BY = {"phrases": "phrase", "categories": "id", "brands": "value", "values": "value", "scopes": "id", "products": "id"}
_FLAGS = ("exact", "completed", "corrected")


def seen(suggestions: Suggestions, key: str, wanted: Any) -> Any:
    """One key of the suggestions as a case expects it: of each suggestion the keys that the case names, or what names it."""
    if key == "terms":
        return [[one["original"], [_term(term) for term in one["terms"]]] for one in suggestions["terms"]]
    if key not in _NAMED_BY:
        return suggestions[key]
    found: list[dict[str, Any]] = suggestions[key]
    asked = [one if isinstance(one, dict) else None for one in wanted]
    asked += [None] * (len(found) - len(asked))
    return [one[_NAMED_BY[key]] if keys is None else _some(one, keys) for one, keys in zip(found, asked, strict=False)]


def _some(one: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    """Null as an empty string: TOML has none."""
    return {key: "" if one[key] is None else one[key] for key in keys}


def _term(term: dict[str, Any]) -> str:
    return " ".join([term["value"], *(flag for flag in _FLAGS if term[flag])])
