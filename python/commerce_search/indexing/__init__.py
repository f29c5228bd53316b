"""Models in, an index out: the only writer of the index."""

from commerce_search.indexing.build import build
from commerce_search.indexing.compiled_catalog import CompiledCatalog

__all__ = ["CompiledCatalog", "build"]
