"""Parts and wholes in prose, checked against each other: shares, totals, so many at so much, the rest.

Only wordings that leave no doubt which figure is which are read; where a figure may belong to something else, nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assistant.ledger.glue import COUNTS, Item, alike, conflict, ends, holds, listed, made, middle
from assistant.ledger.stated import WHOLE, known, last_digit, reach, reaches
from assistant.ledger.types import Conflict
from documents.figures.units import factor

_SUMMABLE = COUNTS | {"money", "mass", "volume", "energy", "power", "cargo", "area", "length", "duration"}
_NEAR = 8  # words between two operands of one statement
_HUNDRED = 100


def parts_and_wholes(found: Sequence[Item]) -> Iterator[Conflict]:
    """Yield the shares, totals and products in one sentence that its values do not bear out."""
    for three in zip(found, found[1:], found[2:], strict=False):
        yield from _share(*three)
        yield from _product(*three)
    yield from _totals(found)
    yield from _remainder(found)


def _share(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "Z, or 12% of Y", "12% of Y, or Z", "Of the Y, Z (12%)", "Z of the Y (12%)"."""
    roles = None  # percentage, part, whole
    if a.quantity.dimension == "share" and b.before == ("of",) and _equals(c.before):
        roles = a, c, b
    elif b.quantity.dimension == "share" and _is_of(c.before) and _equals(b.before):
        roles = b, a, c
    elif c.quantity.dimension == "share" and _bracketed(c):
        if (a.before == ("of",) and "," in b.before and len(b.before) <= 4) or _among(b.before):
            roles = c, b, a
        elif b.before == ("of",):
            roles = c, a, b
    if roles is None:
        return
    percent, part, whole = roles
    if not alike(part.quantity, whole.quantity) or part.quantity.low <= 0 or whole.quantity.low <= 0:
        return
    one, other = reaches((part.quantity, whole.quantity))
    if (one / other * known(_HUNDRED)).apart(reach(percent.quantity, WHOLE)):
        exact = middle(part.quantity) / middle(whole.quantity) * _HUNDRED
        recomputed = made(exact, "%")
        yield conflict(
            "share",
            f"{part.shown} is given as {percent.shown} of {whole.shown}, but is {recomputed} of it.",
            recomputed,
            roles,
        )


def _is_of(words: tuple[str, ...]) -> bool:
    """Say whether a whole follows a percentage: "12% of Y", "12% of costs of Y"."""
    return words[:1] == ("of",) and words[-1:] == ("of",) and len(words) <= 4


def _among(words: tuple[str, ...]) -> bool:
    """Say whether a part of what was just counted follows: "2,400 employees, of whom 1,800"."""
    return words[-2:] in (("of", "whom"), ("of", "which"), ("of", "them")) and len(words) <= 4


def _equals(words: tuple[str, ...]) -> bool:
    """Say whether the words set what follows equal to what stands before: "or", "in sales, that is"."""
    last = max((i + 1 for i, word in enumerate(words) if word == ","), default=0)
    return last <= 4 and " ".join(words[last:]) in listed("share", "equals")


def _bracketed(item: Item) -> bool:
    """Say whether a percentage explains the figure before it: "290 (76%)", "290, or 76%,"."""
    opened = item.before in (("(",), (",", "or"), ("or",), ("–",), ("—",))
    return opened and item.after[:1] in ((), (")",), (",",), (".",), (";",), ("–",), ("—",))


def _product(a: Item, b: Item, c: Item) -> Iterator[Conflict]:
    """ "eight boats at 2 million each, 16 million in total"."""
    price = b.quantity
    each = price.per is not None or (b.after and b.after[0] in listed("total", "each"))
    if a.quantity.dimension not in COUNTS or price.dimension != "money" or not each or not ends(b.before, "at", "for"):
        return
    if c.quantity.unit != price.unit or c.quantity.per or not _is_total(c) or len(c.before) > _NEAR:
        return
    if len(b.before) > 5 or (price.per is not None and factor(price.per, "day") is not None):
        return
    number = known(middle(a.quantity)) if last_digit(a.quantity) == 1 else reach(a.quantity)
    if (number * reach(price)).apart(reach(c.quantity, WHOLE)):
        exact = middle(a.quantity) * middle(price)
        recomputed = made(exact, price.unit)
        yield conflict(
            "product", f"{c.shown} is given for {a.shown} at {b.shown}, which make {recomputed}.", recomputed, (a, b, c)
        )


