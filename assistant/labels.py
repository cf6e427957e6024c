"""What a figure is called in an answer: whose, what and when, in the article's own words."""

from __future__ import annotations

from assistant.display import stated
from assistant.words import fold, is_english
from documents.figures.cell_headers import undated
from documents.figures.types import Figure
from documents.figures.verbs import base_of


def subject(figure: Figure) -> str:
    """Return whose figure it is, a product with its maker: "Fennick R9"; "" where the article names nobody."""
    own = _tidy(_owner(figure) or figure.subject or "")
    if not any(c.isalpha() for c in own):
        own = ""  # a number names nobody
    owner = next((_tidy(name) for name in reversed(figure.subjects[1:]) if not _ordinary(name)), "")
    coded = any(c.isdigit() for c in own) or (own[:1].isupper() and " " not in own and not is_english(own))
    if coded and owner and not figure.column and fold(owner) not in fold(own) and fold(own) not in fold(owner):
        return f"{owner} {own}"
    return own


def _owner(figure: Figure) -> str | None:
    """Return the heading of a cell that says whose it is; none does where columns are measures and rows are years."""
    if not _measured(figure):
        return figure.column
    return None if _dated(figure) else figure.row


def _dated(figure: Figure) -> bool:
    """Say whether a table's row says only when: "2021"."""
    return figure.row is not None and not undated(figure.row, "")


def metric(figure: Figure) -> str:
    """Return what is measured: "gross margin"; its kind where the article says it with a verb ("starts at": price)."""
    words = _tidy(figure.metric if _measured(figure) or _dated(figure) else figure.row or figure.metric)
    if purpose(figure):
        return f"{words} {purpose(figure)}"
    kind = figure.kind if figure.kind not in VAGUE_KINDS else None
    return kind.replace("_", " ") if kind and not figure.row and verbal(words) else words


def purpose(figure: Figure) -> str:
    """Return what alone an amount of a table is for, where its cell says so: "for the first car"; "" elsewhere."""
    told = _tidy(figure.metric)
    return told if figure.row and fold(told).startswith(("for ", "on ")) else ""


def _measured(figure: Figure) -> bool:
    """Say whether a table's columns are what is measured, and its rows whose it is or when."""
    column, row = figure.column or "", figure.row or ""
    return bool(column and row) and figure.metric in column and figure.metric not in row


def _ordinary(name: str) -> bool:
    """Say whether a name is made of everyday words: the topic of a section, not somebody."""
    return all(is_english(word) for word in name.split())


def verbal(words: str) -> bool:
    """Say whether a phrase is a verb with what belongs to it: "starts at", "lost", "reach the milestone"."""
    first, _, rest = fold(words).partition(" ")
    return base_of(first) is not None and (not rest or rest.split()[0] in _AFTER_VERBS)


VAGUE_KINDS = frozenset(("points", "rank", "models", "size", "growth"))
_AFTER_VERBS = frozenset(
    ("at", "to", "by", "of", "in", "from", "for", "its", "their", "the", "a", "an", "down", "up", "out", "back")
)


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
        parts.append(inner(_tidy(figure.period.surface)))
    joined = ", ".join(parts)
    return f", {joined}" if joined and fold(joined) not in fold(label(figure)) else ""


def inner(text: str) -> str:
    """Return a phrase for the middle of a sentence: "By the end of 2024" -> "by the end of 2024"."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if rest and fold(first) in _OPENERS else text


_OPENERS = frozenset(("by", "in", "at", "as", "since", "the", "until", "last", "this", "next"))


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
