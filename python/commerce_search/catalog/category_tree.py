"""Where does a category hang, and can shoppers see it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from commerce_search.catalog.category import Category

__all__ = ["CategoryFlaw", "CategoryTree"]


_LOOP_SHOWN: Final = 8


class CategoryFlaw(NamedTuple):
    """Why a category has no place in the tree."""

    category: Category
    code: str
    message: str


class CategoryTree(Mapping[str, Category]):
    """The categories of a catalog, by id, in order of appearance.

    Whatever the parents say, every walk ends: ``flaws`` finds cycles, and the other methods step on no category twice.
    """

    def __init__(self, known: Mapping[str, Category] | None = None) -> None:
        """Start with the categories that are already ``known``."""
        self._by_id: dict[str, Category] = dict(known or {})
        self._children: dict[str | None, tuple[Category, ...]] | None = None
        self._online: dict[str, bool] = {}

    def __getitem__(self, category: str) -> Category:
        """Return the category with this id; raise ``KeyError`` if there is none."""
        return self._by_id[category]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids in order of appearance."""
        return iter(self._by_id)

    def __len__(self) -> int:
        """Return the number of categories."""
        return len(self._by_id)

    def __contains__(self, category: object) -> bool:
        """Tell whether there is a category with this id."""
        return category in self._by_id

    def add(self, category: Category) -> None:
        """Hang ``category`` into the tree, in place of one with the same id."""
        self._by_id[category.id] = category
        self._grown()

    def remove(self, category: str) -> None:
        """Take a category out of the tree."""
        del self._by_id[category]
        self._grown()

    def ancestors(self, category: str) -> tuple[Category, ...]:
        """Return the categories above ``category``, the nearest first; unknown parents end the walk."""
        return self.path(category)[-2::-1]

    def path(self, category: str) -> tuple[Category, ...]:
        """Return the categories from the top down to ``category`` itself."""
        climbed: dict[str, Category] = {}
        step: str | None = category
        while step is not None and step in self._by_id and step not in climbed:
            climbed[step] = self._by_id[step]
            step = self._by_id[step].parent
        return tuple(reversed(climbed.values()))

    def children(self, category: str | None) -> tuple[Category, ...]:
        """Return the categories right below ``category``, or the top ones for ``None``, by position, then appearance."""
        if self._children is None:
            self._children = self._grouped()
        return self._children.get(category, ())

    def below(self, category: str) -> Iterator[Category]:
        """Iterate over ``category`` and everything below it, parents first, siblings in order."""
        waiting, seen = [self._by_id[category]], {category}
        while waiting:
            current = waiting.pop()
            yield current
            fresh = [child for child in self.children(current.id) if child.id not in seen]
            seen.update(child.id for child in fresh)
            waiting += reversed(fresh)

    def is_online(self, category: str) -> bool:
        """Tell whether shoppers can see ``category``: it and everything above it is online."""
        if category not in self._online:
            self._online[category] = all(step.online for step in self.path(category))
        return self._online[category]

    def flaws(self, categories: Iterable[str]) -> list[CategoryFlaw]:
        """Return which of ``categories`` have an unknown parent or lie on a cycle."""
        found = (self._flaw(self._by_id[category]) for category in categories)
        return [flaw for flaw in found if flaw is not None]

    def _flaw(self, category: Category) -> CategoryFlaw | None:
        if category.parent is None:
            return None
        if category.parent not in self._by_id:
            message = "expected null or a category whose record stands before the products"
            return CategoryFlaw(category, "unknown_parent", message)
        path = self.path(category.id)
        if path[0].parent != category.id:
            return None
        return CategoryFlaw(category, "category_cycle", f"expected a tree, but this goes round: {_loop(category, path)}")

    def _grouped(self) -> dict[str | None, tuple[Category, ...]]:
        groups: dict[str | None, list[Category]] = {}
        for category in self._by_id.values():
            groups.setdefault(category.parent, []).append(category)
        return {parent: tuple(sorted(group, key=lambda child: child.position)) for parent, group in groups.items()}

    def _grown(self) -> None:
        self._children = None
        self._online.clear()


def _loop(category: Category, path: tuple[Category, ...]) -> str:
    ids = [step.id for step in (category, *path)]
    shown = ids if len(ids) <= _LOOP_SHOWN else [*ids[: _LOOP_SHOWN - 2], "...", ids[-1]]
    return " > ".join(shown)
