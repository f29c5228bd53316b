"""A page of hits: a frozen handle whose parts are read from the engine when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec.structs import replace

from commerce_search.catalog.product import Bundle, MasterProduct, SimpleProduct
from commerce_search.catalog.record import decode_product
from commerce_search.catalog.variation import Variation
from commerce_search.kernel.localized import label_in
from commerce_search.search.given_text import check_text
from commerce_search.search.recommendations import Recommendations, Recommender
from commerce_search.search.results import Band, Correction, Relaxation
from commerce_search.search.understood import is_apart, understood_of, without

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from commerce_search._engine import Hit as RawHit
    from commerce_search._engine import Page as RawPage
    from commerce_search.catalog.media import Image
    from commerce_search.catalog.product import Product
    from commerce_search.search.compiled import CompiledStore
    from commerce_search.search.request import Request
    from commerce_search.search.results import RefinementResult, RefinementValue
    from commerce_search.search.understood import Understood

__all__ = ["Hit", "Page"]

_BANDS: Final = ("best", "loose")


class _Identity(msgspec.Struct):
    """The one field of a record that a hit needs without decoding the rest."""

    id: str


class Hit:
    """One product on a page, and the variation that stands for it."""

    __slots__ = ("_product", "_raw", "_request", "_store")

    def __init__(self, store: CompiledStore, request: Request, raw: RawHit) -> None:
        """Made by a page."""
        self._store = store
        self._request = request
        self._raw = raw
        self._product: Product | None = None

    @property
    def id(self) -> str:
        """The id of the hit: the product's, for a slice with ``|`` and its value."""
        return self._raw.id

    @property
    def product_id(self) -> str:
        """The id of the product's record."""
        return msgspec.json.decode(self._record(), type=_Identity).id

    @property
    def variation_id(self) -> str:
        """The id of the variation that matches and is shown; for a product of one form its own."""
        return self._raw.row_id

    @property
    def product(self) -> Product:
        """The product, as it was accepted."""
        if self._product is None:
            self._product = decode_product(self._record())
        return self._product

    def _record(self) -> bytes:
        record = self._store.engine.record(self._raw.document)
        if record is None:
            raise LookupError("this store keeps no records: it was built from engine documents")
        return record

    @property
    def variation(self) -> Variation | None:
        """The shown variation of a master; ``None`` for products of one form, bundles and sets."""
        product = self.product
        variations = product.variations if isinstance(product, MasterProduct) else ()
        return next((variation for variation in variations if variation.id == self.variation_id), None)

    @property
    def name(self) -> str:
        """The product's name in the shopper's locale."""
        return label_in(self.product.name, self._store.chain(self._request.locale), self.id)

    @property
    def list_price(self) -> Decimal | None:
        """The crossed-out price of what is shown; ``None`` where there is none, and for sets."""
        product = self.product
        offer = self.variation if isinstance(product, MasterProduct) else product
        return offer.list_price if isinstance(offer, (Variation, SimpleProduct, Bundle)) else None

    @property
    def image(self) -> Image | None:
        """The first image of the shown variation: its own, else the product's that shows its values, else the product's first."""
        variation, product = self.variation, self.product
        own = () if variation is None else variation.images
        values = {} if variation is None else variation.values
        showing = (image for image in product.images if image.values and image.values.items() <= values.items())
        return next(iter((*own, *showing, *product.images)), None)

    @property
    def price(self) -> Decimal | None:
        """What the shown variation costs, in units of the store's currency."""
        minor = self._raw.price
        return None if minor is None else self._store.currency.decimal(minor)

    @property
    def is_sold_out(self) -> bool:
        """Whether nothing of the shown variation is in stock."""
        return self._raw.sold_out

    @property
    def match_class(self) -> str:
        """``identifier``, ``all_terms``, ``description_only``, ``partial`` or ``browse``."""
        return self._raw.match_class

    @property
    def coverage(self) -> int:
        """How many words of the phrase the shown variation matches."""
        return self._raw.coverage

    @property
    def corrected(self) -> int:
        """How many of these words are matched only through corrections of misspellings."""
        return self._raw.corrected

    @property
    def relevance(self) -> int:
        """Text relevance, in 1/65536."""
        return self._raw.relevance

    @property
    def band(self) -> int:
        """The band under an explicit sort: 0 is what was looked for."""
        return self._raw.band

    def highlight(self, text: str) -> list[tuple[int, int]]:
        """Return the ranges of characters of ``text`` that the phrase finds."""
        check_text("the text", text)
        encoded = text.encode()
        ranges = self._raw.highlight(text)
        return [(len(encoded[:start].decode()), len(encoded[:end].decode())) for start, end in ranges]

    def explain(self) -> dict[str, Any]:
        """Return why the hit is as relevant as it is: clause by clause, the parts adding up, times the factor of its type, and gains."""
        explained: dict[str, Any] | None = msgspec.json.decode(self._raw.explain())
        nothing: dict[str, Any] = {
            "clauses": [],
            "product_type": None,
            "learned_type": None,
            "side_by_side": None,
            "values": None,
            "relevance": 0,
        }
        return nothing if explained is None else explained

    def __repr__(self) -> str:
        """Return the ids and the match."""
        return f"<Hit {self.id!r} variation={self.variation_id!r} {self.match_class}>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data (``docs/reference/settings.md``, page)."""
        minor = self._raw.price
        explained = {"explanation": self.explain()} if self._request.explain else {}
        return {
            "id": self.id,
            "product": self.product_id,
            "variation": self.variation_id,
            "match_class": self.match_class,
            "coverage": self.coverage,
            "corrected": self.corrected,
            "relevance": self.relevance,
            "price": None if minor is None else self._store.currency.format(minor),
            "sold_out": self.is_sold_out,
            "band": self.band,
            **explained,
        }


