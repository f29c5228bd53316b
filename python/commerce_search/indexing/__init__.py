"""Models in, an index out: the only writer of the index."""

from commerce_search.indexing.build import build

__all__ = ["build"]
