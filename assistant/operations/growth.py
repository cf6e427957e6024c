"""Whose level changed more, each change in percent between the two levels that an article states for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.changing import Move, moves
from assistant.corpus import Corpus
from assistant.display import stated
from assistant.evaluate import conversion
from assistant.expression import Convert, apply, shifted
from assistant.labels import label, subject
from assistant.operands import Candidate
from assistant.operations.base import Operands, Operation, cues
from assistant.operations.difference import OPERATION as DIFFERENCE
from assistant.operations.working import Working, aligned, working
from assistant.relatedness import speaks_of
from assistant.types import Calculation, Question, Refused
from assistant.words import fold
from documents.figures.types import Figure

_APART = re.compile(r"\bhow (?:much|many)\b")
_LEAST = re.compile(r"\b(?:slower|slowest|least|less|smaller|weaker|fell|shrank|dropped|declined)\b")


def run(question: Question, operands: Operands) -> Calculation | Refused | None:
    chosen = _of_sides(question, operands) if len(operands.sides) >= 2 else _of_owners(question, operands)
    works = [(move, work) for move in chosen if (work := _change(move)) is not None]
    asked = fold(question.standalone)
    apart = _APART.search(asked) is not None
    if len(works) < 2 or len(works) < len(chosen):
        return _stated(question, operands) if apart else None
    return _compared(works, least=_LEAST.search(asked) is not None, apart=apart and len(works) == 2)


def _stated(question: Question, operands: Operands) -> Calculation | Refused | None:
    """Return how far two growths lie apart that the article itself gives in percent."""
    changes = operands.corpus.changes

    def rates(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(c for c in candidates if c.figure in changes and c.figure.quantity.dimension == "share")

    if len(operands.sides) < 2:
        return None
    return DIFFERENCE.run(
        question, replace(operands, whole=rates(operands.whole), sides=tuple(map(rates, operands.sides)))
    )


def _of_sides(question: Question, operands: Operands) -> list[Move]:
    """Return a change for each side, all of one unit; [] where one has none."""
    corpus = operands.corpus
    found: list[Move] = []
    for side in operands.sides:
        able = {c.figure: c for c in side if not c.of_another}
        known = [m for m in moves(corpus) if m.after in able and m not in found and _about(question, m, corpus)]
        known = known or [m for m in _dated(able, corpus) if m not in found and _about(question, m, corpus)]
        if not known:
            return []
        found.append(max(known, key=lambda move: able[move.after].score))
    alike = len({move.after.quantity.unit for move in found}) == 1
    return found if alike else []


def _dated(able: Iterable[Figure], corpus: Corpus) -> list[Move]:
    """Return the latest levels of a thing at two days each: "388 at the end of June 2024 and 931 a year later"."""
    days = [
        f for f in able
        if f.period is not None and f.period.start == f.period.end and f.column is None
        and f.status == "actual" and f not in corpus.changes
    ]  # fmt: skip
    levels: dict[tuple[str, str, str, str | None], list[Figure]] = {}
    for figure in sorted(days, key=lambda f: f.period.end if f.period is not None else ""):
        levels.setdefault((figure.document, figure.metric, figure.quantity.unit, figure.subject), []).append(figure)
    return [Move(*ones[-2:]) for ones in levels.values() if len(ones) > 1 and ones[-2].period != ones[-1].period]


def _of_owners(question: Question, operands: Operands) -> list[Move]:
    """Return the changes of what the question measures, one for each owner: "which of the two grew faster?"."""
    scores = {c.figure: c for c in operands.whole if set(c.lacks) <= {"words", "unit", "kind"}}
    able = [m for m in moves(operands.corpus) if m.after in scores and _about(question, m, operands.corpus)]
    if not able:
        return []
    best = max(able, key=lambda move: scores[move.after].score).after
    owners: dict[str, Move] = {}
    for move in able:
        figure = move.after
        if figure.quantity.unit == best.quantity.unit and figure.kind == best.kind:
            owners.setdefault(fold(subject(figure)), move)
    return list(owners.values())


def _about(question: Question, move: Move, corpus: Corpus) -> bool:
    return speaks_of(question.whole, (move.before, move.after), corpus)


def _change(move: Move) -> Working | None:
    both = aligned((move.before, move.after))
    percent = conversion("x", "%")
    if both is None or percent is None or both.values[0].low <= 0:
        return None
    old, new = both.operands
    return working((move.before, move.after), Convert(apply("rise", new, old), "%", percent))


def _compared(works: list[tuple[Move, Working]], *, least: bool, apart: bool) -> Calculation | None:
    order = sorted(works, key=lambda pair: pair[1].value.low, reverse=apart or not least)
    inputs: tuple[Figure, ...] = tuple(f for move, _ in order for f in (move.before, move.after))
    parts = [shifted(work.expression, 2 * i) for i, (_, work) in enumerate(order)]
    whole = working(inputs, apply("descending" if apart or not least else "ascending", *parts))
    if whole is None:
        return None
    between = working(inputs, apply("-", *parts)) if apart else None
    told = [f"{_name(move)}: {_said(move, work, 2 * i)}" for i, (move, work) in enumerate(order)]
    if between is not None:
        rose = order[-1][1].value.low > 0
        lead = f"{_name(order[0][0])} grew faster, by {between.surface}. " if rose else f"By {between.surface}: "
        return between.calculation("percent_change", f"{lead}{'; '.join(told)}.")
    return whole.calculation("percent_change", "; ".join(told) + ".")


def _name(move: Move) -> str:
    return subject(move.after) or label(move.after)


def _said(move: Move, work: Working, at: int) -> str:
    fell = work.value.high < 0
    levels = f"from {stated(move.before.quantity)} {{{at}}} to {stated(move.after.quantity)} {{{at + 1}}}"
    return f"{'down' if fell else 'up'} {work.surface.replace('-', '') if fell else work.surface}, {levels}"


OPERATION = Operation("growth", "Which of the two grew faster?", cues("growth"), run)
