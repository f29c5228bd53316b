"""The face of the library: ``Storefront`` and what it returns."""

from commerce_search.search.context import Context
from commerce_search.search.page import Hit, Page
from commerce_search.search.request import Request
from commerce_search.search.results import Band, RefinementResult, RefinementValue, Relaxation
from commerce_search.search.storefront import Storefront
from commerce_search.search.suggestions import Suggestions
from commerce_search.search.understood import Understood, UnderstoodNegation, UnderstoodPrice, UnderstoodValue, ValueMeant

__all__ = [
    "Band",
    "Context",
    "Hit",
    "Page",
    "RefinementResult",
    "RefinementValue",
    "Relaxation",
    "Request",
    "Storefront",
    "Suggestions",
    "Understood",
    "UnderstoodNegation",
    "UnderstoodPrice",
    "UnderstoodValue",
    "ValueMeant",
]
