"""A small shop whose settings weigh one field wrongly: what its products are called by shoppers stands in their keywords."""

from __future__ import annotations

from typing import Any, Final

from commerce_search.experiments import JudgedQuery, Judgments

WORDS: Final = (
    "anorak", "beret", "cardigan", "dungarees", "espadrille", "fedora", "gilet", "hoodie", "jumper", "kimono", "leggings", "mitten",
    "negligee", "overall", "poncho", "quilt", "raincoat", "sarong", "tunic", "ulster", "vest", "wellington", "yoke", "zoot",
)  # fmt: skip
"""A query each."""

PLANTED: Final = """# weights of this shop
[[fields]]
name = "name"

[[fields]]
name = "short_description"
weight = 0.6

[[fields]]
name = "keywords"
weight = 0.05    # far too little
"""


def records() -> list[dict[str, Any]]:
    """For each word the product that is meant, and one whose description mentions it."""
    meant = [{"id": f"meant-{word}", "name": f"Model {place}", "keywords": word, "price": "9"} for place, word in enumerate(WORDS)]
    other = [{"id": f"a-{word}", "name": f"Item {place}", "short_description": word, "price": "9"} for place, word in enumerate(WORDS)]
    return [*meant, *other]


def judgments() -> Judgments:
    """People look for what is meant; one query has nothing relevant."""
    judged = [JudgedQuery(word, word, {f"meant-{word}": 3.0, f"a-{word}": 1.0}) for word in WORDS]
    return Judgments((*judged, JudgedQuery("none", "unicorn", {"meant-vest": 0.0})))


def judgment_lines() -> list[str]:
    """The same as the lines of a CSV file."""
    rows = [f"{query.id},{query.phrase},{product},{rating:g}" for query in judgments().queries for product, rating in query.ratings.items()]
    return ["query_id,query,product_id,rating", *rows]
