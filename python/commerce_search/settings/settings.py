"""All settings of a store, and how they are read and checked."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct

from commerce_search.catalog.examination import report_flaws
from commerce_search.errors import SettingsError, why_unreadable
from commerce_search.kernel.problems import Place, Problem, Problems
from commerce_search.settings.checks import problems_of
from commerce_search.settings.field import DEFAULT_FIELDS, TextField
from commerce_search.settings.merchant_words import MerchantWords
from commerce_search.settings.no_results import NoResults
from commerce_search.settings.product_types import ProductTypes
from commerce_search.settings.refinement import Refinement
from commerce_search.settings.relevance import Relevance
from commerce_search.settings.sorting import SortingOption
from commerce_search.settings.suggestions import Suggesting
from commerce_search.settings.typos import Typos
from commerce_search.settings.understanding import Understanding
from commerce_search.settings.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Settings"]


class Settings(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a store searches, refines and sorts.

    Attributes:
        currency: of every price, ISO 4217.
        locales: locale -> languages, tried in order.
        default_locale: for requests that name none; ``None``: the first of ``locales``.
        page_size: hits of a page that asks for no number.
        relevance: constants of text relevance.
        product_types: what tells the type of a product.
        typos: how far misspelt words are corrected.
        words: language -> what the merchant says of its words.
        units: units of measure, besides those that are known.
        understanding: what phrases say beside their words, such as prices.
        suggestions: what is suggested below a search box.
        no_results: what is recommended where nothing is found.
        fields: what phrases are looked up in; at most 8.
        refinements: by what shoppers narrow a page down, in order.
        sorting_options: sorts that shoppers can choose, in order.
        columns: attributes that a request may sort by though no refinement and no option names them; ``None``: all, as long as there are at
            most 200 attributes.

    Example:
        >>> Settings.from_toml('currency = "EUR"').default_locale
        'en'
    """

    currency: str = "USD"
    locales: dict[str, tuple[str, ...]] = msgspec.field(default_factory=lambda: {"en": ("en",)})
    default_locale: str = ""
    page_size: Annotated[int, Meta(ge=1, le=10_000)] = 24
    relevance: Relevance = Relevance()
    product_types: ProductTypes = ProductTypes()
    typos: Typos = Typos()
    words: dict[str, MerchantWords] = msgspec.field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    understanding: Understanding = Understanding()
    suggestions: Suggesting = Suggesting()
    no_results: NoResults = NoResults()
    fields: tuple[TextField, ...] = DEFAULT_FIELDS
    refinements: tuple[Refinement, ...] = ()
    sorting_options: tuple[SortingOption, ...] = ()
    columns: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Check what types cannot say.

        Raises:
            SettingsError: with every problem.
        """
        if not self.default_locale and self.locales:
            msgspec.structs.force_setattr(self, "default_locale", next(iter(self.locales)))
        problems = problems_of(self)
        if problems:
            raise SettingsError(problems)

    @classmethod
    def from_toml(cls, text: str, name: str = "settings") -> Settings:
        """Read the TOML form.

        Raises:
            SettingsError: the text is no TOML, or does not say what settings say.
        """
        try:
            return cls.from_dict(tomllib.loads(text), name)
        except tomllib.TOMLDecodeError as error:
            raise SettingsError([Problem(name, None, "broken_toml", f"expected TOML: {error}")]) from None

    @classmethod
    def open(cls, path: str | Path) -> Settings:
        """Read a TOML file.

        Raises:
            SettingsError: the file cannot be read, or is wrong.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"expected a settings file in UTF-8; {why_unreadable(error)}"
            raise SettingsError([Problem(str(path), None, "unreadable", message)]) from error
        return cls.from_toml(text, str(path))

    @classmethod
    def from_dict(cls, written: Mapping[str, Any], name: str = "settings") -> Settings:
        """Read the parsed form of TOML.

        Raises:
            SettingsError: with every problem that is found.
        """
        try:
            return msgspec.convert(written, cls)
        except msgspec.ValidationError:
            problems = Problems()
            report_flaws(written, cls, Place(problems, f"{name}:"))
            raise SettingsError(problems.kept, len(problems)) from None
        except SettingsError as error:
            raise SettingsError([replace(problem, path=f"{name}: {problem.path}") for problem in error.problems]) from None