def _is_total(item: Item) -> bool:
    return holds(item.before[-3:], listed("total", "before")) or holds(item.after[:2], listed("total", "after"))


def _totals(found: Sequence[Item]) -> Iterator[Conflict]:
    """ "A, B and C, together T"; "a total of T, made up of A and B"."""
    for k, total in enumerate(found):
        if total.quantity.dimension not in _SUMMABLE or total.quantity.per:
            continue
        if _is_total(total) and len(total.before) <= 5:
            first = k
            while first and (first == k or _joined(found[first])) and _one_noun((*found[first - 1 : k], total)):
                first -= 1
            parts = found[first:k]
            ways = [parts[i:] for i in range(len(parts) - 1)]
        elif any(total.after[: len(p)] == p for p in _openings()) and all(_joined(item) for item in found[k + 2 :]):
            parts = found[k + 1 :]
            ways = [parts] if _one_noun((*parts, total)) else []
        else:
            continue
        if len(parts) > 1 and ways and _same_time(parts, total) and all(_misses(way, total) for way in ways):
            exact = sum((middle(item.quantity) for item in parts), Fraction(0))
            recomputed = made(exact, total.quantity.unit)
            listing = " + ".join(item.shown for item in parts)
            yield conflict(
                "total",
                f"{total.shown} is given as the total of {listing}, which make {recomputed}.",
                recomputed,
                (*parts, total),
            )


def _openings() -> list[tuple[str, ...]]:
    return [
        (*comma, *phrase.split())
        for phrase in sorted(listed("total", "opens"))
        for comma in ((), (",",), ("is",), ("was",))
    ]


def _joined(item: Item) -> bool:
    """Say whether the figure goes on a list: the words before it end in a comma or "and"."""
    words = item.before
    if ends(words, "("):
        return len(words) <= _NEAR and holds(words, listed("total", "joins"))  # "Sofia (120) and Ruse (60)"
    return len(words) <= _NEAR and ends(words, *listed("total", "joins"))


def _same_time(parts: Sequence[Item], total: Item) -> bool:
    when = total.entry.figure.period
    return when is None or any(item.entry.figure.period in (None, when) for item in parts)


def _misses(parts: Sequence[Item], total: Item) -> bool:
    *some, whole = reaches([*(item.quantity for item in parts), total.quantity])
    return sum(some[1:], some[0]).apart(whole)


def _one_noun(found: Sequence[Item]) -> bool:
    """Say whether all count or measure the same, at most with the noun left out: "12 dairies, 7 and 9"."""
    units = {item.quantity.unit for item in found} - {""}
    return (
        len(units) <= 1
        and len({item.quantity.dimension for item in found}) == 1
        and not any(item.quantity.per for item in found)
    )


def _remainder(found: Sequence[Item]) -> Iterator[Conflict]:
    """ "45% in the north, 40% in the south and the remaining 25% abroad"."""
    shares = [item for item in found if item.quantity.dimension == "share"]
    if len(shares) < 2 or len(shares) != len(found):
        return
    if not holds(shares[-1].before[-3:], ("rest", "remaining", "remainder")) or not all(
        map(_joined_loosely, shares[1:])
    ):
        return
    together = sum((reach(item.quantity) for item in shares[1:]), reach(shares[0].quantity))
    if together.low is not None and together.low > _HUNDRED:
        exact = sum((middle(item.quantity) for item in shares), Fraction(0))
        recomputed = made(exact, "%")
        yield conflict(
            "over 100 %",
            f"{' + '.join(item.shown for item in shares)} are given as parts of one whole, but make {recomputed}.",
            recomputed,
            shares,
        )


def _joined_loosely(item: Item) -> bool:
    return len(item.before) <= _NEAR and holds(item.before, listed("total", "joins"))
