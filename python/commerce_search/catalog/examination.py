"""What is wrong with the shape of this record: every single thing?

msgspec decodes a record at full speed but stops at the first mistake. Here the same models are walked slowly, only for records that
it refused, and every mistake is reported with its path. The models stay the single source: a leaf is tried with ``msgspec.convert``,
so this walk accepts exactly what the fast one does (``tests/unit/catalog/test_record_laws.py`` holds it to that).

What is left of a bad record comes back as a model with holes: a field that is wrong has its default, or ``None`` if it is required;
a wrong element of a list or an object is ``None``, so that the others keep their number. The rules of ``rules.py`` then find the
mistakes in the rest. A model with holes never leaves this room.
"""

from __future__ import annotations

import difflib
import functools
import operator
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec
from msgspec import NODEFAULT, Struct

from commerce_search.catalog.leaves import LeafFlaw, alternatives, expectation, read_leaf

if TYPE_CHECKING:
    from commerce_search.kernel.problems import Place

__all__ = ["examine", "report_flaws"]

_Model = TypeVar("_Model", bound=Struct)
_Reader: TypeAlias = Callable[[object, "Place"], object]
_BROKEN: Final = object()


def examine(raw: Mapping[str, object], model: type[_Model], place: Place) -> _Model:
    """Return ``raw`` as a ``model``, with holes where it is wrong, and report every mistake to ``place``."""
    return cast("_Model", _struct_reader(model)(raw, place))


def report_flaws(raw: object, model: type[Struct], place: Place) -> None:
    """Report every mistake of ``raw`` to ``place`` and make no ``model``: some look at more than their shape when they are made."""
    _fields_reader(model)(raw, place)


@functools.cache
def _reader(kind: Any) -> _Reader:
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct_reader(kind)
    if _is_mapping(kind):
        return _mapping_reader(kind)
    if get_origin(kind) is tuple:
        return _list_reader(get_args(kind)[0])
    if len(alternatives(kind)) > 1:
        return _choice_reader(kind)
    return _leaf_reader(kind)


@functools.cache
def _struct_reader(model: type[Struct]) -> _Reader:
    read_fields = _fields_reader(model)

    def read(raw: object, place: Place) -> object:
        held = read_fields(raw, place)
        return _BROKEN if held is None else model(**held)

    return read


@functools.cache
def _fields_reader(model: type[Struct]) -> Callable[[object, Place], dict[str, object] | None]:
    """Return a reader of what a model holds; ``None``: it is not even an object."""
    hints = get_type_hints(model, include_extras=True)
    fields = {field.name: (field, _reader(hints[field.name])) for field in msgspec.structs.fields(model)}
    tag_field = model.__struct_config__.tag_field
    name = str(model.__struct_config__.tag or model.__name__.lower())
    article = name if name.endswith("s") else f"a {name}"

    def read(raw: object, place: Place) -> dict[str, object] | None:
        if not isinstance(raw, Mapping):
            place.report((), raw, "wrong_type", f"expected an object with the keys of {article}")
            return None
        for key in raw:
            if key not in fields and key != tag_field:
                place.report((str(key),), raw[key], "unknown_key", _no_such_key(str(key), article, fields))
        return {name: _field(raw, field, reader, place) for name, (field, reader) in fields.items()}

    return read


def _field(raw: Mapping[str, object], field: msgspec.structs.FieldInfo, reader: _Reader, place: Place) -> object:
    value = _BROKEN
    if field.name in raw:
        value = reader(raw[field.name], place.below(field.name))
    elif field.required:
        place.report((field.name,), None, "missing", f"{field.name} is required")
    return _default(field) if value is _BROKEN else value


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.required:
        return None
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


def _no_such_key(key: str, article: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    otherwise = "remove it, or put it under attributes" if "attributes" in known else f"there are {', '.join(known)}"
    remedy = f"did you mean {close[0]}?" if close else otherwise
    return f"{article} has no such key; {remedy}"


def _mapping_reader(kind: Any) -> _Reader:
    of_key, of_value = (_reader(part) for part in get_args(kind))

    def read(raw: object, place: Place) -> object:
        if not isinstance(raw, Mapping):
            place.report((), raw, "wrong_type", "expected an object")
            return _BROKEN
        held = ((of_key(key, place.below(str(key))), of_value(value, place.below(str(key)))) for key, value in raw.items())
        return {key: None if value is _BROKEN else value for key, value in held if key is not _BROKEN}

    return read


def _list_reader(element: Any) -> _Reader:
    of_element = _reader(element)

    def read(raw: object, place: Place) -> object:
        if not isinstance(raw, list | tuple):
            place.report((), raw, "wrong_type", "expected a list")
            return _BROKEN
        held = (of_element(value, place.below(index)) for index, value in enumerate(raw))
        return tuple(None if value is _BROKEN else value for value in held)

    return read


def _choice_reader(kind: Any) -> _Reader:
    """Return a reader of a union: which member is meant shows in whether the value is an object, a list or neither."""
    options = alternatives(kind)
    mapping = next((_reader(option) for option in options if _is_mapping(option) or _is_struct(option)), None)
    sequence = next((_reader(option) for option in options if get_origin(option) is tuple), None)
    scalars = [option for option in options if not (_is_mapping(option) or _is_struct(option) or get_origin(option) is tuple)]
    otherwise = _leaf_reader(functools.reduce(operator.or_, scalars), expectation(kind))

    def read(raw: object, place: Place) -> object:
        if mapping is not None and isinstance(raw, Mapping):
            return mapping(raw, place)
        if sequence is not None and isinstance(raw, list | tuple):
            return sequence(raw, place)
        return otherwise(raw, place)

    return read


def _leaf_reader(kind: Any, expected: str = "") -> _Reader:
    def read(raw: object, place: Place) -> object:
        value = read_leaf(raw, kind)
        if not isinstance(value, LeafFlaw):
            return value
        wrong_type = value.code == "wrong_type" and expected
        place.report((), raw, value.code, f"expected {expected}" if wrong_type else value.message)
        return _BROKEN

    return read


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)
