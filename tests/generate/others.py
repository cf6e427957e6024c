"""Questions that are not asked of one fact in one breath: follow-ups, what the article does not say, and nonsense."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.generate.questions import FINER, Made, exactly, finer, gold_of, groups, lookup, of_sort, pair, words
from tests.generate.values import Article, Asked, Fact, Gold
from tests.generate.world import vocabulary


def _odd(kind: str) -> list[str]:
    found: list[str] = vocabulary()["odd"][kind]
    return found


def _first(rng: Random, fact: Fact) -> str:
    ways: list[str] = vocabulary()["told"][fact.sort]["asked"]
    return rng.choice(ways).format(**words(fact))


def _then(
    rng: Random, article: Article, way: str, first: Fact, gold: Gold, told: tuple[Fact, ...], **fill: str | None
) -> Asked:
    """A follow-up to a question about the first fact."""
    text = rng.choice(vocabulary()["then"][way]).format(**fill)
    name = {"unit": "then_unit", "gap": "then_gap"}.get(way, f"and_{way}")
    return Asked(article.id, name, text, gold, (_first(rng, first),), told)


def other_subject(rng: Random, article: Article) -> Made:
    """The same of another firm."""
    chosen = pair(rng, article, "subject")
    if chosen is None:
        return None
    first, second = rng.sample(chosen, 2)
    return _then(rng, article, "subject", first, gold_of(second.amount), (second,), S=second.subject)


def other_period(rng: Random, article: Article) -> Made:
    """The same in another period."""
    chosen = pair(rng, article, "period")
    if chosen is None:
        return None
    first, second = rng.sample(chosen, 2)
    return _then(rng, article, "period", first, gold_of(second.amount), (second,), p=second.period)


def other_metric(rng: Random, article: Article) -> Made:
    """Another figure of the same firm."""
    mine = [fact for fact in article.facts if fact.sort == "noun"]
    first = rng.choice(mine)
    rest = [f for f in mine if f.subject == first.subject and f.metric != first.metric and f.period == first.period]
    if not rest:
        return None
    second = rng.choice(rest)
    return _then(rng, article, "metric", first, gold_of(second.amount), (second,), m=second.metric)


def then_unit(rng: Random, article: Article) -> Made:
    """The last answer in another unit."""
    fact = of_sort(rng, article, "wait", "milestone")
    if fact is None:
        return None
    return _then(rng, article, "unit", fact, finer(fact), (fact,), u=FINER[fact.amount.unit])


def then_gap(rng: Random, article: Article) -> Made:
    """How far the last answer is from another firm's."""
    chosen = pair(rng, article, "subject")
    if chosen is None:
        return None
    more, less = chosen
    gold = exactly(more.amount.low - less.amount.low, "pp" if more.amount.unit == "%" else more.amount.unit)
    return _then(rng, article, "gap", more, gold, chosen, S=less.subject)


def absent_metric(rng: Random, article: Article) -> Made:
    """What the article says of no firm."""
    known = {fact.metric for fact in article.facts}
    metric = rng.choice([m for m in (*vocabulary()["money"], *vocabulary()["share"]) if m not in known])
    ways: list[str] = vocabulary()["told"]["noun"]["asked"]
    subject = rng.choice(article.subjects)
    fact = Fact(subject, "noun", metric, article.facts[0].amount, {"m": metric})
    return Asked(article.id, "absent_metric", rng.choice(ways).format(**words(fact)), Gold(refuse=True), facts=(fact,))


def absent_pair(rng: Random, article: Article) -> Made:
    """What the article says of another firm only."""
    told = {(fact.subject, fact.metric) for fact in article.facts}
    measured = [fact for fact in article.facts if fact.sort in ("noun", "count")]
    lacking = [(s, fact) for s in article.subjects for fact in measured if (s, fact.metric) not in told]
    if not lacking:
        return None
    subject, fact = rng.choice(lacking)
    asked = Fact(subject, fact.sort, fact.metric, fact.amount, fact.words, fact.period)
    return Asked(article.id, "absent_pair", _first(rng, asked), Gold(refuse=True), facts=(asked,))


def absent_period(rng: Random, article: Article) -> Made:
    """A period that the article does not speak of."""
    dated = [fact for fact in article.facts if fact.period]
    fact = rng.choice(dated)
    year = str(int((fact.period or "")[-4:]) - rng.randint(3, 9))
    asked = Fact(fact.subject, fact.sort, fact.metric, fact.amount, fact.words, (fact.period or "")[:-4] + year)
    return Asked(article.id, "absent_period", _first(rng, asked), Gold(refuse=True), facts=(asked,))


def absent_name(rng: Random, article: Article) -> Made:
    """A firm that the article does not know."""
    names = vocabulary()["names"]
    name = rng.choice(names["first"]) + rng.choice(names["last"])
    if any(name[:3] == subject[:3] for subject in article.subjects):
        return None
    fact = rng.choice(article.facts)
    asked = Fact(name, fact.sort, fact.metric, fact.amount, fact.words, fact.period)
    return Asked(article.id, "absent_name", _first(rng, asked), Gold(refuse=True), facts=(asked,))


def typed(rng: Random, article: Article) -> Made:
    """A number that the article does not hold, typed in any form."""
    group = rng.choice(groups(article, "subject"))
    text = rng.choice(_odd("typed")).format(
        S=rng.choice(article.subjects), x=group[0].metric, n=rng.choice(_odd("numbers"))
    )
    return Asked(article.id, "typed", text, None)


def nonsense(rng: Random, article: Article) -> Made:
    """No question that an article could answer, now and then after one that it does."""
    before = lookup(rng, article)
    history = (before.text,) if before is not None and rng.random() < 0.4 else ()
    return Asked(
        article.id, "nonsense", rng.choice(_odd("nonsense")).format(S=rng.choice(article.subjects)), None, history
    )


OTHERS: dict[str, Callable[[Random, Article], Made]] = {
    "and_subject": other_subject, "and_period": other_period, "and_metric": other_metric, "then_unit": then_unit,
    "then_gap": then_gap, "absent_metric": absent_metric, "absent_pair": absent_pair, "absent_period": absent_period,
    "absent_name": absent_name, "typed": typed, "nonsense": nonsense,
}  # fmt: skip
