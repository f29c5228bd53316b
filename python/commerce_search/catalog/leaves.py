"""Is this single value what its field holds, and if not, what is wrong with it?

The slow twin of msgspec's own check for everything that is not a list or an object.
"""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, NamedTuple, get_args, get_origin

import msgspec

from commerce_search.kernel.instants import instant_flaw

__all__ = ["LeafFlaw", "alternatives", "expectation", "read_leaf"]


class LeafFlaw(NamedTuple):
    """Why a value does not fit its field."""

    code: str
    message: str


_PHRASES: Final[dict[object, str]] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Decimal: "money (a decimal string or a number)",
    dt.datetime: "an instant such as 2026-06-01T00:00:00Z",
    type(None): "null",
}
_NUMBERS: Final = (int, float, Decimal)


def read_leaf(raw: object, kind: Any) -> object:
    """Return ``raw`` as a value of the annotation ``kind``, or a ``LeafFlaw``."""
    if isinstance(raw, str) and not _is_unicode(raw):
        return LeafFlaw("lone_surrogate", "expected Unicode text; half of a surrogate pair is no character")
    if not _is_finite(raw) and _takes_numbers(kind):
        return LeafFlaw("not_a_number", f"expected {expectation(kind)}")
    try:
        value = msgspec.convert(raw, kind)
    except (msgspec.ValidationError, ValueError, OverflowError):
        return _flaw(raw, kind)
    if isinstance(value, float) and not math.isfinite(value):
        return LeafFlaw("out_of_range", "expected a number that fits into 64 bits of floating point")
    return value


def expectation(kind: Any) -> str:
    """Return in words what the annotation ``kind`` holds."""
    return " or ".join(dict.fromkeys(_phrase(option) for option in alternatives(kind)))


def alternatives(kind: Any) -> tuple[Any, ...]:
    """Return the members of a union, flat; of anything else the thing itself."""
    if get_origin(kind) in _UNIONS:
        return tuple(part for option in get_args(kind) for part in alternatives(option))
    return (kind,)


_UNIONS: Final = (get_origin(int | str), get_origin(Literal[1] | None))


def _flaw(raw: object, kind: Any) -> LeafFlaw:
    for option in alternatives(kind):
        base, limits = _unwrap(option)
        special = _special_flaw(raw, base, limits)
        if special is not None:
            return special._replace(message=special.message or f"expected {expectation(kind)}")
    return LeafFlaw("wrong_type", f"expected {expectation(kind)}")


def _special_flaw(raw: object, base: Any, limits: msgspec.Meta | None) -> LeafFlaw | None:
    """Return what is wrong with a value of the right type, as far as ``base`` knows; ``None``: the type itself is wrong."""
    if get_origin(base) is Literal and isinstance(raw, str):
        return LeafFlaw("out_of_range", "")
    if base is dt.datetime:
        return _instant_flaw(raw)
    if limits is None:
        return None
    if base is str and isinstance(raw, str):
        return LeafFlaw("bad_id", "")
    if base in _NUMBERS and isinstance(raw, _NUMBERS) and not isinstance(raw, bool):
        return _number_flaw(raw, base, limits)
    return None


def _instant_flaw(raw: object) -> LeafFlaw | None:
    if isinstance(raw, dt.datetime):
        raw = raw.isoformat()
    flaw = instant_flaw(raw) if isinstance(raw, str) else None
    return None if flaw is None else LeafFlaw(*flaw)


def _number_flaw(raw: float | Decimal, base: type, limits: msgspec.Meta) -> LeafFlaw | None:
    if base is int and not isinstance(raw, int):
        return None
    return LeafFlaw("negative" if raw < 0 and limits.ge is not None and limits.ge >= 0 else "out_of_range", "")


def _phrase(option: Any) -> str:
    base, limits = _unwrap(option)
    if get_origin(base) is Literal:
        return "one of " + ", ".join(get_args(base))
    if base is str and limits is not None:
        return f"an id of {limits.min_length}..{limits.max_length} characters without control characters"
    phrase = _PHRASES.get(base)
    if phrase is None:
        return "a list" if get_origin(base) is tuple else "an object"
    return phrase + _range(limits)


def _range(limits: msgspec.Meta | None) -> str:
    if limits is None or limits.ge is None or limits.le is None:
        return ""
    return f" from {limits.ge} to {limits.le}"


def _unwrap(option: Any) -> tuple[Any, msgspec.Meta | None]:
    if get_origin(option) is not Annotated:
        return option, None
    base, *notes = get_args(option)
    return base, next((note for note in notes if isinstance(note, msgspec.Meta)), None)


def _takes_numbers(kind: Any) -> bool:
    return any(_unwrap(option)[0] in _NUMBERS for option in alternatives(kind))


def _is_finite(raw: object) -> bool:
    if isinstance(raw, Decimal):
        return raw.is_finite()
    return not isinstance(raw, float) or math.isfinite(raw)


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