class Page:
    """The answer to one search.

    Attributes:
        request: what was asked for.
    """

    __slots__ = ("_raw", "_store", "request")

    def __init__(self, store: CompiledStore, request: Request, raw: RawPage) -> None:
        """Made by ``Storefront.search``."""
        self._store = store
        self.request = request
        self._raw = raw

    @property
    def total(self) -> int:
        """Number of hits, exact."""
        return self._raw.total

    @property
    def hits(self) -> list[Hit]:
        """The hits of this page, in order."""
        return [Hit(self._store, self.request, raw) for raw in self._raw.hits]

    @property
    def ids(self) -> list[str]:
        """The ids of the hits, in order."""
        return self._raw.ids

    @property
    def tail(self) -> list[Hit]:
        """Looser matches that fill the last page; not counted and in no refinement."""
        return [Hit(self._store, self.request, raw) for raw in self._raw.tail]

    @property
    def recommendations(self) -> Recommendations | None:
        """Documents to show instead, where ``search`` found nothing at all; ``None`` where it did. Searched for when it is read."""
        request = self.request
        is_bare = request.match == "ladder" and not (request.is_open or request.offset or self.total or self._raw.tail)
        if not is_bare or not self._store.settings.no_results.limit:
            return None
        recommender = Recommender(self._store, replace(request, phrase=without(request.phrase, filter(is_apart, self._raw.understood))))
        category = recommender.category()
        hits = tuple(Hit(self._store, recommender.request, raw) for raw in recommender.best(category).hits)
        return Recommendations(category, None if category is None else recommender.label(category), hits) if hits else None

    @property
    def relaxed(self) -> tuple[Relaxation, ...]:
        """What the search gave up because nothing matched the whole phrase as it was typed; usually empty."""
        corrected = () if self.searched is None else (Relaxation("typos"),)
        partial = () if self._raw.relaxed is None else (Relaxation("partial", *self._raw.relaxed),)
        given_up = {kind for kind, _, effect, *_ in self._raw.understood if effect == "given_up"}
        return (*corrected, *partial, *(Relaxation(kind) for kind in ("value", "price", "negation") if kind in given_up))

    @property
    def understood(self) -> tuple[Understood, ...]:
        """What of the phrase is more than words to look up, such as a price: chips that a shopper can take away; usually empty."""
        chain = self._store.chain(self.request.locale)
        store = self._store
        return understood_of(self.request.phrase, self._raw.understood, store.currency, lambda *numbers: store.value_meant(chain, *numbers))

    @property
    def searched(self) -> str | None:
        """The phrase as it was probably meant, when that was searched because nothing has the one that was typed."""
        return self._raw.searched

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Phrases that may have been meant: the one that was searched instead, or what to offer when few hits were found; usually empty."""
        return tuple(Correction(*one) for one in self._raw.corrections)

    @property
    def is_degraded(self) -> bool:
        """Whether looking for misspelt words took more work than one request may cost, so that some may be missing."""
        return self._raw.degraded

    @property
    def is_truncated(self) -> bool:
        """Whether the phrase was too long and was cut (256 characters, 32 words)."""
        return self._raw.truncated

    @property
    def bands(self) -> tuple[Band, ...]:
        """The parts of an explicitly sorted page of a phrase; those with hits."""
        sizes = self._raw.bands or (0, 0)
        return tuple(Band(band, name, size) for band, (name, size) in enumerate(zip(_BANDS, sizes, strict=True)) if size)

    @property
    def refinements(self) -> tuple[RefinementResult, ...]:
        """By what the page can be narrowed down, with exact counts; in the order of the settings."""
        return self._store.refinement_results(self.request, self._raw)

    @property
    def sorting_options(self) -> tuple[tuple[str, str], ...]:
        """(id, label) of every sort that a shopper can choose."""
        return self._store.sorting_labels(self.request.locale)

    @property
    def generation(self) -> int:
        """Which publication of the store answered."""
        return self._store.engine.generation

    @property
    def timings(self) -> Mapping[str, float]:
        """Stage -> microseconds."""
        return {stage: nanoseconds / 1000 for stage, nanoseconds in self._raw.timings}

    def __len__(self) -> int:
        """Return how many hits are on this page."""
        return len(self._raw)

    def __iter__(self) -> Iterator[Hit]:
        """Iterate over the hits of this page."""
        return iter(self.hits)

    def __repr__(self) -> str:
        """Return what was asked and how much was found."""
        return f"<Page {self.request.phrase!r}: {len(self)} of {self.total} hits>"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data (``docs/reference/settings.md``, page); timings are left out, so that equal pages are equal."""
        request, recommendations = self.request, self.recommendations
        return {
            "phrase": request.phrase,
            "locale": request.locale,
            "total": self.total,
            "offset": request.offset,
            "limit": request.limit,
            "match": request.match,
            "sort": request.sort_name,
            "truncated": self.is_truncated,
            "generation": self.generation,
            "searched": self.searched,
            "corrections": [{"phrase": one.phrase, "total": one.total, "applied": one.is_applied} for one in self.corrections],
            "relaxed": [one.to_dict() for one in self.relaxed],
            "understood": [one.to_dict() for one in self.understood],
            "hits": [hit.to_dict() for hit in self.hits],
            "tail": [hit.to_dict() for hit in self.tail],
            "recommendations": None if recommendations is None else recommendations.to_dict(),
            "bands": [{"band": one.band, "name": one.name, "total": one.total} for one in self.bands],
            "refinements": [_refinement_dict(result, with_swatch=self._store.has_swatches(result.id)) for result in self.refinements],
            "sorting_options": [{"id": option, "label": label} for option, label in self.sorting_options],
        }


def _refinement_dict(result: RefinementResult, *, with_swatch: bool) -> dict[str, Any]:
    values = [_value_dict(value, with_swatch=with_swatch) for value in result.values]
    written: dict[str, Any] = {"id": result.id, "label": result.label, "values": values}
    if result.is_numeric:
        written |= {"minimum": result.minimum, "maximum": result.maximum}
    return written


def _value_dict(value: RefinementValue, *, with_swatch: bool) -> dict[str, Any]:
    written: dict[str, Any] = {"value": value.value, "label": value.label, "count": value.count, "selected": value.is_selected}
    return {**written, "swatch": value.swatch} if with_swatch else written
