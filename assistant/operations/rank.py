"""Several figures of one metric in order."""

from __future__ import annotations

import re

from assistant.display import stated
from assistant.expression import apply
from assistant.labels import metric, subject, when
from assistant.operations import time_to_reach
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.group import reaching
from assistant.operations.ordering import ascending, group, superlative
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question
from assistant.words import fold

_UPWARDS = re.compile(r"\bascending\b|\bfirst\b.{0,12}$")


def run(question: Question, operands: Operands) -> Calculation | None:
    figures = reaching(question, operands)
    if question.threshold is not None and len(figures) < 2:
        return time_to_reach.run(question, operands)
    figures = figures or group(question, operands)
    order, both = ascending(figures), aligned(figures)
    if len(order) < 2 or both is None:
        return None
    folded = fold(question.standalone)
    up = _upwards(folded)
    order = order if up else order[::-1]
    work = working(figures, apply("ascending" if up else "descending", *(both.operands[i] for i in order)))
    if work is None:
        return None
    listed = "; ".join(
        f"{n}. {subject(f) or metric(f)}: {stated(f.quantity)}{when(f)} {{{i}}}"
        for n, (i, f) in enumerate(((i, figures[i]) for i in order), 1)
    )
    return work.calculation("rank", f"{metric(figures[order[0]])}: {listed}.")


def _upwards(folded: str) -> bool:
    """Say whether the least comes first; of "from the highest to the lowest" the word that stands first tells."""
    least, most = superlative("smallest").search(folded), superlative("greatest").search(folded)
    if least is not None or most is not None:
        return most is None or (least is not None and least.start() < most.start())
    return _UPWARDS.search(folded) is not None


OPERATION = Operation("rank", "Rank the three by the time they needed.", cues("rank"), run)
