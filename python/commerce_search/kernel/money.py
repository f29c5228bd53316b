"""How much is that, exactly?

Money is a whole number of minor units (cents) wherever it is counted, compared or stored in a column. A catalog record spells it
as a decimal number of units; between the two stands a ``Currency``. Nothing is ever rounded: an amount that the currency cannot
express is an error. What counts is the value, not the spelling: ``1.50``, ``1.500`` and ``15e-1`` are the same dollars.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Final, NamedTuple

from commerce_search.errors import ValidationError
from commerce_search.kernel.currencies import EXPONENTS
from commerce_search.kernel.problems import Problem

__all__ = ["LARGEST_MINOR", "AmountFlaw", "Currency"]

LARGEST_MINOR: Final = 2**53 - 1
"""The largest amount in minor units: exact in every column type and in JSON readers that only know float64."""

_ARITHMETIC: Final = Context(prec=60, traps=[Inexact, InvalidOperation])


class AmountFlaw(NamedTuple):
    """Why an amount is no money."""

    code: str
    message: str


_NO_NUMBER: Final = AmountFlaw("wrong_type", "expected a decimal number")


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 currency: turns decimal amounts into minor units and back.

    >>> usd = Currency.of("USD")
    >>> usd.parse("19.99"), usd.format(1999), Currency.of("JPY").parse(1500)
    (1999, '19.99', 1500)

    Attributes:
        code: three capital letters.
        exponent: the number of decimals, e.g. 2 for USD, 0 for JPY, 3 for KWD.
    """

    code: str
    exponent: int
    _unit: Decimal
    _largest: Decimal

    @classmethod
    def of(cls, code: str) -> Currency:
        """Return the currency with this ISO 4217 code.

        Raises:
            ValidationError: there is no such currency.
        """
        exponent = EXPONENTS.get(code)
        if exponent is None:
            message = "expected an ISO 4217 currency code in capital letters, such as USD or EUR"
            raise ValidationError([Problem("currency", code, "out_of_range", message)])
        return cls(code, exponent, Decimal(1).scaleb(-exponent), Decimal(LARGEST_MINOR).scaleb(-exponent))

    def flaw(self, amount: Decimal) -> AmountFlaw | None:
        """Tell why ``amount``, in units, is no money of this currency; ``None`` if it is."""
        if not amount.is_finite():
            return AmountFlaw("not_a_number", "expected an amount of money")
        if amount < 0:
            return AmountFlaw("negative", "expected an amount of at least 0")
        if amount > self._largest:
            return AmountFlaw("out_of_range", f"expected at most {self._largest} {self.code}")
        try:
            amount.quantize(self._unit, context=_ARITHMETIC)
        except Inexact:
            return AmountFlaw("too_precise", f"expected at most {self.exponent} decimals, as {self.code} has")
        return None

    def minor_units(self, amount: Decimal) -> int:
        """Return ``amount``, in units and without a ``flaw``, as minor units.

        Raises:
            decimal.InvalidOperation, decimal.Inexact: ``amount`` has a flaw; a validated catalog never does.
        """
        return int(amount.quantize(self._unit, context=_ARITHMETIC).scaleb(self.exponent))

    def decimal(self, minor: int) -> Decimal:
        """Return ``minor`` units as a decimal number of units with the currency's digits."""
        return Decimal(minor).scaleb(-self.exponent)

    def format(self, minor: int) -> str:
        """Return ``minor`` units as decimal text with the currency's digits and without its sign: ``1999`` -> ``"19.99"``."""
        return f"{self.decimal(minor):f}"

    def parse(self, amount: str | float | Decimal, path: str = "amount") -> int:
        """Return ``amount``, in units, as minor units.

        A float stands for the shortest decimal number that reads back as itself, as in JSON.

        Raises:
            ValidationError: with one problem at ``path``: wrong_type, not_a_number, negative, too_precise or out_of_range.
        """
        number = _decimal_of(amount)
        flaw = _NO_NUMBER if number is None else self.flaw(number)
        if number is None or flaw is not None:
            code, message = flaw or _NO_NUMBER
            raise ValidationError([Problem(path, amount, code, message)])
        return self.minor_units(number)


def _decimal_of(amount: str | float | Decimal) -> Decimal | None:
    if isinstance(amount, bool) or not isinstance(amount, str | int | float | Decimal):
        return None
    try:
        return Decimal(repr(amount) if isinstance(amount, float) else amount)
    except InvalidOperation:
        return None
