"""A calculation's tree as readers see it: formula, result and steps in words, drawn from nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assistant.display import amount, number, result_text, stated
from assistant.evaluate import Given, evaluate, period_days
from assistant.expression import Apply, Constant, Convert, Expression, Input, Part, walk
from assistant.interval import Interval, plain
from documents.figures.types import Figure

Names = Mapping[Part, str]  # how one operand is written

_SUM, _PRODUCT, _ATOM = 1, 2, 3
_SIGNS = {"+": (" + ", _SUM), "-": (" - ", _SUM), "*": (" x ", _PRODUCT), "/": (" / ", _PRODUCT)}
_BOUNDS = {"at least": "at_least", "at most": "at_most", "about": "about", "": "exact"}
_ORDERS = ("ascending", "descending")
_LISTED = {"ascending": " < ", "descending": " > ", "ends": "; "}


def names(figure: Figure) -> dict[Part, str]:
    """Return how a figure stands in a formula: the quoted surfaces, each with its bound: "about 11 months"."""
    written: dict[Part, str] = {"value": stated(figure.quantity)}
    if figure.within is not None:
        written["within"] = stated(figure.within)
    if figure.milestone is not None:
        written["milestone"] = stated(figure.milestone)
    if figure.period is not None:
        written["period"] = " ".join(figure.period.surface.split())
        written["days"] = f"{period_days(figure.period)} days"
    return written


def draw(expression: Expression, inputs: Sequence[Names], given: Sequence[Given]) -> str:
    """Return the tree as a formula without its result: "10,000 / (88 orders / 24 hours)"."""
    return _drawn(expression, inputs, given)[0]


def formula(expression: Expression, inputs: Sequence[Names], given: Sequence[Given]) -> str:
    """Return the whole working in a line: "6 orders / 3 days = 2 orders per day"."""
    drawn = draw(expression, inputs, given)
    if isinstance(expression, Apply) and expression.operator in _ORDERS:
        return drawn  # an order comes to nothing but itself
    return _passed(expression, inputs, given) or f"{drawn} = {shown(expression, given)}"


def _passed(expression: Expression, inputs: Sequence[Names], given: Sequence[Given]) -> str:
    """Return the inference that a goal was passed: "60 orders >= 50, so time <= 24 hours"; "" for anything else."""
    whole = expression.of if isinstance(expression, Convert) else expression
    if not isinstance(whole, Apply) or whole.operator != "reached":
        return ""
    total, goal, time = (draw(part, inputs, given) for part in whole.arguments)
    return f"{total} >= {goal}, so time <= {time}"


def _bounded(expression: Expression) -> bool:
    whole = expression.of if isinstance(expression, Convert) else expression
    return isinstance(whole, Apply) and whole.operator == "reached"


def _drawn(expression: Expression, inputs: Sequence[Names], given: Sequence[Given]) -> tuple[str, int]:
    """Return the text and how firmly it holds together."""
    match expression:
        case Input(at, part):
            return inputs[at][part], _ATOM
        case Constant(value, unit, _):
            return (amount(value, value, unit) if unit in ("%", "pp", "x") else number(Fraction(value), 12)), _ATOM
        case Convert(of, _, _):
            return _drawn(of, inputs, given)
        case Apply("low" | "high", _):
            end = evaluate(expression, given)
            return amount(end.number.low, end.number.low, end.unit, 12), _ATOM
        case Apply(operator, arguments):
            parts = [_drawn(argument, inputs, given) for argument in arguments]
            return _applied(operator, parts)
    raise AssertionError(expression)


def _applied(operator: str, parts: list[tuple[str, int]]) -> tuple[str, int]:
    texts = [text for text, _ in parts]
    if operator in _SIGNS:
        sign, binds = _SIGNS[operator]
        strict = operator in ("-", "/")
        held = [_held(text, own, binds + (strict and i > 0)) for i, (text, own) in enumerate(parts)]
        return sign.join(held), binds
    if operator == "mean":
        return f"({' + '.join(texts)}) / {len(texts)}", _PRODUCT
    if operator in ("rise", "fall"):
        first, second = (_held(text, own, _PRODUCT) for text, own in parts)
        below = second if operator == "rise" else first
        return f"({first} - {second}) / {below}", _PRODUCT
    if operator == "yearly":
        first, second, years = (_held(text, own, _ATOM if i == 2 else _PRODUCT) for i, (text, own) in enumerate(parts))
        return f"({first} / {second})^(1/{years}) - 1", _SUM
    if operator in _LISTED:
        return _LISTED[operator].join(texts), _SUM
    if operator == "reached":
        return parts[2]  # at most the time in which the total came
    return f"{operator}({', '.join(texts)})", _ATOM


def _held(text: str, own: int, needed: int) -> str:
    return f"({text})" if own < needed else text


def shown(expression: Expression, given: Sequence[Given]) -> str:
    """Return what an expression comes to as a reader sees it: "at least 179%"."""
    value = evaluate(expression, given)
    match expression:
        case Apply("ends", (low, high)):
            ends = (result_text(v.number, v.unit) for v in (evaluate(low, given), evaluate(high, given)))
            return "{} at the lower end and {} at the upper end".format(*ends)
    if _bounded(expression) and value.number.bound == "at most":
        return f"under {amount(value.number.high, value.number.high, value.unit, value.number.digits)}"
    return result_text(value.number, value.unit)


def outcome(expression: Expression, operands: Sequence[Given]) -> dict[str, str]:
    """Return what an expression comes to, as the JSON of a result has it."""
    value = evaluate(expression, operands)
    number = value.number
    return {
        "low": plain(number.low),
        "high": plain(number.high),
        "unit": value.unit,
        "bound": bound(number),
        "surface": shown(expression, operands),
    }


def bound(number: Interval) -> str:
    """Return on which side a number is open, in the words of `Quantity.bound`; "open" where on both."""
    return "open" if number.undirected else _BOUNDS[number.bound]


def steps(expression: Expression, inputs: Sequence[Names], given: Sequence[Given]) -> tuple[str, ...]:
    """Return the parts of a formula that are worth showing one by one: "24 hours = 1,440 minutes"."""
    listed: list[str] = []
    whole = draw(expression, inputs, given)
    for part in walk(expression):
        if part is expression or isinstance(part, (Input, Constant)) or _silent(part, given):
            continue
        text, comes_to = draw(part, inputs, given), shown(part, given)
        if passed := _passed(part, inputs, given):
            listed.append(passed)
        elif text not in (whole, comes_to):
            listed.append(f"{text} = {comes_to}")
    return tuple(dict.fromkeys(listed))


def _silent(part: Expression, given: Sequence[Given]) -> bool:
    """Say whether a part needs no line of its own: the end of a range, a share as a factor."""
    if isinstance(part, Convert):
        return evaluate(part.of, given).unit in ("%", "x", "") or isinstance(part.of, Apply)
    return isinstance(part, Apply) and part.operator in ("low", "high", "rise", "fall", "yearly")
