"""The worked examples hold on the library: the same files that drive the oracle."""

from __future__ import annotations

import pytest

from engines import Library

from .runner import Case, Spec, check_case, load_specs

SPECS = load_specs()


@pytest.fixture(scope="module")
def libraries() -> dict[str, Library]:
    """One store for each spec."""
    return {spec.name: Library(spec.settings, spec.records) for spec in SPECS}


@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s in SPECS for c in s.cases])
def test_spec_on_storefront(libraries: dict[str, Library], spec: Spec, case: Case) -> None:
    """Each case of each spec."""
    check_case(libraries[spec.name], case)
