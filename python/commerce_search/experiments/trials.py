"""What would the measures be under other settings? A catalog is read once and indexed for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from commerce_search.experiments.evaluation import evaluate
from commerce_search.indexing import CompiledCatalog
from commerce_search.search import Storefront

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce_search.catalog import Catalog
    from commerce_search.experiments.evaluation import Evaluation
    from commerce_search.experiments.judgments import Judgments
    from commerce_search.search import Context
    from commerce_search.settings import Settings

__all__ = ["Trials"]


class Trials:
    """Measures one catalog and its judgments under many settings.

    Attributes:
        settings: those that the others are compared with.
        tried: how many settings were measured.
    """

    def __init__(
        self, catalog: Catalog, settings: Settings, judgments: Judgments, *, k: int = 10, depth: int = 100, context: Context | None = None
    ) -> None:
        """Read ``catalog`` under ``settings``; the other arguments are those of ``evaluate``.

        Raises:
            ValidationError: the catalog has problems.
            SettingsError: the settings name another currency than the catalog.
        """
        self.settings = settings
        self.tried = 0
        self.on_trial: Callable[[], None] | None = None
        self._catalog = catalog
        self._compiled = CompiledCatalog(catalog, settings)
        self._judgments = judgments
        self._k, self._depth, self._context = k, depth, context
        self._ndcg: dict[bytes, tuple[float, ...]] = {}

    def has_text(self, field: str) -> bool:
        """Tell whether any product has a text in a field."""
        return self._compiled.has_text(field)

    def evaluation(self, settings: Settings, match: Literal["ladder", "all", "any"] = "ladder") -> Evaluation:
        """Measure the search under ``settings``; the catalog is read again only if they change what is read of it."""
        self.tried += 1
        compiled = self._compiled if self._compiled.fits(settings) else CompiledCatalog(self._catalog, settings)
        store = Storefront(compiled.build(settings))
        return evaluate(store, self._judgments, k=self._k, depth=self._depth, context=self._context, match=match)

    def ndcg(self, settings: Settings) -> tuple[float, ...]:
        """Return the NDCG of every averaged query under ``settings``, measured once."""
        key = msgspec.json.encode(settings)
        if key not in self._ndcg:
            self._ndcg[key] = tuple(query.ndcg for query in self.evaluation(settings).queries)
            if self.on_trial is not None:
                self.on_trial()
        return self._ndcg[key]
