"""Small random catalogs, settings and texts that stop anywhere, for what is suggested: so few words that everything collides.

`random_suggestion_case(rng)` is plain and fast. A request is the keyword arguments of `Oracle.suggest`.
"""

from __future__ import annotations

from random import Random
from typing import Any

from .foreign_words import GERMAN
from .mistypings import mistyped
from .strategies import CJK, COLOURS, NEAR, ODD, STOP, WORDS, Case, Generator, Record, Request, Settings
from .typed_shops import typed
from .word_sets import words

BRANDS = ["Red", "Ærø", "rock'n'roll", "Bus Co", "The Towel", "東京", "Beach & Co"]


def random_suggestion_case(rng: Random) -> Case:
    """One catalog with its settings and some texts that are being typed."""
    aside = Random()
    aside.setstate(rng.getstate())
    generator = _Suggested(rng)
    settings, records, _ = generator.case()
    settings["refinements"] = generator.with_brands(settings["refinements"])
    if generator.chance(0.7):
        settings["suggestions"] = generator.suggestions()
    if generator.chance(0.4):
        settings["locales"] = settings["locales"] | {"fr": generator.one([["fr", "en"], ["pt-BR", "de", "en"]])}
    requests = [generator.suggestion_request(settings) for _ in range(8)]
    settings |= words(generator)
    typed(settings, records, requests, aside)
    return settings, records, requests


