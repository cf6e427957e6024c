"""By how much a level grew or fell a year on average, compounded between its two ends."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from assistant.display import stated
from assistant.evaluate import conversion
from assistant.expression import Constant, Convert, apply
from assistant.labels import named, when
from assistant.operations.difference import ahead
from assistant.operations.working import aligned, working
from assistant.types import Calculation, Question, Refused
from assistant.words import any_of, fold, vocabulary
from documents.figures.types import Figure

_UNDATED = "An average a year takes the years of both levels."


def asks_yearly(question: Question) -> bool:
    """Say whether growth a year on average is asked for: "the average annual growth rate", "CAGR"."""
    return _asked().search(fold(question.standalone)) is not None


def yearly(outcome: Calculation) -> Calculation | Refused:
    """Return what a change between two levels comes to a year; why there is none where they have no years."""
    if len(outcome.inputs) != 2:
        return Refused(_UNDATED)
    old, new = sorted(outcome.inputs, key=_year)
    years = _year(new) - _year(old)
    both, percent = aligned((old, new)), conversion("x", "%")
    if not _year(old) or years < 1 or both is None or percent is None:
        return Refused(_UNDATED, outcome.inputs)
    (start, end), count = both.operands, Constant(Fraction(years), "", f"the years from {_year(old)} to {_year(new)}")
    work = working((old, new), Convert(apply("yearly", end, start, count), "%", percent))
    if work is None:
        return Refused(_UNDATED, outcome.inputs)
    would = "would be " if ahead(new) else ""
    levels = f"from {stated(old.quantity)}{when(old)} {{0}} to {stated(new.quantity)}{when(new)} {{1}}"
    words = f"{named(new)}: {would}{work.surface} a year on average, {levels}."
    assumed = f"the same growth in each of the {years} years" if years > 1 else "one year lies between the two"
    return work.calculation("percent_change", words, (assumed,))


def _year(figure: Figure) -> int:
    """Return the year in which a level was; 0 where it has none."""
    return int(figure.period.end[:4]) % 9999 if figure.period is not None else 0


@cache
def _asked() -> re.Pattern[str]:
    return any_of(vocabulary("operations")["yearly"])
