"""What refitting finds, and when it offers something.

1. A weight that is planted wrongly is found, and the settings that are offered are better.
2. Where nothing better is found, nothing is offered, and the settings are not fitted on all queries.
3. The cross-validation measures each query once, under settings that were chosen without it.
4. The same judgments give the same fit.
5. Fitted are the numbers that move anything: of fields with a text but the first, of types if an attribute tells them.
6. Too few queries and too many folds are told with the number there is; a missing package with the extra that brings it.
"""

from __future__ import annotations

import sys

import pytest

from commerce_search import Catalog, Settings, Storefront, ValidationError
from commerce_search.errors import MissingExtraError
from commerce_search.experiments import Fit, Judgments, evaluate, fit
from commerce_search.experiments.cross_validation import cross_validate, held_out_means
from commerce_search.experiments.fitting import LEAST_QUERIES
from commerce_search.experiments.parameters import parameters_of
from unit.experiments.planted import PLANTED, WORDS, judgments, records

WRONG = Settings.from_toml(PLANTED)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.from_records(records())


@pytest.fixture(scope="module")
def found(catalog: Catalog) -> Fit:
    return fit(catalog, WRONG, judgments())


def ndcg(catalog: Catalog, settings: Settings) -> tuple[float, ...]:
    return tuple(query.ndcg for query in evaluate(Storefront.build(catalog, settings), judgments()).queries)


def test_a_wrong_weight_is_found(catalog: Catalog, found: Fit) -> None:
    """Property 1."""
    assert found.difference.is_gain
    assert found.after is not None
    assert {change.name for change in found.changes} <= {"fields.keywords.weight", "fields.short_description.weight"}
    weights = {field.name: field.weight for field in found.after.fields}
    assert weights["keywords"] >= weights["short_description"]
    assert set(ndcg(catalog, found.after)) == {1.0}
    assert (found.queries, found.left_out) == (len(WORDS), 1)


def test_nothing_is_offered_where_the_weights_hold(catalog: Catalog, found: Fit) -> None:
    """Property 2."""
    assert found.after is not None
    told: list[str] = []
    again = fit(catalog, found.after, judgments(), progress=told.append)
    assert (again.after, again.changes) == (None, ())
    assert again.to_dict()["offered"] is False
    assert again.difference.mean == 0
    assert told
    assert not [line for line in told if "all queries" in line]


def test_each_query_is_measured_once_and_held_out(catalog: Catalog, found: Fit) -> None:
    """Property 3."""
    assert sorted(query for fold in found.folds for query in fold.held_out) == list(range(len(WORDS)))
    assert found.ndcg_before == ndcg(catalog, WRONG)
    for fold in found.folds:
        measured = ndcg(catalog, fold.settings)
        assert fold.measures == tuple(measured[query] for query in fold.held_out)
    assert found.ndcg_refitted == held_out_means(found.folds)


def test_what_is_chosen_never_saw_the_held_out_queries() -> None:
    """Property 3."""
    seen: list[set[int]] = []

    def choose(training: object) -> Settings:
        seen.append(set(training))  # type: ignore[call-overload]
        return WRONG

    folds = cross_validate(23, choose, lambda _: [0.5] * 23, folds=4, seed=7)
    assert [set(range(23)) - set(fold.held_out) for fold in folds] == seen
    other = cross_validate(23, choose, lambda _: [0.5] * 23, folds=4, seed=8)
    assert [fold.held_out for fold in other] != [fold.held_out for fold in folds]


def test_the_same_judgments_give_the_same_fit(catalog: Catalog, found: Fit) -> None:
    """Property 4."""
    assert fit(catalog, WRONG, judgments()).to_dict() == found.to_dict()


def test_what_is_fitted() -> None:
    """Property 5."""
    names = [parameter.name for parameter in parameters_of(Settings(), {"name", "brand", "description"}.__contains__)]
    numbers = ["relevance.k1", "relevance.idf_exponent", "relevance.side_by_side", "product_types.learned_weight"]
    assert names == [*numbers, "fields.brand.weight", "fields.description.weight"]
    typed = Settings.from_toml('[product_types]\nattribute = "kind"')
    parameters = {parameter.name: parameter for parameter in parameters_of(typed, lambda _: False)}
    weight = parameters["product_types.weight"]
    assert weight.of(typed) == 2.0
    assert weight.of(weight.applied(typed, 4.0)) == 4.0
    assert weight.applied(typed, 4.0).product_types.attribute == "kind"


@pytest.mark.parametrize(("queries", "folds", "path"), [(LEAST_QUERIES - 1, 5, "judgments"), (24, 25, "folds"), (24, 1, "folds")])
def test_wrong_numbers_are_told(catalog: Catalog, queries: int, folds: int, path: str) -> None:
    """Property 6."""
    with pytest.raises(ValidationError) as caught:
        fit(catalog, WRONG, Judgments(judgments().queries[:queries]), folds=folds)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (path, "out_of_range")
    assert problem.value == (queries if path == "judgments" else folds)


@pytest.mark.parametrize(("module", "package"), [("sklearn.model_selection", "sklearn"), ("scipy.stats", "scipy")])
def test_the_error_names_the_extra(catalog: Catalog, monkeypatch: pytest.MonkeyPatch, module: str, package: str) -> None:
    """Property 6."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"needs {package}; install it with: pip install 'commerce-search\[fit\]'"):
        fit(catalog, WRONG, judgments())
