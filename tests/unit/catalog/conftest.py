"""A small shop to build cases from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from commerce_search.catalog import Catalog
from commerce_search.errors import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

Record = dict[str, Any]

# Other work on the same machine is no reason to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def towel() -> Record:
    return {"id": "towel", "name": "Beach towel", "price": "19.99"}


@pytest.fixture
def tee() -> Record:
    return {
        "id": "tee",
        "name": "T-shirt",
        "variation_attributes": ["colour", "size"],
        "variations": [
            {"id": "tee-red-s", "values": {"colour": "red", "size": "s"}, "price": "9.99"},
            {"id": "tee-red-m", "values": {"colour": "red", "size": "m"}, "price": "9.99"},
        ],
    }


@pytest.fixture
def problems_of() -> Callable[..., list[tuple[str, str]]]:
    """Return a function that reads records and returns (path, code) of every problem, paths without the label."""

    def read(*records: Any, **options: Any) -> list[tuple[str, str]]:
        catalog = Catalog.from_records(records, **options)
        try:
            list(catalog)
        except ValidationError as error:
            return [(problem.path.partition(" ")[2], problem.code) for problem in error.problems]
        return [(problem.path.partition(" ")[2], problem.code) for problem in catalog.problems]

    return read
