"""The face of the library: ``Storefront`` and what it returns."""

from commerce_search.search.context import Context
from commerce_search.search.page import Hit, Page, RefinementResult, RefinementValue, Relaxation
from commerce_search.search.storefront import Storefront

__all__ = ["Context", "Hit", "Page", "RefinementResult", "RefinementValue", "Relaxation", "Storefront"]
