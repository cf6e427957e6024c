"""What questions add up to, worked out by hand."""

from __future__ import annotations

import pytest

from assistant.evals import measures
from assistant.evals.run import latency
from assistant.evals.types import Judged, Row
from tests.assistant.evals.cases import TEXT, answer, asked, cited, document, judged

MONDAY = "The ferry sails on Monday."
CARS = "It carries forty cars."


def values(found: list[Judged]) -> dict[str, float]:
    return {measure.name: measure.value for measure in measures.measures(found)}


def test_refusals_are_counted_both_ways() -> None:
    must, may = {"refuse": True}, {"refuse": False}
    no, yes = answer("Not said.", status="not_found"), answer("On Monday.")
    found = [
        judged(asked("1", **must), no),
        judged(asked("2", **must), no),
        judged(asked("3", **must), yes),
        judged(asked("4", **may), no),
        *(judged(asked(str(n), **may), yes) for n in range(5, 9)),
    ]
    got = values(found)
    assert got["refusal"] == 0.75
    assert got["refusal_precision"] == pytest.approx(2 / 3, abs=1e-6)
    assert got["refusal_recall"] == pytest.approx(2 / 3, abs=1e-6)
    assert got["refusal_f1"] == pytest.approx(2 / 3, abs=1e-6)
    assert got[measures.OVERANSWERED] == 1
    assert got[measures.OVERREFUSED] == 1


def test_a_partial_answer_where_a_refusal_is_right_counts_as_an_answer() -> None:
    one = judged(asked("1", refuse=True), answer("Monday, perhaps.", status="partial"))
    assert values([one])[measures.OVERANSWERED] == 1


def test_citations_are_counted_by_piece_and_by_quote() -> None:
    row = asked("1", evidence=(MONDAY, CARS, "Nobody said this anywhere."))
    got = values([judged(row, answer("Monday.", MONDAY, CARS, "Its captain is Ada Holm."))])
    assert got["citation_recall"] == pytest.approx(2 / 3, abs=1e-6)
    assert got["citation_precision"] == pytest.approx(2 / 3, abs=1e-6)
    assert got["evidence"] == 0


def test_a_quote_is_exact_or_it_is_not() -> None:
    documents = {"ferry": document()}
    assert measures.is_exact(cited(MONDAY), documents)
    assert not measures.is_exact(cited(MONDAY) | {"quote": MONDAY.lower()}, documents)
    assert not measures.is_exact(cited(MONDAY) | {"quote": MONDAY + " "}, documents)
    assert not measures.is_exact(cited(MONDAY) | {"start": 1}, documents)
    assert not measures.is_exact(cited(MONDAY) | {"document": "other"}, documents)
    assert not measures.is_exact(cited(MONDAY) | {"end": len(TEXT) + 9}, documents)
    assert not measures.is_exact(cited("") | {"quote": ""}, documents)


def test_the_verdict_is_told_by_kind_and_by_operation() -> None:
    good, bad = answer("It is forty.", CARS), answer("It is fifty.", MONDAY)
    found = [
        judged(asked("1", kind="compute", op="sum", evidence=(CARS,)), good),
        judged(asked("2", kind="compute", op="sum", evidence=(CARS,)), bad),
        judged(asked("3", kind="who", evidence=(CARS,)), good),
    ]
    got = values(found)
    assert (got["kind compute"], got["kind who"], got["op sum"]) == (0.5, 1, 0.5)
    assert next(iter(got)) == "ALL"
    assert got["ALL"] == pytest.approx(2 / 3, abs=1e-6)


def test_calibration_is_the_mean_distance_of_the_bins() -> None:
    def told(confidence: object, refuse: bool) -> Judged:
        return judged(asked("1", refuse=refuse), answer("x", confidence=confidence))

    found = [told(0.91, False), told(0.97, False), told(0.93, True), told(0.15, True), told(1, False)]
    bins = measures.reliability(found)
    assert [(one.low, one.questions) for one in bins] == [(0.1, 1), (0.9, 4)]
    error = measures.calibration(bins)[0]
    high = abs((0.91 + 0.97 + 0.93 + 1) / 4 - 0.75)
    assert error.value == pytest.approx((1 * 0.15 + 4 * high) / 5, abs=1e-6)
    assert error.lower


@pytest.mark.parametrize("confidence", [None, True, "sure", 1.2, -0.1, "nan", float("nan"), [0.5]])
def test_a_confidence_that_is_none_is_left_out(confidence: object) -> None:
    assert measures.confidence_of(answer("x", confidence=confidence)) is None


def test_without_confidence_there_is_no_calibration() -> None:
    bins = measures.reliability([judged(asked("1"), answer("x")), Judged(Row("2", "?"), None)])
    assert bins == ()
    assert measures.calibration(bins) == ()


def test_latency_is_the_median_and_the_slow_end() -> None:
    took = latency([n / 100 for n in range(1, 101)])
    assert took is not None
    assert (took.p50, took.p95) == (0.505, pytest.approx(0.9505, abs=1e-4))
    assert latency([]) is None
    one = latency([0.2])
    assert one is not None
    assert (one.p50, one.p95) == (0.2, 0.2)
