"""Properties of every calculation: it holds each result that its operands allow, and its JSON alone gives it again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assistant import naming
from assistant.compose import compose, drafted
from assistant.corpus import Corpus
from assistant.evaluate import OPERATORS, Value, conversion
from assistant.expectation import measured
from assistant.guard import guard
from assistant.interval import Interval
from assistant.operations import OPERATIONS, Operands, calculate
from assistant.recompute import recompute
from assistant.types import Answer, Calculation
from assistant.understand import understand
from assistant.weighing import rank
from documents.figures.extract import extract
from documents.figures.names import names
from documents.readers import read

amounts = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(10**9))
signed_amounts = st.fractions(min_value=Fraction(-(10**6)), max_value=Fraction(10**6))


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = amounts) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()), signed=low < 0)


def point(draw: st.DataObject, whole: Interval) -> Fraction:
    """A number that the interval allows, beyond its stated ends where it is open."""
    low = whole.low
    if whole.open_low:
        low = whole.low - 10**6 if whole.signed else min(whole.low, Fraction(1, 10**6))
    high = whole.high + 10**6 if whole.open_high else whole.high
    return draw.draw(st.fractions(min_value=low, max_value=high))


EXACTLY: dict[str, Callable[..., Fraction]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "mean": lambda a, b: (a + b) / 2,
    "min": min,
    "max": max,
    "rise": lambda new, old: (new - old) / old,
    "fall": lambda old, new: (old - new) / old,
}


@pytest.mark.parametrize("operator", EXACTLY)
@given(left=intervals(), right=intervals(), data=st.data())
def test_every_point_result_lies_in_the_interval_result(
    operator: str, left: Interval, right: Interval, data: st.DataObject
) -> None:
    unit = "" if operator == "*" else "order"
    whole = OPERATORS[operator][2]([Value(left, "order"), Value(right, unit or "x")]).number
    assert whole.holds(EXACTLY[operator](point(data, left), point(data, right)))


@pytest.mark.parametrize("operator", ["+", "-", "*", "/"])
@given(left=intervals(signed_amounts), right=intervals(signed_amounts), data=st.data())
def test_results_of_numbers_below_zero_are_held_too(
    operator: str, left: Interval, right: Interval, data: st.DataObject
) -> None:
    x, y = point(data, left), point(data, right)
    try:
        whole = {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[operator](right)
    except ZeroDivisionError:
        return
    assert whole.holds(EXACTLY[operator](x, y))


@settings(deadline=None)  # the first conversion loads the table of units
@given(
    value=amounts,
    pair=st.sampled_from([
        ("hour", "day"), ("week", "month"), ("year", "quarter"), ("km", "mile"), ("kg", "tonne"),
        ("order/hour", "order/week"), ("%", "x"), ("pp", "bp"), ("hectare", "acre"),
    ]),
)  # fmt: skip
def test_units_go_there_and_back_exactly(value: Fraction, pair: tuple[str, str]) -> None:
    there, back = conversion(*pair), conversion(*reversed(pair))
    if there is None or back is None:
        assert there is back  # no way there, none back
        return
    assert value * there * back == value


# An article of figures that the test draws, and a question for each operation.
ARTICLE = """# Harbour Yards

Selden Yard built {a} boats within {h} hours. By the end of 2023, orders at Selden Yard had passed {b} boats.

In 2023 Selden Yard earned revenue of ${c} million. In 2022 its revenue was ${d} million. In Q1 2024 Selden Yard lost
${f} million. In 2023 the EBITDA of Selden Yard was $0.9 million, earned with 12 cranes.

The yard holds $800 million in cash and burns through $9 million a month.

- Marrow Docks: It took {e} days to reach the 1,000-boat production milestone.
- Tarn Works: It needed about {g} months to build its 1,000th boat.

The Gull costs ${k}, against ${m} for the Heron. Buyers of the Gull wait {n}-{o} weeks.
The gross margin of the boat business was {p}% in 2023, that of the repair business {q}%.

## Outlook

Profit at Marrow Docks went from ${c} million to ${d} million. Profit at Tarn Works went from ${d} million to ${f}
million.

Tarn Works had hoped for {b} guests and counted {a}. The new slipway costs $950 million; the county pays ${c} million
of it.

Tarn Works opened {r} pontoons in 2023 and closed 1. The lighthouse cost ${k}. Its lamp cost a further ${m}.

Selden Yard has 64 winches. It must have 130 winches by 2030.

Marrow Docks employs 900 riggers. It will cut 60 riggers in May.

Marrow Docks ordered 100,000 anchors in May 2023. By the end of 2023 it had received {s}.

## People

