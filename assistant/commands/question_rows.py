"""Matters of the owner's digest written for the eye, a spreadsheet or a program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.printable import printable

if TYPE_CHECKING:
    from assistant.journal.digest import Matter, Near

COLUMNS = (
    "question", "count", "unanswered", "disliked", "liked", "reasons", "notes", "wordings", "documents", "first",
    "last", "status", "answer", "near", "follow_ups",
)  # fmt: skip
_TODAY = {"answered": "answered", "partial": "answered in part", "not_found": "not answered", None: "not known"}
_WORDINGS = 3  # further ones that a text shows
_NOTES = 5


def row_of(matter: Matter, *, flat: bool) -> dict[str, Any]:
    """Return a matter under COLUMNS; `flat` for a table, where lists are one text."""
    lists: dict[str, list[Any]] = {
        "reasons": [{"reason": reason, "count": count} for reason, count in matter.reasons],
        "notes": list(matter.notes),
        "wordings": [{"question": text, "count": count} for text, count in matter.wordings],
        "documents": list(matter.documents),
        "near": [
            {"document": n.document, "title": n.title, "heading": list(n.heading), "quote": n.quote, "page": n.page}
            for n in matter.near
        ],
    }
    if flat:
        texts = {
            "reasons": [_times(reason, count) for reason, count in matter.reasons],
            "notes": list(matter.notes),
            "wordings": [_times(text, count) for text, count in matter.wordings],
            "documents": list(matter.documents),
            "near": [" ".join(near.quote.split()) for near in matter.near],
        }
        lists = {name: "\n".join(lines) for name, lines in texts.items()}  # type: ignore[misc]
    whole = {name: getattr(matter, name) for name in COLUMNS if name not in lists}
    return {name: {**whole, **lists}[name] for name in COLUMNS}


def as_text(found: Sequence[Matter], width: int) -> str:
    """Return the matters as numbered paragraphs, `width` characters wide."""
    return "\n\n".join(
        "\n".join(_wrapped(line, indent, width) for line, indent in _lines(number, matter))
        for number, matter in enumerate(found, start=1)
    )


def _lines(number: int, matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield the lines of a matter, each with its indent."""
    first = f"Follow-ups that mean nothing alone: {matter.question}" if matter.follow_ups else matter.question
    yield f"{number}. {first}", ""
    days = matter.first if matter.first == matter.last else f"{matter.first} to {matter.last}"
    counts = [f"asked {_often(matter.count)}", f"{matter.unanswered} unanswered" if matter.unanswered else ""]
    counts += [
        f"{matter.disliked} disliked" if matter.disliked else "",
        f"{matter.liked} liked" if matter.liked else "",
    ]
    yield f"{', '.join(part for part in counts if part)} ({days})", "   "
    others = [_times(text, count) for text, count in matter.wordings[1 : 1 + _WORDINGS]]
    more = len(matter.wordings) - 1 - _WORDINGS
    if others:
        yield f"Also: {' / '.join(others)}{f' / {more} more' if more > 0 else ''}", "   "
    if matter.reasons:
        yield "Reasons: " + ", ".join(_times(reason, count) for reason, count in matter.reasons), "   "
    for note in matter.notes[:_NOTES]:
        yield f"Note: “{' '.join(note.split())}”", "   "
    if matter.status is not None:
        yield f"Today {_TODAY[matter.status]}: {' '.join(matter.answer.split())}", "   "
    for near in matter.near:
        yield f"Near: “{' '.join(near.quote.split())}” ({_place(near)})", "   "


def _place(near: Near) -> str:
    inner = [heading for heading in near.heading[-1:] if heading != near.title]
    return " > ".join((near.title, *inner)) + (f", page {near.page}" if near.page else "")


def _often(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _times(text: str, count: int) -> str:
    return text if count == 1 else f"{text} (x{count})"


def _wrapped(line: str, indent: str, width: int) -> str:
    return textwrap.fill(
        printable(line), width=width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
