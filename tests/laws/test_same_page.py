"""The same request has the same page (P8).

1. A store in memory and one on disk, opened by whomever, give the same pages.
2. How many threads built a store does not show.
3. Threads that search at the same time get the pages that they get alone.
4. A search changes nothing: the second answer is the first.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from commerce_search import Storefront

from .shop import pages, shop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store() -> Storefront:
    return shop()


@pytest.fixture(scope="module")
def answers(store: Storefront) -> list[dict[str, Any]]:
    """The pages, each in full."""
    return [page.to_dict() for page in pages(store)]


def test_there_is_something_to_compare(answers: list[dict[str, Any]]) -> None:
    assert len(answers) >= 90
    assert sum(page["total"] > 0 for page in answers) >= 60
    assert sum(bool(page["tail"]) for page in answers) >= 5
    assert sum(bool(page["relaxed"]) for page in answers) >= 5


def test_a_store_on_disk_answers_like_one_in_memory(answers: list[dict[str, Any]], tmp_path: Path) -> None:
    """Property 1."""
    built = shop(tmp_path / "store")
    assert [page.to_dict() for page in pages(built)] == answers
    with Storefront.open(tmp_path / "store") as opened:
        opened.verify()
        assert [page.to_dict() for page in pages(opened)] == answers


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_the_number_of_building_threads_does_not_show(threads: int, answers: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Property 2."""
    monkeypatch.setattr(os, "cpu_count", lambda: threads)
    assert [page.to_dict() for page in pages(shop())] == answers


def test_threads_do_not_disturb_each_other(store: Storefront, answers: list[dict[str, Any]]) -> None:
    """Properties 3 and 4."""
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: [page.to_dict() for page in pages(store)], range(8)))
    assert all(one == answers for one in found)
