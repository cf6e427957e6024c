"""Figures that lean on one told just before: "it was 151%", "the number could reach 8m", "265,000 of them"."""

from __future__ import annotations

from documents.figures.noun_phrases import Metric, counted_phrase
from documents.figures.scene import Scene, clause_of, subject_head
from documents.figures.types import Figure
from documents.figures.verbs import is_a
from documents.figures.vocabulary import words

_LEANING = frozenset({"it", "they", "this", "that", "these", "those"})
_REACHED = frozenset({"reach", "hit", "approach", "near"})
_MADE = frozenset({"sell", "ship", "deliver", "make", "produce", "build", "buy", "order", "print", "issue"})
_LARGE = 1000  # a bare number below this may count anything


def antecedent(scene: Scene, k: int, metric: Metric | None, told: tuple[Figure, ...]) -> Figure | None:
    """Return the figure of a sentence before whose metric this one has; `told` are the last ones, nearest first."""
    quantity = scene.figures[k]
    if metric is None or metric.verb is None:
        return None
    base = scene.parts[metric.verb].low
    at = scene.at(k)
    head = subject_head(scene, clause_of(scene, at)[0], metric.verb)
    valued = is_a(base, "measure") or is_a(base, "change")
    leaning = valued and metric.route == "verb" and head is not None and scene.parts[head].low in _LEANING
    stand_in = metric.route == "subject" and metric.text.lower() in words("stand_ins", name="grammar")
    aimed = metric.route == "verb" and base in _REACHED and metric.verb < at
    if metric.route == "subject" and metric.text.lower() in _LEANING and quantity.dimension in ("factor", "share"):
        return next(iter(told), None)  # "That is double what Acme charges"
    bare = quantity.dimension == "count" and not quantity.unit
    if not (leaning or stand_in or aimed):
        return None
    for figure in told:
        other = figure.quantity
        if other.unit == quantity.unit or (bare and other.dimension == "count" and not aimed):
            return figure
    return None


def unit_from(scene: Scene, k: int, told: tuple[Figure, ...]) -> str:
    """Return the noun that a bare number counts by what was told before: "sold 1.2 million", "3,000 of them"."""
    quantity = scene.figures[k]
    at = scene.at(k)
    if quantity.dimension != "count" or quantity.unit or counted_phrase(scene, k):
        return ""
    after = [part.low for part in scene.parts[at + 1 : at + 3]]
    of_them = after[:1] == ["of"] and after[1:] and after[1] in ("them", "these", "those", "which")
    before = scene.parts[at - 1] if at else None
    made = before is not None and before.sort == "verb" and before.low in _MADE and quantity.low >= _LARGE
    closed = (
        not after
        or after[0] in (",", ".", ";", "in", "by", "last", "and", "a", "this")
        or scene.parts[at + 1].sort == "period"
    )
    if not (of_them or (made and closed)):
        return ""
    last = [figure for figure in told if figure.sentence == told[0].sentence]
    counts = (figure.quantity.unit for figure in last if figure.quantity.dimension == "count")
    return next((unit for unit in counts if unit), "")
