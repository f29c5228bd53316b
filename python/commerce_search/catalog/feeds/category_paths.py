"""Which categories does a path like ``A > B > C`` name, and which of them are new?"""

from __future__ import annotations

__all__ = ["CategoryPaths"]

_JOINT = " > "


class CategoryPaths:
    """Turns paths of category names into category ids, and makes the records of categories when it meets them first.

    The id of a category is its whole path, so that ``Men > Shoes`` and ``Women > Shoes`` are two.
    """

    def __init__(self) -> None:
        """Begin with no category."""
        self._made: set[str] = set()
        self._new: list[dict[str, object]] = []

    def category(self, path: str, separator: str) -> str:
        """Return the id of the category that ``path`` names; it and those above it exist from now on."""
        parent: str | None = None
        for name in (level.strip() for level in path.split(separator)):
            if name:
                parent = self._made_below(parent, name)
        return parent or ""

    def take_new(self) -> list[dict[str, object]]:
        """Return the records of the categories made since the last call, parents first."""
        new, self._new = self._new, []
        return new

    def _made_below(self, parent: str | None, name: str) -> str:
        category = name if parent is None else f"{parent}{_JOINT}{name}"
        if category not in self._made:
            self._made.add(category)
            self._new.append({"type": "category", "id": category, "name": name, "parent": parent})
        return category
