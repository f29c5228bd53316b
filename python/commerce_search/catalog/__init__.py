"""What is for sale, and is it said right? Products, categories, attributes, and the feeds that they come from."""

from commerce_search.catalog.attribute import Attribute, AttributeValue
from commerce_search.catalog.attributes import Attributes
from commerce_search.catalog.catalog import Catalog, ReadOptions
from commerce_search.catalog.category import Assignment, Category
from commerce_search.catalog.category_tree import CategoryTree
from commerce_search.catalog.feeds.mapping import FeedMapping
from commerce_search.catalog.media import Image, Video
from commerce_search.catalog.product import Bundle, MasterProduct, Member, Offer, Product, ProductSet, SimpleProduct
from commerce_search.catalog.rating import Rating
from commerce_search.catalog.record import decode_product, encode, to_record
from commerce_search.catalog.trade_numbers import Identifiers
from commerce_search.catalog.variation import Variation, VariationGroup

__all__ = [
    "Assignment",
    "Attribute",
    "AttributeValue",
    "Attributes",
    "Bundle",
    "Catalog",
    "Category",
    "CategoryTree",
    "FeedMapping",
    "Identifiers",
    "Image",
    "MasterProduct",
    "Member",
    "Offer",
    "Product",
    "ProductSet",
    "Rating",
    "ReadOptions",
    "SimpleProduct",
    "Variation",
    "VariationGroup",
    "Video",
    "decode_product",
    "encode",
    "to_record",
]
