"""What the values of an attribute are called in a locale: semantics.md section 6, types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .documents import Catalog, Document
    from .text import Chain


class ValueLabels:
    """The values that documents have, and their texts where they are localized."""

    def __init__(self, catalog: Catalog, attribute: str) -> None:
        """Collect them; a product's own text counts also where all its variations have another value."""
        self.record = catalog.attributes.get(attribute)
        self.attribute = attribute
        self.documents: dict[str, list[Document]] = {}
        self.texts: dict[str, Any] = {}
        for document in catalog.documents:
            for id_ in {value.id for row in document.rows for value in document.values(row, attribute)}:
                self.documents.setdefault(id_, []).append(document)
            for held in [document.product.attributes, *(row.own for row in document.rows)]:
                for value in held.get(attribute, []):
                    localized = value.raw if isinstance(value.raw, dict) else None
                    self.texts[value.id] = self.texts.get(value.id) or localized

    def labels(self, id_: str, chain: Chain) -> Iterator[tuple[str, str]]:
        """The labels of a value, with their languages."""
        known = self.record.known_value(id_).get("label") if self.record is not None else None
        text: Any = self.texts.get(id_) or known or {}
        if isinstance(text, str):
            yield text, chain[0]
            return
        in_languages = [(text[language], language) for language in chain if language in text]
        yield from in_languages or [(id_, chain[0])]
