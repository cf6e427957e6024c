"""Questions that the facts of a generated article answer, by operation, with the answer worked out here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

from tests.generate.amounts import SECONDS
from tests.generate.values import Amount, Article, Asked, Fact, Gold
from tests.generate.world import vocabulary

Made = Asked | None
FINER = {"month": "week", "week": "day", "day": "hour", "hour": "minute"}
PER_FINER = {"month": Fraction(304, 70), "week": Fraction(7), "day": Fraction(24), "hour": Fraction(60)}


def gold_of(amount: Amount) -> Gold:
    """The amount as it must be answered."""
    return Gold(amount.low, amount.high, amount.unit)


def exactly(value: Fraction, unit: str) -> Gold:
    """A single number as it must be answered."""
    return Gold(value, value, unit)


def words(fact: Fact) -> dict[str, str]:
    """What fills a question about a fact."""
    mine = fact.subject + ("'" if fact.subject.endswith("s") else "'s")
    time = f" in {fact.period}" if fact.period else ""
    what = fact.metric if fact.sort == "noun" else f"number of {fact.metric} {fact.words.get('part', '')}".strip()
    return {**fact.words, "S": fact.subject, "Ss": mine, "t": time, "t_": time.replace(" in", ""), "what": what}


def lookup(rng: Random, article: Article) -> Made:
    """One fact, asked for in one of the ways of its sort."""
    fact = rng.choice(article.facts)
    text = rng.choice(vocabulary()["told"][fact.sort]["asked"]).format(**words(fact))
    return Asked(article.id, "lookup", text, gold_of(fact.amount), facts=(fact,))


def groups(article: Article, across: str) -> list[tuple[Fact, ...]]:
    """Facts of one metric across subjects or periods, two or more."""
    found: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in article.facts:
        if fact.sort in ("noun", "count"):
            other = fact.period if across == "subject" else fact.subject
            found.setdefault((fact.metric, other), []).append(fact)
    return [tuple(group) for _, group in sorted(found.items(), key=lambda item: str(item[0])) if len(group) > 1]


def pair(rng: Random, article: Article, across: str, unit: str | None = None) -> tuple[Fact, Fact] | None:
    """Two facts of a group, the greater first."""
    pairs = [
        (a, b) if a.amount.low > b.amount.low else (b, a)
        for group in groups(article, across)
        for a, b in combinations(group, 2)
        if unit is None or (a.amount.unit == "%") == (unit == "%")
    ]
    return rng.choice(pairs) if pairs else None


def _asked(
    rng: Random, name: str, article: Article, told: Sequence[Fact], gold: Gold, ways: str = "", u: str = ""
) -> Asked:
    """One of the ways to ask for an operation: {S} and {B} the first two firms, {one} and {two} in any order."""
    one, two = rng.sample([fact.subject for fact in told[:2]] * (1 + (len(told) < 2)), 2)
    names = ", ".join(fact.subject for fact in told[:-1]) + f" and {told[-1].subject}"
    fill = {**words(told[0]), "u": u, "one": one, "two": two, "all": names, "p0": told[0].period}
    if len(told) > 1:
        other = words(told[1])
        fill |= {"B": other["S"], "Bs": other["Ss"], "p1": told[1].period}
    text = rng.choice(vocabulary()["asked"][ways or name]).format(**fill)
    if part := told[0].words.get("part"):
        text = text.replace(f" {part} of ", f" {part} by ")
    return Asked(article.id, name, text, gold, facts=tuple(told))


def difference(rng: Random, article: Article) -> Made:
    """How far one firm is above another."""
    chosen = pair(rng, article, "subject")
    if chosen is None:
        return None
    more, less = chosen
    unit = "pp" if more.amount.unit == "%" else more.amount.unit
    return _asked(rng, "difference", article, chosen, exactly(more.amount.low - less.amount.low, unit))


def percent_change(rng: Random, article: Article) -> Made:
    """How a firm's figure moved from one period to the next."""
    chosen = pair(rng, article, "period", "")
    if chosen is None:
        return None
    new, old = sorted(chosen, key=lambda fact: fact.period or "", reverse=True)
    if len((new.period or "").split()) > 1 and new.period == old.period:
        return None
    change = abs(new.amount.low - old.amount.low) / old.amount.low * 100
    return _asked(rng, "percent_change", article, (new, old), exactly(change, "%"))


def points(rng: Random, article: Article) -> Made:
    """How a percentage moved."""
    chosen = pair(rng, article, "period", "%")
    if chosen is None:
        return None
    return _asked(rng, "points", article, chosen, exactly(chosen[0].amount.low - chosen[1].amount.low, "pp"))


def ratio(rng: Random, article: Article) -> Made:
    """How many times as much."""
    chosen = pair(rng, article, "subject", "")
    if chosen is None:
        return None
    return _asked(rng, "ratio", article, chosen, exactly(chosen[0].amount.low / chosen[1].amount.low, "x"))


