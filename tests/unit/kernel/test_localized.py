"""Localized text.

1. A plain string is in the first language of every chain.
2. A text is taken in the first language of the chain that has it; none has it: there is none.
3. A label falls back further: to the alphabetically first language, then to the default.
"""

from __future__ import annotations

from commerce_search.kernel.localized import Wording, label_in, wording_in

TOWEL = {"en": "Towel", "fr": "Serviette", "es": "Toalla"}


def test_a_plain_string_is_in_the_first_language_of_the_chain() -> None:
    assert wording_in("Towel", ["de", "en"]) == Wording("de", "Towel")


def test_the_first_language_of_the_chain_that_has_the_text_wins() -> None:
    assert wording_in(TOWEL, ["de", "fr", "en"]) == Wording("fr", "Serviette")


def test_a_text_that_no_language_of_the_chain_has_is_not_there() -> None:
    assert wording_in(TOWEL, ["de"]) is None
    assert wording_in(None, ["de"]) is None
    assert wording_in({}, ["de"]) is None


def test_a_label_is_shown_in_another_language_rather_than_not_at_all() -> None:
    assert label_in(TOWEL, ["de"], "towel") == "Towel"
    assert label_in({"pl": "Ręcznik", "fr": "Serviette"}, ["de"], "towel") == "Serviette"


def test_a_label_without_any_text_is_the_default() -> None:
    assert label_in(None, ["de"], "towel") == "towel"
    assert label_in({}, ["de"], "towel") == "towel"
