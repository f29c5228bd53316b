"""Where in a merchant's row does a value stand?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, Literal

from msgspec import Struct

__all__ = ["Column", "find", "is_null"]

_CONTAINERS: Final = frozenset({list, tuple, dict})


class Column(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column of the source and how its cells are written.

    Attributes:
        column: its name, or a path into nested objects: ``price.amount``, ``images.0.url``. The exact name goes before the path.
        separator: a cell holds several values, parted by this.
        levels: a cell of ``categories`` is a path of names, parted by this: ``A > B > C``.
        kind: of an attribute that nothing else defines.
    """

    column: str
    separator: str | None = None
    levels: str | None = None
    kind: Literal["text", "number", "flag", "date"] | None = None


def find(row: Mapping[str, object], path: str) -> object:
    """Return what stands in ``row`` under ``path``; ``None`` if nothing does."""
    if path in row or "." not in path:
        return row.get(path)
    found: object = row
    for step in path.split("."):
        found = _step(found, step)
    return found


def is_null(value: object, nulls: Collection[str]) -> bool:
    """Tell whether ``value`` stands for no value: null, an empty list or object, or one of the texts ``nulls``."""
    if isinstance(value, str):
        return value.strip() in nulls
    return value is None or (type(value) in _CONTAINERS and not value)


def _step(found: object, step: str) -> object:
    if isinstance(found, Mapping):
        return found.get(step)
    if isinstance(found, (list, tuple)) and step.isdecimal() and int(step) < len(found):
        return found[int(step)]
    return None
