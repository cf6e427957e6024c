"""Changes in prose, checked against their own operands: "rose 12% from A to B", "three times the Y of last year".

Only wordings that leave no doubt which figure is which are read; where a figure may belong to something else, nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from assistant.ledger.glue import COUNTS, Item, alike, conflict, ends, holds, listed, made, middle
from assistant.ledger.stated import WHOLE, known, reach, reaches
from assistant.ledger.types import Conflict
from documents.figures.types import Quantity
from documents.figures.units import factor

_NEAR = 8  # words between two operands of one statement
_HUNDRED = 100
_MULTIPLES = {"halved": "1/2", "doubled": "2", "tripled": "3", "trebled": "3", "quadrupled": "4"}
_LOOSE = Fraction(7, 8)  # of a multiple: 1.8 times is still called doubled


def changes(found: Sequence[Item]) -> Iterator[Conflict]:
    """Yield the changes and multiples in one sentence that its values do not bear out."""
    for three in zip(found, found[1:], found[2:], strict=False):
        yield from _change(*three)
        yield from _times(*three)
        yield from _multiplied(*three)


def _change(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "rose 12% from A to B", "from A to B, up 12%", "to B from A", "B, up 12% from A", "B, 12% more than A"."""
    if any(len(item.before) > _NEAR for item in (b, c)):
        return
    concludes = _concludes(c)
    against = concludes and _moves(c) and _is_against(b)
    read = [item for item, plain in ((b, against), (c, concludes)) if not plain]
    if any(holds(item.before, listed("change", "breaks")) for item in read):
        return
    roles = None  # the change, the old and the new value
    if _moves(a) and _is_end(b, "from") and _is_end(c, "to"):
        roles = a, b, c
    elif _moves(a) and _is_end(b, "to") and _is_end(c, "from"):
        roles = a, c, b
    elif ends(a.before, "from") and _is_end(b, "to") and concludes:
        roles = c, a, b
    elif (ends(a.before, "to") and _is_end(b, "from") and concludes) or against:
        roles = c, b, a
    elif _is_compared(b, c):
        roles = b, c, a
    if roles is not None:
        yield from _checked_change(*roles)


def _is_compared(change: Item, old: Item) -> bool:
    """Say whether the two follow the new value: "B, up 12% from A", "B, a rise of 12% on A", "B, 12% less than A"."""
    if change.quantity.dimension == "share" and " ".join(old.before) in listed("change", "than"):
        return ends(change.before, ",")
    return _moves(change) and "," in change.before and old.before[:1] in (("from",), ("on",)) and len(old.before) <= 3


def _is_against(old: Item) -> bool:
    """Say whether the old value follows the new one: "B, against A", "B, up from A"."""
    return any(holds(old.before[-3:], (phrase,)) for phrase in listed("change", "against"))


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
    start = next((i for i, word in enumerate(item.before) if word in (",", "(", "–", "—", "or")), None)
    if start is None:
        return False
    first, before = item.before[:start], item.before[start + 1 :]
    if len(first) > 3 or len(before) > 3 or {"and", *_words_of_change()} & set(first):
        return False
    if set(before) - _words_of_change() - {"of", "by", "or", "+", "-", "which", "that", "is", "was"}:
        return False
    after = item.after
    if len(after) > 1 and " ".join(after[:2]) in listed("change", "than"):
        return False  # "5% less than planned"
    return not (after[:1] == ("in",) and len(after) > 1 and not after[1].isdigit())  # "up 12% in value"


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
    change = abs((after / before - known(1)) * known(_HUNDRED))
    points = old.dimension == "share" and not abs(after - before).apart(said)
    exact = abs(middle(new) / middle(old) - 1) * _HUNDRED
    return change.apart(said) and not points, made(exact, "%")


def _absolute(old: Quantity, new: Quantity, stated: Quantity) -> tuple[bool, str]:
    """Check a change in the unit of the values, or in points between percentages."""
    unit = "pp" if old.dimension == "share" else old.unit
    if unit == "pp" and stated.unit == "point":
        stated = replace(stated, unit="pp", dimension="points")  # "up 9 points to 88%"
    counts = old.dimension in COUNTS and stated.dimension in COUNTS
    rate = Fraction(1) if counts else factor(unit, stated.unit)
    if rate is None or stated.per not in (None, old.per, new.per):
        return False, ""
    before, after, said = reaches((old, new, stated))
    if not counts:
        said = reach(stated, WHOLE)
    change = abs(after - before) * known(rate)
    exact = abs(middle(new) - middle(old)) * rate
    return change.apart(said), made(exact, stated.unit)


def _multiplied(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "doubled from A to B", "halved from A to B", where B falls short of it; more than double is often called so."""
    if a.quantity.dimension != "factor" or b.before != ("from",) or not _is_end(c, "to"):
        return
    if not _same_measure(b.quantity, c.quantity) or b.quantity.low <= 0 or c.quantity.low <= 0:
        return
    said = Fraction(_MULTIPLES.get(a.shown.lower(), 0))
    old, new = reaches((b.quantity, c.quantity))
    ratio = new / old if said > 1 else old / new
    least = max(said, 1 / said) * _LOOSE if said else None
    if least is not None and ratio.high is not None and ratio.high < least:
        exact = middle(c.quantity) / middle(b.quantity)
        recomputed = made((exact if said > 1 else 1 / exact), "x")
        way = "up" if said > 1 else "down"
        text = f"{a.shown} is said of {b.shown} to {c.shown}, which is {way} {recomputed}."
        yield conflict("change", text, recomputed, (a, b, c))


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
        recomputed = made(exact, "x")
        yield conflict(
            "times", f"{a.shown} is given as {b.shown} {c.shown}, but is {recomputed} as much.", recomputed, (a, b, c)
        )
