"""Whatever a caller passes, there is an answer or an error of the library's that names the place, the value and what would be right.

1. Any text, searched, typed and suggested for, in any locale and mode, has an answer; only texts that cannot be encoded, or are longer than
   64 KiB, are refused.
2. The same holds for texts that have broken other software: control characters, marks without letters, half words, whole novels.
3. What is recent, popular or refined may be junk as well.
4. Numbers out of bounds, unknown names and contradictory ranges are told, or match nothing.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import time
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from commerce_search import CommerceSearchError, Context
from commerce_search.errors import PhraseTooLongError, QueryError, UnknownLocaleError, ValidationError

from .shop import AT, LOCALES, shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce_search import Storefront

EXAMPLES: Final = int(os.environ.get("BAD_INPUT_EXAMPLES", "400"))
ODD: Final = [
    *("", " ", "\t\n", "\u3000", "\x1c", "!!!", "- -", '"', '""', '-"', "--", "-a", "'", "\u2019s", ".", "...", "s's's"),
    *("\0", "to\0wel", "\x01\x02", "\x7f", "\u200b", "\u200d\u200d", "\ufeff", "\u202etowel\u202c", "\u2066red\u2069 towel", "\u200ftowel"),
    *("\u0301", "\u0301\u0302\u0303", "e" + "\u0301" * 200, "\u0e33", "\u05d0\u05d1\u05d2", "\u0645\u0646\u0634\u0641\u0629", "न्\u200dद"),
    *(
        "👩‍👩‍👧‍👦",
        "🏖️ towel",
        "🇩🇪",
        "ﬁ",
        "İstanbul",
        "ß",
        "ǅ",
        "\u212b",
        "\u2126",
        "\uff11\uff12\uff13",
        "½",
        "²",
        "\U0001f1e6" * 300,
        "\U00020000",
        "\U0001d4fd\U0001d4f8\U0001d500\U0001d4ee\U0001d4f5",
    ),
    *("the", "the of and", "of-the", "'the'", '"the of"', "-the", "not -the", "東", "東京", "東 京", "東a京", "ビ\u30fcチx"),
    *("x" * 255, "x" * 256, "x" * 257, "x" * 10_000, "towel " * 2_000, "é" * 10_000, " " * 300, '"' * 300, "- " * 200, "-x " * 100),
    *(
        "a-b" * 100,
        "1.2.3.4.5",
        "1." * 150,
        "00000",
        "0" * 300,
        "a1 " * 100,
        "\u0300" * 300 + "a",
        "x\u0301" * 150,
        "tow" + "\u00ad" + "el",
    ),
]
CHARACTERS: Final = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from("\0\x1f -\"'\u2019.,0123456789aeorstw\u0301\u200d\u202e\u3000東京\u30fc🏖ßİﬁ"),
)
TEXTS: Final = st.one_of(
    st.text(CHARACTERS, max_size=40),
    st.lists(st.sampled_from([*(text for text in ODD if len(text) < 400), "red", "towel", "towle"]), max_size=6).map(" ".join),
)


@pytest.fixture(scope="module")
def store() -> Storefront:
    return shop()


def ask_everything(store: Storefront, text: str, **how: Any) -> None:
    """Search, type and suggest, and read all of the answers."""
    context = Context(locale=how.get("locale", "en"), at=AT)
    for match in ("ladder", "all", "any"):
        page = store.search(text, context=context, match=match, typos=how.get("typos"), limit=3)
        assert len(page) <= page.total
        assert page.to_dict()["phrase"] == text
    for hit in page.hits:
        assert hit.explain()["relevance"] == hit.relevance
        assert all(0 <= start < end <= len(text) for start, end in hit.highlight(text))
    assert store.search(text, context=context, sort="price-low-to-high", bands="best").total >= 0
    assert store.type_ahead(text, context=context).to_dict()["tail"] == []
    assert store.suggest(text, context=context, recent=[text, "towel"], counts=True).to_dict()["text"] == text


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, locale=st.sampled_from(LOCALES), typos=st.sampled_from([None, "off", "on", "strict"]))
@example(text="x" * 300, locale="en", typos="on")
def test_every_text_has_an_answer(store: Storefront, text: str, locale: str, typos: str | None) -> None:
    """Property 1."""
    ask_everything(store, text, locale=locale, typos=typos)


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text)[:24])
def test_odd_texts_have_an_answer(store: Storefront, text: str) -> None:
    """Property 2."""
    for locale in LOCALES:
        ask_everything(store, text, locale=locale)
        ask_everything(store, f"{text} towel", locale=locale, typos="on")


@pytest.mark.parametrize("ask", ["search", "type_ahead", "suggest"])
def test_texts_that_are_refused(store: Storefront, ask: str) -> None:
    """Property 1."""
    call: Callable[[str], Any] = getattr(store, ask)
    with pytest.raises(QueryError, match=r"the phrase holds a lone surrogate at 3; pass text"):
        call("tow\ud800el")
    with pytest.raises(PhraseTooLongError, match=r"the phrase has 65,537 bytes; at most 65,536"):
        call("x" * 65_537)
    call("x" * 65_536)


@settings(max_examples=EXAMPLES // 4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, recent=st.lists(TEXTS, max_size=5), popular=st.dictionaries(TEXTS, st.floats(0, 1e308), max_size=5))
def test_recent_and_popular_phrases_may_be_any_text(store: Storefront, text: str, recent: list[str], popular: dict[str, float]) -> None:
    """Property 3."""
    store.set_popular_phrases(popular)
    found = store.suggest(text, context=Context(at=AT), recent=recent, counts=True)
    assert all(one.total for one in found.phrases)
    assert {one.phrase for one in found.phrases if one.source == "recent"} <= set(recent)
    store.set_popular_phrases({})


def test_many_recent_phrases(store: Storefront) -> None:
    """Property 3: ten thousand, and such as nobody can have searched."""
    recent = ["towel", "", "  ", "\0", "x" * 200_000, *(f"towel {number}" for number in range(10_000))]
    assert store.suggest("tow", recent=recent).phrases[0].phrase == "towel"
    with pytest.raises(QueryError, match=r"recent\[1\] holds a lone surrogate"):
        store.suggest("tow", recent=["towel", "\udfff"])


@pytest.mark.parametrize("weight", [math.nan, -1, -math.inf, math.inf, 10**400])
def test_weights_of_popular_phrases(store: Storefront, weight: float) -> None:
    """Property 3."""
    store.set_popular_phrases({"towel": 1})
    with pytest.raises(ValidationError, match=r"popular\['robe'\]: expected a number, 0 or more") as raised:
        store.set_popular_phrases({"towels": 2, "robe": weight})
    assert raised.value.total == 1
    assert store.suggest("tow").phrases[0].phrase == "towel"
    store.set_popular_phrases({})


def test_popular_phrases_that_are_no_text(store: Storefront) -> None:
    """Property 3."""
    with pytest.raises(ValidationError, match="half of a surrogate pair"):
        store.set_popular_phrases({"\ud800": 1})
    with pytest.raises(ValidationError) as raised:
        store.set_popular_phrases({f"towel {number}": -1 for number in range(5_000)})
    assert (len(raised.value.problems), raised.value.total) == (1_000, 5_000)


def test_two_hundred_thousand_popular_phrases(store: Storefront) -> None:
    """Property 3: they are made ready once, and a request takes no longer for them."""
    store.set_popular_phrases({f"towel {number}": number for number in range(200_000)} | {"": 1, "x" * 300: 2, "beach towel": 3e5})
    start = time.perf_counter()
    assert store.suggest("beach t").phrases[0].source == "popular"
    assert store.suggest("towel").is_degraded
    assert time.perf_counter() - start < 1
    store.set_popular_phrases({})


@pytest.mark.parametrize("number", [-1, 10_001, 10**30])
def test_limits_out_of_bounds(store: Storefront, number: int) -> None:
    """Property 4."""
    for call in (store.search, store.type_ahead, store.suggest):
        with pytest.raises(QueryError, match=rf"limit={number} is not in 0\.\."):
            call("towel", limit=number)


def test_limits_and_offsets_at_their_bounds(store: Storefront) -> None:
    """Property 4."""
    assert store.search("towel", limit=0).ids == []
    assert store.type_ahead("tow", limit=0).ids == []
    assert not store.suggest("tow", limit=0)
    assert 200 < len(store.search("", limit=10_000)) <= len(store)
    with pytest.raises(QueryError, match="offset=-1 is negative"):
        store.search("towel", offset=-1)
    for offset in (2**31, 2**32, 2**63, 2**64, 10**30):
        for phrase, sort in (("towel", None), ("towel", "name"), ("", None)):
            page = store.search(phrase, sort=sort, offset=offset, limit=10_000)
            assert (page.ids, page.tail, page.request.offset) == ([], [], offset)
            assert page.total


@pytest.mark.parametrize("ends", [(None, "a"), (math.nan, None), (1, 2, 3), (), (1,), ("", ""), (10**400, None)])
@pytest.mark.parametrize("refinement", ["price", "colour", "rating"])
def test_ranges_that_are_none(store: Storefront, refinement: str, ends: tuple[Any, ...]) -> None:
    """Property 4."""
    with pytest.raises(QueryError, match=rf"refine\['{refinement}'\].*(give|a range is)"):
        store.search(refine={refinement: ends})


def test_choices_that_empty_the_store(store: Storefront) -> None:
    """Property 4: contradictions match nothing, and what was chosen stays on the page to be taken back."""
    nothing: list[dict[str, Any]] = [
        {"refine": {"price": (50, 10)}},
        {"refine": {"price": (10**9, None)}},
        {"refine": {"colour": "no such colour"}},
        {"refine": {"colour": ["\ud800", "\0", ""]}},
        {"refine": {"colour": [[1], None, {"a": 1}]}},
        {"refine": {"colour": [f"c{number}" for number in range(10_000)]}},
        {"category": "no such category"},
        {"category": "\ud800"},
        {"refine": {"category": ["\ud800", "", "\0"]}},
        {"refine": {"category": (1, 2)}},
    ]
    for chosen in nothing:
        for phrase in ("", "towel", "unicorn"):
            page = store.search(phrase, **chosen)
            assert (page.total, page.ids) == (0, [])
            assert page.to_dict()["recommendations"]["hits"] or page.tail
        assert not store.suggest("towel", **chosen).phrases
        assert store.type_ahead("tow", **chosen).total == 0


def test_names_that_are_unknown(store: Storefront) -> None:
    """Property 4."""
    for locale in ("xx", "\ud800", "EN"):
        for call in (store.search, store.type_ahead, store.suggest):
            with pytest.raises(UnknownLocaleError, match="the settings have: en, de"):
                call("towel", context=Context(locale=locale))
        with pytest.raises(UnknownLocaleError):
            store.set_popular_phrases({"towel": 1}, locale)
    wrong: list[dict[str, Any]] = [
        {"refine": {"\ud800": 1}},
        {"refine": {"": 1}},
        {"sort": "\ud800"},
        {"sort": [{"by": "\ud800"}]},
        {"sort": [{"by": "\0"}]},
        {"sort": [{}]},
        {"sort": [{"by": "rating", "nulls": math.nan}]},
        {"sort": [{"by": "price", "nulls": -math.inf}]},
        {"match": "most"},
        {"typos": "sometimes"},
        {"bands": "worst"},
        {"context": Context(at=dt.datetime(2026, 1, 1))},  # noqa: DTZ001 - that is the mistake
        {"context": Context(currency="XXX")},
    ]
    for request in wrong:
        with pytest.raises(CommerceSearchError):
            store.search("towel", **request)
    for year in (1, 9999):
        assert store.search(context=Context(at=dt.datetime(year, 1, 1, tzinfo=dt.UTC))).total >= 0
