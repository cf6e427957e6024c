"""A level and its change that an article tells in sentences of their own: "sales of €76 million. ... Sales fell by 5%".

Together they tell the level before, as they do in one sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from documents.figures.relations import Relation, is_change, rises
from documents.figures.types import Figure, Period
from documents.types import Document

_LEVELS = ("money", "count", "mass", "energy", "volume", "power", "area")


def told_apart(document: Document, figures: Sequence[Figure], taken: Collection[Figure]) -> list[Relation]:
    """Return the yearly changes in percent whose level is told once, in another sentence; `taken` have theirs beside.

    Of two levels either may be the one that has changed, and then nothing is implied.
    """
    found = []
    for change in figures:
        if change in taken or not _yearly_share(change) or (up := rises(document, change)) is None:
            continue
        alike = [f for f in figures if _may_be_of(f, change) and not is_change(document, f)]
        if len({(f.quantity.low, f.quantity.high, f.quantity.unit) for f in alike}) != 1:
            continue
        if alike[0].sentence == change.sentence:
            continue
        words = change.clause or document.sentences[change.sentence].span
        found.append(Relation(alike[0], change, "grow" if up else "shrink", words, earlier=True, apart=True))
    return found


def _yearly_share(figure: Figure) -> bool:
    return figure.quantity.unit == "%" and figure.column is None and figure.status == "actual" and _year(figure.period)


def _year(period: Period | None) -> bool:
    """Say whether a time is one calendar year."""
    return period is not None and (period.start[5:], period.end) == ("01-01", f"{period.start[:4]}-12-31")


def _may_be_of(figure: Figure, change: Figure) -> bool:
    """Say whether a figure is a level of what changed: called the same, of the same thing, of its time or of none."""
    if figure.quantity.dimension not in _LEVELS or figure.status != "actual" or figure.quantity.per is not None:
        return False
    if not change.subject or figure.subject != change.subject or figure.column is not None:
        return False
    return figure.metric.lower() == change.metric.lower() and figure.period in (None, change.period)
