"""Random cases meet every rule of sections 8 to 11, and of words side by side: a comparison in which no word is split proves nothing about splits.

1. Each rule of section 8 acts in some of a few hundred random cases.
2. Each rule of section 9 does.
3. Each rule of section 10 does.
4. Each rule of section 11 does.
5. Words side by side move hits, and do not where a name calls another thing (section 6).
"""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

from . import Oracle
from .completion import key_of, whole
from .corrected_phrase import Change, Corrector
from .corrections import Typos, can_be_corrected, candidates, possible_corrections
from .ladder import Lookup
from .misspellings import distance, is_negation, is_plain
from .phrase import Clause, Phrase, parse
from .prefix import near
from .strategies import Request, random_case, random_type_ahead_case
from .suggestion_cases import random_suggestion_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .relevance import TextIndex

CASES = 800
LEAST = 2


class Rules:
    """Which rules a request meets, told from its page and from the parts of the oracle that made it."""

    def __init__(self, oracle: Oracle, request: Request, page: dict[str, Any], phrase: Phrase, typos: Typos) -> None:
        self.request, self.page, self.phrase, self.typos = request, page, phrase, typos
        self.index: TextIndex = oracle.index(page["locale"])
        self.types = oracle._types
        self.lookup = Lookup(self.index, request["at"], page["match"], typos)
        self.steps = [step["step"] for step in page["relaxed"]]

    def of_misspelt_words(self) -> Iterator[str]:
        """Section 8."""
        yield from self._of_every_mode()
        if self.typos.mode == "strict" and self.phrase.clauses:
            fell_back = not self.lookup._everywhere(self.phrase, within=1).matches.candidates
            if fell_back and self.lookup.find(self.phrase).matches.candidates:
                yield "strict falls back"
        if self.typos.mode == "min":
            if not self.lookup._is_complete(self.lookup._look_up(self.phrase)):
                yield from self._of_corrected_phrases(Corrector(self.phrase, self.index, self.typos))
            if self.steps[:1] == ["typos"]:
                yield f"{'typos then partial' if self.steps[1:] else 'typos'} with {self.page['match']}"

    def _of_every_mode(self) -> Iterator[str]:
        """What can be corrected, and by what."""
        hits = self.page["hits"]
        if any(hit["corrected"] for hit in hits):
            yield f"{self.typos.mode} corrects"
        if any(a["corrected"] < b["corrected"] and a["coverage"] == b["coverage"] for a, b in pairwise(hits)):
            yield "corrected orders" if self.typos.mode == "min" else "corrected orders everywhere"
        if self.typos.mode == "off":
            return
        for clause in self.phrase.clauses:
            word = clause.tokens[0].term
            if can_be_corrected(clause, self.phrase, self.index, self.typos):
                yield from self._of_refused_words(clause)
                if self.typos.is_known(word) and possible_corrections(clause, self.index, self.typos):
                    yield "known word"
            elif self.typos.is_exception(word) and can_be_corrected(clause, self.phrase, self.index, replace(self.typos, exceptions=[])):
                yield "exception"
            elif can_be_corrected(clause, replace(self.phrase, piece_parts=[]), self.index, self.typos):
                yield "named by a span"

    def _of_refused_words(self, clause: Clause) -> Iterator[str]:
        """Words that are near and no candidates."""
        word = clause.tokens[0].term
        others = [form for form in self.index.frequencies if form != word and distance(word, form) <= self.typos.reach(word)]
        if any(is_plain(form) and form not in self.index.correct_words for form in others):
            yield "a field without corrections"
        if any(is_negation(word, form) for form in others):
            yield "negation"
        if any(form in self.index.alternatives(Clause.of(word)) for form in others):
            yield "an alternative is no correction"
        if any(not is_plain(form) for form in others):
            yield "no plain word"

    def _of_corrected_phrases(self, corrector: Corrector) -> Iterator[str]:
        """What became of the words, when the phrase as typed has not been found."""
        whole, rest = corrector.corrected(joined=True), corrector.corrected(joined=False)
        if whole is not None and self.page["searched"] is None:
            yield "a change, and yet as typed"
        if whole != rest and rest is None and self.page["searched"] is None:
            yield "join undone"
        if self.page["searched"] is None:
            return
        for clause, change in corrector.own.items():
            yield from self._of_own_change(clause, change)
        for join in corrector.joins:
            yield "join of words that are there" if join.doubtless else "join of a word that is not there"
        if whole != rest and rest is not None and self.page["searched"] == rest.searched:
            yield "join undone, a doubtful word left"
        if whole is not None and len(whole.phrase.clauses) < len(self.phrase.clauses) - len(corrector.joins):
            yield "equal after correction"

    def _of_own_change(self, clause: Clause, change: Change) -> Iterator[str]:
        """A correction or a split."""
        becomes, possible = change.clause, change.possible
        word, df = clause.tokens[0].term, self.index.df(clause)
        every = candidates(word, self.typos.reach(word), self.index)
        if change.second is not None:
            yield "taken apart"
            return
        if not possible and not becomes.quoted:
            yield "merchant's word"
            return
        if becomes.quoted:
            yield "split rather than corrected" if every else "split"
            return
        yield "doubtful word" if df else "unknown word"
        if any(distance(word, one.word) == 2 for one in becomes.corrections):
            yield "two edits"
        if becomes.corrections[0].word != possible[0][1]:
            yield "neighbours decide"
        if len(becomes.corrections) > 1:
            yield "several corrections"
        if len(becomes.corrections) < min(8, len(every)):
            yield "a frequent one only" if df else "over the margin"

    def of_type_ahead(self) -> Iterator[str]:
        """Section 9."""
        if not self.phrase.has_prefix:
            if self.request["text"].strip():
                yield "no prefix"
            return
        prefix = self.phrase.clauses[-1]
        word, weights = prefix.tokens[0].term, set(self.index.alternatives(prefix).values())
        if self.phrase.clauses.count(prefix.typed._replace(prefix=False)):
            yield "a word and its prefix"
        if 192 in weights:
            yield "completions"
        if 128 in weights and word not in self.index.frequencies and 192 not in weights and self.index.frequency(word) == 0:
            yield "fuzzy prefix" if near(word, 1, self.index) else "fuzzy prefix, two edits"
        if self.index.df(prefix) == self.index.count < sum(self.index.frequency(form) for form in self.index.alternatives(prefix)):
            yield "more completions than documents"
        yield from self._of_identifier_prefixes()
        if self.steps[:1] == ["typos"]:
            yield "earlier word corrected"
        if "partial" in self.steps:
            yield "prefix partial"
        words, chain = [self.phrase.spoken], self.index.chain
        if self.types.named(words, chain, goes_on=True).types != self.types.named(words, chain).types:
            yield "begins a type"

    def _of_identifier_prefixes(self) -> Iterator[str]:
        rows = [row for document in self.index.catalog.documents for row in document.rows]
        for span in self.phrase.spans:
            if any(span.names(row) and span.name not in row.identifiers for row in rows):
                yield "identifier prefix"


