"""What of a phrase is understood, beside its words (``docs/reference/semantics.md``, paragraph 12)?"""

from typing import Literal

from msgspec import Struct

__all__ = ["Understanding"]


class Understanding(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What becomes of words that say more than what to look up.

    Attributes:
        price: ``filter``: "under 50" leaves what costs so much; ``off``: its words are looked up like any.
        negation: ``exclude``: "without hood" leaves out what has a hood, and puts first what says that it has none; ``off``: words.
        sort: ``price``: "cheap" sorts by price, the cheapest first, unless the request sorts; ``off``: words.
        value: ``note``: words that are the label of a value of a refinement ("red", "XL", "Coral Bay") are told on the page, and what has
            these values stands higher; ``off``: words.
        filters: refinements whose values are chosen where a phrase names them, as if the shopper had.
        people: ``synonyms``: ladies are women, girls are kids, and so on in seven languages; ``off``: only what the merchant says.
        colours: ``synonyms``: 赤い is レッド, 咖啡色 is 棕色, and so on in Japanese and Chinese; ``off``: only what the merchant says.
        currency_words: what shoppers call the currency, besides its signs, its code and its usual names.
        exceptions: words that are none of these although they look like one ("under 21" where that is a brand).
    """

    price: Literal["filter", "off"] = "filter"
    negation: Literal["exclude", "off"] = "exclude"
    sort: Literal["price", "off"] = "price"
    value: Literal["note", "off"] = "note"
    filters: tuple[str, ...] = ()
    people: Literal["synonyms", "off"] = "synonyms"
    colours: Literal["synonyms", "off"] = "synonyms"
    currency_words: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
