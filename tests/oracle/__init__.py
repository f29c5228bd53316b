"""The slow, obvious engine: docs/reference/semantics.md, literally. It shares nothing with the real one."""

from .search import Oracle

__all__ = ["Oracle"]