MISSPELT = [
    *("min corrects", "on corrects", "strict corrects", "strict falls back", "corrected orders", "corrected orders everywhere"),
    *("typos with ladder", "typos with all", "typos with any", "typos then partial with ladder", "a change, and yet as typed"),
    *("exception", "known word", "named by a span", "a field without corrections", "negation", "an alternative is no correction"),
    *("split", "split rather than corrected", "join of words that are there", "join of a word that is not there", "join undone"),
    *("unknown word", "doubtful word", "two edits", "several corrections", "over the margin", "a frequent one only"),
    "neighbours decide",
]
TYPE_AHEAD = [
    *("no prefix", "a word and its prefix", "completions", "fuzzy prefix", "fuzzy prefix, two edits", "more completions than documents"),
    *("identifier prefix", "earlier word corrected", "prefix partial", "begins a type"),
]
RECOMMENDATIONS = [
    *("leaning, the store", "leaning, a category", "leaning deeply", "requested, the store", "requested, a category", "requested below"),
    *("above the requested category", "sorted", "sold out", "nothing found, nothing recommended"),
]
SIDE_BY_SIDE = ["gains", "orders", "a part of the pairs", "called otherwise"]
SUGGESTIONS = [
    *("recent", "merchant", "popular", "catalog", "exact", "phrases with 0 edits", "phrases with 1 edits", "phrases with 2 edits"),
    *("categories", "categories with 1 edits", "categories headed", "parent", "brands", "brands with 1 edits", "brands headed"),
    *("values", "values with 1 edits", "values headed", "scopes", "three scopes", "products", "degraded", "counted"),
    *("a category in place of a category", "a value in place of values", "term exact", "term completed", "term corrected"),
    *("inside", "without terms", "nothing but products"),
]


