"""A writer that is killed leaves a whole store (P6).

1. Whenever a process dies that publishes one generation after the other, the store opens, every checksum fits, and it shows the whole of one
   generation.

The share run here is set by KILLS (default 10); the whole is 500 (`make durability`).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from commerce_search import Catalog, Storefront

if TYPE_CHECKING:
    from pathlib import Path

KILLS: Final = int(os.environ.get("KILLS", "10"))
WRITER: Final = """
import sys
from commerce_search import Catalog, Storefront
print("ready", flush=True)
for number in range(1_000_000):
    records = [{"id": f"p{at}", "name": "Towel", "brand": f"of {number}", "price": at} for at in range(300)]
    Storefront.build(Catalog.from_records(records), path=sys.argv[1])
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that is there before the writer starts."""
    Storefront.build(
        Catalog.from_records([{"id": f"p{at}", "name": "Towel", "brand": "of old"} for at in range(300)]), path=tmp_path / "store"
    )
    return tmp_path / "store"


def test_a_killed_writer_leaves_a_whole_store(store: Path) -> None:
    """Property 1."""
    chance = random.Random(0)
    generations = set()
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(store)], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.3))
            writer.kill()
        with Storefront.open(store) as opened:
            opened.verify()
            page = opened.search("towel", limit=300)
            assert page.total == 300
            assert len({hit.product.brand for hit in page.hits}) == 1
            generations.add(page.generation)
    assert len(generations) >= min(KILLS, 20) / 2
