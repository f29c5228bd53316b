"""How are prices written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

if TYPE_CHECKING:
    from decimal import Decimal

    from rich.console import Console

    from commerce_search.cli.shown_hit import ShownHit

__all__ = ["price_text", "price_words"]

_SIGNS: Final = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "¥"}


def price_words(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency.

    >>> from decimal import Decimal
    >>> price_words(Decimal("1234.50"), "USD"), price_words(Decimal("12"), "SEK")
    ('$1,234.50', '12 SEK')
    """
    sign = _SIGNS.get(currency)
    return f"{amount:,f} {currency}" if sign is None else f"{sign}{amount:,f}"


def price_text(hit: ShownHit, currency: str, console: Console) -> Text:
    """Return what a hit costs; below it, struck through, what it would cost without the reduction."""
    if hit.price is None:
        return Text("no price", style="dim")
    text = Text(price_words(hit.price, currency), style="bold")
    if hit.list_price is not None:
        before = price_words(hit.list_price, currency)
        # Where nothing can be struck through, the word must say it.
        text.append("\n").append(before if console.is_terminal else f"was {before}", style="not bold strike dim")
    return text