class _Suggested(Generator):
    """Draws what suggestions need beside the rest."""

    # Settings

    def common(self, i: int, kind: str) -> Record:
        """More brands and categories than elsewhere."""
        record = super().common(i, kind)
        if self.chance(0.3):
            record["brand"] = self.one(BRANDS)
        if self.categories and self.chance(0.6):
            record["categories"] = [self.assignment(id_) for id_ in self.some(self.categories, 1, 2)]
        return record

    def with_brands(self, definitions: list[Record]) -> list[Record]:
        """Now and then with refinements of the brand, before or behind the others."""
        brands: list[Record] = [{"id": "brand", "kind": "attribute"}, {"id": "maker", "kind": "attribute", "attribute": "brand"}]
        again: list[Record] = [{"id": "shade", "kind": "attribute", "attribute": "colour"}, {"id": "rating", "kind": "attribute"}]
        more = self.some(brands, 0, 2) + self.some(again, 0, 1)
        return more + definitions if self.chance(0.5) else definitions + more

    def selectable(self, definition: Record) -> list[Any]:
        """Brands and ratings too."""
        facts: dict[str, list[Any]] = {"brand": [*BRANDS, "zzz"], "rating": [4, 4.5, "5"]}
        attribute = str(definition.get("attribute", definition["id"]))
        return facts[attribute] if attribute in facts else super().selectable(definition)

    def suggestions(self) -> Record:
        """How suggestions are made."""
        every: Record = {
            "least_characters": self.one([1, 1, 2, 2, 4]),
            "least_characters_by_locale": {self.one(["en", "de"]): self.one([1, 2])},
            "limit": self.one([1, 2, 3, 10]),
            "combine": self.some(["brand", "colour", "size", "material", "weight", "waterproof"], 0, 4),
            "least_products": self.one([1, 1, 3]),
            "phrases": {locale: [self.saying() for _ in range(self.rng.randint(0, 6))] for locale in self.some(["en", "de"], 1, 2)},
            "exclusions": {locale: [self.one([*WORDS, "red towel", "!", "東京"])] for locale in self.some(["en", "de"], 1, 2)},
        }
        return {key: every[key] for key in self.some(list(every), 1, len(every))}

    def saying(self) -> str:
        """A phrase that somebody would search, or nobody."""
        named = self.named_words()
        at = self.rng.randrange(len(named))
        words = named[at : at + self.rng.randint(1, 3)]
        if self.chance(0.3):
            words.insert(0, self.one([*self.named_words(), self.one(WORDS)]))
        return self.one([" ", " ", " ", "  ", "-", ", "]).join(words) + self.one([""] * 8 + ["!", " "])

    # Requests

    def suggestion_request(self, settings: Settings) -> Request:
        """A text with what may be asked beside it."""
        request: Request = {"text": self.unfinished(settings)} | self.context(settings)
        if self.chance(0.6):
            request.pop("refine", None)
        optional: dict[str, Any] = {
            "locale": lambda: self.one(list(settings["locales"])),
            "limit": lambda: self.one([0, 1, 2, 2, 5, 5, 30, 30]),
            "counts": lambda: self.chance(0.7),
            "recent": lambda: [self.saying() for _ in range(self.rng.randint(1, 9))],
            "popular": lambda: self.popular(request),
        }
        for key, make in optional.items():
            if self.chance(0.4):
                request[key] = make()
        return request

    def popular(self, request: Request) -> dict[str, float]:
        """Popular phrases, equally so or not, now and then very many."""
        if self.chance(0.1):
            word = request["text"].strip() or "red"
            return {f"{word} {i}": float(self.rng.randint(0, 3)) for i in range(self.rng.randint(60, 70))} | {word: 0.0}
        return {self.saying(): self.one([0.0, 1.0, 1.0, 2.5]) for _ in range(self.rng.randint(0, 9))}

    def unfinished(self, settings: Settings) -> str:
        """The beginning of a label, or of its later words, with words before it, with typos."""
        if self.chance(0.04):
            return self.one(["京", "都", "京都", "メラ"])
        text = self.label(settings) or "towel"
        if self.chance(0.1):
            text = " ".join(text.split(" ")[1:]) or text
        if self.chance(0.1):
            text = f"{self.one([*self.named_words(), self.one(WORDS), self.one(STOP)])} {text}"
        if self.chance(0.8):
            text = text[: self.rng.randint(1 if self.chance(0.3) else min(3, len(text)), len(text))]
        if self.chance(0.3):
            text = self.misspelt_somewhere(text)
        return self.one([text] * 24 + [text.upper(), f"{text} ", f"{text} ", f"{text},", f' "{text}', self.one(["", " ", "M" * 70])])

    def misspelt_somewhere(self, text: str) -> str:
        """A typo in one of the words."""
        words = text.split(" ")
        at = self.rng.randrange(len(words))
        return " ".join([*words[:at], mistyped(words[at], self.rng), *words[at + 1 :]])

    def label(self, settings: Settings) -> str:
        """What might be an entry: of some product, of the merchant, or any word."""
        if self.chance(0.7):
            return self.label_of(self.one(self.products))
        merchant: list[str] = [one for phrases in settings.get("suggestions", {}).get("phrases", {}).values() for one in phrases]
        others = [*COLOURS, "Navy blue", "Silk berry", "true", *WORDS, *NEAR, *ODD, *CJK, *GERMAN]
        return self.one(self.one([merchant or WORDS, others]))

    def label_of(self, product: Record) -> str:
        """The name of a product, its brand, a category or a value that it has, or words of it and one of these."""
        words = self.one(_texts(product["name"])).split(" ")
        at = self.rng.randrange(len(words))
        name = " ".join(words[at : at + self.rng.randint(1, 3)])
        assigned = [one["id"] if isinstance(one, dict) else one for one in product.get("categories", [])]
        labels = [text for record in self.records if record["id"] in assigned for text in _texts(record["name"])]
        brand = _texts(product.get("brand"))
        values = [str(one) for many in product.get("attributes", {}).values() for one in (many if isinstance(many, list) else _texts(many))]
        target = self.one(self.one([labels or [name], labels or [name], brand or [name], values or [name]]))
        before = self.one(self.one([words, brand or values or [name]]))
        return self.one([name, target, f"{before} {target}"])


def _texts(text: Any) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [] if text is None else [str(text)]
