"""Catalog records -> documents and their rows: semantics.md section 1, catalog.md."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from .text import Chain, Localized, in_chain, label, normal_identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Record: TypeAlias = dict[str, Any]
_NO_DECIMALS = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"}
_THREE_DECIMALS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}


def decimals(currency: str) -> int:
    """The digits after the point of a currency (ISO 4217)."""
    return 0 if currency in _NO_DECIMALS else 3 if currency in _THREE_DECIMALS else 2


def minor_units(money: Any, currency: str) -> Decimal:
    """catalog.md, money: in the currency's smallest unit (a request may lie between two of them)."""
    return Decimal(str(money)).scaleb(decimals(currency))


def shortest(number: float) -> str:
    """settings.md, attributes: a number in its shortest form."""
    return str(int(number)) if float(number).is_integer() else repr(number)


@dataclass(frozen=True)
class Value:
    """One value of an attribute; `raw` as in the record."""

    id: str
    raw: Any

    @property
    def number(self) -> float:
        """The number of a number value."""
        return float(self.raw)


@dataclass
class Attribute:
    """catalog.md, attribute."""

    id: str
    name: Localized
    kind: str = "text"
    searchable: bool = True
    known: list[Record] = field(default_factory=list)

    def rank(self, value_id: str) -> float:
        """Merchant order, unknown last."""
        return next((float(i) for i, value in enumerate(self.known) if value["id"] == value_id), float("inf"))

    def known_value(self, value_id: str) -> Record:
        """What the attribute's record says of a value."""
        return next((value for value in self.known if value["id"] == value_id), {})


PRODUCT_FACTS = ("brand", "rating")


@dataclass
class Category:
    """catalog.md, category; `appearance` is its place in the catalog."""

    id: str
    name: Localized
    parent: str | None
    position: int
    online: bool
    appearance: int


@dataclass
class Row:
    """Section 1: one sellable variation."""

    id: str
    own: dict[str, list[Value]]
    variation_attributes: list[str]
    identifiers: set[str]
    price: int | None
    list_price: int | None
    stock: int | None
    windows: list[tuple[datetime | None, datetime | None]]

    def visible(self, at: datetime) -> bool:
        """Section 1: from <= at < to for every window."""
        return all((start is None or start <= at) and (end is None or at < end) for start, end in self.windows)


@dataclass
class Product:
    """A product record, with its rows and its assignments to categories that are not hidden."""

    record: Record
    attributes: dict[str, list[Value]]
    assignments: list[tuple[str, int | None]]
    rows: list[Row]

    @property
    def id(self) -> str:
        """The product id."""
        return str(self.record["id"])

    def fact(self, name: str) -> list[Value]:
        """settings.md, refinements: the brand, or the average rating."""
        if name == "brand":
            brand = self.record.get("brand")
            return [] if brand is None else [Value(brand, brand)]
        rating = self.record.get("rating")
        return [] if rating is None else [Value(shortest(rating["average"]), rating["average"])]


@dataclass
class Document:
    """Section 1: one possible hit."""

    id: str
    product: Product
    rows: list[Row]
    row_attributes: list[str]

    def values(self, row: Row, attribute: str) -> list[Value]:
        """Section 1, values: the row's own, else the product's; settings.md: brand and rating may be named like attributes."""
        if attribute in PRODUCT_FACTS and attribute not in self.product.attributes and attribute not in row.own:
            return self.product.fact(attribute)
        return row.own[attribute] if attribute in row.own else self.product.attributes.get(attribute, [])


