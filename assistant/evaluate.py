"""What an expression comes to: the one place where a calculation's numbers arise.

Values carry their unit: "order / hour" times "hour" is "order", a quotient of like units is "x" (times). Shares enter a
product as factors, by conversion from "%" to "x"; the difference of two percentages is in percentage points, "pp".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import reduce

from assistant.expression import Apply, BadExpression, Constant, Convert, Expression, Input, Part
from assistant.interval import Interval, exact, greatest, interval, scaled, smallest
from documents.figures.types import Figure, Period, Quantity
from documents.figures.units import dimension_of, factor

FACTOR = "x"  # the unit of a pure number that is a result: "33.7 times"
CALENDAR = frozenset(("month", "quarter", "year", "decade", "century"))
_PURE = {"": Fraction(1), FACTOR: Fraction(1), "%": Fraction(1, 100)}
_POINTS = {"pp": Fraction(1), "bp": Fraction(1, 100)}


@dataclass(frozen=True, slots=True)
class Value:
    """An interval with its unit: "order", "order/hour", "%", "x"."""

    number: Interval
    unit: str


Given = Mapping[Part, Value]  # what one operand gives


def given(figure: Figure) -> dict[Part, Value]:
    """Return what a figure gives to a calculation."""
    found: dict[Part, Value] = {"value": stated_value(figure.quantity)}
    if figure.within is not None:
        found["within"] = stated_value(figure.within)
    if figure.milestone is not None:
        found["milestone"] = stated_value(figure.milestone)
    if figure.period is not None and not figure.period.cumulative:
        found["period"] = length(figure.period.start, figure.period.end)
        found["days"] = days(figure.period.start, figure.period.end)
    return found


def stated_value(quantity: Quantity) -> Value:
    """Return a stated quantity with its unit: "$903 per car" is in USD/vehicle."""
    return Value(interval(quantity), f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit)


def period_days(period: Period) -> int:
    """Return how many days a period has."""
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def days(start: str, end: str) -> Value:
    """Return how many days a period has, the first and the last among them: 90 in the first quarter of 2025."""
    return Value(exact((date.fromisoformat(end) - date.fromisoformat(start)).days + 1), "day")


def length(start: str, end: str) -> Value:
    """Return how long a period is: whole years, quarters and months as such, anything else in days."""
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    years, rest = divmod(days, 365)
    if years and rest <= (years + 3) // 4:
        return Value(exact(years), "year")
    for unit, least, most in (("quarter", 89, 92), ("month", 28, 31)):
        if least <= days <= most:
            return Value(exact(1), unit)
    return Value(exact(days), "day")


def conversion(unit: str, into: str) -> Fraction | None:
    """Return exactly how many of one unit another is, None where there is no fixed rate: order/hour = 24 order/day."""
    if unit == into:
        return Fraction(1)
    if unit in _PURE and into in _PURE:
        return _PURE[unit] / _PURE[into]
    if unit in _POINTS and into in _POINTS:
        return _POINTS[unit] / _POINTS[into]
    return factor(unit, into)


def elliptical(unit: str, full: str) -> bool:
    """Say whether a unit can be short for another: "of 340 employees, 205", "11 kg per box, down from 17 kg"."""
    counted = not unit and dimension_of(full.partition("/")[0]) is None and full not in _PURE
    return full not in _POINTS and (counted or (bool(unit) and full.startswith(f"{unit}/")))


def converted(expression: Expression, unit: str, into: str) -> Expression | None:
    """Return the expression in another unit, as it is where it has that unit; None where there is no fixed rate."""
    times = conversion(unit, into)
    if times is None:
        return None
    return expression if unit == into else Convert(expression, into, times)


def evaluate(expression: Expression, operands: Sequence[Given]) -> Value:
    """Return the exact value of an expression; raises BadExpression, ZeroDivisionError where the divisor can be 0."""
    match expression:
        case Input(at, part):
            if not 0 <= at < len(operands) or part not in operands[at]:
                raise BadExpression(f"operand {at} gives no {part}")
            return operands[at][part]
        case Constant(value, unit, _):
            return Value(exact(value), unit)
        case Convert(of, unit, times):
            return _converted(evaluate(of, operands), unit, times)
        case Apply(operator, arguments):
            return _applied(operator, [evaluate(argument, operands) for argument in arguments])


def _converted(value: Value, unit: str, times: Fraction) -> Value:
    bare = times == 1 and elliptical(value.unit, unit)
    if conversion(value.unit, unit) != times and not bare:
        raise BadExpression(f"{value.unit} is not {times} {unit}")
    mine, into = (frozenset(u.split("/")) & CALENDAR for u in (value.unit, unit))
    number = scaled(value.number, times, uneven=bool(mine) != bool(into))
    pure = value.unit in _PURE and value.number.every
    return Value(replace(number, every=True) if pure else number, unit)


def _applied(operator: str, values: list[Value]) -> Value:
    found = OPERATORS.get(operator)
    if found is None:
        raise BadExpression(f"no operator {operator!r}")
    fewest, most, run = found
    if not fewest <= len(values) <= most:
        raise BadExpression(f"{operator} does not take {len(values)} arguments")
    return run(values)


def _alike(values: list[Value]) -> str:
    """Return the one unit of the values; raises BadExpression where there are several."""
    units = {value.unit for value in values}
    if len(units) != 1:
        raise BadExpression(f"units differ: {', '.join(sorted(units))}")
    return values[0].unit


def _plus(values: list[Value]) -> Value:
    unit = _alike(values)
    return Value(reduce(lambda a, b: a + b, (v.number for v in values)), unit)


def _minus(values: list[Value]) -> Value:
    unit = _alike(values)
    return Value(values[0].number - values[1].number, "pp" if unit == "%" else unit)


def _times(values: list[Value]) -> Value:
    return reduce(lambda a, b: Value(a.number * b.number, _unit((a.unit, b.unit), ())), values)


def _over(values: list[Value]) -> Value:
    left, right = values
    unit = FACTOR if left.unit == right.unit else _unit((left.unit,), (right.unit,))
    return Value(left.number / right.number, unit)


def _unit(times: tuple[str, ...], divided: tuple[str, ...]) -> str:
    """Return the unit of a product and quotient; raises BadExpression for a square or a bare percentage."""
    over: list[str] = []
    under: list[str] = []
    for units, above, below in ((times, over, under), (divided, under, over)):
        for unit in units:
            numerator, _, denominator = unit.partition("/")
            above += [numerator] if numerator not in ("", FACTOR) else []
            below += [denominator] if denominator not in ("", FACTOR) else []
    for unit in list(over):
        if unit in under:
            over.remove(unit)
            under.remove(unit)
    if len(over) > 1 or len(under) > 1 or "%" in (*over, *under) or (under and not over):
        raise BadExpression(f"no unit for {' by '.join((*times, *divided))}")
    return "/".join((*over, *under)) or FACTOR


def _mean(values: list[Value]) -> Value:
    total = _plus(values)
    return Value(total.number / exact(len(values)), total.unit)


def _rise(values: list[Value]) -> Value:
    """(new - old) / old = new / old - 1: one division keeps each operand once, so that bounds stay tight."""
    _alike(values)
    new, old = (value.number for value in values)
    return Value(new / old - exact(1), FACTOR)


def _fall(values: list[Value]) -> Value:
    """(old - new) / old = 1 - new / old."""
    _alike(values)
    old, new = (value.number for value in values)
    return Value(exact(1) - new / old, FACTOR)


def _yearly(values: list[Value]) -> Value:
    """(new / old) ** (1 / years) - 1: what, compounded, makes one of the other in so many years."""
    new, old, years = values
    _alike([new, old])
    count = years.number.low
    whole = new.number / old.number
    if count.denominator != 1 or not 1 <= count <= _MOST_YEARS or whole.low <= 0:
        raise BadExpression("no growth a year")
    low, high = (_root(end, int(count)) for end in (whole.low, whole.high))
    return Value(replace(whole, low=low, high=high, every=False) - exact(1), FACTOR)


def _root(value: Fraction, degree: int) -> Fraction:
    """Return a root, to as many digits as no result shows."""
    scale = 10**_ROOT_DIGITS
    target = value.numerator * scale**degree // value.denominator
    low, high = 0, max(target, scale) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle)
    return Fraction(low, scale)


def _reached(values: list[Value]) -> Value:
    """A total that passed a goal in a time: the goal came no later than that; raises BadExpression where it did not."""
    total, goal, time = values
    if total.number.low < goal.number.low or total.number.open_low:
        raise BadExpression("the total does not reach the goal")
    end = time.number.high
    number = Interval(end, end, open_low=True, open_high=time.number.open_high, digits=time.number.digits, every=True)
    return Value(number, time.unit)


def _ends(values: list[Value]) -> Value:
    """Two results, one at each end of two ranges: all between them."""
    unit = _alike(values)
    mine, other = (value.number for value in values)
    low, high = min(mine.low, other.low), max(mine.high, other.high)
    joined = mine + other
    return Value(replace(joined, low=low, high=high, signed=joined.signed), unit)


def _ordered(values: list[Value], *, up: bool) -> Value:
    _alike(values)
    middles = [value.number.low + value.number.high for value in values]
    if middles != sorted(middles, reverse=not up):
        raise BadExpression("not in order")
    return values[0]


def _low(values: list[Value]) -> Value:
    number = values[0].number
    return Value(replace(number, high=number.low, open_high=False), values[0].unit)


def _high(values: list[Value]) -> Value:
    number = values[0].number
    return Value(replace(number, low=number.high, open_low=False), values[0].unit)


_ANY = 10_000
_MOST_YEARS, _ROOT_DIGITS = 200, 15
# operator -> (fewest arguments, most arguments, what it does)
OPERATORS: dict[str, tuple[int, int, Callable[[list[Value]], Value]]] = {
    "+": (2, _ANY, _plus),
    "-": (2, 2, _minus),
    "*": (2, _ANY, _times),
    "/": (2, 2, _over),
    "mean": (1, _ANY, _mean),
    "min": (1, _ANY, lambda values: Value(smallest([v.number for v in values]), _alike(values))),
    "max": (1, _ANY, lambda values: Value(greatest([v.number for v in values]), _alike(values))),
    "rise": (2, 2, _rise),  # (new, old)
    "fall": (2, 2, _fall),  # (old, new)
    "yearly": (3, 3, _yearly),  # (new, old, years)
    "low": (1, 1, _low),  # an end of a range
    "high": (1, 1, _high),
    "ends": (2, 2, _ends),  # (difference of the lower ends, of the upper ends)
    "reached": (3, 3, _reached),  # (total, goal, time)
    "ascending": (2, _ANY, lambda values: _ordered(values, up=True)),  # the first, where they stand in order
    "descending": (2, _ANY, lambda values: _ordered(values, up=False)),
}
