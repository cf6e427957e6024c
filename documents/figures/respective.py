"""Figures and periods listed in the same order: "5 million and 4 million in 2022 and 2021, respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from documents.figures.periods import periods
from documents.figures.types import Figure, Period
from documents.types import Document, Span

_WORD = re.compile(r"\brespectively\b", re.IGNORECASE)
_JOINT = re.compile(
    r"[\s,;]*+(?:(?:and|or|&)[\s,;]*+)?(?:(?:in|for|during|at|as of|of|a|an|about|approximately)\s+)?", re.IGNORECASE
)

Item = TypeVar("Item")


def matched(document: Document, found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures, those of a sentence with "respectively" with the periods that its list gives them."""
    sentences: dict[int, list[int]] = {}
    for at, figure in enumerate(found):
        if figure.row is None:
            sentences.setdefault(figure.sentence, []).append(at)
    out = list(found)
    for sentence, places in sentences.items():
        span = document.sentences[sentence].span
        if len(places) < 2 or not _WORD.search(document.text, span.start, span.end):
            continue
        dates = _lists(document.text, [(when, period) for period, when in periods(document.text, span.start, span.end)])
        for figures in _lists(document.text, [(found[at].quantity.span, at) for at in places]):
            dated = _beside(figures, [run for run in dates if len(run) == len(figures)])
            for (_, at), (_, period) in zip(figures, dated, strict=False):
                out[at] = replace(out[at], period=period)
    return tuple(out)


def _lists(text: str, items: Sequence[tuple[Span, Item]]) -> list[list[tuple[Span, Item]]]:
    """Return the runs of two and more items that stand in one list."""
    runs: list[list[tuple[Span, Item]]] = [[item] for item in items[:1]]
    for (before, _), item in pairwise(items):
        between = text[before.end : item[0].start]
        if _JOINT.fullmatch(between) and between.strip():
            runs[-1].append(item)
        else:
            runs.append([item])
    return [run for run in runs if len(run) > 1]


def _beside(figures: list[tuple[Span, int]], dates: list[list[tuple[Span, Period]]]) -> list[tuple[Span, Period]]:
    """Return the list of periods that stands next to a list of figures."""
    first, last = figures[0][0].start, figures[-1][0].end
    return min(dates, key=lambda run: max(run[0][0].start - last, first - run[-1][0].end), default=[])
