"""Figures by an id that stays for as long as their sentence does: the article, the place of the quantity, a check.

The check is of the sentence, so that an id from before an article was edited names no other figure by accident.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from assistant.ledger.entries import Entry

_CHECK = 6  # hex digits: an id that survives an edit by chance is one in 16 million


class UnknownFigure(ValueError):
    """An id of no figure; the message is a sentence."""


def id_of(entry: Entry) -> str:
    """Return the id of a figure: "article:120-132:9f3a2c"."""
    span = entry.figure.quantity.span
    check = hashlib.sha256(f"{entry.figure.quantity.surface}\x1f{entry.sentence}".encode()).hexdigest()[:_CHECK]
    return f"{entry.document.id}:{span.start}-{span.end}:{check}"


def named(ids: Iterable[str], known: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Return the figures of ids, in their order. Raises UnknownFigure for an id that is none or comes twice."""
    found: dict[str, Entry] = {}
    for one in ids:
        if one not in known:
            raise UnknownFigure(
                f'No figure has the id "{one[:80]}". Ids come from find_figures; they change where an article does.'
            )
        if one in found:
            raise UnknownFigure(f'The figure "{one[:80]}" is named twice.')
        found[one] = known[one]
    return tuple(found.values())