class Catalog:
    """All records of a catalog, read."""

    def __init__(self, records: list[Record], currency: str, default_chain: Chain) -> None:
        """Sort the records by type, then make the documents."""
        self.currency = currency
        self.default_chain = default_chain
        self.attributes: dict[str, Attribute] = {}
        self.categories: dict[str, Category] = {}
        self._variations: dict[str, list[Record]] = {}
        self._records: dict[str, Record] = {}
        for record in records:
            self._read(record)
        self.products = {id_: product for id_ in self._records if (product := self._product(id_)) is not None}
        self.documents = sorted(self._documents(), key=lambda document: document.id)
        self.row_columns = {attribute for document in self.documents for row in document.rows for attribute in row.own}

    def _read(self, record: Record) -> None:
        kind = record.get("type", "master" if record.get("variations") else "simple")
        if kind == "attribute":
            self.attributes[record["id"]] = Attribute(
                record["id"],
                record["name"] if "name" in record else record["id"],
                record.get("kind", "text"),
                record.get("searchable", True),
                record.get("values", []),
            )
        elif kind == "category":
            self.categories[record["id"]] = Category(
                record["id"],
                record["name"] if "name" in record else record["id"],
                record.get("parent"),
                record.get("position", 0),
                record.get("online", True),
                len(self.categories),
            )
        elif kind == "variation":
            self._variations.setdefault(record["master"], []).append(record)
        else:
            self._records[record["id"]] = {**record, "type": kind}

    # Categories

    def ancestry(self, category: str) -> list[str]:
        """A category and what it lies below, upwards."""
        chain = [category]
        while (parent := self.categories[chain[-1]].parent) is not None:
            chain.append(parent)
        return chain

    def first_shown(self, categories: Sequence[str]) -> str:
        """settings.md, request: of several selected categories the first that is not hidden; else the first."""
        return next((one for one in categories if one in self.categories and not self.hidden(one)), categories[0])

    def hidden(self, category: str) -> bool:
        """Section 1: offline or below an offline one."""
        return not all(self.categories[above].online for above in self.ancestry(category))

    def children(self, parent: str | None) -> list[Category]:
        """Section 7, category values: the online children, or the top categories."""
        return [category for category in self.categories.values() if category.parent == parent and not self.hidden(category.id)]

    # Values

    def _value(self, raw: Any) -> Value:
        """settings.md, attributes and request: the id of a value."""
        if isinstance(raw, bool):
            return Value("true" if raw else "false", raw)
        if isinstance(raw, int | float):
            return Value(shortest(raw), raw)
        return Value(label(raw, self.default_chain, ""), raw)

    def _values(self, attributes: Record) -> dict[str, list[Value]]:
        """The values of a record, attributes that no record defines understood from their first value (catalog.md)."""
        found = {
            id_: [self._value(one) for one in (raw if isinstance(raw, list) else [raw])]
            for id_, raw in attributes.items()
            if raw is not None
        }
        for id_, values in found.items():
            if id_ not in self.attributes and values:
                first = values[0].raw
                kind = "flag" if isinstance(first, bool) else "number" if isinstance(first, int | float) else "text"
                self.attributes[id_] = Attribute(id_, id_, kind)
        return found

    def value_text(self, attribute: str, value: Value, chain: Chain) -> tuple[str, str] | None:
        """Section 2, fields: the text of a value (its label, else its id; a localized value its own text) and its language."""
        if isinstance(value.raw, dict):
            return in_chain(value.raw, chain)
        known = self.attributes[attribute].known_value(value.id)
        return in_chain(known.get("label"), chain) or (value.id, chain[0])

    def value_label(self, attribute: str, value: Value, chain: Chain) -> str:
        """settings.md, page: the label of a value."""
        own = value.raw if isinstance(value.raw, dict) else None
        return label(self.attributes[attribute].known_value(value.id).get("label", own), chain, value.id)

    # Products

    def _product(self, id_: str) -> Product | None:
        """Section 1: a product with its own rows (a set: none yet), None if it is not indexed."""
        record = self._records[id_]
        categories = [one if isinstance(one, dict) else {"id": one} for one in record.get("categories", [])]
        shown = [(one["id"], one.get("position")) for one in categories if not self.hidden(one["id"])]
        if not record.get("online", True) or (categories and not shown):
            return None
        product = Product(record, self._values(record.get("attributes", {})), shown, [])
        if record["type"] == "master":
            variations = [*record.get("variations", []), *self._variations.get(id_, [])]
            product.rows = [self._variation_row(record, one) for one in variations if one.get("online", True)]
        elif record["type"] == "simple":
            product.rows = [self._row(record, [record])]
        elif record["type"] == "bundle":
            product.rows = [self._bundle_row(record)]
        return product

    def _row(self, record: Record, windows: list[Record]) -> Row:
        raw = [one for ids in record.get("identifiers", {}).values() for one in (ids if isinstance(ids, list) else [ids])]
        return Row(
            record["id"],
            {},
            [],
            {normal_identifier(one) for one in [record["id"], *raw]} - {""},
            self._money(record.get("price")),
            self._money(record.get("list_price")),
            record.get("stock"),
            [(_instant(one.get("online_from")), _instant(one.get("online_to"))) for one in windows],
        )

    def _variation_row(self, master: Record, variation: Record) -> Row:
        """Section 1, values: the row's own are the variation's values and attributes."""
        row = self._row(variation, [master, variation])
        row.own = self._values({**variation.get("attributes", {}), **variation["values"]})
        row.variation_attributes = master["variation_attributes"]
        return row

    def _money(self, money: Any) -> int | None:
        return None if money is None else int(minor_units(money, self.currency))

    def _bundle_row(self, record: Record) -> Row:
        """catalog.md, sets and bundles; section 1: price and stock out of the members."""
        row = self._row(record, [record])
        members = [(self._member(one["id"]), one.get("quantity", 1)) for one in record["members"]]
        if row.price is None and all(member.get("price") is not None for member, _ in members):
            row.price = sum(int(minor_units(member["price"], self.currency)) * quantity for member, quantity in members)
        if row.stock is None:
            counted = [member["stock"] // quantity for member, quantity in members if member.get("stock") is not None]
            row.stock = min(counted, default=None)
        return row

    def _member(self, id_: str) -> Record:
        if id_ in self._records:
            return self._records[id_]
        every = [one for record in self._records.values() for one in record.get("variations", [])]
        every += [one for several in self._variations.values() for one in several]
        return next(one for one in every if one["id"] == id_)

    def _set_rows(self, record: Record) -> list[Row]:
        """Section 1: the rows of a set's online members, within the set's window too."""
        window = (_instant(record.get("online_from")), _instant(record.get("online_to")))
        members = [self.products[id_] for id_ in record["members"] if id_ in self.products]
        return [replace(row, windows=[*row.windows, window]) for member in members for row in member.rows]

    # Documents

    def _documents(self) -> Iterator[Document]:
        """Section 1: the documents that have a row."""
        for product in self.products.values():
            rows = self._set_rows(product.record) if product.record["type"] == "set" else product.rows
            slicing = product.record.get("slicing_attribute")
            slices: dict[str, list[Row]] = {}
            for row in rows:
                named = replace(row, identifiers=row.identifiers | ({normal_identifier(product.id)} - {""}))
                slices.setdefault(f"{product.id}|{row.own[slicing][0].id}" if slicing else product.id, []).append(named)
            for id_, part in slices.items():
                yield Document(id_, product, part, _row_attributes(part))


def _row_attributes(rows: list[Row]) -> list[str]:
    """Section 2, fields: variation attributes in order, then the other row attributes by first appearance."""
    variation = [id_ for row in rows for id_ in row.variation_attributes]
    return list(dict.fromkeys([*variation, *(id_ for row in rows for id_ in row.own)]))


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
