"""Two runs side by side: what changed, and whether chance explains it."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evals import report
from assistant.evals.compare import Change, compare, read_report
from assistant.evals.run import summed
from assistant.evals.types import EvalError, Evaluation, Judged, Score
from tests.assistant.evals.cases import asked


def run_of(scores: list[dict[str, Score]]) -> Evaluation:
    judged = [Judged(asked(str(n)), None, {"refusal": True}, one) for n, one in enumerate(scores)]
    return summed("set", judged, "generation")


def stored(evaluation: Evaluation) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report.to_json(report.as_dict(evaluation, {}, (), None)))
    return found


def change(before: list[dict[str, Score]], now: list[dict[str, Score]]) -> Change:
    (found,) = compare(run_of(now), stored(run_of(before))).changes
    return found


def right(*values: int) -> list[dict[str, Score]]:
    return [{"ALL": (float(value), 1.0)} for value in values]


def test_the_exact_mcnemar_test_counts_the_questions_that_changed() -> None:
    found = change(right(0, 0, 0, 0, 0, 0, 1, 1, 1), right(1, 1, 1, 1, 1, 1, 0, 1, 1))
    assert (found.won, found.lost, found.test) == (("0", "1", "2", "3", "4", "5"), ("6",), "McNemar")
    assert found.p == pytest.approx(2 * (1 + 7) / 2**7)  # of seven coins, at most one falls the other way
    assert not found.significant


def test_fewer_errors_are_better() -> None:
    name = "answered where it must refuse"
    before = [{name: score} for score in ((1.0, 1.0), (1.0, 1.0), (0.0, 1.0))]
    now = [{name: score} for score in ((0.0, 1.0), (1.0, 1.0), (0.0, 1.0))]
    found = change(before, now)
    assert (found.won, found.lost, found.moved) == (("0",), (), ("2", "1"))


def test_ten_won_and_none_lost_is_unlikely_to_be_chance() -> None:
    assert change(right(*[0] * 10), right(*[1] * 10)).significant


def test_a_ratio_is_tested_by_swapping_all_answers() -> None:
    """Against the definition: of all ways to swap the pairs, the share with a difference as large, on both sides."""
    old: list[Score] = [(1.0, 2.0), (0.0, 3.0), (1.0, 1.0), (2.0, 4.0), (1.0, 2.0)]
    new: list[Score] = [(2.0, 2.0), (2.0, 3.0), (1.0, 1.0), (1.0, 4.0), (2.0, 3.0)]
    found = change([{"citation_precision": one} for one in old], [{"citation_precision": one} for one in new])

    def difference(swaps: tuple[bool, ...]) -> float:
        mine = [b if swap else a for a, b, swap in zip(old, new, swaps, strict=True)]
        other = [a if swap else b for a, b, swap in zip(old, new, swaps, strict=True)]
        first, second = (sum(top for top, _ in one) / sum(bottom for _, bottom in one) for one in (mine, other))
        return round(second - first, 12)

    every = [difference(swaps) for swaps in itertools.product((False, True), repeat=len(old))]
    seen = difference((False,) * len(old))
    at_least = sum(value >= seen for value in every) / len(every)
    at_most = sum(value <= seen for value in every) / len(every)
    assert found.test == "permutation"
    assert found.p == pytest.approx(min(1.0, 2 * min(at_least, at_most)), abs=1e-6)


def test_many_changes_are_drawn_with_a_fixed_seed() -> None:
    old = [{"index nDCG@10": (n % 7 / 7, 1.0)} for n in range(60)]
    new = [{"index nDCG@10": (n % 5 / 5, 1.0)} for n in range(60)]
    assert change(old, new) == change(old, new)
    assert 0 < change(old, new).p <= 1


def test_nothing_changed_is_certain_to_be_chance() -> None:
    found = compare(run_of(right(1, 0)), stored(run_of(right(1, 0))))
    assert found.changed == ()
    assert [one.p for one in found.changes] == [1.0]


def test_only_questions_asked_alike_are_compared() -> None:
    before = stored(run_of(right(1, 0, 1)))
    before["rows"][0]["question"] = "In other words?"
    found = compare(run_of(right(1, 1)), before)
    assert (found.shared, found.only_before, found.only_now) == (1, 2, 1)
    assert found.changed[0].won == ("1",)


def test_reports_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    path = tmp_path / "last.json"
    with pytest.raises(EvalError, match=r"No such file.*name the report.json"):
        read_report(path)
    for text, told in (
        ("{", "not JSON"),
        ("[]", "no report of this version"),
        ('{"format": 99, "rows": []}', "no report"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(EvalError, match=told):
            read_report(path)
    with pytest.raises(EvalError, match="asked none of these questions"):
        compare(run_of(right(1)), {"format": report.FORMAT, "set": "other", "rows": []})
    with pytest.raises(EvalError, match="damaged"):
        compare(run_of(right(1)), {"format": report.FORMAT, "rows": [{"id": "0"}]})
