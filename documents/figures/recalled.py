"""Figures that are repeated without words, which say again what was said before: "4% vs. 36%"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from documents.figures.types import Figure
from documents.types import Document


def recalled(document: Document, found: list[Figure]) -> tuple[Figure, ...]:
    """Give a figure repeated without words ("4% vs. 36%") the metric and subject of the one it repeats.

    A line with a label of its own ("Acme: $900") repeats nobody else's.
    """
    told: dict[tuple[Decimal, Decimal, str], Figure] = {}
    surfaces = {(figure.sentence, figure.quantity.surface) for figure in found}
    bare = [(figure.sentence, figure.metric) in surfaces for figure in found]
    for figure, wordless in zip(found, bare, strict=True):
        if not wordless:
            told.setdefault((figure.quantity.low, figure.quantity.high, figure.quantity.unit), figure)
    out: list[Figure] = []
    for figure, wordless in zip(found, bare, strict=True):
        same = told.get((figure.quantity.low, figure.quantity.high, figure.quantity.unit)) if wordless else None
        if same is not None and not _labelled_otherwise(document, figure, same):
            figure = replace(
                figure,
                metric=same.metric,
                kind=same.kind,
                subject=same.subject,
                subjects=same.subjects,
                period=figure.period or same.period,
            )
        out.append(figure)
    return tuple(out)


def _labelled_otherwise(document: Document, figure: Figure, same: Figure) -> bool:
    label = document.blocks[document.sentences[figure.sentence].block].label
    return bool(label) and figure.subject != same.subject
