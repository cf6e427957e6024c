"""Owners of figures whose verb is left out: "Acme sold 400 and Boreal 300", "a profit of 7 at Acme and 4 at Boreal"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from documents.figures.cast import Cast
from documents.figures.tokens import tokenize
from documents.figures.types import Figure
from documents.types import Document, Span

# Between two figures: a joint, the second owner, and at most a word that stands for the thing measured.
_JOINT = re.compile(
    r"\s*(?:,|;|and|,\s*and|,\s*while|while|but|,\s*but)\s+"
    r"(?:the\s+|its\s+rival\s+|(?:the|an?|that|those)\s+(?:[a-z-]+\s+){0,3}(?:of|from|at|by|in)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_STAND_IN = re.compile(
    r"\s+(?:(?:one|some|only|just|about|nearly|almost|over|around)\s+)*(?:of\s+(?:about\s+|some\s+)?)?", re.IGNORECASE
)
_FOR = re.compile(r"\b(for|at|to|by|with|on)\s+(?:(?:only|just|about|nearly|almost|over|around)\s+)*$", re.IGNORECASE)
_PLACED = re.compile(r"\s+(at|for|in|from|to|into)\s+(?:the\s+)?", re.IGNORECASE)
_LED = re.compile(rf"(?:\s+[a-z]+){{0,2}}?{_PLACED.pattern}", re.IGNORECASE)  # "20,000 | stand in Ulm", then "11,500"
_FEW = 160  # characters from the first figure to the end of the second: they stand in one clause
_BESIDE = 60
_NEXT = re.compile(r"\s*(?:,|;|and|,\s*and|,\s*but|but)\s*", re.IGNORECASE)


def gapped(document: Document, found: Sequence[Figure], cast: Cast) -> tuple[Figure, ...]:
    """Return the figures, those whose clause leaves its verb out with the owner that it names."""
    out = list(found)
    for at in range(1, len(out)):
        before, figure = out[at - 1], out[at]
        if figure.sentence != before.sentence or figure.column is not None:
            continue
        names = _names(document, before, figure, cast) if _is_bare(figure) or _alike(before, figure) else []
        if not _alike(before, figure) and (place := _other_place(document, before, figure, names)) is not None:
            quantity = replace(figure.quantity, unit=before.quantity.unit, dimension=before.quantity.dimension)
            text = tuple(dict.fromkeys((place, *cast.chain(place), *before.subjects)))
            figure = replace(figure, quantity=quantity, subject=place, subjects=text)
            out[at] = replace(figure, metric=before.metric, kind=before.kind)
            continue
        if not _alike(before, figure):
            continue
        owner = _after_joint(document, before, figure, names) or _placed(document, before, figure, names)
        if owner is not None and owner != before.subject and owner not in before.subjects[:1]:
            text = tuple(dict.fromkeys((owner, *cast.chain(owner))))
            out[at] = replace(figure, subject=owner, subjects=text, metric=before.metric, kind=before.kind)
    return tuple(out)


def _other_place(document: Document, before: Figure, figure: Figure, names: list[tuple[Span, str]]) -> str | None:
    """Return the place of a number alone, of the unit of an amount elsewhere: "700 tonnes to Ulm, 30 to Basel"."""
    first, second = _beside(document, before, names, _LED), _beside(document, figure, names, _PLACED)
    if first is None or second is None or first[0] != second[0] or first[2] == second[2] or not before.quantity.unit:
        return None
    other = before.quantity.unit not in ("%", "x") and before.quantity.dimension != "duration"
    joined = _NEXT.fullmatch(document.text[first[1].end : figure.quantity.span.start])
    return second[2] if other and joined is not None and _is_bare(figure) else None


def _is_bare(figure: Figure) -> bool:
    quantity = figure.quantity
    return quantity.dimension in ("count", "number") and quantity.surface.strip().replace(",", "").isdigit()


def _alike(before: Figure, figure: Figure) -> bool:
    mine, other = before.quantity, figure.quantity
    return mine.dimension == other.dimension and (mine.unit == other.unit or _is_bare(figure))


def _names(document: Document, before: Figure, figure: Figure, cast: Cast) -> list[tuple[Span, str]]:
    """Return the names between two figures and right after the second."""
    start, end = before.quantity.span.end, figure.quantity.span.end
    if end - start > _FEW:
        return []
    tokens = tokenize(document.text, start, min(end + _BESIDE, document.sentences[figure.sentence].span.end))
    return [(Span(tokens[a].start, tokens[b - 1].end), name) for a, b, name in cast.mentions(tokens, 0, len(tokens))]


def _after_joint(document: Document, before: Figure, figure: Figure, names: list[tuple[Span, str]]) -> str | None:
    """Return the name that stands between a joint and the figure: ", and | Boreal | one of"."""
    begin, end = before.quantity.span.end, figure.quantity.span.start
    for place, name in names:
        if not (begin <= place.start and place.end <= end) or not _stands_in(document, before, place.end, end):
            continue
        if any(_JOINT.fullmatch(document.text, start, place.start) for start in (begin, begin + 1)):
            return name
    return None


def _stands_in(document: Document, before: Figure, start: int, end: int) -> bool:
    """Say whether no more than a stand-in, or what leads to the first figure too, stands there: "and Boreal | for"."""
    between = document.text[start:end]
    first, second = (_FOR.search(text) for text in (document.text[: before.quantity.span.start][-_BESIDE:], between))
    if first is not None and second is not None and first[1].lower() == second[1].lower():
        between = f"{between[: second.start()]}{between[second.end(1) :].lstrip()}"
    return _STAND_IN.fullmatch(between) is not None


def _placed(document: Document, before: Figure, figure: Figure, names: list[tuple[Span, str]]) -> str | None:
    """Return the name after the second figure where another one stands after the first in the same way."""
    first = _beside(document, before, names, _LED)
    second = _beside(document, figure, names, _PLACED)
    if first is None or second is None or first[0] != second[0] or first[2] == second[2]:
        return None
    if before.subject != first[2] and first[2] not in before.subjects:
        return None
    joined = _NEXT.fullmatch(document.text[first[1].end : figure.quantity.span.start])
    return second[2] if joined is not None else None


def _beside(
    document: Document, figure: Figure, names: list[tuple[Span, str]], placed: re.Pattern[str]
) -> tuple[str, Span, str] | None:
    """Return the preposition and the name right after a figure: "at | Boreal"."""
    end = figure.quantity.span.end
    match = placed.match(document.text, end)
    if match is None:
        return None
    return next(((match.group(1).lower(), place, name) for place, name in names if place.start == match.end()), None)
