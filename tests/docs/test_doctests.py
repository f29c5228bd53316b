"""The examples in docstrings are true.

1. Every example of the package gives what it says.
"""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from typing import TYPE_CHECKING, Final

import pytest

import commerce_search

if TYPE_CHECKING:
    from types import ModuleType

MODULES: Final = [
    found.name for found in pkgutil.walk_packages(commerce_search.__path__, "commerce_search.") if not found.name.endswith("__main__")
]


def module_of(name: str) -> ModuleType:
    """Import a module."""
    return importlib.import_module(name)


@pytest.mark.parametrize("name", ["commerce_search", *MODULES])
def test_examples_of_a_module(name: str) -> None:
    """Property 1."""
    module = module_of(name)
    if not hasattr(module, "__file__") or str(module.__file__).endswith(".so"):
        return
    assert doctest.testmod(module).failed == 0


def test_there_are_enough_examples() -> None:
    """A runner that finds none must not pass."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for name in ["commerce_search", *MODULES] for test in finder.find(module_of(name)) if test.examples]
    assert len(MODULES) >= 80
    assert sum(len(test.examples) for test in examples) >= 15
