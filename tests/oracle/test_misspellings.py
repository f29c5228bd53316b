"""Distance, cost, score and negation as section 8 says.

1. The distance is rapidfuzz's optimal string alignment where no word has an f, and never more.
2. Distance, cost, score and negations of words worked out by hand.
3. Laws of the cost: nothing for the word itself, nothing below 25 for an edit.
"""

from __future__ import annotations

from random import Random

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from rapidfuzz.distance import OSA

from .corrections import Typos
from .misspellings import cost, distance, is_negation, is_plain, score
from .mistypings import mistyped
from .prefix import near
from .relevance import TextIndex

words = st.text(alphabet="abcé", max_size=7)


@settings(max_examples=1000, deadline=None)
@given(words, words)
def test_the_distance_is_optimal_string_alignment(a: str, b: str) -> None:
    """Property 1."""
    assert distance(a, b) == OSA.distance(a, b) == distance(b, a)


@settings(max_examples=1000, deadline=None)
@given(st.text(alphabet="fpha", max_size=6), st.text(alphabet="fpha", max_size=6))
def test_a_digraph_is_one_edit(a: str, b: str) -> None:
    """Property 1."""
    assert distance(a, b) == distance(b, a) <= OSA.distance(a, b)
    assert distance(a, a.replace("ph", "f")) == a.count("ph")
    assert (cost(a, b) == 0) == (a == b)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["bathroom", "towel", "sunroom", "kitchen"]), st.integers(0, 2**32))
def test_mistyped_words_are_near(word: str, seed: int) -> None:
    """Property 1, of words as hands mistype them: at most two edits, which count as three when both change one place."""
    typed = mistyped(word, Random(seed))
    assert distance(typed, word) == OSA.distance(typed, word)
    assert distance(typed, word) <= 3


@settings(max_examples=500, deadline=None)
@given(words, words)
def test_cost_and_distance_go_together(t: str, v: str) -> None:
    """Property 3."""
    assert (cost(t, v) == 0) == (t == v)
    assert cost(t, v) >= 25 * distance(t, v)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("towel", "towel", 0),
        ("towle", "towel", 1),
        ("towl", "towel", 1),
        ("towwel", "towel", 1),
        ("tawel", "towel", 1),
        ("ca", "abc", 3),  # no letter is edited twice: Damerau's distance would be 2
        ("", "abc", 3),
        ("otwle", "towel", 2),
        ("abab", "baba", 2),
        ("fone", "phone", 1),
        ("phone", "fone", 1),
        ("foneh", "phone", 2),
        ("sofa", "sopha", 1),
        ("fotograf", "photograph", 2),
        ("hpone", "fone", 2),  # no letter is edited twice
    ],
)
def test_distances(a: str, b: str, expected: int) -> None:
    """Property 2."""
    assert distance(a, b) == expected


@pytest.mark.parametrize(
    ("t", "v", "expected"),
    [
        # a letter of v is missing in t
        ("buton", "button", 25),  # the other t stands beside it
        ("towl", "towel", 40),  # a vowel
        ("towl", "trowl", 50),
        ("owel", "towel", 50 + 20),  # the first
        ("xpres", "express", 40 + 20 + 25),  # the first, a vowel; of the two s not the last, which would cost more
        ("towe", "towel", 50 + 8),  # the last
        ("bedd", "bed", 25),
        # a letter of t that v has not
        ("butttons", "buttons", 25),
        ("towwel", "towel", 25),
        ("towael", "towel", 75),
        ("towkel", "towel", 100),
        ("rtowel", "towel", 100 + 20),
        ("towelk", "towel", 100 + 16),
        ("towela", "towel", 75 + 16),
        # one letter for another
        ("tawel", "towel", 90),
        ("tofel", "tovel", 65),
        ("grafic", "graphic", 65),
        ("graphic", "grafic", 65),
        ("fone", "phone", 65 + 20),
        ("tylel", "tilel", 90),  # two vowels
        ("tomel", "tonel", 65),
        ("tqwel", "tkwel", 65),
        ("towek", "towel", 115),  # k is beside l
        ("towep", "towel", 115),  # p (9) and l (8.5)
        ("toqel", "towel", 115),
        ("tosel", "towel", 115),  # w (1) and s (1.5)
        ("tozel", "towel", 150),  # w (1) and z: two rows
        ("toael", "towel", 115),  # w (1) and a (0.5)
        ("todel", "towel", 150),  # w (1) and d (2.5)
        ("powel", "towel", 150 + 20),
        ("rowel", "towel", 115 + 20),
        ("awed", "owed", 90 + 20),
        ("tiwel", "towel", 90),  # i and o are neighbours, but two vowels
        ("café1", "café2", 150),  # not on the keyboard
        # two neighbours swapped
        ("towle", "towel", 30),
        ("otwel", "towel", 30 + 20),
        # the cheapest way, not the one of fewest edits
        ("ab", "ba", 30 + 20),
        ("towal", "towrl", 75 + 50),  # a too many and r missing, for less than r as a (150)
    ],
)
def test_costs(t: str, v: str, expected: int) -> None:
    """Property 2."""
    assert cost(t, v) == expected


def test_scores() -> None:
    """Property 2: cost + 8 * distance - 4 * bit_length(frequency)."""
    assert score("towle", "towel", 1) == 30 + 8 - 4
    assert score("towle", "towel", 5) == 30 + 8 - 12
    assert score("butun", "button", 8) == 25 + 90 + 16 - 16


@pytest.mark.parametrize(
    ("t", "v", "expected"),
    [
        ("unframed", "framed", True),
        ("framed", "unframed", True),
        ("unframd", "framed", True),
        ("framd", "unframed", True),
        ("unfrmd", "framed", False),  # frmd is two edits away
        ("unframed", "unfamed", False),  # both
        ("indoor", "outdoor", False),
        ("inside", "side", True),
        ("dishes", "wishes", False),
        ("dislike", "like", True),
        ("link", "ink", False),  # k is three edits from link
        ("until", "util", True),
        ("antislip", "slip", True),
    ],
)
def test_negations(t: str, v: str, expected: bool) -> None:  # noqa: FBT001
    """Property 2."""
    assert is_negation(t, v) == is_negation(v, t) == expected


def test_plain_words() -> None:
    """Section 8, edits."""
    assert [word for word in ("towel", "café", "straße", "юбка", "3.5mm", "x1", "東京", "カメラ", "a東") if is_plain(word)] == [
        "towel",
        "café",
        "straße",
        "юбка",
    ]


def test_reach_and_exceptions() -> None:
    """Section 8, edits and corrections."""
    assert [Typos().reach("x" * length) for length in (1, 3, 4, 7, 8, 20)] == [0, 0, 1, 1, 2, 2]
    assert [Typos(one=2, two=3).reach("x" * length) for length in (1, 2, 3)] == [0, 1, 2]
    typos = Typos(exceptions=["Tempest", "Wi-Fi"])
    assert [word for word in ("tempest", "wi", "fi", "wifi", "tempests") if typos.is_exception(word)] == ["tempest", "wi", "fi"]


def test_what_is_near_a_prefix() -> None:
    """Section 9: a prefix of the form is within one edit of the typed word."""
    index = TextIndex.__new__(TextIndex)
    index.correct_words = {"bathroom", "bath", "batch", "berth", "bathe"}
    assert sorted(near("bahtr", 1, index)) == ["bathroom"]
    assert sorted(near("batc", 1, index)) == ["batch", "bath", "bathe", "bathroom"]
