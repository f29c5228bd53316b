"""What does a feed hold, from its first record to its last?

One ``Reading`` is one pass: it turns records into models, puts variations under their masters, judges every product and lets the
good ones through. Bundles and sets come last, bundles before sets: only then is every product known that they may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from commerce_search.catalog.attribute import Attribute
from commerce_search.catalog.attributes import Attributes
from commerce_search.catalog.category import Category
from commerce_search.catalog.category_tree import CategoryTree
from commerce_search.catalog.id_register import IdRegister, KindOf
from commerce_search.catalog.masters import Grouping, Loose, OpenMaster, OpenMasters
from commerce_search.catalog.members import judge_members
from commerce_search.catalog.product import Bundle, MasterProduct, Product, ProductSet, SimpleProduct
from commerce_search.catalog.record_reader import RecordReader
from commerce_search.catalog.rules import Rules, judge_attribute
from commerce_search.catalog.variation import LooseVariation
from commerce_search.kernel.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commerce_search.catalog.feeds.feed import Feed
    from commerce_search.catalog.record_reader import Read
    from commerce_search.kernel.money import Currency
    from commerce_search.kernel.problems import Place

__all__ = ["OnProblem", "Reading", "Terms"]

OnProblem: TypeAlias = Literal["raise", "skip"]
"""What to do about a bad product: refuse the feed when all of it is read, or leave the product out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a feed is to be read.

    Attributes:
        currency: of every amount in it.
        group: where variations stand that are records of their own.
        on_problem: what to do about bad products.
        attributes, categories: known beforehand, from the store that the feed changes.
        kind_of: the same for products and variations.
    """

    currency: Currency
    group: Grouping = "adjacent"
    on_problem: OnProblem = "raise"
    attributes: Attributes | None = None
    categories: CategoryTree | None = None
    kind_of: KindOf | None = None


class _Marks(NamedTuple):
    """What a product has left in the registers, to be taken back if it is not let through.

    Attributes:
        owned: the ids it was given.
        learned: the attributes that were understood from it.
    """

    owned: list[str]
    learned: list[str]


class _Composite(NamedTuple):
    """A set or bundle that waits for its members."""

    product: ProductSet | Bundle
    place: Place
    sound: bool
    marks: _Marks


class Reading:
    """One pass over a feed.

    Attributes:
        attributes: as far as they are known by now.
        categories: as far as they are known by now.
        problems: everything found wrong by now.
        accepted: how many products were let through.
        skipped: how many were left out.
    """

    def __init__(self, terms: Terms) -> None:
        """Begin with what ``terms`` know."""
        self.attributes = Attributes(terms.attributes)
        self.categories = CategoryTree(terms.categories)
        self.problems = Problems()
        self.accepted = 0
        self.skipped = 0
        self._strict = terms.on_problem == "raise"
        self._reader = RecordReader(self.problems)
        self._rules = Rules(terms.currency, self.attributes, self.categories)
        self._ids = IdRegister(terms.kind_of)
        self._masters = OpenMasters(terms.group)
        self._defined: set[tuple[str, str]] = set()
        self._learned: set[str] = set()
        self._unsettled: dict[str, Place] = {}
        self._composites: list[_Composite] = []

    def products(self, feed: Feed) -> Iterator[Product]:
        """Iterate over the good products of ``feed``.

        When bad ones are not skipped, nothing is let through after the first problem; the rest is read for its problems only.

        Raises:
            ValidationError: at the end, when bad products are not skipped and anything was wrong.
            FeedError: the feed cannot be read on.
        """
        for label, content in feed:
            read = self._reader.read(label, content)
            if read is not None:
                yield from self._take(read)
        yield from self._finish()
        if self._strict:
            self.problems.raise_if_any()

    def _take(self, read: Read) -> Iterable[Product]:
        record = read.record
        if isinstance(record, LooseVariation):
            self._take_variation(record, read)
            return ()
        closed = [product for master in self._masters.close() for product in self._close(master)]
        if isinstance(record, Attribute):
            self._take_attribute(record, read)
        elif isinstance(record, Category):
            self._take_category(record, read)
        else:
            self._settle_categories()
            closed += self._take_product(record, read)
        return closed

    def _take_attribute(self, attribute: Attribute, read: Read) -> None:
        before = self.problems.total
        self._define("attribute", attribute.id, read.place)
        if attribute.id in self._learned:
            message = "expected the record of an attribute before the products that use it"
            read.place.report(("id",), attribute.id, "duplicate_id", message)
        judge_attribute(attribute, read.place)
        if attribute.id is not None and (self._strict or (read.sound and self.problems.total == before)):
            self.attributes.define(attribute)

    def _take_category(self, category: Category, read: Read) -> None:
        before = self.problems.total
        self._define("category", category.id, read.place)
        if category.id is not None and self.problems.total == before and (self._strict or read.sound):
            self.categories.add(category)
            self._unsettled[category.id] = read.place

    def _define(self, kind: str, defined: str | None, place: Place) -> None:
        if defined is not None and (kind, defined) in self._defined:
            place.report(("id",), defined, "duplicate_id", f"expected one record for each {kind}")
        if defined is not None:
            self._defined.add((kind, defined))

    def _settle_categories(self) -> None:
        """Check the categories that came since the last product; those with no place in the tree are taken out again."""
        while self._unsettled:
            flaws = self.categories.flaws(self._unsettled)
            for category, code, message in flaws:
                self._unsettled[category.id].report(("parent",), category.parent, code, message)
            if self._strict or not flaws:
                self._unsettled.clear()
            for flaw in flaws if not self._strict else ():
                self.categories.remove(flaw.category.id)
                del self._unsettled[flaw.category.id]

    def _take_variation(self, variation: LooseVariation, read: Read) -> None:
        owned = [variation.id] if self._ids.claim(variation.id, "variation", read.place) else []
        self._masters.add(Loose(variation, read.place, read.sound and bool(owned), owned))

    def _take_product(self, product: Product, read: Read) -> Iterable[Product]:
        before = self.problems.total
        kind = str(product.__struct_config__.tag)
        marks = _Marks([product.id] if self._ids.claim(product.id, kind, read.place) else [], [])
        if isinstance(product, MasterProduct):
            self._open(OpenMaster(product, read.place, read.sound, marks.owned), before)
            return ()
        self._rules.judge(product, read.place, marks.learned)
        sound = read.sound and self.problems.total == before
        if isinstance(product, SimpleProduct):
            return self._accept(product, marks, sound=sound)
        self._composites.append(_Composite(product, read.place, sound, marks))
        return ()

    def _open(self, master: OpenMaster, before: int) -> None:
        for variation, place in master.forms:
            if self._ids.claim(variation.id, "variation", place):
                master.owned.append(variation.id)
        master.sound = master.sound and self.problems.total == before
        self._masters.open(master)

    def _close(self, master: OpenMaster) -> Iterable[Product]:
        before = self.problems.total
        marks = _Marks(master.owned, [])
        self._rules.judge(master.master, master.place, marks.learned)
        self._rules.judge_forms(master.master, master.forms, master.place, marks.learned)
        return self._accept(master.product(), marks, sound=master.sound and self.problems.total == before)

    def _finish(self) -> Iterator[Product]:
        self._settle_categories()
        for master in self._masters.close_all():
            yield from self._close(master)
        for kind in (Bundle, ProductSet):
            for product, place, sound, marks in self._composites:
                if isinstance(product, kind):
                    before = self.problems.total
                    judge_members(product, self._ids, place)
                    yield from self._accept(product, marks, sound=sound and self.problems.total == before)

    def _accept(self, product: Product, marks: _Marks, *, sound: bool) -> Iterable[Product]:
        if sound and not (self._strict and self.problems.total):
            self._learned.update(marks.learned)
            self.accepted += 1
            return (product,)
        self.skipped += 1
        # A feed that is refused as a whole keeps what it knows, so that one mistake does not look like many.
        if not self._strict:
            self.attributes.forget(marks.learned)
            self._ids.reject(marks.owned)
        return ()
