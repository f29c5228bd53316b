"""Search and merchandising for storefronts, inside your application's process.

>>> from commerce_search import Catalog, Storefront
>>> records = [{"id": "t1", "name": "Beach towel", "price": "19.90"}, {"id": "t2", "name": "Bath towels", "price": "9.90"}]
>>> page = Storefront.build(Catalog.from_records(records)).search("towel", sort=[{"by": "price"}])
>>> [(hit.id, hit.price) for hit in page]
[('t2', Decimal('9.90')), ('t1', Decimal('19.90'))]
"""

from commerce_search.catalog import Catalog
from commerce_search.errors import CommerceSearchError, QueryError, ValidationError
from commerce_search.search import Context, Hit, Page, Storefront, Suggestions
from commerce_search.settings import Settings, SortKey

__all__ = [
    "Catalog",
    "CommerceSearchError",
    "Context",
    "Hit",
    "Page",
    "QueryError",
    "Settings",
    "SortKey",
    "Storefront",
    "Suggestions",
    "ValidationError",
    "__version__",
]

__version__ = "0.1.0"
