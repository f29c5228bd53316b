"""Laws that hold whatever the definition says in detail: counts, pages, refinements, order, text."""

from __future__ import annotations

import json
import os
import random
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, assume, given, settings

from . import Oracle
from .measures import read_units
from .phrase import Clause
from .refinements import select
from .relevance import analysed, length_code, smallest_length
from .shrinking import smallest
from .strategies import WORDS, Case, Request, cases, random_case
from .text import Token, fold, index_tokens, normal_identifier, query_tokens

EVERYTHING: dict[str, Any] = {"limit": 10_000, "offset": 0}
# The same cases every time, as the comparisons have them; with another first seed other ones each time: that is how laws are hunted for.
IS_HUNT = "ORACLE_FIRST_SEED" in os.environ
law = settings(max_examples=120, deadline=None, derandomize=not IS_HUNT, suppress_health_check=list(HealthCheck))


def ids(page: dict[str, Any]) -> list[str]:
    """The ids of the hits of a page."""
    return [hit["id"] for hit in page["hits"]]


def given_up(page: dict[str, Any]) -> set[str]:
    """What the phrase asks for and the page leaves out so that there are hits."""
    return {"price", "value", "negation"} & {step["step"] for step in page["relaxed"]}


def without(request: Request, *keys: str) -> Request:
    """A request less some arguments."""
    return {key: value for key, value in request.items() if key not in keys}


def clicked(request: Request, definition: dict[str, Any], value: Any) -> Request:
    """The request with exactly this value selected in the group of a definition."""
    refine = {**request.get("refine", {}), definition["id"]: value}
    return {**without(request, "category" if definition["kind"] == "category" else ""), "refine": refine}


@law
@given(cases())
def test_a_count_is_what_a_click_on_it_shows(case: Case) -> None:
    """Section 7: each count is the total of the search with that value."""
    config, records, requests = case
    oracle = Oracle(config, records)
    definitions = {one["id"]: one for one in config["refinements"]}
    for request in requests:
        for refinement in oracle.search(**request)["refinements"]:
            for value in refinement["values"]:
                page = oracle.search(**clicked(request, definitions[refinement["id"]], value["value"]))
                assert page["total"] == value["count"], (request, refinement["id"], value)


@law
@given(cases())
def test_a_click_leads_to_hits_within_the_extremes(case: Case) -> None:
    """Section 7: a range over the lowest and highest price holds every hit that has a price."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        for refinement in oracle.search(**request)["refinements"]:
            if refinement["id"] in ("price", "price-class"):
                everything = (refinement["minimum"], refinement["maximum"])
                definition = {"id": refinement["id"], "kind": "price"}
                inside = oracle.search(**{**clicked(request, definition, everything), **EVERYTHING})
                any_price = oracle.search(**{**clicked(request, definition, (0, None)), **EVERYTHING})
                if refinement["minimum"] is None:
                    assert any_price["total"] == 0
                else:
                    assert inside["total"] == any_price["total"] > 0


@law
@given(cases(), st.integers(1, 4))
def test_pages_continue_each_other(case: Case, size: int) -> None:
    """Section 6: page n + 1 continues page n; total is the number of all hits."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        whole = oracle.search(**{**request, **EVERYTHING})
        assert whole["total"] == len(whole["hits"]) == len(set(ids(whole)))
        pages = [oracle.search(**{**request, "limit": size, "offset": at}) for at in range(0, whole["total"] + size, size)]
        assert [hit for page in pages for hit in page["hits"]] == whole["hits"]
        assert all(page["refinements"] == whole["refinements"] and page["bands"] == whole["bands"] for page in pages)


