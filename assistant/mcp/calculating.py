"""Calculations over chosen figures of the articles, with the reasons for which the product refuses them.

Every number comes from an article: what is chosen is which figures, in which order, and what is done with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.comparability import refusal
from assistant.corpus import Corpus
from assistant.display import stated
from assistant.evaluate import conversion
from assistant.expression import apply
from assistant.labels import full, metric, named, said, subject, when
from assistant.operands import Candidate
from assistant.operations import annualise, average, difference, midpoint, range_width, rate, ratio, unit_conversion
from assistant.operations import percent_change as change
from assistant.operations import share as shares
from assistant.operations import sum as sums
from assistant.operations.base import Operands, Run
from assistant.operations.ordering import ascending
from assistant.operations.working import aligned, measured_in, working
from assistant.relatedness import related, together
from assistant.types import Calculation, Focus, Question, Refused
from documents.figures.types import Figure
from documents.figures.units import dimension_of

MOST_FIGURES = 50  # of one calculation: the rows of a long table

Figures = tuple[Figure, ...]
Outcome = Calculation | Refused


@dataclass(frozen=True, slots=True)
class Way:
    """One way to calculate: over how many figures, and how."""

    least: int
    most: int
    run: Callable[[Figures, str, Corpus], Outcome | None]  # (figures, unit, corpus); None: see `lacks`
    lacks: str  # why there is no result, with {a} and {b} for figures and {unit}
    name: str = ""  # as comparability knows it; "" is the same
    unit: bool = False  # whether it takes a unit


def calculate(way: str, figures: Sequence[Figure], unit: str, corpus: Corpus) -> Outcome:
    """Return the calculation over the figures in their order, or why it would mean nothing.

    `way` is a key of WAYS and the number of figures one that it takes; `unit` is what convert and rate give it in.
    """
    chosen, found = tuple(figures), WAYS[way]
    if reason := refusal(found.name or way, chosen):
        return Refused(reason, chosen)
    outcome = found.run(chosen, unit, corpus)
    if isinstance(outcome, Calculation):
        reason = refusal(outcome.operation, outcome.inputs)
        return outcome if reason is None else Refused(reason, chosen)
    if isinstance(outcome, Refused):
        return outcome
    return Refused(_why(found, chosen, unit), chosen)


def _why(way: Way, figures: Figures, unit: str) -> str:
    if len(figures) > 1 and aligned(figures) is None:
        apart = next((f for f in figures if aligned((figures[0], f)) is None), figures[-1])
        return f"{stated(figures[0].quantity)} and {stated(apart.quantity)} have no unit in common."
    return way.lacks.format(a=stated(figures[0].quantity), b=stated(figures[-1].quantity), unit=unit)


def _asked(*, unit: str = "", text: str = "") -> Question:
    return Question(
        text=text, standalone=text, expects="any", whole=Focus(), target_unit=unit or None, per_unit=unit or None
    )


def _alone(run: Run) -> Callable[[Figures, str, Corpus], Outcome | None]:
    """Return an operation of the pipeline that works on one figure as a way."""

    def way(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
        candidate = Candidate(figures[0], score=1.0, words=1.0, own=1.0, lacks=())
        return run(_asked(unit=unit), Operands((candidate,), (), corpus))

    return way


def _sum(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    if not together(figures, corpus):
        reason = "The articles do not tell these figures as parts of the same thing, so that they are not added up."
        return Refused(reason, figures)
    return sums.added(figures)


def _ratio(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    return ratio.quotient(_asked(text="ratio of the one to the other"), (figures[0], figures[1]))


def _percent_change(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    return change.changed((figures[0], figures[1]), grows=True)


def _share(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    part, whole = figures
    if not related(part, whole, corpus):
        return Refused(
            "The articles do not set these amounts side by side, so that neither is a share of the other.", figures
        )
    both = aligned(figures)
    if both is not None and both.values[0].low > both.values[1].high:
        return Refused(f"{said(part)} is more than {said(whole)}, so that it is no part of it.", figures)
    return shares.of_whole(part, whole)


def _ordered(least: bool, name: str) -> Callable[[Figures, str, Corpus], Outcome | None]:
    """Return the way that tells the smallest or the greatest of figures."""

    def way(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
        order, both = ascending(figures), aligned(figures)
        work = working(figures, apply(name, *both.operands)) if order and both is not None else None
        if work is None:
            return None
        order = order if least else order[::-1]
        first = figures[order[0]]
        others = "; ".join(f"{named(figures[i])} {stated(figures[i].quantity)} {{{i}}}" for i in order[1:])
        word = "smallest" if least else "greatest"
        return work.calculation(name, f"{full(first)} {{{order[0]}}} is the {word}, against {others}.")

    return way


def _rank(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    order, both = ascending(figures)[::-1], aligned(figures)
    work = working(figures, apply("descending", *(both.operands[i] for i in order))) if both is not None else None
    if work is None:
        return None
    listed = "; ".join(
        f"{n}. {subject(figures[i]) or metric(figures[i])}: {stated(figures[i].quantity)}{when(figures[i])} {{{i}}}"
        for n, i in enumerate(order, 1)
    )
    return work.calculation("rank", f"{metric(figures[order[0]])}: {listed}.")


def _convert(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    if conversion(measured_in(figures[0]), unit) == 1:
        return Refused(f"{full(figures[0])} is given in that unit already.", figures)
    return _alone(unit_conversion.run)(figures, unit, corpus)


def _rate(figures: Figures, unit: str, corpus: Corpus) -> Outcome | None:
    if dimension_of(unit) != "duration":
        return Refused(f"A rate is per unit of time, which {unit} is not.", figures)
    return _alone(rate.run)(figures, unit, corpus)


_NOTHING = "{a} and {b} give no such result."
WAYS: Mapping[str, Way] = {
    "sum": Way(2, MOST_FIGURES, _sum, _NOTHING),
    "difference": Way(2, 2, lambda f, u, c: difference.between(_asked(), (f[0], f[1])), _NOTHING),
    "ratio": Way(2, 2, _ratio, "{b} can be nothing, and nothing is divided by it."),
    "percent_change": Way(2, 2, _percent_change, "{a} is no level from which a change in percent is told."),
    "share": Way(2, 2, _share, "{a} of {b} is no share that means something."),
    "average": Way(2, MOST_FIGURES, lambda f, u, c: average.averaged(f), _NOTHING),
    "minimum": Way(2, MOST_FIGURES, _ordered(True, "min"), _NOTHING, "min"),
    "maximum": Way(2, MOST_FIGURES, _ordered(False, "max"), _NOTHING, "max"),
    "rank": Way(2, MOST_FIGURES, _rank, _NOTHING),
    "midpoint": Way(1, 1, _alone(midpoint.run), "{a} is no range."),
    "range_width": Way(1, 1, _alone(range_width.run), "{a} is no range."),
    "annualise": Way(1, 1, _alone(annualise.run), "{a} is not of a period that fits into a year several times."),
    "rate": Way(1, 1, _rate, "The articles do not say in what time {a} came.", unit=True),
    "convert": Way(1, 1, _convert, "{a} cannot be given in {unit}.", unit=True),
}
