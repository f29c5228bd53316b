"""How does a store search, refine and sort? Typed settings with a TOML form (``docs/reference/settings.md``)."""

from commerce_search.settings.field import DEFAULT_FIELDS, TextField
from commerce_search.settings.merchant_words import MerchantWords
from commerce_search.settings.no_results import NoResults
from commerce_search.settings.product_types import ProductTypes
from commerce_search.settings.refinement import Bucket, Refinement
from commerce_search.settings.relevance import Relevance
from commerce_search.settings.settings import Settings
from commerce_search.settings.sorting import SortingOption, SortKey
from commerce_search.settings.suggestions import Suggesting
from commerce_search.settings.typos import TypoMode, Typos
from commerce_search.settings.understanding import Understanding
from commerce_search.settings.unit import Unit

__all__ = [
    "DEFAULT_FIELDS",
    "Bucket",
    "MerchantWords",
    "NoResults",
    "ProductTypes",
    "Refinement",
    "Relevance",
    "Settings",
    "SortKey",
    "SortingOption",
    "Suggesting",
    "TextField",
    "TypoMode",
    "Typos",
    "Understanding",
    "Unit",
]