@law
@given(cases())
def test_a_refinement_never_adds_hits_and_never_changes_the_step(case: Case) -> None:
    """Sections 4 and 7; a price in the phrase is a refinement itself, that another one overrules."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        asked = {**request, **EVERYTHING, "understand": ["type"]}
        some, more = oracle.search(**asked), oracle.search(**without(asked, "refine", "category"))
        assert set(ids(some)) <= set(ids(more))
        assert (some["relaxed"], some["searched"]) == (more["relaxed"], more["searched"])


@law
@given(cases())
def test_values_of_a_group_are_or_ed(case: Case) -> None:
    """Section 7: two values show the hits of the one and of the other."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        for id_, given_ in request.get("refine", {}).items():
            selection = select(given_)
            if selection is None or selection.range is not None:
                continue
            definition = next(one for one in config["refinements"] if one["id"] == id_)
            both = oracle.search(**{**clicked(request, definition, given_), **EVERYTHING})
            each = [oracle.search(**{**clicked(request, definition, one), **EVERYTHING}) for one in selection.values]
            assert set(ids(both)) == {hit for page in each for hit in ids(page)}


@law
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_products_is_irrelevant(case: Case, rng: random.Random) -> None:
    """Section 6: the last key is the id, nothing depends on the order of product records."""
    config, records, requests = case
    shuffled = [record for record in records if record["type"] in ("attribute", "category")]
    products = [record for record in records if record["type"] not in ("attribute", "category")]
    shuffled += rng.sample(products, len(products))
    one, other = Oracle(config, records), Oracle(config, shuffled)
    for request in requests:
        assert one.search(**request) == other.search(**request)


@law
@given(cases())
def test_an_offline_product_changes_nothing(case: Case) -> None:
    """Section 1: not indexed, so not even in the statistics."""
    config, records, requests = case
    more = [*records, {"type": "simple", "id": "offline-one", "name": "red towel", "price": 1, "online": False}]
    one, other = Oracle(config, records), Oracle(config, more)
    for request in requests:
        assert one.search(**request) == other.search(**request)


@law
@given(cases())
def test_a_sort_changes_the_order_only(case: Case) -> None:
    """Section 6: total, refinements and the set of hits are the same for every sort."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        plain = oracle.search(**{**without(request, "sort", "bands"), **EVERYTHING})
        for sort in ("sort-0", "sort-1"):
            page = oracle.search(**{**without(request, "bands"), "sort": sort, **EVERYTHING})
            assert set(ids(page)) == set(ids(plain))
            assert page["refinements"] == plain["refinements"]
            assert sum(band["total"] for band in page["bands"]) == (0 if plain["sort"] == "position" else page["total"])


@law
@given(cases())
def test_keys_stand_in_order(case: Case) -> None:
    """Sections 6 and 8: identifier, sold out, coverage, corrected, band, whatever the sort.

    A negation puts what says that it has the thing not before relevance: `test_negations_against_oracle.py`.
    """
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        page = oracle.search(**{**request, **EVERYTHING})
        keys = [(h["match_class"] != "identifier", h["sold_out"], -h["coverage"], h["corrected"], h["band"]) for h in page["hits"]]
        assert keys == sorted(keys)
        if page["sort"] == "relevance" and not any(one["kind"] == "negation" for one in page["understood"]):
            ranked = [(*key, -hit["relevance"], hit["id"]) for key, hit in zip(keys, page["hits"], strict=True)]
            assert ranked == sorted(ranked)


@law
@given(cases())
def test_the_tail_fills_and_never_counts(case: Case) -> None:
    """Section 6: disjoint from the hits, of less coverage, within the limit."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        page = oracle.search(**request)
        assert len(page["hits"]) + len(page["tail"]) <= page["limit"]
        everything = oracle.search(**{**request, **EVERYTHING})
        assert not {hit["id"] for hit in page["tail"]} & set(ids(everything))
        assert all(hit["coverage"] >= 1 for hit in page["tail"])
        if page["tail"]:
            assert page["match"] == "ladder"
            assert page["sort"] == "relevance"
            assert all(tail["coverage"] < hit["coverage"] for tail in page["tail"] for hit in page["hits"])


