"""Expressions: what they come to, how they are written, and that a JSON object alone gives the same result again."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from assistant.evaluate import conversion, evaluate, given, length
from assistant.expression import BadExpression, Constant, Convert, Expression, Input, apply, from_json, to_json
from assistant.formula import formula, names, shown, steps
from assistant.operations.working import Working, aligned, working
from assistant.recompute import recompute, stated_parts
from assistant.types import Answer
from documents.figures.quantities import quantities
from documents.figures.types import Figure, Period


def figure(text: str, *, within: str = "", period: Period | None = None) -> Figure:
    """A figure of one quantity, as an article that says nothing else would give it."""
    (quantity,) = quantities(text)
    window = quantities(within)[0] if within else None
    return Figure("shop", 0, quantity, quantity.unit, within=window, period=period)


def share(part: Expression, whole: Expression) -> Expression:
    return Convert(apply("/", part, whole), "%", Fraction(100))


FIRST_DAY = figure("600 orders", within="24 hours")
ALL = figure("more than 1,500 orders")
QUARTER = figure("$30 million", period=Period("2024-01-01", "2024-03-31", "Q1 2024"))

# (inputs, expression, formula)
WORKED = [
    ((FIRST_DAY, ALL), share(Input(0), Input(1)), "600 orders / more than 1,500 orders = at most 40%"),
    ((FIRST_DAY,), apply("/", Input(0), Input(0, "within")), "600 orders / 24 hours = 25 orders per hour"),
    (
        (FIRST_DAY,),
        apply("/", Constant(Fraction(100), "order", "asked for"), apply("/", Input(0), Input(0, "within"))),
        "100 / (600 orders / 24 hours) = 4 hours",
    ),
    ((QUARTER,), apply("*", Constant(Fraction(4), "", "quarters"), Input(0)), "4 x $30 million = $120 million"),
    ((QUARTER,), apply("/", Input(0), Input(0, "period")), "$30 million / Q1 2024 = $30 million per quarter"),
    ((QUARTER,), apply("/", Input(0), Input(0, "days")), "$30 million / 91 days = $329,700 per day"),
    ((figure("40%"), ALL), apply("*", Convert(Input(0), "x", Fraction(1, 100)), Input(1)),
     "40% x more than 1,500 orders = at least 600 orders"),
    ((figure("61.5%"), figure("14.2%")), apply("-", Input(0), Input(1)), "61.5% - 14.2% = 47.3 percentage points"),
    ((figure("$900"), figure("$1,200")), Convert(apply("fall", Input(1), Input(0)), "%", Fraction(100)),
     "($1,200 - $900) / $1,200 = 25%"),
    ((figure("9-12 weeks"),), apply("mean", apply("low", Input(0)), apply("high", Input(0))),
     "(9 weeks + 12 weeks) / 2 = 10.5 weeks"),
    ((figure("3%"), figure("5%")), apply("max", Input(0), Input(1)), "max(3%, 5%) = 5%"),
    ((FIRST_DAY,), apply("reached", Input(0), Constant(Fraction(500), "order", "asked for"), Input(0, "within")),
     "600 orders >= 500, so time <= 24 hours"),
]  # fmt: skip

MEANINGLESS = [
    ((figure("$900"), figure("£1,200")), apply("-", Input(0), Input(1))),
    ((figure("600 orders"), figure("500 cars")), apply("+", Input(0), Input(1))),
    ((figure("40%"), ALL), apply("*", Input(0), Input(1))),  # a percentage is no factor
    ((figure("$900"), figure("$1,200")), apply("*", Input(0), Input(1))),  # no square dollars
    ((figure("600 orders"),), Convert(Input(0), "week", Fraction(1))),
    ((figure("3 weeks"),), Convert(Input(0), "day", Fraction(6))),  # a week has seven
    ((figure("600 orders"),), apply("/", Input(0), Constant(Fraction(0), "", "none"))),
    ((FIRST_DAY,), apply("reached", Input(0), Constant(Fraction(700), "order", "asked for"), Input(0, "within"))),
    ((figure("5%"), figure("3%")), apply("ascending", Input(0), Input(1))),
    ((FIRST_DAY,), Input(0, "milestone")),
    ((FIRST_DAY,), Input(1)),
    ((FIRST_DAY,), apply("power", Input(0), Input(0))),
    ((FIRST_DAY,), apply("-", Input(0))),
]


def as_json(work: Working) -> dict[str, Any]:
    answer = Answer("id", "?", "?", "answered", "", work.calculation("difference", ""))
    stated: dict[str, Any] = json.loads(json.dumps(answer.to_dict()))["calculation"]
    return stated


@pytest.mark.parametrize(("inputs", "expression", "line"), WORKED, ids=[row[2] for row in WORKED])
def test_formula_and_result_are_drawn_from_the_tree(
    inputs: tuple[Figure, ...], expression: Expression, line: str
) -> None:
    assert formula(expression, [names(f) for f in inputs], [given(f) for f in inputs]) == line
    assert from_json(json.loads(json.dumps(to_json(expression)))) == expression
    assert recompute(as_json(Working(inputs, expression))).agrees


@pytest.mark.parametrize(("inputs", "expression"), MEANINGLESS)
def test_what_means_nothing_has_no_working(inputs: tuple[Figure, ...], expression: Expression) -> None:
    assert working(inputs, expression) is None


def test_a_difference_of_ranges_is_told_end_by_end() -> None:
    pair = (figure("53-62 weeks"), figure("38-50 weeks"))
    ends = [apply("-", apply(end, Input(0)), apply(end, Input(1))) for end in ("low", "high")]
    expression = apply("ends", *ends)
    operands = [given(f) for f in pair]
    assert shown(expression, operands) == "15 weeks at the lower end and 12 weeks at the upper end"
    assert steps(expression, [names(f) for f in pair], operands) == (
        "53 weeks - 38 weeks = 15 weeks",
        "62 weeks - 50 weeks = 12 weeks",
    )


def test_the_greatest_of_a_bound_and_a_number_is_a_bound() -> None:
    value = evaluate(apply("max", Input(0), Input(1)), [given(figure("over 50 cars")), given(figure("80 cars"))])
    assert (value.number.low, value.number.bound) == (80, "at least")


@pytest.mark.parametrize("field", ["low", "high", "unit", "bound", "surface"])
def test_a_changed_result_is_noticed(field: str) -> None:
    stated = as_json(Working((FIRST_DAY, ALL), share(Input(0), Input(1))))
    stated["result"][field] = "7"
    assert recompute(stated).wrong == (field,)
    with pytest.raises(BadExpression, match="comes to"):
        stated_parts(stated)


def test_a_bare_number_takes_the_unit_stated_beside_it() -> None:
    people, some = figure("340 employees"), figure("205")
    both = aligned((some, people))
    assert both is not None
    assert shown(share(*both.operands), [given(some), given(people)]) == "60.3%"
    assert aligned((replace(some, sentence=4), people)) is None  # elsewhere it counts who knows what


def test_a_changed_operand_is_noticed() -> None:
    stated = as_json(Working((FIRST_DAY, ALL), share(Input(0), Input(1))))
    stated["inputs"][1]["low"] = stated["inputs"][1]["high"] = "3000"
    assert recompute(stated).wrong


@pytest.mark.parametrize(
    "node",
    [
        None, [], {}, {"input": "0"}, {"input": 0, "part": "price"}, {"constant": "ten", "unit": "", "reason": ""},
        {"constant": "1/0", "unit": "", "reason": ""}, {"operator": "+"}, {"convert": "day", "factor": "1"},
    ],
)  # fmt: skip
def test_no_expression_is_refused(node: Any) -> None:
    with pytest.raises(BadExpression):
        from_json(node)


def test_a_tree_too_deep_is_refused() -> None:
    node: dict[str, Any] = {"input": 0}
    for _ in range(5000):
        node = {"operator": "mean", "arguments": [node]}
    with pytest.raises(BadExpression, match="deep"):
        from_json(node)


def test_rates_convert_part_by_part() -> None:
    assert conversion("order/hour", "order/day") == 24
    assert conversion("USD/hour", "EUR/hour") is None
    assert conversion("%", "x") == Fraction(1, 100)


@pytest.mark.parametrize(
    ("start", "end", "unit", "number"),
    [
        ("2024-01-01", "2024-12-31", "year", 1),
        ("2023-01-01", "2024-12-31", "year", 2),
        ("2024-04-01", "2024-06-30", "quarter", 1),
        ("2024-02-01", "2024-02-29", "month", 1),
        ("2024-01-01", "2024-06-30", "day", 182),
        ("2024-01-01", "2024-01-07", "day", 7),
    ],
)
def test_a_period_is_as_long_as_the_calendar_says(start: str, end: str, unit: str, number: int) -> None:
    value = length(start, end)
    assert (value.unit, value.number.low) == (unit, number)
