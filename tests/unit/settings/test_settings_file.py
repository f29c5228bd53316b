"""Settings files.

1. All mistakes of a file are reported at once, with their paths and a remedy.
2. What is no table of settings is a SettingsError too.
"""

from __future__ import annotations

import pytest

from commerce_search import Settings
from commerce_search.errors import SettingsError

WRONG = """
curency = "EUR"
page_size = "x"
[locales]
en = "en"
[typos]
one = 0
[[refinements]]
id = "a"
kind = "colour"
[[refinements]]
kind = "price"
"""


def test_all_mistakes_are_reported_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_toml(WRONG, "shop.toml")
    assert {(problem.path, problem.code) for problem in caught.value.problems} == {
        ("shop.toml: curency", "unknown_key"),
        ("shop.toml: page_size", "wrong_type"),
        ("shop.toml: locales.en", "wrong_type"),
        ("shop.toml: typos.one", "out_of_range"),
        ("shop.toml: refinements[0].kind", "out_of_range"),
        ("shop.toml: refinements[1].id", "missing"),
    }


def test_the_remedy_is_named() -> None:
    with pytest.raises(SettingsError, match=r"did you mean currency\?"):
        Settings.from_dict({"curency": "EUR"})


def test_what_is_no_table_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="an object"):
        Settings.from_dict({"fields": [5]})