| Measure | Selden Yard | Marrow Docks | Tarn Works |
|---|---|---|---|
| Staff | {r} | {s} | {t} |
"""
ASKED = {
    "net": "How many pontoons did Tarn Works open on balance, after closures?",
    "including": "How much did the lighthouse cost, including the lamp?",
    "outstanding": "How many anchors is Marrow Docks still waiting for?",
    "rank": "Rank Selden Yard, Marrow Docks and Tarn Works by staff.",
    "growth": "Which grew its profit more, Marrow Docks or Tarn Works?",
    "shortfall": "How far short of its goal for guests did Tarn Works fall?",
    "after_change": "How many riggers will Marrow Docks have after the cuts?",
    "to_go": "How many more winches does Selden Yard need?",
    "remainder": "How much of the cost of the new slipway is left once the county has paid?",
    "percent_change": "By what percentage is the Gull cheaper than the Heron?",
    "margin": "What was the EBITDA margin of Selden Yard in 2023?",
    "per_unit": "What was the revenue of Selden Yard per crane in 2023?",
    "runway": "How long will the cash of Selden Yard last?",
    "ratio": "How many times the revenue of 2022 was the revenue of Selden Yard in 2023?",
    "time_to_reach": "How long did Tarn Works take to reach 1,000 boats against Marrow Docks?",
    "implied_value": "If over {p}% of the boats were sold, how many of the {a} boats is that?",
    "annualise": "What is the loss of Selden Yard in Q1 2024 annualised?",
    "midpoint": "What is the middle of the range that buyers of the Gull wait?",
    "range_width": "How wide is the range of weeks that buyers of the Gull wait?",
    "average": "What is the average staff of Selden Yard, Marrow Docks and Tarn Works?",
    "rate": "How many boats per hour did Selden Yard build within {h} hours?",
    "sum": "What was the revenue of Selden Yard in 2022 and 2023 altogether?",
    "difference": "What is the difference in price between the Gull and the Heron?",
    "unit_conversion": "How long do buyers of the Gull wait in days?",
    "share": "What share of the staff of Marrow Docks is the staff of Tarn Works?",
    "extreme": "Which of Selden Yard, Marrow Docks and Tarn Works has the most staff?",
    "compare": "Does the Gull cost more than the Heron?",
}
numbers = st.integers(min_value=2, max_value=99_999)
drawn = st.fixed_dictionaries(
    dict.fromkeys("abekmrst", numbers)
    | {"h": st.integers(2, 90), "g": st.integers(2, 30), "n": st.integers(2, 20), "o": st.integers(21, 90)}
    | {name: st.decimals(Decimal("1.1"), Decimal("99.9"), places=1) for name in "cdfpq"}
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("yards")


def worked(question: str, text: str, folder: Path) -> Answer | None:
    """The guarded answer that a calculation becomes, None where nothing is calculated; no index, no model."""
    path = folder / "yards.md"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    corpus = Corpus((document,), extract(document), naming.build((document,), list(names(document))))
    asked = understand(question, corpus.lexicon)
    found = [
        rank(asked, focus, corpus, lambda _: 0.0, dimensions=measured(asked)) for focus in (asked.whole, *asked.foci)
    ]
    outcome = calculate(asked, Operands(found[0], tuple(found[1:]), corpus))
    if not isinstance(outcome, Calculation):
        return None
    return guard(compose(asked, drafted(outcome), corpus.documents, (), ""), corpus.lexicon.names, corpus.documents)


def leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from leaves(one)
    else:
        yield node


@pytest.mark.parametrize("operation", ASKED)
@settings(max_examples=6, deadline=None, phases=(Phase.generate,), derandomize=True)
@given(values=drawn)
def test_a_calculation_comes_again_from_its_json(operation: str, values: dict[str, Any], folder: Path) -> None:
    answer = worked(ASKED[operation].format(**values), ARTICLE.format(**values), folder)
    if answer is None:
        return  # drawn so that nothing is to be calculated, such as a share of equals
    stated = json.loads(json.dumps(answer.to_dict()))["calculation"]
    again = recompute(stated)
    assert again.agrees, (again.result, stated["result"])
    assert not [leaf for leaf in leaves(stated) if isinstance(leaf, float)]


def test_every_operation_is_asked_and_calculates(folder: Path) -> None:
    values = {
        **{
            "a": 6240,
            "b": 19500,
            "c": "84.5",
            "d": "61.2",
            "e": 75,
            "f": "4.1",
            "g": 5,
            "h": 48,
            "k": 8400,
            "m": 10500,
        },
        **{"m": 10500, "n": 9, "o": 12, "p": "61.5", "q": "14.2", "r": 310, "s": 1240, "t": 95},
    }
    assert set(ASKED) == set(OPERATIONS)
    silent = [
        name for name, text in ASKED.items() if worked(text.format(**values), ARTICLE.format(**values), folder) is None
    ]
    assert not silent


@pytest.mark.parametrize(
    ("sentence", "rise"),
    [
        (
            "Repairs cost $30 million, down from $50 million the year before.",
            "($50 million - $30 million) / $50 million",
        ),
        ("Repairs cost $50 million, against $30 million a year earlier.", "($50 million - $30 million) / $30 million"),
        ("The cost of repairs went from $30 million to $50 million.", "($50 million - $30 million) / $30 million"),
    ],
)
def test_a_change_runs_from_the_earlier_figure(sentence: str, rise: str, folder: Path) -> None:
    answer = worked("By what percentage did the cost of repairs change?", f"# Selden Yard\n\n{sentence}\n", folder)
    assert answer is not None
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith(rise), answer.calculation.formula


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("What was the average revenue from 2021 to 2023?", "(40 million NOK + 50 million NOK + 75 million NOK) / 3"),
        ("What was the total revenue from 2021 to 2023?", "40 million NOK + 50 million NOK + 75 million NOK"),
    ],
)
def test_a_span_of_years_holds_those_between(question: str, formula: str, folder: Path) -> None:
    table = "| Key figure | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Revenue (NOK million) | 40 | 50 | 75 |\n"
    answer = worked(question, f"# Selden Yard\n\n{table}", folder)
    assert answer is not None
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith(formula), answer.calculation.formula