def test_random_cases_meet_the_rules_of_misspelt_words() -> None:
    """Property 1."""

    def rules(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
        page = oracle.search(**request)
        phrase = parse(request["phrase"], oracle.locales[page["locale"]])
        return Rules(oracle, request, page, phrase, oracle._typos(request.get("typos"), page["match"])).of_misspelt_words()

    assert rarely_met(MISSPELT, random_case, rules) == {}


def test_random_cases_meet_the_rules_of_type_ahead() -> None:
    """Property 2."""

    def rules(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
        page = oracle.type_ahead(**request)
        phrase = parse(request["text"], oracle.locales[page["locale"]], type_ahead=True)
        return Rules(oracle, request, page, phrase, oracle._typos("min", "ladder")).of_type_ahead()

    assert rarely_met(TYPE_AHEAD, random_type_ahead_case, rules) == {}


def test_random_cases_meet_the_rules_of_suggestions() -> None:
    """Property 3."""

    def rules(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
        return of_suggestions(request, oracle.suggest(**request))

    assert rarely_met(SUGGESTIONS, random_suggestion_case, rules) == {}


def test_random_cases_meet_the_rules_of_recommendations() -> None:
    """Property 4."""

    def rules(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
        return of_recommendations(oracle, request, oracle.search(**request))

    assert rarely_met(RECOMMENDATIONS, random_case, rules) == {}


def test_random_cases_meet_the_rules_of_words_side_by_side() -> None:
    """Property 5."""
    assert rarely_met(SIDE_BY_SIDE, random_case, of_words_side_by_side) == {}
    assert rarely_met(["while typing"], random_type_ahead_case, of_typed_words_side_by_side) == {}


def of_words_side_by_side(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
    """Section 6, told from what the same search says without them, and without types."""
    weight = oracle.settings.get("relevance", {}).get("side_by_side", 0)
    if not weight or len(request["phrase"].split()) < 2:
        return
    plain = without_words_side_by_side(oracle)
    page, before = oracle.search(**request), plain.search(**request)
    gains = gained(page, before)
    if any(gains.values()):
        yield "gains"
    if [hit["id"] for hit in page["hits"]] != [hit["id"] for hit in before["hits"]]:
        yield "orders"
    if any(0 < gain < hit["relevance"] * weight / (1 + weight) * 0.6 for hit in page["hits"] for gain in [gains.get(hit["id"], 0)]):
        yield "a part of the pairs"
    untyped = request | {"understand": ["price", "measure", "negation", "value"]}
    if any(gain and gains.get(id_) == 0 for id_, gain in gained(oracle.search(**untyped), plain.search(**untyped)).items()):
        yield "called otherwise"


def of_typed_words_side_by_side(oracle: Oracle, request: dict[str, Any]) -> Iterator[str]:
    """The same in a text that is being typed."""
    if " " in request["text"] and any(
        gained(oracle.type_ahead(**request), without_words_side_by_side(oracle).type_ahead(**request)).values()
    ):
        yield "while typing"


def without_words_side_by_side(oracle: Oracle) -> Oracle:
    """An oracle to which they are worth nothing."""
    plain = copy(oracle)
    plain.settings = oracle.settings | {"relevance": oracle.settings.get("relevance", {}) | {"side_by_side": 0}}
    plain._indexes, plain._learned = {}, {}
    return plain


def gained(page: dict[str, Any], before: dict[str, Any]) -> dict[str, int]:
    """What hits that stand on both pages gained."""
    relevance = {hit["id"]: hit["relevance"] for hit in before["hits"]}
    return {hit["id"]: hit["relevance"] - relevance[hit["id"]] for hit in page["hits"] if hit["id"] in relevance}


def of_recommendations(oracle: Oracle, request: dict[str, Any], page: dict[str, Any]) -> Iterator[str]:
    """Section 11."""
    found = page["recommendations"]
    if page["total"] or found is None:
        if not page["total"] and not page["tail"]:
            yield "nothing found, nothing recommended"
        return
    context = {key: request[key] for key in ("locale", "at", "typos") if key in request}
    leans = bool(oracle.search(request["phrase"], limit=0, **context)["total"]) and bool(request["phrase"].strip())
    category = found["category"]
    yield f"{'leaning' if leans else 'requested'}, {'the store' if category is None else 'a category'}"
    if category is not None and oracle.catalog.categories[category].parent is not None:
        yield "leaning deeply" if leans else "requested below"
    if category is not None and not leans and request.get("category") not in (None, category):
        yield "above the requested category"
    if "sort" in oracle.settings.get("no_results", {}) and len(found["hits"]) > 1:
        yield "sorted"
    if any(hit["sold_out"] for hit in found["hits"]):
        yield "sold out"


def of_suggestions(request: Request, found: dict[str, Any]) -> Iterator[str]:
    """Section 10."""
    for kind in ("phrases", "categories", "brands", "values"):
        for one in found[kind]:
            yield kind
            yield f"{kind} with {one['edits']} edits"
            yield f"{kind} headed" if kind != "phrases" and one["phrase"] else one.get("source", kind)
            yield "counted" if one["total"] is not None else "not counted"
            if request.get("refine", {}).get(one.get("refinement")) is not None:
                yield "a value in place of values"
    yield from (rule for rule in ("scopes", "products", "degraded") if found[rule])
    yield from ("three scopes" for _ in found["scopes"][2:])
    yield from ("exact" for one in found["phrases"] if one["exact"])
    yield from ("parent" for one in found["categories"] if one["parent"])
    yield from ("a category in place of a category" for one in found["categories"] if request.get("category") not in (None, one["id"]))
    yield from _of_terms(found)
    if found["products"] and not any(found[kind] for kind in ("phrases", "categories", "brands", "values")):
        yield "nothing but products"


def _of_terms(found: dict[str, Any]) -> Iterator[str]:
    """Section 10, terms."""
    terms = [term for word in found["terms"] for term in word["terms"]]
    yield from (f"term {flag}" for term in terms for flag in ("exact", "completed", "corrected") if term[flag])
    if found["phrases"] and not terms:
        yield "without terms"
    key = key_of(found["text"])
    if any(not whole(one["phrase"]).startswith(key) and one["edits"] == 0 for one in found["phrases"]):
        yield "inside"


def rarely_met(
    rules: list[str], case: Callable[[Random], Any], met_by: Callable[[Oracle, dict[str, Any]], Iterator[str]]
) -> dict[str, int]:
    """The rules that fewer requests meet than are enough, with how many; looked for until every rule is met by enough."""
    met: Counter[str] = Counter()
    for seed in range(CASES):
        settings, records, requests = case(Random(seed))
        oracle = Oracle(settings, records)
        for request in requests:
            met.update(set(met_by(oracle, request)))
        if all(met[rule] >= LEAST for rule in rules):
            break
    print(f"\n{dict(met)}")
    return {rule: met[rule] for rule in rules if met[rule] < LEAST}
