"""What a figure is called in an answer: whose, what and when, in the article's own words."""

from __future__ import annotations

from assistant.display import stated
from assistant.words import fold
from documents.figures.types import Figure


def subject(figure: Figure) -> str:
    """Return whose figure it is: "Fennick"; "" where the article names nobody."""
    return _tidy(figure.column or figure.subject or "")


def metric(figure: Figure) -> str:
    """Return what is measured: "gross margin"."""
    return _tidy(figure.row or figure.metric)


def label(figure: Figure) -> str:
    """Return whose and what: "Fennick, machines returned"; nothing said twice."""
    whose, what = subject(figure), metric(figure)
    if not whose or fold(whose) in fold(what):
        return what or whose
    if not what or fold(what) in fold(whose):
        return whose
    return f"{whose}, {what}"


def when(figure: Figure) -> str:
    """Return the time a figure holds for, with a comma and a space before it; "" where none is stated."""
    parts = []
    if figure.within is not None:
        parts.append(f"within {_tidy(figure.within.surface)}")
    if figure.period is not None:
        parts.append(_inner(_tidy(figure.period.surface)))
    joined = ", ".join(parts)
    return f", {joined}" if joined and fold(joined) not in fold(label(figure)) else ""


def _inner(text: str) -> str:
    """Return a phrase for the middle of a sentence: "By the end of 2024" -> "by the end of 2024"."""
    first, _, rest = text.partition(" ")
    return (
        f"{first.lower()} {rest}" if rest and fold(first) in ("by", "in", "at", "as", "since", "the", "until") else text
    )


def full(figure: Figure) -> str:
    """Return label, value and time: "auto business, gross margin: 23.2%, Q1 2025"."""
    name = label(figure)
    value = stated(figure.quantity)
    said = (
        f" (according to {_tidy(figure.speaker)})" if figure.speaker and fold(figure.speaker) not in fold(name) else ""
    )
    return f"{name}: {value}{when(figure)}{said}" if name else f"{value}{when(figure)}{said}"


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:")


def said(figure: Figure) -> str:
    """Return value, label and time for the middle of a sentence: "23.2% (auto business, gross margin, Q1 2025)"."""
    name = label(figure)
    return f"{stated(figure.quantity)} ({name}{when(figure)})" if name else f"{stated(figure.quantity)}{when(figure)}"


def named(figure: Figure) -> str:
    """Return a figure as the subject of a sentence: "Fennick (waiting time)"; its own words where it has no name."""
    whose, what = subject(figure), metric(figure)
    if whose and what and fold(whose) not in fold(what) and fold(what) not in fold(whose):
        return f"{whose} ({what})"
    return label(figure) or _tidy(figure.quantity.surface)
