"""What the name of a row says that its numbers are: amounts of money, a count of people or things, or neither."""

from __future__ import annotations

from documents.figures.kinds import kinds_of
from documents.figures.nouns import is_plural
from documents.figures.tokens import Token, tokenize
from documents.figures.verbs import base_of
from documents.figures.vocabulary import load, words

_AFTER_HEAD = words("function") | {"&", "(", ",", ":"}
_NUMBERS = frozenset({"number", "numbers", "no", "count"})
_SOLD_FOR = frozenset({"sales", "loss"})  # kinds that are counted too, though a bare name is an amount in a report


def of_money(name: str) -> bool:
    """Say whether the name is that of an amount of money: "Operating profit", "Cost of goods sold", "Sales"."""
    kinds = load("kinds")
    low = tuple(token.low for token in _head(name))
    told = [kind for _, last, kind, verb in kinds_of(low, "money") if not verb and last == len(low)]
    return any("count" not in kinds[kind]["dimensions"] or kind in _SOLD_FOR for kind in told)


def of_count(name: str) -> bool:
    """Say whether the name can only be a count: "Employees", "Number of loans", "Vehicles in the fleet"."""
    kinds = load("kinds")
    low = tuple(token.low for token in _head(name))
    if low[-1:] and low[-1] in _NUMBERS:
        return True
    told = [kind for _, last, kind, verb in kinds_of(low, "count") if not verb and last == len(low)]
    counted = bool(told) and not any("money" in kinds[kind]["dimensions"] for kind in told)
    return counted and not of_money(name)


def counts(name: str) -> bool:
    """Say whether the name reads as things that are counted, and as no amount: "Cartons sold", "Beds"."""
    head = _head(name)
    return of_count(name) or (bool(head) and is_plural(head[-1]) and not of_money(name))


def done_to(name: str) -> str | None:
    """Return the things of a name that says what was done to them: "Loaves" of "Loaves sold"; None for any other."""
    tokens = tokenize(name)
    things = len(tokens) == 2 and is_plural(tokens[0]) and counts(name)
    return tokens[0].text if things and base_of(tokens[1].low) is not None and not is_plural(tokens[1]) else None


def _head(name: str) -> tuple[Token, ...]:
    """Return the words up to the noun that the others of a name explain: "Cartons | sold", "Cost | of goods sold"."""
    tokens = tokenize(name)
    end = next((i for i, token in enumerate(tokens) if i and token.low in _AFTER_HEAD), len(tokens))
    if end > 1 and is_plural(tokens[end - 2]) and base_of(tokens[end - 1].low) is not None:
        end -= not is_plural(tokens[end - 1])
    return tokens[:end]
