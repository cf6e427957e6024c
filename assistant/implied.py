"""Figures that an article does not state but implies: a level before a rise, the whole of a share, part of a whole.

"It employs 610 people, 90 fewer than at the start of 2024" implies 700. An implied figure is a candidate like a stated
one; only a calculation over the two stated figures ever reaches a reader.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assistant.evaluate import evaluate, given
from assistant.expression import BadExpression, Constant, Convert, Expression, Input, apply
from assistant.interval import Interval
from assistant.lexicon import Lexicon
from documents.figures.changes_apart import told_apart
from documents.figures.periods import periods
from documents.figures.relations import Relation, relations
from documents.figures.types import Figure, Period
from documents.figures.units import decimal
from documents.types import Document


@dataclass(frozen=True, slots=True)
class Implied:
    """An implied figure and what implies it."""

    figure: Figure
    relation: Relation
    value: Interval


def implied(document: Document, figures: tuple[Figure, ...], lexicon: Lexicon) -> tuple[Implied, ...]:
    """Return the figures that a document implies by its own, in text order."""
    found = []
    beside = relations(document, figures)
    for relation in (*beside, *told_apart(document, figures, {one.change for one in beside})):
        value = level(relation)
        if value is not None and value.low >= 0 and not _stated(relation, figures):
            found.append(Implied(_figure(document, relation, value, lexicon), relation, value))
    return tuple(found)


def _stated(relation: Relation, figures: tuple[Figure, ...]) -> bool:
    """Say whether the words that name what is implied state it: "three times | the $70 million spent on the first"."""
    unit, where = relation.base.quantity.unit, relation.words
    return any(where.holds(f.quantity.span) and f.quantity.unit == unit and f.row is None for f in figures)


def expression(relation: Relation) -> Expression:
    """Return how the implied level follows from the stated one, input 0, and the change, input 1."""
    base, change = Input(0), Input(1)
    if relation.how in ("add", "subtract"):
        return apply("+" if relation.how == "add" else "-", base, change)
    percent = relation.base.quantity.unit == "%"
    level: Expression = Convert(base, "x", Fraction(1, 100)) if percent else base
    part: Expression = (
        Convert(change, "", Fraction(1, 100)) if relation.change.quantity.dimension == "share" else change
    )
    one = Constant(Fraction(1), "", "the level before the change")
    if relation.how in ("grow", "shrink"):
        part = apply("+" if relation.how == "grow" else "-", one, part)
    found = apply("*" if relation.how == "part" else "/", level, part)
    return Convert(found, "%", Fraction(100)) if percent else found


def level(relation: Relation) -> Interval | None:
    """Return the implied level; None where the change leaves nothing of it."""
    try:
        return evaluate(expression(relation), [given(relation.base), given(relation.change)]).number
    except (BadExpression, ZeroDivisionError):
        return None


def _figure(document: Document, relation: Relation, value: Interval, lexicon: Lexicon) -> Figure:
    base, change = relation.base, relation.change
    words = " ".join(document.quote(relation.words).split())
    named = [mention.name for mention in lexicon.mentions(words)]
    sentence = document.sentences[change.sentence].span
    whole = relation.words.start <= sentence.start or words in document.quote(change.clause or sentence)[:1]
    subject, subjects = base.subject, base.subjects
    metric = base.metric
    if named and not relation.earlier and relation.how != "part":
        subject, subjects = named[0], tuple(named)
    elif relation.how in ("times", "part") and not whole:
        metric = f"{words} {base.metric}" if relation.how == "times" else words
    elif not relation.earlier and not whole:
        subject, subjects = words, (words,)
    quantity = replace(
        base.quantity,
        low=decimal(value.low), high=decimal(value.high), span=change.quantity.span, surface=change.quantity.surface,
    )  # fmt: skip
    return replace(
        base, sentence=change.sentence, quantity=quantity, metric=metric, subject=subject, subjects=subjects,
        period=_period(words, relation), clause=relation.words, milestone=None, within=None,
    )  # fmt: skip


def _period(words: str, relation: Relation) -> Period | None:
    """Return the period that the words name, else a year before the base's where they say so."""
    named = periods(words)
    if named and not (relation.base.period and named[0][0].surface == relation.base.period.surface):
        return named[0][0]
    stated = relation.base.period or (relation.change.period if relation.apart else None)
    if not relation.earlier:
        return stated if relation.how == "part" else None
    yearly = stated is not None and stated.end[5:] == "12-31" and stated.start == f"{stated.end[:4]}-01-01"
    if stated is None or ("year" not in words and not (yearly and relation.how in ("grow", "shrink"))):
        return None  # a rise over a year is a rise over the year before
    start, end = (_year_before(day) for day in (stated.start, stated.end))
    return replace(stated, start=start, end=end, surface=words.strip() if "year" in words else "the year before")


def _year_before(day: str) -> str:
    year, rest = day[:4], day[4:]
    if not year.isdigit() or int(year) in (1, 9999):
        return day
    earlier = f"{int(year) - 1:04}{rest}"
    return earlier if rest != "-02-29" else date(int(year) - 1, 2, 28).isoformat()
