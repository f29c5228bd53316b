"""How do fitted weights stand in a settings file? The merchant's own lines and comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from commerce_search.experiments.extras import required

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from commerce_search import Settings
    from commerce_search.experiments import Fit
    from commerce_search.experiments.fitting import Fitted

__all__ = ["changed_lines", "written_settings"]


def changed_lines(fit: Fit) -> str:
    """Return the lines that change; of fields all, since a settings file that has any names them all.

    Raises:
        MissingExtraError: tomlkit is not installed.
    """
    return _applied(fit, "")


def written_settings(fit: Fit, written: str) -> str:
    """Return a settings file with the weights of ``fit``, everything else as it is written.

    Raises:
        MissingExtraError: tomlkit is not installed.
    """
    return _applied(fit, written)


def _applied(fit: Fit, written: str) -> str:
    tomlkit = required("tomlkit")
    document = tomlkit.parse(written)
    for change in fit.changes:
        _apply(tomlkit, document, change, fit.before)
    text: str = tomlkit.dumps(document)
    return text.rstrip("\n") + "\n"


def _apply(tomlkit: Any, document: Any, change: Fitted, before: Settings) -> None:
    table, key = change.parameter.table, change.parameter.key
    if change.parameter.field:
        if table not in document:
            document.append(table, _all_fields(tomlkit, before))
        _named(document[table], change.parameter.field)[key] = change.after
    else:
        if table not in document:
            document.append(table, tomlkit.table())
        document[table][key] = change.after


def _all_fields(tomlkit: Any, settings: Settings) -> Any:
    tables = tomlkit.aot()
    for field in settings.fields:
        table = tomlkit.table()
        table.update(msgspec.to_builtins(field))
        tables.append(table)
    return tables


def _named(fields: Iterable[Any], name: str) -> Any:
    found: Mapping[str, Any] = next(field for field in fields if field["name"] == name)
    return found
