"""Changes in prose, checked against their own operands: "rose 12% from A to B", "three times the Y of last year".

Only wordings that leave no doubt which figure is which are read; where a figure may belong to something else, nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.display import amount
from assistant.ledger.glue import COUNTS, Item, alike, conflict, ends, holds, listed, middle
from assistant.ledger.stated import WHOLE, known, reach, reaches
from assistant.ledger.types import Conflict
from documents.figures.types import Quantity
from documents.figures.units import factor

_NEAR = 8  # words between two operands of one statement
_HUNDRED = 100


def changes(found: Sequence[Item]) -> Iterator[Conflict]:
    """Yield the changes and multiples in one sentence that its values do not bear out."""
    for three in zip(found, found[1:], found[2:], strict=False):
        yield from _change(*three)
        yield from _times(*three)


def _change(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "rose 12% from A to B", "from A to B, up 12%", "to B from A", "B, up 12% from A", "B, 12% more than A"."""
    if any(len(item.before) > _NEAR or holds(item.before, listed("change", "breaks")) for item in (b, c)):
        return
    roles = None  # the change, the old and the new value
    if _moves(a) and _is_end(b, "from") and _is_end(c, "to"):
        roles = a, b, c
    elif _moves(a) and _is_end(b, "to") and _is_end(c, "from"):
        roles = a, c, b
    elif ends(a.before, "from") and _is_end(b, "to") and _concludes(c):
        roles = c, a, b
    elif ends(a.before, "to") and _is_end(b, "from") and _concludes(c):
        roles = c, b, a
    elif _is_compared(b, c):
        roles = b, c, a
    if roles is not None:
        yield from _checked_change(*roles)


def _is_compared(change: Item, old: Item) -> bool:
    """Say whether the two follow the new value: "B, up 12% from A", "B, 12% more than A"."""
    if change.quantity.dimension == "share" and " ".join(old.before) in listed("change", "than"):
        return ends(change.before, ",")
    return _moves(change) and "," in change.before and old.before[:1] == ("from",) and len(old.before) <= 3


def _words_of_change() -> frozenset[str]:
    return listed("change", "up") | listed("change", "down")


def _is_end(item: Item, preposition: str) -> bool:
    """Say whether the figure is where a change began ("from") or ended ("to"), and nothing else starts before it."""
    moving = _words_of_change()
    words = item.before[:-1]
    if words and words[-1] in moving:
        words = words[:-1]  # "down to"
    ways = ("to", "at") if preposition == "to" else (preposition,)
    return ends(item.before, *ways) and not {"and", *moving} & set(words)


def _moves(item: Item) -> bool:
    """Say whether the figure is that of a change: "up 12%", "by 12%", "an increase of 12%", "a 12% rise"."""
    before, moving = item.before, _words_of_change()
    if ends(before, "by", "+", *moving):
        return True
    if ends(before, "of") and len(before) > 1 and before[-2] in moving:
        return True
    return bool(item.after) and item.after[0] in moving


def _concludes(item: Item) -> bool:
    """Say whether the figure sums up the change told before it: ", up 12%", ", or 12%", "(12%)"."""
    before = item.before
    if before[:1] not in ((",",), ("(",), ("–",), ("—",), ("or",)) or len(before) > 4:
        return False
    if set(before[1:]) - _words_of_change() - {"of", "by", "or", "+", "-"}:
        return False
    elsewhere = item.after[:1] == ("in",) and len(item.after) > 1 and not item.after[1].isdigit()
    return not elsewhere  # "up 12% in value" is about another thing than the values before it


def _checked_change(change: Item, old: Item, new: Item) -> Iterator[Conflict]:
    if not _same_measure(old.quantity, new.quantity) or old.quantity.low <= 0 or new.quantity.low <= 0:
        return
    stated = change.quantity
    if stated.dimension == "share":
        wrong, recomputed = _relative(old.quantity, new.quantity, stated)
    else:
        wrong, recomputed = _absolute(old.quantity, new.quantity, stated)
    if wrong:
        text = f"{change.shown} is given as the change from {old.shown} to {new.shown}, which is {recomputed}."
        yield conflict("change", text, recomputed, (change, old, new))


def _same_measure(old: Quantity, new: Quantity) -> bool:
    """Say whether two values differ by nothing but their size; "a tonne" may be said of one for both."""
    same_rate = replace(old, per=None), replace(new, per=None)
    return alike(old, new) or (None in (old.per, new.per) and alike(*same_rate))


def _relative(old: Quantity, new: Quantity, stated: Quantity) -> tuple[bool, str]:
    """Check a change in percent; between two percentages many writers mean points, so those count too."""
    before, after = reaches((old, new))
    said = reach(stated, WHOLE)
    made = abs((after / before - known(1)) * known(_HUNDRED))
    points = old.dimension == "share" and not abs(after - before).apart(said)
    exact = abs(middle(new) / middle(old) - 1) * _HUNDRED
    return made.apart(said) and not points, amount(exact, exact, "%")


def _absolute(old: Quantity, new: Quantity, stated: Quantity) -> tuple[bool, str]:
    """Check a change in the unit of the values, or in points between percentages."""
    unit = "pp" if old.dimension == "share" else old.unit
    counts = old.dimension in COUNTS and stated.dimension in COUNTS
    rate = Fraction(1) if counts else factor(unit, stated.unit)
    if rate is None or stated.per not in (None, old.per, new.per):
        return False, ""
    before, after, said = reaches((old, new, stated))
    if not counts:
        said = reach(stated, WHOLE)
    made = abs(after - before) * known(rate)
    exact = abs(middle(new) - middle(old)) * rate
    return made.apart(said), amount(exact, exact, stated.unit)


def _times(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "Z, three times the Y of last year"."""
    if b.quantity.dimension != "factor" or c.before or len(b.before) > _NEAR:
        return
    if b.before not in (("is",), ("was",), ("or",)) and not ends(b.before, ","):
        return
    if not alike(a.quantity, c.quantity) or a.quantity.low <= 0 or c.quantity.low <= 0:
        return
    one, other = reaches((a.quantity, c.quantity))
    if (one / other).apart(reach(b.quantity)):
        exact = middle(a.quantity) / middle(c.quantity)
        recomputed = amount(exact, exact, "x")
        yield conflict(
            "times", f"{a.shown} is given as {b.shown} {c.shown}, but is {recomputed} as much.", recomputed, (a, b, c)
        )
