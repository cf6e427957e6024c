"""Whether a question measures money, and which figures are then none of it: doses sold are no revenue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.types import Question
from assistant.words import fold, stop_words, tokens
from documents.figures.kinds import kinds_of
from documents.figures.types import Figure
from documents.figures.vocabulary import load

# Besides an amount, such a measure may be told as a part or a change of one.
_ELSEWISE = frozenset(("money", "share", "points", "factor", "fraction"))
_COUNTING = ("count", "duration", "mass", "volume", "energy", "length", "area", "cargo")
_ASKED = ("money", "share", "measure", "factor", "points", "any", "yes_no")
# These set an amount against something else: so much for each, so long until it is reached or spent.
_AGAINST_OTHERS = ("per_unit", "rate", "implied_value", "runway", "time_to_reach", "unit_conversion")
_NEAR = 2  # words between a thing and the money it is of: "the shops' yearly revenue"


def in_money(question: Question) -> bool:
    """Say whether what a question measures is money: "by what percentage did its revenue fall?"."""
    if question.noun is not None or question.expects not in _ASKED or question.operation in _AGAINST_OTHERS:
        return False
    return _measures_money(question.standalone)


def beside_money(question: Question, figures: Sequence[Figure]) -> bool:
    """Say whether figures hold one that is no money where money is measured: no sum or share of it is made of these."""
    return in_money(question) and any(map(counted_otherwise, figures))


def counted_otherwise(figure: Figure) -> bool:
    """Say whether a figure is no amount of money: it counts things or times, and nothing calls it by a kind of money.

    A bare number under "Revenue (m)" is called so; one of "Acme" in "2024" may be an amount, one of its mills is none.
    """
    quantity = figure.quantity
    if quantity.dimension in _ELSEWISE:
        return False
    if quantity.unit or quantity.dimension not in ("count", "number", "ordinal"):
        return True
    called = tuple(
        fold(token.text) for text in (figure.metric, figure.row, figure.column) for token in tokens(text or "")
    )
    if figure.kind in _of_money() or any(kind in _of_money() for _, _, kind, _ in kinds_of(called, "money")):
        return False
    if figure.kind or kinds_of(called, "count"):
        return True
    whose = {word for name in figure.subjects for word in fold(name).split()}
    return figure.row is not None and any(word.isalpha() and word not in whose for word in called)


@lru_cache(maxsize=64)
def _measures_money(standalone: str) -> bool:
    """Say whether the first noun that tells a kind of figure tells one of money, or is of one that does."""
    words = tuple(fold(token.text) for token in tokens(standalone))
    if any(word in ("per", "each", "every") for word in words):
        return False
    amounts = [first for first, _, kind, verb in kinds_of(words, "money") if kind in _of_money() and not verb]
    others = [
        last
        for dimension in _COUNTING
        for _, last, kind, verb in kinds_of(words, dimension)
        if kind not in _of_money() and not verb
    ]
    if not amounts:
        return False
    before = [last for last in others if last <= amounts[0]]
    return all(_of_it(words[last : amounts[0]]) for last in before)


def _of_it(between: tuple[str, ...]) -> bool:
    """Say whether a thing stands right before the money that it has: "the shops' yearly revenue"."""
    return len(between) <= _NEAR and not any(word in stop_words() for word in between)


@cache
def _of_money() -> frozenset[str]:
    """Return the kinds of figures that are amounts of money before they are anything else."""
    return frozenset(
        kind
        for kind, entry in load("kinds").items()
        if entry["dimensions"][0] == "money" and _ELSEWISE.union(("count",)).issuperset(entry["dimensions"])
    )
