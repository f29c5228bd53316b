"""What of others' packages is needed to compare and fit, loaded when it is: who only searches need not have it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from commerce_search.errors import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["required"]


def required(module: str) -> ModuleType:
    """Return a module of the extra ``fit``.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        message = f"comparing and fitting needs {package}; install it with: pip install 'commerce-search[fit]'"
        raise MissingExtraError(message) from error