@law
@given(cases())
def test_all_is_within_the_ladder_is_within_any(case: Case) -> None:
    """Section 4: modes, of one and the same phrase; only the ladder gives up prices."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        typos = "on" if request.get("typos") == "on" else "off"
        plain = {**without(request, "bands"), **EVERYTHING, "typos": typos, "understand": ["type"]}
        modes = {mode: oracle.search(**{**plain, "match": mode}) for mode in ("all", "ladder", "any")}
        assert set(ids(modes["all"])) <= set(ids(modes["ladder"])) <= set(ids(modes["any"]))
        if not modes["ladder"]["relaxed"]:
            assert modes["all"]["hits"] == modes["ladder"]["hits"]


@law
@given(cases())
def test_best_keeps_the_first_band(case: Case) -> None:
    """Section 6: every hit of `all` in the best band that is not empty is a hit of `best`, where both gave up the same.

    Whether a range, a value or an exclusion is given up is asked of the request's own bands: the best one may have nothing that costs that.
    """
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        every = oracle.search(**{**request, **EVERYTHING, "bands": "all", "sort": "sort-0"})
        best = oracle.search(**{**request, **EVERYTHING, "bands": "best", "sort": "sort-0"})
        assert len(best["bands"]) <= 1
        if given_up(best) != given_up(every):
            continue
        assert set(ids(best)) <= set(ids(every))
        if request["phrase"].strip() and best["bands"] and best["bands"][0]["band"] == 0:
            assert {hit["id"] for hit in every["hits"] if hit["band"] == 0} <= set(ids(best))


@law
@given(cases(), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(WORDS))
def test_an_excluded_word_only_takes_away(case: Case, words: list[str], excluded: str) -> None:
    """Section 3: with match all, an exclusion never adds hits; what it takes and leaves is everything."""
    config, records, _ = case
    oracle = Oracle(config, records)
    phrase = " ".join(words)
    every = ids(oracle.search(phrase=phrase, match="all", **EVERYTHING))
    left = ids(oracle.search(phrase=f"{phrase} -{excluded}", match="all", **EVERYTHING))
    exact = ids(oracle.search(phrase=f'{phrase} "{excluded}"', match="all", **EVERYTHING))
    assert set(left) <= set(every)
    assert set(every) <= set(left) | set(exact) | set(ids(oracle.search(phrase=f"{phrase} {excluded}", match="all", **EVERYTHING)))


@law
@given(cases())
def test_capitals_do_not_matter(case: Case) -> None:
    """Section 2, fold: a phrase in capitals finds the same."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        shouted = oracle.search(**{**request, "phrase": request["phrase"].upper()})
        plain = oracle.search(**request)
        asked: dict[str, Any] = {"phrase": "", "truncated": False, "searched": None, "corrections": [], "understood": []}
        assert shouted | asked == plain | asked
        assert [(one["kind"], one["effect"]) for one in shouted["understood"]] == [
            (one["kind"], one["effect"]) for one in plain["understood"]
        ]
        assert [one["total"] for one in shouted["corrections"]] == [one["total"] for one in plain["corrections"]]
        assert (shouted["searched"] is None) == (plain["searched"] is None)


@law
@given(cases())
def test_a_page_is_plain_json(case: Case) -> None:
    """settings.md: `page.to_dict()` has nothing but JSON in it."""
    config, records, requests = case
    oracle = Oracle(config, records)
    for request in requests:
        page = oracle.search(**request)
        assert json.loads(json.dumps(page)) == page


@pytest.mark.parametrize("seed", range(3))
def test_a_case_is_its_seed(seed: int) -> None:
    """The fast generator gives the same case again, and every part of a request now and then."""
    assert random_case(random.Random(seed)) == random_case(random.Random(seed))


def test_the_smallest_case_is_small() -> None:
    """`smallest` keeps what makes a case fail and valid catalogs only: here, a set in the tail."""

    def fails(case: Case) -> bool:
        config, records, requests = case
        oracle = Oracle(config, records)
        sets = {record["id"] for record in records if record["type"] == "set"}
        return any(hit["id"] in sets for request in requests for hit in oracle.search(**request)["tail"])

    case = next(one for one in (random_case(random.Random(seed)) for seed in range(10_000)) if fails(one))
    config, records, requests = smallest(case, fails)
    assert len(requests) == 1
    assert len(requests[0]["phrase"].split()) <= 3
    assert len([record for record in records if record["type"] != "attribute"]) <= 4
    assert "refinements" not in config


