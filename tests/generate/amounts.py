"""Numbers as articles write them: currencies, scales, words, bounds, ranges."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.generate import reading
from tests.generate.values import Amount

# How a currency is written: {n} the number with its scale.
CURRENCIES = {
    "EUR": ("€{n}", "{n} euros", "EUR {n}"),
    "USD": ("${n}", "US${n}", "{n} dollars"),
    "GBP": ("£{n}",),
    "RMB": ("{n} RMB", "RMB {n}", "{n} yuan"),
    "NOK": ("NOK {n}", "{n} NOK"),
    "INR": ("₹{n}", "{n} rupees"),
    "TWD": ("NT${n}",),
    "CHF": ("CHF {n}",),
    "JPY": ("{n} yen",),
    "KRW": ("{n} won",),
}
BOUNDS = (*[""] * 20, "about ", "more than ", "over ", "nearly ", "at least ", "just under ", "up to ")
ONES = (*reading.ONES, "twenty")
TIMES = ("hour", "day", "week", "month")
SECONDS = {
    "hour": Fraction(3600),
    "day": Fraction(86400),
    "week": Fraction(604800),
    "month": Fraction(86400) * Fraction(304, 10),
    "year": Fraction(86400) * 365,
}


def decimal(value: Fraction) -> str:
    """Return a fraction with a finite decimal expansion as "1,234.5"."""
    whole, rest = divmod(value, 1)
    digits = ""
    while rest:
        rest *= 10
        digits += str(int(rest))
        rest %= 1
    return f"{int(whole):,}" + (f".{digits}" if digits else "")


def mantissa(rng: Random, low: int = 101, high: int = 999) -> int:
    """Return a number of two or three digits that does not end in nought."""
    value = rng.randint(low, high)
    return value + 1 if value % 10 == 0 else value


def money(rng: Random, currency: str, scale: int | None = None) -> Amount:
    """Return a sum of money of a business: between 10 thousand and 100 billion."""
    power = scale if scale is not None else rng.randint(3, 8)
    value = Fraction(mantissa(rng)) * 10**power
    form = rng.choice(CURRENCIES[currency])
    return Amount(value, value, currency, form.format(n=scaled(rng, value, currency, "{n}" in form[-3:])))


def scaled(rng: Random, value: Fraction, currency: str, tight: bool) -> str:
    """Return a large number with a scale word or letter, in the way of its country now and then."""
    if currency == "INR" and value >= 10**7 and rng.random() < 0.5:
        return f"{decimal(value / 10**7)} crore"
    if currency == "INR" and 10**5 <= value < 10**7 and rng.random() < 0.6:
        return f"{decimal(value / 10**5)} lakh"
    if value >= 10**9:
        return decimal(value / 10**9) + (rng.choice((" billion", "bn")) if tight else " billion")
    if value >= 10**6 and rng.random() < 0.8:
        return decimal(value / 10**6) + (rng.choice((" million", "m", " million")) if tight else " million")
    return decimal(value)


def price(rng: Random, currency: str) -> Amount:
    """Return a price."""
    value = Fraction(mantissa(rng)) * rng.choice((1, 1, 10, 100))
    if rng.random() < 0.2:
        value += Fraction(1, 2) + Fraction(rng.randint(1, 4), 10)
    return Amount(value, value, currency, rng.choice(CURRENCIES[currency]).format(n=decimal(value)))


def share(rng: Random) -> Amount:
    """Return a percentage with one decimal."""
    value = Fraction(mantissa(rng, 21, 940), 10)
    sign = rng.choice(("%", "%", "%", " per cent", " percent"))
    return Amount(value, value, "%", decimal(value) + sign)


def count(rng: Random) -> Amount:
    """Return how many there are: digits, thousands with a letter, or words."""
    way = rng.randrange(10)
    if way == 0:
        value = rng.randint(3, 20)
        return Amount(Fraction(value), Fraction(value), "", ONES[value])
    if way == 1:
        value = rng.randint(2, 20) * 1000
        return Amount(Fraction(value), Fraction(value), "", f"{ONES[value // 1000]} thousand")
    if way == 2:
        value = mantissa(rng) * 10_000
        return Amount(Fraction(value), Fraction(value), "", f"{decimal(Fraction(value, 10**6))} million")
    value = mantissa(rng, 101, 999) if way < 6 else mantissa(rng, 1001, 98999)
    return Amount(Fraction(value), Fraction(value), "", f"{value:,}")


def bounded(rng: Random, amount: Amount) -> Amount:
    """Put a bound before an amount now and then; the number stays what it is."""
    return Amount(amount.low, amount.high, amount.unit, rng.choice(BOUNDS) + amount.surface)


def span(rng: Random, unit: str | None = None) -> Amount:
    """Return a range of time."""
    unit = unit or rng.choice(TIMES)
    low = rng.randint(2, 30)
    high = low + rng.randint(1, 12)
    text = rng.choice(("{a}-{b} {u}s", "{a} to {b} {u}s", "between {a} and {b} {u}s", "{a}–{b} {u}s"))
    return Amount(Fraction(low), Fraction(high), unit, text.format(a=low, b=high, u=unit))


def time(rng: Random) -> Amount:
    """Return a length of time."""
    unit = rng.choice(TIMES)
    value = rng.randint(2, 90)
    words = ONES[value] if value <= 12 and rng.random() < 0.5 else str(value)
    return Amount(Fraction(value), Fraction(value), unit, f"{words} {unit}s")
