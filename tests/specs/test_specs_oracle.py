"""The worked examples hold on the oracle."""

from __future__ import annotations

import pytest

from oracle import Oracle

from .runner import Case, Spec, check_case, load_specs

SPECS = load_specs()


@pytest.fixture(scope="module")
def oracles() -> dict[str, Oracle]:
    """One oracle for each spec."""
    return {spec.name: Oracle(spec.settings, spec.records) for spec in SPECS}


@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s in SPECS for c in s.cases])
def test_spec_on_oracle(oracles: dict[str, Oracle], spec: Spec, case: Case) -> None:
    """Each case of each spec."""
    check_case(oracles[spec.name], case)


def test_there_are_enough() -> None:
    """A loader that finds nothing must not pass."""
    assert len(SPECS) >= 65
    assert sum(len(spec.cases) for spec in SPECS) >= 400
