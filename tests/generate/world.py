"""What there is to tell: an industry, a few firms in it, and facts about them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tests.generate import amounts
from tests.generate.values import Amount, Fact


@cache
def vocabulary() -> Mapping[str, Any]:
    """The words of vocabulary.toml."""
    return tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class World:
    """An industry with its firms, currency and calendar."""

    industry: Mapping[str, Any]
    subjects: tuple[str, ...]
    currency: str
    periods: tuple[str, ...]


def world(rng: Random) -> World:
    """Return a world of three or four firms; one may have a name that reads like a number."""
    names = vocabulary()["names"]
    subjects: list[str] = []
    while len(subjects) < rng.choice((3, 3, 4)):
        name = rng.choice(names["first"]) + rng.choice(names["last"])
        if len(subjects) == 1 and rng.random() < 0.35:
            name = rng.choice(names["figures"])
        if name not in subjects:
            subjects.append(name)
    year = rng.randint(2019, 2025)
    quarter = rng.randint(1, 4)
    periods = rng.choice(
        ((str(year), str(year - 1)), (str(year), str(year - 1)), (f"Q{quarter} {year}", f"Q{quarter} {year - 1}"))
    )
    return World(rng.choice(vocabulary()["industry"]), tuple(subjects), rng.choice(sorted(amounts.CURRENCIES)), periods)


def facts(rng: Random, world: World) -> tuple[Fact, ...]:
    """Return the facts of an article, those that can be set side by side among them; no two of one value."""
    told: list[Fact] = []
    for fact in (*_measures(rng, world), *_counts(rng, world), *_others(rng, world)):
        values = {(other.amount.low, other.amount.high) for other in told}
        if (fact.amount.low, fact.amount.high) not in values:
            told.append(fact)
    return tuple(told)


def _measures(rng: Random, world: World) -> Iterator[Fact]:
    """Money and percentages: one of all firms, one of both periods, and some of one firm."""
    for table, amount in (("money", _money(rng, world)), ("share", lambda: amounts.share(rng))):
        first, second, third = rng.sample(vocabulary()[table], 3)
        for subject in world.subjects:
            yield _measure(rng, subject, first, amount(), world.periods[0])
        for period in world.periods:
            yield _measure(rng, world.subjects[0], second, amount(), period)
        yield _measure(rng, rng.choice(world.subjects[1:]), third, amount(), rng.choice((None, world.periods[0])))


def _money(rng: Random, world: World) -> Callable[[], Amount]:
    power = rng.randint(3, 8)
    return lambda: amounts.money(rng, world.currency, power)


def _measure(rng: Random, subject: str, metric: str, amount: Amount, period: str | None) -> Fact:
    return Fact(subject, "noun", metric, amounts.bounded(rng, amount), {"m": metric}, period)


def _counts(rng: Random, world: World) -> Iterator[Fact]:
    first, second, third = rng.sample(world.industry["counts"], 3)
    for subject in world.subjects[: rng.choice((2, 3))]:
        yield _count(rng, subject, first, world.periods[0])
    for period in world.periods:
        yield _count(rng, world.subjects[1], second, period)
    yield _count(rng, world.subjects[0], third, rng.choice((None, world.periods[0])))


def _count(rng: Random, subject: str, words: list[str], period: str | None) -> Fact:
    noun, past, participle, base = words
    amount = amounts.bounded(rng, amounts.count(rng))
    return Fact(subject, "count", noun, amount, {"n": noun, "past": past, "part": participle, "base": base}, period)


def _others(rng: Random, world: World) -> Iterator[Fact]:
    """Waits, milestones, paces and prices."""
    one, other = rng.sample(world.subjects, 2)
    thing = {"x": world.industry["queue"]}
    yield Fact(one, "wait", "wait", amounts.span(rng), thing)
    base, item, items = world.industry["build"]
    number = rng.choice((50, 100, 500, 1000, 2000, 5000, 10_000))
    words = {"b": base, "i": item, "is": items, "k": f"{number:,}th", "w": f"{number:,}"}
    for subject in (one, other):
        yield Fact(subject, "milestone", "milestone", amounts.bounded(rng, amounts.time(rng)), words)
    window = rng.choice((12, 24, 36, 48, 72))
    orders = Fraction(amounts.mantissa(rng, 211, 9999))
    amount = Amount(orders, orders, "order", f"{int(orders):,}")
    within = Amount(Fraction(window), Fraction(window), "hour", f"{window} hours")
    yield Fact(one, "pace", "orders", amounts.bounded(rng, amount), {"w": within.surface}, window=within)
    for subject in (one, other):
        yield Fact(subject, "price", "price", amounts.price(rng, world.currency), {"i": item})