def test_random_cases_reach_everything() -> None:
    """A generator that never relaxes, never fills a tail, never makes two bands would prove nothing."""
    seen: dict[str, int] = {}
    for seed in range(400):
        config, records, requests = random_case(random.Random(seed))
        oracle = Oracle(config, records)
        for page in (oracle.search(**request) for request in requests):
            marks = {hit["match_class"] for hit in page["hits"]} | {key for key in ("tail", "relaxed", "truncated") if page[key]}
            marks |= {"a band of another type" for hit in page["hits"] if hit["band"] and hit["match_class"] in ("all_terms", "partial")}
            for mark in marks | {"two bands" for _ in page["bands"][1:]}:
                seen[mark] = seen.get(mark, 0) + 1
    expected = {"browse", "identifier", "all_terms", "description_only", "partial", "tail", "relaxed", "truncated", "two bands"}
    expected |= {"a band of another type"}
    assert {mark for mark in expected if seen.get(mark, 0) < 3} == set(), seen


@law
@given(st.text())
def test_a_text_finds_itself_in_quotes(text: str) -> None:
    """Section 2: the query tokens of a text occur in it at positions that lie as in the quote."""
    positions, length = analysed([(text, "en")], "en", read_units({}, ["en"]))
    tokens = query_tokens(text)
    assert all(token.position in positions[token.term] for token in tokens)
    assert bool(tokens) == (length > 0)
    assert length == len({token.position for token in index_tokens(text)[0]})


@law
@given(st.lists(st.sampled_from(["a", "東京", "x"]), min_size=2, max_size=4))
def test_a_quote_never_spans_two_values(values: list[str]) -> None:
    """Section 2: the gap between values."""
    positions, _ = analysed([(value, "en") for value in values], "en", read_units({}, ["en"]))
    clause = Clause(query_tokens(" ".join(values)), quoted=True)
    starts = positions[clause.tokens[0].term]
    assert not any(all(start + token.position in positions[token.term] for token in clause.tokens) for start in starts)


@law
@given(st.text())
def test_a_fold_is_folded(text: str) -> None:
    """Section 2: folding twice changes no token."""
    assume(all(ord(character) < 0x3000 or 0x4E00 <= ord(character) <= 0x9FFF for character in text))
    assert query_tokens(fold(text)) == query_tokens(text)


@law
@given(st.text(alphabet="aB0-./ é１"))
def test_separators_in_identifiers_do_not_matter(text: str) -> None:
    """Section 3: the normal form."""
    normal = normal_identifier(text)
    assert normal_identifier(normal) == normal
    assert not normal.strip("0") or normal_identifier("00-" + text) == normal
    assert normal_identifier(text.replace("-", "").replace(" ", "")) == normal


@law
@given(st.integers(1, 100_000))
def test_length_codes(length: int) -> None:
    """Section 5: exact to 39, then within an eighth, never decreasing."""
    least = smallest_length(length_code(length))
    assert least <= length < least * 1.125 + 1
    assert length_code(length) <= length_code(length + 1)
    assert length > 39 or least == length


def test_tokens_of_the_definition() -> None:
    """Section 2, tokens: the examples that the text gives or implies."""
    assert query_tokens("Men's 3.5mm wi-fi") == (Token("men", 0), Token("3.5mm", 1), Token("wi", 2), Token("fi", 3))
    assert query_tokens("東京都X1") == (Token("東京", 0), Token("京都", 1), Token("x1", 3))
    assert index_tokens("東京 a")[0] == (Token("東", 0), Token("東京", 0), Token("京", 1), Token("a", 2))
    assert query_tokens("x" * 70) == (Token("x" * 64, 0),)
