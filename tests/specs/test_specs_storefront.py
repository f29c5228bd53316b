"""The worked examples hold on the library: the same files that drive the oracle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engines import (
    CORRECTS_TYPOS,
    NO_SUGGESTIONS,
    NO_TYPE_AHEAD,
    NO_TYPOS,
    SUGGESTS,
    TYPES_AHEAD,
    storefront_search,
    storefront_suggest,
    storefront_type_ahead,
)

from .runner import Case, Spec, check_case, load_specs

if TYPE_CHECKING:
    from collections.abc import Callable

SPECS = load_specs()
SEARCHES = [(spec, case) for spec in SPECS for case in spec.cases if "text" not in case.request and not case.suggests]
TYPE_AHEADS = [(spec, case) for spec in SPECS for case in spec.cases if "text" in case.request]
SUGGESTIONS = [(spec, case) for spec in SPECS for case in spec.cases if case.suggests]


def needs_typos(spec: Spec) -> bool:
    """Whether a spec is about sections 8 and 9, which the library may not have yet."""
    return spec.name.startswith(("typos", "type_ahead"))


@pytest.fixture(scope="module")
def searches() -> dict[str, Callable[..., dict[str, Any]]]:
    """One store for each spec that the library can be asked."""
    built = [spec for spec in SPECS if (CORRECTS_TYPOS or not needs_typos(spec)) and not spec.name.startswith("suggest")]
    return {spec.name: storefront_search(spec.settings, spec.records) for spec in built}


@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s, c in SEARCHES])
def test_spec_on_storefront(searches: dict[str, Callable[..., dict[str, Any]]], spec: Spec, case: Case) -> None:
    """Each case of each spec."""
    if needs_typos(spec) and not CORRECTS_TYPOS:
        pytest.skip(NO_TYPOS)
    check_case(searches[spec.name], case)


@pytest.mark.skipif(not TYPES_AHEAD, reason=NO_TYPE_AHEAD)
@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s, c in TYPE_AHEADS])
def test_type_ahead_spec_on_storefront(spec: Spec, case: Case) -> None:
    """Each case that is still being typed."""
    check_case(storefront_type_ahead(spec.settings, spec.records), case)


@pytest.fixture(scope="module")
def suggesting() -> dict[str, Callable[..., dict[str, Any]]]:
    """One store for each spec that asks for suggestions."""
    return {spec.name: storefront_suggest(spec.settings, spec.records) for spec in SPECS if any(case.suggests for case in spec.cases)}


@pytest.mark.skipif(not SUGGESTS, reason=NO_SUGGESTIONS)
@pytest.mark.parametrize(("spec", "case"), [pytest.param(s, c, id=f"{s.name}: {c.name}") for s, c in SUGGESTIONS])
def test_suggestions_spec_on_storefront(suggesting: dict[str, Callable[..., dict[str, Any]]], spec: Spec, case: Case) -> None:
    """Each case that asks for suggestions."""

    def no_search(**request: Any) -> dict[str, Any]:
        raise AssertionError(f"{case.name}: a page is asked for among suggestions: {request}")

    check_case(no_search, case, suggest=suggesting[spec.name])
