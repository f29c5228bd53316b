"""Writes down what the library promises: every public name with its signature, as it stands in the source.

Nothing is imported and no annotation is evaluated, so the text is the same under every release of Python.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, NamedTuple

from .source_tree import PACKAGE, syntax_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FACES: Final = ("", ".catalog", ".demo", ".errors", ".experiments", ".search", ".settings")
"""The packages whose `__all__` is promised; all others are the library's own rooms."""

_NOT_FOR_CALLERS: Final = ("Made by ", "Use ``")
_NO_OPERATIONS: Final = frozenset({"__init__", "__post_init__"})


class Definition(NamedTuple):
    """Where a name is defined."""

    module: str
    path: Path
    node: ast.stmt


def public_api() -> str:
    """Every public name, one face after the other; a name that stands in several faces is written once."""
    written: dict[tuple[str, str], str] = {}
    lines: list[str] = []
    for face in FACES:
        module = f"commerce_search{face}"
        lines.append(f"# {module}")
        for name in declared(module):
            found = definition(module, name)
            first = written.setdefault((found.module, name), module)
            lines += [f"{name} = {first}.{name}"] if first != module else described(name, found)
        lines.append("")
    return "\n".join(lines)


def declared(module: str) -> list[str]:
    """The names in a module's `__all__`, in order."""
    for node in syntax_of(path_of(module)).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return []


def path_of(module: str) -> Path:
    """The file of a module of the package."""
    place = PACKAGE.joinpath(*module.split(".")[1:])
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def definition(module: str, name: str) -> Definition:
    """Follow imports to where a name is defined."""
    path = path_of(module)
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("commerce_search"):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return definition(str(node.module), alias.name)
    for statement in syntax_of(path).body:
        if name in names_of(statement):
            return Definition(module, path, statement)
    raise LookupError(f"{module} does not define {name}")


def names_of(node: ast.stmt) -> list[str]:
    """The names that a statement defines."""
    match node:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.name]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def described(name: str, found: Definition) -> list[str]:
    """The lines of a name."""
    match found.node:
        case ast.ClassDef():
            bases = ", ".join([*map(ast.unparse, found.node.bases), *map(ast.unparse, found.node.keywords)])
            made = [f"@{ast.unparse(decorator)}" for decorator in found.node.decorator_list]
            members = dict(members_of(found))
            return [*made, f"class {name}({bases})" if bases else f"class {name}", *(f"    {line}" for line in members.values())]
        case ast.FunctionDef():
            return [signature(found.node)]
        case ast.AnnAssign(annotation=annotation, value=value):
            shown = f" = {ast.unparse(value)}" if value and ast.unparse(annotation) == "TypeAlias" else ""
            return [f"{name}: {ast.unparse(annotation)}{shown}"]
        case ast.Assign(value=value):
            return [f"{name} = {ast.unparse(value)}"]
    raise LookupError(name)


def members_of(found: Definition) -> Iterator[tuple[str, str]]:
    """Yield name and line of a class's members; those of its bases in this package come first."""
    assert isinstance(found.node, ast.ClassDef)
    for base in found.node.bases:
        if isinstance(base, ast.Name):
            try:
                yield from members_of(definition(found.module, base.id))
            except LookupError:
                continue  # a class of another package
    for node in found.node.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                yield name, ast.unparse(node)
            case ast.Assign() if not names_of(node)[0].startswith("_"):
                yield names_of(node)[0], ast.unparse(node)
            case ast.FunctionDef(name="__init__"):
                yield from kept(node)
                if not (ast.get_docstring(node) or "").startswith(_NOT_FOR_CALLERS):
                    yield "__init__", signature(node)
            case ast.FunctionDef(name=name) if name not in _NO_OPERATIONS and (not name.startswith("_") or name.endswith("__")):
                yield name, signature(node)


def kept(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Yield the public attributes that `__init__` sets."""
    given = {argument.arg: argument.annotation for argument in [*node.args.args, *node.args.kwonlyargs]}
    for inner in node.body:
        match inner:
            case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name), annotation=annotation):
                kind: ast.expr | None = annotation
            case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=value):
                kind = given.get(ast.unparse(value))
            case _:
                continue
        if not name.startswith("_"):
            yield name, f"{name}: {ast.unparse(kind)}" if kind else name


def signature(node: ast.FunctionDef) -> str:
    """A function's line, with its decorators."""
    decorators = "".join(f"@{ast.unparse(decorator)} " for decorator in node.decorator_list)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{decorators}def {node.name}({ast.unparse(node.args)}){returned}"
