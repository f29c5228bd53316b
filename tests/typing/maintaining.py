"""A caller keeps a catalog in order: reading, problems, settings, errors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, assert_type

from commerce_search import Catalog, CommerceSearchError, QueryError, Settings, ValidationError
from commerce_search.catalog import Attribute, Attributes, Category, CategoryTree, MasterProduct, Product, SimpleProduct, Variation, encode
from commerce_search.errors import MappingError, Problem, SettingsError, StoreError, UnknownRefinementError
from commerce_search.settings import Refinement, SortingOption, TextField


def catalog() -> None:
    """A catalog streams typed products."""
    found = Catalog.from_records([SimpleProduct(id="t1", name={"en": "Towel"}, price=Decimal("9.90")), b'{"id": "t2", "name": "T"}'])
    for product in found:
        assert_type(product, Product)
        assert_type(encode(product), bytes)
        if isinstance(product, MasterProduct):
            assert_type(product.variations, tuple[Variation, ...])
            assert_type(product.variations[0].price, Decimal | None)
    assert_type(found.attributes, Attributes)
    assert_type(found.attributes["colour"], Attribute)
    assert_type(found.categories, CategoryTree)
    assert_type(found.categories["bath"], Category)
    assert_type(found.accepted, int)


def settings() -> None:
    """Settings are typed too."""
    written = Settings.from_toml('currency = "EUR"')
    assert_type(written.refinements, tuple[Refinement, ...])
    assert_type(written.sorting_options, tuple[SortingOption, ...])
    assert_type(written.fields, tuple[TextField, ...])
    assert_type(written.locales, dict[str, tuple[str, ...]])


def failures() -> None:
    """What can be caught, and what it carries."""
    try:
        catalog()
    except SettingsError as error:
        validation: ValidationError = error
        assert_type(validation.problems, tuple[Problem, ...])
    except MappingError as error:
        assert_type(error.problems[0].path, str)
    except UnknownRefinementError as error:
        query: QueryError = error
        raise query from error
    except StoreError as error:
        root: CommerceSearchError = error
        assert_type(root.args, tuple[Any, ...])
