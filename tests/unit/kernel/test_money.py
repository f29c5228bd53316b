"""Money.

1. An amount is read exactly, from text, whole numbers, decimals and floats as JSON shows them.
2. Formatting and parsing are each other's inverse, in every currency.
3. What a currency cannot express is refused, never rounded: too precise, negative, not a number, too large, no number at all.
4. The value counts, not its spelling: trailing zeros and exponents are fine.
5. A currency that does not exist is refused by name.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce_search.errors import ValidationError
from commerce_search.kernel.currencies import EXPONENTS
from commerce_search.kernel.money import LARGEST_MINOR, Currency

USD, JPY, KWD = Currency.of("USD"), Currency.of("JPY"), Currency.of("KWD")
currencies = st.sampled_from(sorted(EXPONENTS)).map(Currency.of)
minor_amounts = st.integers(0, LARGEST_MINOR)


@pytest.mark.parametrize(
    ("currency", "amount", "minor"),
    [
        (USD, "19.99", 1999),
        (USD, 19.99, 1999),
        (USD, 19, 1900),
        (USD, Decimal("0.01"), 1),
        (USD, "-0", 0),
        (JPY, "1500", 1500),
        (KWD, "1.234", 1234),
        (USD, 0.1, 10),
    ],
)
def test_an_amount_is_read_exactly(currency: Currency, amount: str | float | Decimal, minor: int) -> None:
    assert currency.parse(amount) == minor


@given(currencies, minor_amounts)
def test_formatting_and_parsing_are_inverse(currency: Currency, minor: int) -> None:
    assert currency.parse(currency.format(minor)) == minor
    assert currency.minor_units(currency.decimal(minor)) == minor


@given(currencies, minor_amounts)
def test_a_formatted_amount_has_the_digits_of_its_currency(currency: Currency, minor: int) -> None:
    _, _, decimals = currency.format(minor).partition(".")
    assert len(decimals) == currency.exponent


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_an_amount_is_either_refused_or_kept_to_the_last_digit(amount: Decimal) -> None:
    if USD.flaw(amount) is None:
        assert USD.decimal(USD.minor_units(amount)) == amount
    else:
        with pytest.raises(ValidationError):
            USD.parse(amount)


@pytest.mark.parametrize(
    ("currency", "amount", "code"),
    [
        (USD, "19.999", "too_precise"),
        (USD, "1.00" + "0" * 60 + "1", "too_precise"),
        (USD, "1e-999999", "too_precise"),
        (JPY, "0.5", "too_precise"),
        (USD, 0.1 + 0.2, "too_precise"),
        (USD, "-1", "negative"),
        (USD, "-0.001", "negative"),
        (USD, "NaN", "not_a_number"),
        (USD, "sNaN", "not_a_number"),
        (USD, float("inf"), "not_a_number"),
        (USD, "-Infinity", "not_a_number"),
        (USD, LARGEST_MINOR, "out_of_range"),
        (USD, "1e999999", "out_of_range"),
        (USD, "abc", "wrong_type"),
        (USD, "", "wrong_type"),
        (USD, True, "wrong_type"),
        (USD, None, "wrong_type"),
    ],
)
def test_what_a_currency_cannot_express_is_refused(currency: Currency, amount: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        currency.parse(amount, "tee.price")
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("tee.price", code)


def test_the_spelling_of_an_amount_does_not_count() -> None:
    assert {USD.parse(amount) for amount in ("1.5", "1.50", "1.500000", "15e-1", Decimal("1.5"))} == {150}


def test_a_currency_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"currency: expected an ISO 4217 currency code.*'usd'"):
        Currency.of("usd")