def total(rng: Random, article: Article) -> Made:
    """Two firms or two periods together."""
    across = rng.choice(("subject", "period"))
    chosen = pair(rng, article, across, "")
    if chosen is None:
        return None
    gold = exactly(chosen[0].amount.low + chosen[1].amount.low, chosen[0].amount.unit)
    return _asked(rng, "sum", article, chosen, gold, f"sum_{across}")


def average(rng: Random, article: Article) -> Made:
    """The mean over all that have the figure."""
    found = groups(article, "subject")
    group = rng.choice(found)
    value = sum((fact.amount.low for fact in group), Fraction(0)) / len(group)
    return _asked(rng, "average", article, group, exactly(value, group[0].amount.unit))


def compare(rng: Random, article: Article) -> Made:
    """Which of two is ahead."""
    chosen = pair(rng, article, "subject")
    if chosen is None:
        return None
    return _asked(rng, "compare", article, chosen, Gold(name=chosen[0].subject, rivals=(chosen[1].subject,)))


def extreme(rng: Random, article: Article) -> Made:
    """Which of all is first or last."""
    full = [group for group in groups(article, "subject") if len(group) > 2]
    if not full:
        return None
    group = sorted(rng.choice(full), key=lambda fact: fact.amount.low)
    least = rng.random() < 0.5
    winner, rest = (group[0], group[1:]) if least else (group[-1], group[:-1])
    gold = Gold(name=winner.subject, rivals=tuple(fact.subject for fact in rest))
    return _asked(rng, "min" if least else "max", article, (winner, *rest), gold)


def rank(rng: Random, article: Article) -> Made:
    """All in order, the greatest first."""
    full = [group for group in groups(article, "subject") if len(group) > 2]
    if not full:
        return None
    group = sorted(rng.choice(full), key=lambda fact: -fact.amount.low)
    gold = Gold(name=group[0].subject, rivals=tuple(fact.subject for fact in group[1:]))
    return _asked(rng, "rank", article, group, gold)


def of_sort(rng: Random, article: Article, *sorts: str) -> Fact | None:
    """Any fact of these sorts."""
    found = [fact for fact in article.facts if fact.sort in sorts]
    return rng.choice(found) if found else None


def rate(rng: Random, article: Article) -> Made:
    """A pace by the hour or day."""
    fact = of_sort(rng, article, "pace")
    if fact is None or fact.window is None:
        return None
    hourly = fact.amount.low / fact.window.low
    unit, value = rng.choice((("hour", hourly), ("day", hourly * 24)))
    return _asked(rng, "rate", article, (fact,), exactly(value, f"order/{unit}"), u=unit)


def reach(rng: Random, article: Article) -> Made:
    """When a pace comes to a number."""
    fact = of_sort(rng, article, "pace")
    if fact is None or fact.window is None:
        return None
    number = rng.choice((10_000, 20_000, 50_000, 100_000))
    written = rng.choice((f"{number:,}", f"{number // 1000}k", f"{number // 1000} thousand"))
    seconds = Fraction(number) / fact.amount.low * fact.window.low * SECONDS["hour"]
    return _asked(rng, "time_to_reach", article, (fact,), exactly(seconds, "seconds"), u=written)


def finer(fact: Fact) -> Gold:
    """A length of time in the next finer unit."""
    times = PER_FINER[fact.amount.unit]
    return Gold(fact.amount.low * times, fact.amount.high * times, FINER[fact.amount.unit])


def convert(rng: Random, article: Article) -> Made:
    """A length of time in a finer unit."""
    fact = of_sort(rng, article, "wait", "milestone")
    if fact is None:
        return None
    unit = FINER[fact.amount.unit]
    base = rng.choice(vocabulary()["told"][fact.sort]["asked"][:2]).rstrip("?")
    text = base + rng.choice((f", in {unit}s?", f"? In {unit}s, please."))
    return Asked(article.id, "convert", text.format(**words(fact)), finer(fact), facts=(fact,))


def middle(rng: Random, article: Article) -> Made:
    """The middle or the width of a range."""
    fact = of_sort(rng, article, "wait")
    if fact is None:
        return None
    low, high, unit = fact.amount.low, fact.amount.high, fact.amount.unit
    name, value = rng.choice((("midpoint", (low + high) / 2), ("width", high - low)))
    return _asked(rng, name, article, (fact,), exactly(value, unit))


def annual(rng: Random, article: Article) -> Made:
    """A quarter's sum as a year's."""
    found = [f for f in article.facts if f.sort in ("noun", "count") and (f.period or "").startswith("Q")]
    found = [f for f in found if f.amount.unit != "%" and f.metric not in ("net debt", "cash reserve")]
    if not found:
        return None
    fact = rng.choice(found)
    return _asked(rng, "annualise", article, (fact,), exactly(fact.amount.low * 4, fact.amount.unit))


OPERATIONS: dict[str, Callable[[Random, Article], Made]] = {
    "lookup": lookup, "difference": difference, "percent_change": percent_change, "points": points, "ratio": ratio,
    "sum": total, "average": average, "compare": compare, "extreme": extreme, "rank": rank, "rate": rate,
    "time_to_reach": reach, "convert": convert, "range": middle, "annualise": annual,
}  # fmt: skip
