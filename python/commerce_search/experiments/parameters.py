"""Which numbers of the settings can be fitted, and between what?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from commerce_search.settings import Settings, TextField

__all__ = ["Parameter", "parameters_of"]

_NUMBERS: Final = {
    ("relevance", "k1"): (0.1, 0.2, 0.4, 0.8, 1.2, 2.0),
    ("relevance", "idf_exponent"): (0.4, 0.5, 0.65, 0.8, 1.0),
    ("relevance", "side_by_side"): (0.0, 0.05, 0.1, 0.2, 0.4),
    ("relevance", "values"): (0.0, 0.25, 0.5, 1.0),
    ("product_types", "weight"): (0.0, 0.5, 1.0, 2.0, 4.0),
    ("product_types", "learned_weight"): (0.0, 0.1, 0.2, 0.4, 0.8),
}
"""(table, key) -> what is tried; a new weight of relevance needs a line here and nothing else."""

_FIELD_WEIGHTS: Final = (0.0, 0.05, 0.15, 0.3, 0.6, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the settings.

    Attributes:
        table: of the settings; ``fields`` has one number for each field.
        key: in that table.
        values: what is tried, ascending.
        field: of ``fields``, which one.
    """

    table: str
    key: str
    values: tuple[float, ...]
    field: str = ""

    @property
    def name(self) -> str:
        """How people call it: ``relevance.k1``, ``fields.keywords.weight``."""
        return ".".join(part for part in (self.table, self.field, self.key) if part)

    def of(self, settings: Settings) -> float:
        """Return the number that stands in the settings."""
        table = next(field for field in settings.fields if field.name == self.field) if self.field else getattr(settings, self.table)
        number: float = getattr(table, self.key)
        return number

    def applied(self, settings: Settings, value: float) -> Settings:
        """Return the settings with another number."""
        return msgspec.structs.replace(settings, **{self.table: self._with(settings, {self.key: value})})

    def _with(self, settings: Settings, change: dict[str, float]) -> Any:
        def changed(field: TextField) -> TextField:
            return msgspec.structs.replace(field, **change) if field.name == self.field else field

        if self.field:
            return tuple(map(changed, settings.fields))
        return msgspec.structs.replace(getattr(settings, self.table), **change)


def parameters_of(settings: Settings, has_text: Callable[[str], bool]) -> tuple[Parameter, ...]:
    """Return what moves relevance in a store: numbers of relevance, and the weights of fields that have a text.

    The first field keeps its weight: the others and ``k1`` are relative to it.
    """
    return (*_numbers(settings), *_field_weights(settings, has_text))


def _numbers(settings: Settings) -> Iterator[Parameter]:
    idle = set[tuple[str, str]]()
    if settings.product_types.attribute is None:
        idle.add(("product_types", "weight"))
    if not any(refinement.is_by_value for refinement in settings.refinements):
        idle.add(("relevance", "values"))
    for (table, key), values in _NUMBERS.items():
        if (table, key) not in idle:
            yield Parameter(table, key, values)


def _field_weights(settings: Settings, has_text: Callable[[str], bool]) -> Iterator[Parameter]:
    with_text = [field.name for field in settings.fields if has_text(field.name)]
    yield from (Parameter("fields", "weight", _FIELD_WEIGHTS, field) for field in with_text[1:])
