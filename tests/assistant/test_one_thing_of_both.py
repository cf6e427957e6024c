"""What is set side by side is of one thing: a price that only names who asks it is of the thing before; growths."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from tests.assistant.one_article import opened

GLASSES = """# What glasses cost

## The price of seeing

Blickfang and Sehwerk are the two largest chains of opticians in Bavaria. A pair of reading glasses at Blickfang costs
€120. Sehwerk asks €165, and Optimo €140. Sunglasses are €90 at Blickfang and €75 at Sehwerk. An eye test costs €25 at
both.

A hearing aid at Sehwerk costs €800. Blickfang has 40 shops.

| | Blickfang | Sehwerk |
|---|---|---|
| Customers who return (share of all) | 60% | 75% |
"""
BAKERS = """# Bread in Bremen

## The price of a loaf

Aumühle and Brotkorb bake in Bremen. A loaf of rye at Aumühle costs €4.20. Brotkorb charges about €5.10 and Kruste
€5.60. A tart costs €18 at Aumühle and €22 at Brotkorb.

Aumühle also sells cakes. Brotkorb charges €30 for a wedding cake.
"""
GYMS = """# Two gyms for Bergen

Fitvik had 40,000 members at the end of May 2023 and 52,000 at the end of May 2024. Solgym reported 30,000 for the same
date, up from 24,000 a year before. Nordrom says it serves 9,000 people.

Fitvik employs 300 people. The police reported 14 thefts in its halls in 2023.

Revenue of Fitvik rose from €10 million to €12 million. Solgym's revenue rose from €5 million to €7 million.
"""


@pytest.fixture(scope="module")
def glasses(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(GLASSES, tmp_path_factory)


@pytest.fixture(scope="module")
def bakers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(BAKERS, tmp_path_factory)


@pytest.fixture(scope="module")
def gyms(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return opened(GYMS, tmp_path_factory)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much cheaper are reading glasses at Blickfang than at Sehwerk?", "€45 lower"),
        ("How much more do reading glasses cost at Optimo than at Blickfang?", "€20 higher"),
        ("How much more do sunglasses cost at Blickfang than at Sehwerk?", "€15 higher"),
    ],
)
def test_who_only_asks_a_price_asks_it_for_the_thing_before(glasses: Assistant, question: str, said: str) -> None:
    assert said in glasses.ask(question).text


def test_no_share_is_cheaper_than_another(glasses: Assistant) -> None:
    answer = glasses.ask("By what percentage are reading glasses cheaper at Blickfang than at Sehwerk?")
    assert "27.3%" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How much dearer is a hearing aid at Sehwerk than at Blickfang?",
        "How much cheaper are sunglasses at Optimo than at Sehwerk?",
    ],
)
def test_a_thing_is_set_against_no_other_thing(glasses: Assistant, question: str) -> None:
    assert glasses.ask(question).calculation is None


def test_a_loaf_is_set_against_a_loaf(bakers: Assistant) -> None:
    answer = bakers.ask("How much cheaper is a loaf at Aumühle than at Brotkorb?")
    assert answer.calculation is not None
    assert answer.calculation.formula.startswith("about €5.10 - €4.20")


def test_a_sentence_that_names_its_own_thing_is_of_that(bakers: Assistant) -> None:
    figure = next(f for f in bakers.figures if f.quantity.low == 30)
    assert "loaf" not in figure.metric


def test_what_somebody_reports_of_the_same_is_their_own(gyms: Assistant) -> None:
    reported = [f for f in gyms.figures if f.quantity.low in (30_000, 24_000)]
    assert [(f.subject, f.metric, f.quantity.unit) for f in reported] == [("Solgym", "members", "member")] * 2
    assert next(f for f in gyms.figures if f.quantity.low == 14).speaker == "police"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much faster did Fitvik's membership grow than Solgym's?", "Fitvik grew faster, by 5 percentage points"),
        ("How much faster did Fitvik's revenue grow than Solgym's?", "Solgym grew faster, by 20 percentage points"),
    ],
)
def test_how_much_faster_one_grew_sets_two_growths_apart(gyms: Assistant, question: str, said: str) -> None:
    assert gyms.ask(question).text.startswith(said)
