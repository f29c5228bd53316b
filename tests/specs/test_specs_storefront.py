"""The worked examples hold on the library: the same files that drive the oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engines import storefront_search

from .runner import Case, Spec, check_case, load_specs

if TYPE_CHECKING:
    from collections.abc import Callable

SPECS = load_specs()


@pytest.fixture(scope="module")
def searches() -> dict[str, Callable[..., dict[str, Any]]]:
    """One store for each spec."""
    return {spec.name: storefront_search(spec.settings, spec.records) for spec in SPECS}


@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s in SPECS for c in s.cases])
def test_spec_on_storefront(searches: dict[str, Callable[..., dict[str, Any]]], spec: Spec, case: Case) -> None:
    """Each case of each spec."""
    check_case(searches[spec.name], case)
