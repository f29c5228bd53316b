"""Small random catalogs, settings and requests over a vocabulary so tiny that everything collides.

`random_case(rng)` is plain and fast; `cases()` hands its cases to hypothesis; `smallest(case, fails)` makes one small that fails.
A request is the keyword arguments of `Oracle.search`, of `random_type_ahead_case` those of `Oracle.type_ahead`. Every catalog is valid by catalog.md.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product as combinations
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from . import negation_phrases
from .foreign_words import languages
from .measured_shops import put_over
from .mistypings import cut, glued, mistyped
from .named_shops import named
from .price_phrases import BRANDS, price_phrase, understanding
from .recommendation_cases import hopeless_request, no_results
from .typo_settings import typos
from .unspaced_shops import unspaced
from .value_phrases import name_values
from .word_sets import typed_key, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record: TypeAlias = dict[str, Any]
Settings: TypeAlias = dict[str, Any]
Request: TypeAlias = dict[str, Any]
Case: TypeAlias = tuple[Settings, list[Record], list[Request]]
T = TypeVar("T")

COLOURS = ["red", "blue", "navy", "nave", "green"]
SIZES = ["S", "M", "L"]
STOP = ["the", "of", "with", "not"]
WORDS = ["red", "blue", "towel", "towels", "beach", "dress", "dresses", "dressing", "berry", "berries", "bus", "buses", "cotton", "M"]
NEAR = ["tower", "trowel", "framed", "unframed", "frames", "bathroom", "bleach", "breach", "dresser", "dresstowel"]
THEMES = [  # words of some products, and what is typed for them
    *[(["bath", "room", "bathroom"], ["bath room", "bath room", "bath-room", "bathhroom"])] * 2,  # a join undone is the rarest of all
    (["dress", "towel", "dresstowel"], ["dress towel", "dresstowel", "dresstwel", "dress towle"]),
    (["red", "bus", "rebus"], ["redbus", "red bus", "rebuss"]),
    (["blue tower", "towel", "red towel"], ["blue towe", "bleu towe", "red towe", "towe red"]),
    (["framed", "unframed", "frame"], ["unfremed", "framed", "famed", "uframed"]),
]
ODD = ["café", "Cafe", "Straße", "strasse", "men's", "mens", "rock'n'roll", "3.5mm", "3.5", "12", "AB-123", "wi-fi", "ﬁg", "Ærø", "aero"]
CJK = ["東京", "東京都", "京都", "カメラ", "カメラX1", "山"]
IDS = ["AB-123", "ab123", "00AB123", "0012-34", "1234", "12.34", "X/9", "x9", "000", "978-3-16-148410-0", "tee", "A1", "TOWLE-7"]
TYPED_IDS = ["AB 123", "ab-123", "0ab123", "12 34", "12/34", "001234", "x 9", "9783161484100", "0", "a-1", "978 3 16 148410 0", "towle 7"]
PRICES = [None, "5", "9.99", 10, 19.99, "20.00", 20, "50", "50.01", 0]
MATERIALS = [{"en": "cotton", "de": "Baumwolle"}, {"en": "red wool", "de": "rote Wolle"}, "silk", "men's blend", {"de": "Leder"}]
WEIGHTS = [1, 2.5, 12, 175, -3, 3.5]
SEARCHABLE = ["name", "brand", "short_description", "description", "keywords", "categories", "attributes", "variations", "material"]

_BASE = datetime(2026, 6, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def random_case(rng: Random) -> Case:
    """One catalog with its settings and some requests."""
    aside = _copy(rng)
    generator = Generator(rng)
    settings, records, requests = generator.case()
    put_over(settings, records, requests, aside)
    named(settings, records, requests, aside, "phrase")
    negation_phrases.put_over(settings, records, requests, aside, "phrase")
    _weigh_side_by_side(settings, aside)
    name_values(settings, records, requests, aside, "phrase")
    unspaced(settings, records, requests, aside, "phrase")
    settings |= no_results(generator)
    requests.append(hopeless_request(generator, settings))
    return _with_words(generator, settings, records, requests, "phrase")


def random_type_ahead_case(rng: Random) -> Case:
    """The same with texts that are still being typed."""
    aside = _copy(rng)
    generator = Generator(rng)
    settings, records, _ = generator.case()
    requests = [generator.type_ahead_request(settings) for _ in range(5)]
    put_over(settings, records, requests, aside)
    named(settings, records, requests, aside, "text")
    negation_phrases.put_over(settings, records, requests, aside, "text")
    _weigh_side_by_side(settings, aside)
    name_values(settings, records, requests, aside, "text")
    unspaced(settings, records, requests, aside, "text")
    return _with_words(generator, settings, records, requests, "text")


def _copy(rng: Random) -> Random:
    aside = Random()
    aside.setstate(rng.getstate())
    return aside


def _weigh_side_by_side(settings: Settings, rng: Random) -> None:
    if rng.random() < 0.9:
        settings["relevance"] = settings.get("relevance", {}) | {"side_by_side": rng.choice([0, 0.1, 0.1, 0.1, 0.1, 0.5, 3, 100])}


def _with_words(generator: Generator, settings: Settings, records: list[Record], requests: list[Request], text: str) -> Case:
    """The case where the merchant says something of words, in some cases: drawn last, so that the rest stays as it was."""
    settings = settings | words(generator)
    key = typed_key(generator, settings)
    return settings, records, [*requests, *([generator.one(requests) | {text: key}] if key else [])]


def cases() -> st.SearchStrategy[Case]:
    """The same, for hypothesis, by seed: shrinking through the generator takes minutes, `smallest` takes seconds."""
    return st.integers(0, 2**32).map(lambda seed: random_case(Random(seed)))


class Generator:
    """Draws everything from one source of chance."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.records: list[Record] = []
        self.categories: list[str] = []
        self.products: list[Record] = []
        self.names: set[str] = set()
        self.knows_material = self.chance(0.6)
        self.theme, self.about = self.one(THEMES) if self.chance(0.5) else ([], NEAR)
        self.apart = self.chance(0.5)
        self.other, self.foreign, self.chain = languages(rng)
        self.everywhere = self.one([*NEAR, "towel", "dress", "cotton"]) if self.chance(0.25) else ""
        self.rare = mistyped(self.everywhere, rng) if self.everywhere else ""

    def case(self) -> Case:
        """A whole case."""
        settings = self.settings()
        self.records += self.attributes()
        self.records += self.category_tree()
        for i in range(self.rng.choice([15, 25] if self.everywhere else [1, 2, 4, 8, 12, 18, 25])):
            self.products.append(self.product(i))
        if not self.knows_material:
            first = self.products[0]
            first.setdefault("attributes", {})["material"] = "silk"
            first.pop("online", None)
            first.pop("categories", None)
        if self.chance(0.5):
            self.rng.shuffle(self.products)
        requests = [self.request(settings) for _ in range(5)]
        return settings, self.records + self.products, requests

    # Chance

    def chance(self, p: float) -> bool:
        """True with probability p."""
        return self.rng.randrange(100) < p * 100

    def one(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[self.rng.randrange(len(values))]

    def some(self, values: Sequence[T], low: int, high: int) -> list[T]:
        """Between low and high distinct ones, in any order."""
        return self.rng.sample(list(values), min(len(values), self.rng.randint(low, high)))

    # Texts

    def word(self) -> str:
        """A word of a product text."""
        if self.theme and not self.apart and self.chance(0.3):
            return self.one(self.theme)
        return self.one(self.one([WORDS, WORDS, WORDS, WORDS, NEAR, NEAR, STOP, ODD, CJK, COLOURS]))

    def text(self, low: int, high: int) -> str:
        """Some words, now and then one of them many times."""
        words = [self.word() for _ in range(self.rng.randint(low, high))]
        if self.chance(0.05):
            words += [self.word()] * self.rng.randint(6, 9)
        return self.one([" ", " ", " ", ", ", "-", ""]).join(words) if self.chance(0.1) else " ".join(words)

    def localized(self, low: int, high: int) -> Any:
        """A plain text, or one by language that may lack one."""
        if self.chance(0.5):
            return self.text(low, high)
        foreign = " ".join(self.one([*self.foreign, *CJK]) for _ in range(self.rng.randint(low, high)))
        both = {"en": self.text(low, high), self.other: foreign}
        return {language: both[language] for language in self.one([["en", self.other], ["en", self.other], ["en"], [self.other]])}

    # Attributes and categories

    def attributes(self) -> list[Record]:
        """The attributes of every catalog; `material` may be left for the engine to understand."""
        labels = {"red": {"en": "Red", "de": "Rot"}, "blue": "Blue", "navy": {"en": "Navy blue", "de": "Marineblau"}}
        colours = [{"id": id_, "label": labels[id_]} for id_ in self.some(list(labels), 0, 3)]
        for colour in colours:
            if self.chance(0.5):
                colour["swatch"] = self.one(["#d22", "#22d"])
        found: list[Record] = [
            {"type": "attribute", "id": "colour", "name": {"en": "Colour", "de": "Farbe"}, "values": colours},
            {"type": "attribute", "id": "size", "values": [{"id": size} for size in self.some(SIZES, 0, 3)]},
            {"type": "attribute", "id": "weight", "kind": "number", "multiple": True},
            {"type": "attribute", "id": "waterproof", "kind": "flag", "name": "Waterproof"},
        ]
        if self.knows_material:
            found.append({"type": "attribute", "id": "material", "multiple": True, "values": [{"id": "silk", "label": "Silk berry"}]})
        if self.chance(0.2):
            self.one(found)["searchable"] = False
        return found

    def category_tree(self) -> list[Record]:
        """Categories below each other, some of them offline."""
        found: list[Record] = []
        for i in range(self.rng.randint(0, 6)):
            id_ = f"c{(i * 7) % 10}"
            found.append({"type": "category", "id": id_, "name": self.localized(1, 2), "position": self.rng.randint(0, 2)})
            if self.categories and self.chance(0.6):
                found[-1]["parent"] = self.one(self.categories)
            if self.chance(0.1):
                found[-1]["online"] = False
            self.categories.append(id_)
        return found

    # Products

    def id(self, i: int, suffix: str = "") -> str:
        """An id of its own, that may look like an identifier."""
        id_ = (self.one(IDS) if self.chance(0.3) else f"p{i}") + suffix
        while id_ in self.names:
            id_ += "x"
        self.names.add(id_)
        return id_

    def product(self, i: int) -> Record:
        """A product of any type."""
        kind = self.one(["simple"] * 6 + ["master"] * 5 + ["set", "bundle"])
        simple = [one["id"] for one in self.products if one.get("type", "simple") == "simple"]
        members = [one["id"] for one in self.products if one.get("type") != "set"]
        if (kind == "bundle" and not simple) or (kind == "set" and not members):
            kind = "simple"
        record = self.common(i, kind)
        if kind == "set":
            record["members"] = self.some(members, 1, 3)
            return record
        if kind == "master":
            return record | self.master(i)
        if kind == "bundle":
            picked = self.some(simple, 1, 2)
            record["members"] = [{"id": id_, "quantity": self.rng.randint(1, 3)} if self.chance(0.5) else {"id": id_} for id_ in picked]
        return record | self.offer()

    def common(self, i: int, kind: str) -> Record:
        """What all products have."""
        record: Record = {"type": kind, "id": self.id(i), "name": self.localized(1, 4)}
        if self.everywhere or (self.theme and self.apart):
            more = " " + self.shared(i)
            name = record["name"]
            record["name"] = name + more if isinstance(name, str) else {language: text + more for language, text in name.items()}
        optional: dict[str, Callable[[], Any]] = {
            "brand": lambda: self.one(["Red", "Ærø", "rock'n'roll", "Bus Co", BRANDS[0]]),
            "short_description": lambda: self.localized(1, 6),
            "description": lambda: self.localized(2, self.one([12, 12, 12, 60, 300])),
            "keywords": lambda: self.localized(1, 3) if self.chance(0.7) else self.one(NEAR),
            "categories": lambda: [self.assignment(id_) for id_ in self.some(self.categories, 1, 3)],
            "attributes": self.product_attributes,
            "rating": lambda: {"average": self.one([0, 3.5, 4, 4.5, 5]), "count": self.rng.randint(0, 3)},
        }
        for key, make in optional.items():
            if self.chance(0.35):
                record[key] = make()
        return record | self.window() | self.flags()

    def shared(self, i: int) -> str:
        """What the names of many products have: a word of the theme each, or all the same word, but one misspells it."""
        if self.theme and self.apart and i < 6:
            return self.theme[i % 3]
        return self.rare if i == 6 else self.everywhere

    def flags(self) -> Record:
        """Offline and not searchable ones."""
        record: Record = {}
        if self.chance(0.06):
            record["online"] = False
        if self.chance(0.06):
            record["searchable"] = False
        return record

    def assignment(self, category: str) -> Any:
        """A category of a product, with a position or without."""
        return {"id": category, "position": self.rng.randint(0, 3)} if self.chance(0.7) else category

    def product_attributes(self) -> Record:
        """Attribute values of a product, in any order."""
        every: Record = {
            "material": self.some(MATERIALS, 1, 3) if self.chance(0.5) else self.one(MATERIALS),
            "weight": self.some(WEIGHTS, 1, 3) if self.chance(0.3) else self.one(WEIGHTS),
            "waterproof": self.chance(0.5),
            "colour": self.one(COLOURS),
            "size": self.one(SIZES),
        }
        return {id_: every[id_] for id_ in self.some(list(every), 1, 4)}

    def window(self) -> Record:
        """A window in some days of June, with different offsets."""
        record: Record = {}
        if self.chance(0.12):
            record["online_from"] = self.one(["2026-06-02T00:00:00Z", "2026-06-03T02:00:00+02:00"])
        if self.chance(0.12):
            record["online_to"] = self.one(["2026-06-04T00:00:00Z", "2026-06-05T00:00:00-05:00"])
        return record

    def offer(self) -> Record:
        """Price, stock and identifiers of a row."""
        price = self.one(PRICES)
        record: Record = {"stock": self.one([0, 0, 1, 3, 7])} if self.chance(0.6) else {}
        if price is not None:
            record["price"] = price
        if self.chance(0.2):
            record["list_price"] = self.one(["60", 70.5])
        if self.chance(0.4):
            kinds = self.some(["sku", "ean", "mpn"], 1, 2)
            record["identifiers"] = {kind: self.some(IDS, 1, 2) if self.chance(0.3) else self.one(IDS) for kind in kinds}
        return record

    def master(self, i: int) -> Record:
        """The variations of a master."""
        attributes = self.one([["colour", "size"], ["size", "colour"], ["colour"], ["size"]])
        values = {"colour": COLOURS, "size": SIZES}
        every = list(combinations(*(values[attribute] for attribute in attributes)))
        picked = [dict(zip(attributes, combination, strict=True)) for combination in self.some(every, 1, 5)]
        record: Record = {"variation_attributes": attributes, "variations": [self.variation(i, one) for one in picked]}
        if self.chance(0.4):
            record["slicing_attribute"] = self.one(attributes)
        return record

    def variation(self, i: int, values: dict[str, str]) -> Record:
        """One variation, with attributes of its own now and then."""
        record: Record = {"id": self.id(i, "-" + "".join(values.values()).lower()), "values": values} | self.offer()
        if self.chance(0.2):
            own: Record = {"weight": self.one(WEIGHTS), "material": self.one(MATERIALS), "waterproof": self.chance(0.5)}
            record["attributes"] = {id_: own[id_] for id_ in self.some(list(own), 1, 2)}
        if self.chance(0.06):
            record["online"] = False
        return record | (self.window() if self.chance(0.5) else {})

    # Settings

    def settings(self) -> Settings:
        """Settings with definitions of every kind."""
        settings: Settings = {
            "currency": "USD",
            "default_locale": self.one(["en", "en", "en", "de"]),
            "page_size": self.one([2, 5, 24]),
            "locales": {"en": ["en"], "de": self.chain},
            "refinements": [definition | self.shown() for definition in self.some(_definitions(), 2, 8)],
            "sorting_options": [{"id": f"sort-{i}", "label": {"en": "Sort", "de": "Sortieren"}, "keys": self.keys()} for i in range(2)],
        }
        if self.chance(0.3):
            settings["relevance"] = {
                "k1": self.one([0.0, 0.4, 1.2]),
                "idf_exponent": self.one([0.65, 1.0]),
                "stem_near": 243,
                "stem_far": 128,
            }
        if self.chance(0.3):
            settings["fields"] = [self.field(name) for name in self.some(SEARCHABLE, 2, 8)]
        if self.chance(0.4):
            settings["typos"] = typos(self, [*NEAR, *WORDS, "Towle", "Bath-Rom"])
        if self.chance(0.3):
            settings["understanding"] = understanding(self)
        return settings

    def field(self, name: str) -> Record:
        """A text field."""
        field: Record = {
            "name": name,
            "weight": self.one([0.1, 0.5, 1.0, 2.0]),
            "b": self.one([0.0, 0.75, 1.0]),
            "strong": self.chance(0.6),
        }
        return field | ({"corrections": self.chance(0.4)} if self.chance(0.4) else {})

    def shown(self) -> Record:
        """How a definition shows its values."""
        record: Record = {"sort": self.one(["count", "name", "position"]), "value_set": self.one(["result", "result", "all"])}
        if self.chance(0.3):
            record["direction"] = self.one(["ascending", "descending"])
        return record | {"cutoff": self.one([0, 0, 1, 2, 30])}

    def keys(self) -> list[Record]:
        """The keys of a sort."""
        numbers = ["price", "list_price", "stock", "rating", "rating_count", "category_position", "weight"]
        texts = ["name", "brand", "colour", "material", "waterproof"]
        keys = []
        for by in self.some([*numbers, *texts, "relevance"], 1, 3):
            key: Record = {"by": by, "direction": self.one(["ascending", "descending"])}
            if by in texts:
                key["nulls"] = self.one(["last", "first"])
            elif by != "relevance":
                key["nulls"] = self.one(["last", "first", "min", "max", "average", "median", 10, 3.5])
            keys.append(key)
        return keys

    # Requests

    def request(self, settings: Settings) -> Request:
        """One request."""
        request: Request = {"phrase": self.phrase()} | self.context(settings)
        if self.chance(0.35):
            request["sort"] = self.one(["sort-0", "sort-1", self.keys()])
        optional: dict[str, list[Any]] = {
            "locale": ["en", "de"],
            "match": ["ladder", "all", "any"],
            "limit": [0, 1, 2, 3, 10, 10_000],
            "offset": [0, 1, 2, 3, 30],
            "bands": ["all", "best"],
            "typos": ["off", "min", "min", "on", "strict"],
            "understand": [True, False, ["price"], ["type"], ["negation"], ["sort"], []],
        }
        for key, values in optional.items():
            if self.chance(0.4):
                request[key] = self.one(values)
        if "sort" in request and self.chance(0.3):
            request["bands"] = "best"
        if request.get("match", "ladder") != "ladder" and self.chance(0.5):
            request["typos"] = self.one(["min", "min", "on", "strict"])
        return request

    def context(self, settings: Settings) -> Request:
        """When, and within what."""
        request: Request = {"at": self.one([_BASE + i * _DAY for i in range(6)])}
        if self.chance(0.4):
            chosen = self.some(settings["refinements"], 1, 2)
            request["refine"] = {one["id"]: self.selection(one) for one in chosen if one["kind"] != "category" or self.categories}
        if self.categories and self.chance(0.2):
            request["category"] = self.one(self.categories)
        return request

    def type_ahead_request(self, settings: Settings) -> Request:
        """A text that stops anywhere, mostly within its last word."""
        text = self.phrase().rstrip() if self.chance(0.8) else self.phrase()
        if len(text) > 2 and self.chance(0.6):
            last = len(text) - len(text.split(" ")[-1])
            text = text[: self.rng.randint(last, len(text))] if self.chance(0.8) else text[: self.rng.randrange(len(text))]
        request: Request = {"text": text} | self.context(settings)
        optional: dict[str, list[Any]] = {"locale": ["en", "de"], "limit": [0, 1, 3, 10_000]}
        for key, values in optional.items():
            if self.chance(0.4):
                request[key] = self.one(values)
        return request

    def selection(self, definition: Record) -> Any:
        """Values, buckets or a range of one refinement."""
        numeric = definition["kind"] == "price" or definition.get("attribute", definition["id"]) == "weight"
        buckets = definition.get("buckets", "none")
        if numeric and (self.chance(0.4) or (definition["kind"] == "price" and buckets == "none")):
            low: Any = self.one([None, 2, 5, 9.99, 10])
            high: Any = self.one([None, 12, "20", 50] if definition["kind"] == "price" else [None, 12, 20.5])
            return (low, high) if (low, high) != (None, None) else (5, None)
        values = self.some(self.selectable(definition), 1, 2)
        return values[0] if self.chance(0.5) else values

    def selectable(self, definition: Record) -> list[Any]:
        """What can be selected in a definition, and something unknown."""
        if definition["kind"] == "category":
            return self.categories
        buckets = [bucket["id"] for bucket in definition.get("bucket", [])]
        if buckets and (definition["buckets"] == "thresholds" or definition["unbucketed"] != "show"):
            return buckets
        values: dict[str, list[Any]] = {
            "colour": [*COLOURS, "zzz"],
            "size": [*SIZES, "zzz"],
            "material": ["cotton", "Baumwolle", "silk", "Leder", "zzz"],
            "weight": [*WEIGHTS, "2.5", "12", "99"],
            "waterproof": [True, False, "true"],
        }
        attribute = str(definition.get("attribute", definition["id"]))
        return buckets + values[attribute]

    def phrase(self) -> str:
        """A phrase of up to five parts, with all that shoppers type."""
        if self.chance(0.2):
            return ""
        if self.chance(0.1):
            return self.one(
                [
                    "  ",
                    "!!!",
                    "-",
                    '"',
                    '""',
                    "the of",
                    "- & -",
                    '-""',
                    "M" * 70,
                    "towel " * 45,
                    "a1 " * 5 + "b c d e f g h i j " * 5,
                ]
            )
        if self.theme and self.chance(0.3):
            about = self.one(self.about)
            return self.one([about, f"{about} {self.rare}", *[f"{about} {self.one(self.named_words())}"] * 3, f"{about} {self.part()}"])
        parts = [self.part() for _ in range(self.rng.randint(1, 5) if self.chance(0.5) else self.rng.randint(1, 2))]
        return self.one([" ", " ", " ", "  ", "\t", "\u3000"]).join(parts)

    def named_words(self) -> list[str]:
        """The words of some product's name."""
        name: Any = self.one(self.products)["name"]
        return str(name if isinstance(name, str) else next(iter(name.values()))).split()

    def misspelt(self) -> str:
        """A word that stands in the catalog, or two, not quite as they stand there."""
        words = self.named_words()
        word = self.one(words if self.chance(0.6) else [*NEAR, *WORDS])
        return self.one([mistyped, mistyped, mistyped, cut])(word, self.rng) if self.chance(0.85) else glued(words, self.rng)

    def part(self) -> str:
        """A word, a misspelt one, an identifier, a quote or an excluded one."""
        if self.chance(0.3):
            return self.misspelt()
        if self.chance(0.1):
            return price_phrase(self.rng, self.one(["en", "en", "de"]))
        if self.chance(0.2):
            about = self.one(self.about)
            return self.one([self.rare, about, f"{about} {self.rare}"]) if self.rare else about
        roll = self.rng.randrange(20)
        if roll < 6:
            return self.one(self.named_words())
        if roll < 10:
            return self.one([*WORDS, *COLOURS, *self.foreign])
        if roll < 13:
            return self.one([*IDS, *TYPED_IDS])
        if roll < 15:
            return self.one([*ODD, *CJK, "DRESSES", "bußes", "RED-blue", "東京カメラ"])
        if roll == 15:
            return self.one(STOP)
        if roll == 16:
            return "-" + self.one([*WORDS, *STOP, "wi-fi", "東京都", "-red"])
        quote = '"' + self.one([" ", " ", "  "]).join(self.one([*WORDS, *STOP, *CJK]) for _ in range(self.rng.randint(1, 3)))
        closing = "" if roll == 19 and self.chance(0.3) else '"'
        return ("-" if roll == 17 else "") + quote + closing


def _definitions() -> list[Record]:
    """One definition of every kind."""
    family = [
        {"id": "warm", "label": {"en": "Warm", "de": "Warm"}, "values": ["red", "orange"]},
        {"id": "cold", "label": "Cold", "values": ["blue", "navy"]},
        {"id": "rest", "label": "Other", "default": True},
    ]
    prices = [{"id": "(..10)", "label": "Under 10", "below": 10}, {"id": "(10..20)", "below": 20}, {"id": "(20..)", "label": "20 and more"}]
    weights = [{"id": "light", "below": 2.5}, {"id": "middle", "label": {"de": "Mittel"}, "below": 100}]
    return [
        {"id": "colour", "kind": "attribute", "label": {"en": "Colour", "de": "Farbe"}},
        {"id": "size", "kind": "attribute"},
        {"id": "family", "kind": "attribute", "attribute": "colour", "buckets": "values", "bucket": family, "unbucketed": "bucket"},
        {"id": "family-show", "kind": "attribute", "attribute": "colour", "buckets": "values", "bucket": family[:2], "unbucketed": "show"},
        {"id": "family-hide", "kind": "attribute", "attribute": "colour", "buckets": "values", "bucket": family[:2], "unbucketed": "hide"},
        {"id": "material", "kind": "attribute"},
        {"id": "weight", "kind": "attribute"},
        {"id": "weight-class", "kind": "attribute", "attribute": "weight", "buckets": "thresholds", "bucket": weights},
        {"id": "waterproof", "kind": "attribute"},
        {"id": "price", "kind": "price"},
        {"id": "price-class", "kind": "price", "buckets": "thresholds", "bucket": prices},
        {"id": "category", "kind": "category", "label": "Category"},
    ]
