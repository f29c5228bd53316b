"""What does a merchant sell? The face of this room: attributes, categories, and products that stream."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from commerce_search.catalog.feeds.arrow import ArrowFeed
from commerce_search.catalog.feeds.csv import CsvFeed
from commerce_search.catalog.feeds.feed import MemoryFeed
from commerce_search.catalog.feeds.jsonl import JsonLinesFeed
from commerce_search.catalog.feeds.mapping import FeedMapping
from commerce_search.catalog.feeds.progress import WatchedFeed
from commerce_search.catalog.reading import Reading, Terms
from commerce_search.errors import FeedError
from commerce_search.kernel.money import Currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import msgspec

    from commerce_search.catalog.attributes import Attributes
    from commerce_search.catalog.category_tree import CategoryTree
    from commerce_search.catalog.feeds.arrow import ArrowStream
    from commerce_search.catalog.feeds.feed import Feed
    from commerce_search.catalog.id_register import KindOf
    from commerce_search.catalog.masters import Grouping
    from commerce_search.catalog.product import Product
    from commerce_search.catalog.reading import OnProblem
    from commerce_search.kernel.problems import Problems

__all__ = ["Catalog", "ReadOptions"]

_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_TABLES = frozenset({".csv", ".tsv"})


class ReadOptions(TypedDict, total=False):
    """How a catalog is read; every key has a default.

    Attributes:
        currency: ISO 4217 code of every amount; default ``"USD"``.
        group: ``"adjacent"`` (default): variations that are records of their own follow their master; ``"anywhere"``: they need not,
            and masters and such variations are held in memory.
        on_problem: ``"raise"`` (default): a feed with any problem is refused, when it has been read to its end; ``"skip"``: bad
            products are left out and reported in ``Catalog.problems``.
        attributes, categories: what is known beforehand, when the feed is a change to a store.
        kind_of: likewise for products and variations: id -> ``simple``, ``master``, ``variation``, ``set``, ``bundle`` or ``None``.
    """

    currency: str
    group: Grouping
    on_problem: OnProblem
    attributes: Attributes
    categories: CategoryTree
    kind_of: KindOf


class Catalog:
    """Attributes, categories and a stream of validated products.

    Iterating reads the feed: each product is yielded when it is known to be good, then forgotten. Bundles and then sets come last,
    after every product that they name. Iterating again reads the feed again.

    >>> catalog = Catalog.from_records([{"type": "category", "id": "bath"}, {"id": "towel", "name": "Towel", "categories": ["bath"]}])
    >>> [product.id for product in catalog], list(catalog.categories)
    (['towel'], ['bath'])

    Attributes:
        currency: of every price in it.
    """

    def __init__(self, feed: Feed, **options: Unpack[ReadOptions]) -> None:
        """Read ``feed``, which gives catalog records; ``from_records``, ``from_arrow`` and ``open`` make one.

        Raises:
            ValidationError: the currency does not exist.
            ValueError: an option has a value that it cannot have.
        """
        self._terms = _terms(options)
        self._feed = feed
        self._reading = Reading(self._terms)
        self.currency: Currency = self._terms.currency

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, object] | msgspec.Struct | bytes], **options: Unpack[ReadOptions]) -> Catalog:
        """Return the catalog of records that are dictionaries, models of this package, or JSON bytes."""
        return cls(MemoryFeed(records), **options)

    @classmethod
    def from_arrow(cls, table: ArrowStream, mapping: FeedMapping | str | Path | None = None, **options: Unpack[ReadOptions]) -> Catalog:
        """Return the catalog of an Arrow table or stream: anything with ``__arrow_c_stream__``.

        Raises:
            FeedError: pyarrow is not installed.
            MappingError: the mapping file does not make sense.
        """
        return cls(_mapped(ArrowFeed(table), mapping, options), **options)

    @classmethod
    def open(
        cls,
        path: str | Path,
        mapping: FeedMapping | str | Path | None = None,
        *,
        progress: bool = False,
        **options: Unpack[ReadOptions],
    ) -> Catalog:
        """Return the catalog of a file: ``.jsonl``, ``.ndjson``, ``.csv`` or ``.tsv``, also with ``.gz``.

        Args:
            path: the file; it is read when the catalog is iterated over.
            mapping: what its columns are in the catalog, or the TOML file that says so; without it a JSON line is a catalog record,
                and the columns of a table are called as the catalog's fields (``attributes.colour``).
            progress: show a bar on the terminal while reading.
            options: see ``ReadOptions``.

        Raises:
            FeedError: the file is not there, may not be read, or is of no known format.
            MappingError: the mapping file, or the header of the table, does not make sense.
        """
        mapping = FeedMapping.load(mapping) if isinstance(mapping, str | Path) else mapping
        feed = _file_feed(Path(path), mapping)
        if mapping is None and isinstance(feed, CsvFeed):
            mapping = FeedMapping.of_columns(feed.columns(), feed.file.name)
        return cls(_mapped(WatchedFeed(feed) if progress else feed, mapping, options), **options)

    def __iter__(self) -> Iterator[Product]:
        """Iterate over the validated products of the feed, from its beginning.

        Raises:
            ValidationError: with ``on_problem="raise"``, at the end, if there was any problem; nothing is yielded after the first.
            FeedError: the feed cannot be read on.
        """
        self._reading = Reading(self._terms)
        return self._reading.products(self._feed)

    @property
    def attributes(self) -> Attributes:
        """The attributes by id; complete when the products have been iterated over."""
        return self._reading.attributes

    @property
    def categories(self) -> CategoryTree:
        """The category tree; complete when the products have been iterated over."""
        return self._reading.categories

    @property
    def problems(self) -> Problems:
        """What was found wrong by now in the latest iteration."""
        return self._reading.problems

    @property
    def accepted(self) -> int:
        """How many products the latest iteration has yielded by now."""
        return self._reading.accepted

    @property
    def skipped(self) -> int:
        """How many products the latest iteration has left out by now."""
        return self._reading.skipped


def _terms(options: ReadOptions) -> Terms:
    for option, choices in (("group", ("adjacent", "anywhere")), ("on_problem", ("raise", "skip"))):
        chosen = options.get(option, choices[0])
        if chosen not in choices:
            message = f"{option} is {chosen!r}; expected {' or '.join(map(repr, choices))}"
            raise ValueError(message)
    rest: dict[str, Any] = {**options, "currency": Currency.of(options.get("currency", "USD"))}
    return Terms(**rest)


def _file_feed(path: Path, mapping: FeedMapping | None) -> JsonLinesFeed | CsvFeed:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix != ".gz"]
    last = suffixes[-1] if suffixes else ""
    if last in _JSON_LINES:
        return JsonLinesFeed(path)
    if last in _TABLES:
        return CsvFeed(path, None if mapping is None else mapping.delimiter)
    known = ", ".join(sorted(_JSON_LINES | _TABLES))
    flaw = "is a directory" if path.is_dir() else "is of no known format"
    raise FeedError(path, f"{flaw}; expected {known} (also with .gz), or read it with pyarrow and Catalog.from_arrow")


def _mapped(feed: Feed, mapping: FeedMapping | str | Path | None, options: ReadOptions) -> Feed:
    if mapping is None:
        return feed
    mapping = mapping if isinstance(mapping, FeedMapping) else FeedMapping.load(mapping)
    return mapping.records(feed, Currency.of(options.get("currency", "USD")))
