"""The category tree.

1. Siblings stand by position, then by appearance.
2. A category is online if it and everything above it is.
3. Every walk ends, even through a cycle; the cycle is found wherever one looks from on it.
4. The subtree of a category is itself and all whose path leads through it.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commerce_search.catalog import Category, CategoryTree


def tree_of(*categories: Category) -> CategoryTree:
    tree = CategoryTree()
    for category in categories:
        tree.add(category)
    return tree


SHOP = tree_of(
    Category(id="bath", position=1),
    Category(id="towels", parent="bath", position=2),
    Category(id="robes", parent="bath", position=1),
    Category(id="beach", parent="towels", online=False),
    Category(id="stripes", parent="beach"),
    Category(id="sea"),
    Category(id="mats", parent="bath", position=2),
)


def ids(categories: object) -> list[str]:
    return [category.id for category in categories]  # type: ignore[attr-defined]


def test_siblings_stand_by_position_then_by_appearance() -> None:
    assert ids(SHOP.children("bath")) == ["robes", "towels", "mats"]
    assert ids(SHOP.children(None)) == ["sea", "bath"]
    assert SHOP.children("stripes") == ()


def test_paths_lead_down_and_ancestors_up() -> None:
    assert ids(SHOP.path("stripes")) == ["bath", "towels", "beach", "stripes"]
    assert ids(SHOP.ancestors("stripes")) == ["beach", "towels", "bath"]
    assert SHOP.ancestors("sea") == ()


def test_below_an_offline_category_nothing_is_online() -> None:
    assert [category for category in SHOP if not SHOP.is_online(category)] == ["beach", "stripes"]


def test_a_change_is_seen_at_once() -> None:
    tree = tree_of(*SHOP.values())
    assert not tree.is_online("stripes")
    assert len(tree.children("sea")) == 0
    tree.add(Category(id="beach", parent="sea"))
    assert tree.is_online("stripes")
    assert ids(tree.children("sea")) == ["beach"]
    tree.remove("beach")
    assert ids(tree.path("stripes")) == ["stripes"]


def test_the_subtree_is_walked_parents_first() -> None:
    assert ids(SHOP.below("bath")) == ["bath", "robes", "towels", "beach", "stripes", "mats"]


parents = st.lists(st.integers(-1, 9), min_size=10, max_size=10)


@given(parents)
def test_every_walk_ends_and_cycles_are_found(above: list[int]) -> None:
    tree = tree_of(*(Category(id=str(i), parent=None if p < 0 else str(p)) for i, p in enumerate(above)))
    on_a_cycle = {str(i) for i in range(10) if _comes_back(i, above)}
    assert {flaw.category.id for flaw in tree.flaws(tree)} == on_a_cycle
    for category in tree:
        tree.is_online(category)
        assert len(tree.path(category)) <= 10
        assert category in ids(tree.below(category))


@given(parents)
def test_a_subtree_is_all_whose_path_leads_through_its_root(above: list[int]) -> None:
    tree = tree_of(*(Category(id=str(i), parent=None if p < 0 or p >= i else str(p)) for i, p in enumerate(above)))
    for root in tree:
        assert set(ids(tree.below(root))) == {category for category in tree if root in ids(tree.path(category))}


def test_the_message_of_a_long_cycle_is_short() -> None:
    tree = tree_of(*(Category(id=str(i), parent=str((i + 1) % 1000)) for i in range(1000)))
    (flaw,) = tree.flaws(["0"])
    assert flaw.message == "expected a tree, but this goes round: 0 > 999 > 998 > 997 > 996 > 995 > ... > 0"


def _comes_back(start: int, above: list[int]) -> bool:
    step = above[start]
    for _ in range(10):
        if step in (start, -1):
            break
        step = above[step]
    return step == start
