"""Figures of one metric side by side: the ground of average, greatest, smallest, rank and sum."""

from __future__ import annotations

from assistant.agreement import same_value
from assistant.operands import Candidate
from assistant.operations.base import Operands, fitting, same_metric
from documents.figures.types import Figure


def peers(operands: Operands, *, named: bool = True) -> tuple[Figure, ...]:
    """Return the figures that measure what the best candidate measures, one for each subject or period.

    Where the question names subjects, those it names; else all that the articles give. Empty where none fits.
    """
    if named and len(operands.sides) >= 2:
        chosen = _one_each(operands.sides)
        if len(chosen) == len(operands.sides):
            return chosen
    best = _lead(operands)
    if best is None:
        return ()
    alike = [
        c.figure for c in operands.whole if same_metric(best, c.figure) and _same_measure(best, c.figure) and _close(c)
    ]
    return _distinct([best, *alike])


def _lead(operands: Operands) -> Figure | None:
    """Return the figure that fits best when names are left aside: the group has several of them."""
    for candidate in operands.whole:
        if all(lack.startswith("name:") for lack in candidate.lacks):
            return candidate.figure
    return None


def _close(candidate: Candidate) -> bool:
    return all(lack.startswith("name:") for lack in candidate.lacks)


def _same_measure(left: Figure, right: Figure) -> bool:
    return left.quantity.unit == right.quantity.unit and left.quantity.per == right.quantity.per


def _one_each(sides: tuple[tuple[Candidate, ...], ...]) -> tuple[Figure, ...]:
    """Return the best figure of each side that measures what the best of all measures."""
    firsts = [side for side in sides if fitting(side)]
    if len(firsts) < len(sides):
        return ()
    best = max((fitting(side)[0] for side in firsts), key=lambda c: c.score).figure
    chosen = []
    for side in sides:
        alike = [c.figure for c in fitting(side) if c.figure.quantity.dimension == best.quantity.dimension]
        same = [figure for figure in alike if same_metric(best, figure)]
        if not alike:
            return ()
        chosen.append((same or alike)[0])
    return tuple(chosen)


def _distinct(figures: list[Figure]) -> tuple[Figure, ...]:
    """Return the figures without repetitions of one value for one subject, in text order."""
    chosen: list[Figure] = []
    for figure in figures:
        twin = any(
            same_value(figure, other)
            or (other.subject == figure.subject and other.period == figure.period and other.column == figure.column)
            for other in chosen
        )
        if not twin:
            chosen.append(figure)
    return tuple(sorted(chosen, key=lambda f: (f.document, f.quantity.span.start)))
