"""Search and merchandising for storefronts, inside your application's process.

    from commerce_search import Catalog, Storefront

    store = Storefront.build(Catalog.open("products.jsonl"), path="store")
    page = store.search("red towel", refine={"size": ["L", "XL"]}, sort="price-low-to-high")
"""

from commerce_search.catalog import Catalog
from commerce_search.errors import CommerceSearchError, QueryError, ValidationError
from commerce_search.search import Context, Hit, Page, Storefront
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
    "ValidationError",
    "__version__",
]

__version__ = "0.1.0"
