"""Set a run beside an earlier one, question by question, and say whether a difference could be chance.

A measure whose questions are right or wrong is tested with the exact McNemar test: of the questions that changed, are
more won than lost? Any other with a paired permutation test: how often does a difference as large arise when the two
answers to a question swap places at random? The seed is fixed, so a comparison is the same every time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evals.measures import PLACES
from assistant.evals.report import FORMAT
from assistant.evals.types import EvalError, Evaluation, Judged, Measure, Score

SEED = 20_250_101  # any number: what matters is that it stays
RESAMPLES = 9_999  # swaps that are drawn where all are too many; p is then known to about 0.005
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and now, over the questions that both runs asked."""

    measure: str
    before: float
    now: float
    won: tuple[str, ...]  # ids of the questions that got better
    lost: tuple[str, ...]  # and of those that got worse
    p: float  # the chance of a difference as large where nothing changed
    test: str
    counted: bool = False  # whether before and now are numbers of questions and no shares

    @property
    def moved(self) -> tuple[str, str]:
        """The values before and now as people read them."""
        places = 0 if self.counted else 3
        return f"{self.before:.{places}f}", f"{self.now:.{places}f}"

    @property
    def significant(self) -> bool:
        """Whether chance is an unlikely reason."""
        return self.p < SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Comparison:
    """All measures that both runs have, those that changed first told by `changed`."""

    changes: tuple[Change, ...]
    shared: int  # questions in both
    only_before: int
    only_now: int  # new, or asked in other words

    @property
    def changed(self) -> tuple[Change, ...]:
        """The measures with a question that got better or worse."""
        return tuple(change for change in self.changes if change.won or change.lost)


def read_report(path: Path) -> dict[str, Any]:
    """Return an earlier report; raises EvalError where the file is none."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvalError(f"{path}: {error.strerror}; name the report.json that --report wrote.") from error
    except (ValueError, RecursionError) as error:
        raise EvalError(f"{path.name} is not JSON ({error}); name the report.json that --report wrote.") from error
    if not isinstance(report, dict) or report.get("format") != FORMAT or not isinstance(report.get("rows"), list):
        raise EvalError(f"{path.name} is no report of this version; write a new one with --report.")
    return report


def compare(now: Evaluation, before: Mapping[str, Any]) -> Comparison:
    """Return what changed since the earlier report; raises EvalError where it asked none of these questions."""
    try:
        earlier = {(row["id"], row["question"], tuple(row["history"])): row["scores"] for row in before["rows"]}
        pairs = [(one, _scores(earlier[_key(one)])) for one in now.judged if _key(one) in earlier]
    except (KeyError, TypeError, ValueError) as error:
        raise EvalError(f"the earlier report is damaged ({error!r}); write a new one with --report.") from error
    if not pairs:
        raise EvalError(f"the earlier report, of the set {before.get('set')!r:.40}, asked none of these questions.")
    changes = (
        _change(measure, [(one, was) for one, was in pairs if measure.name in one.scores and measure.name in was])
        for measure in now.measures
    )
    found = tuple(change for change in changes if change is not None)
    return Comparison(found, len(pairs), len(earlier) - len(pairs), len(now.judged) - len(pairs))


def _key(one: Judged) -> tuple[str, str, tuple[str, ...]]:
    return one.row.id, one.row.question, one.row.history


def _scores(stored: Mapping[str, Sequence[float]]) -> dict[str, Score]:
    return {name: (float(top), float(bottom)) for name, (top, bottom) in stored.items()}


def _change(measure: Measure, pairs: Sequence[tuple[Judged, Mapping[str, Score]]]) -> Change | None:
    name = measure.name
    old = [was[name] for _, was in pairs]
    new = [one.scores[name] for one, _ in pairs]
    if not pairs or not sum(bottom for _, bottom in old) or not sum(bottom for _, bottom in new):
        return None
    differ = [at for at in range(len(pairs)) if old[at] != new[at]]
    more = [at for at in differ if _share(new[at]) > _share(old[at])]
    less = [at for at in differ if _share(new[at]) < _share(old[at])]
    won, lost = (less, more) if measure.lower else (more, less)
    binary = all(score in ((0.0, 1.0), (1.0, 1.0)) for score in (*old, *new))
    p = _mcnemar(len(won), len(lost)) if binary else _permutation(old, new, differ)
    ids = [one.row.id for one, _ in pairs]
    return Change(
        name,
        _value(old, measure),
        _value(new, measure),
        tuple(ids[at] for at in won),
        tuple(ids[at] for at in lost),
        round(p, PLACES),
        "McNemar" if binary else "permutation",
        measure.counted,
    )


def _share(score: Score) -> float:
    return score[0] / score[1] if score[1] else 1.0  # nothing to be right or wrong about


def _value(scores: Sequence[Score], measure: Measure) -> float:
    return sum(top for top, _ in scores) if measure.counted else round(_ratio(scores), PLACES)


def _ratio(scores: Sequence[Score]) -> float:
    return sum(top for top, _ in scores) / sum(bottom for _, bottom in scores)


def _mcnemar(won: int, lost: int) -> float:
    """Return the two-sided exact probability, a sign test over the questions that changed."""
    from scipy.stats import binomtest

    return float(binomtest(won, won + lost, 0.5).pvalue) if won + lost else 1.0


def _permutation(old: Sequence[Score], new: Sequence[Score], differ: Sequence[int]) -> float:
    """Return the two-sided probability; all swaps are tried where they are few, else drawn. Pairs alike stay put."""
    import numpy as np
    from scipy.stats import permutation_test

    if not differ:
        return 1.0
    values = np.array([old, new])  # shape (2, questions, 2): run, question, numerator and denominator
    still = np.delete(values, differ, axis=1).sum(axis=1)  # shape (2, 2)
    moving = values[:, differ]  # shape (2, n, 2)
    count = len(differ)
    both = moving.reshape(2 * count, 2)  # row i: the earlier answer of question i; row n + i: the present one

    def statistic(first: Any, second: Any, axis: int) -> Any:
        """The difference of the two ratios where rows of `both` are dealt to two runs; shape without `axis`."""
        mine = both[first.astype(int)].sum(axis=axis - 1 if axis < 0 else axis) + still[0]
        other = both[second.astype(int)].sum(axis=axis - 1 if axis < 0 else axis) + still[1]
        return np.round(_divided(other) - _divided(mine), 12)

    rows = (np.arange(count), np.arange(count) + count)
    result = permutation_test(
        rows, statistic, permutation_type="samples", n_resamples=RESAMPLES, vectorized=True, rng=SEED
    )
    return float(result.pvalue)


def _divided(sums: Any) -> Any:
    """Return numerator over denominator along the last axis, 0 where there is nothing to divide by."""
    import numpy as np

    top, bottom = sums[..., 0], sums[..., 1]
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom != 0)
