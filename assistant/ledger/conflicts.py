"""Everything in the figures of the articles that cannot all be true."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from assistant.ledger.changes import changes
from assistant.ledger.entries import Entry
from assistant.ledger.glue import items
from assistant.ledger.parts import parts_and_wholes
from assistant.ledger.repeats import repeated
from assistant.ledger.tables import in_tables
from assistant.ledger.types import Conflict


def conflicts(entries: Sequence[Entry]) -> tuple[Conflict, ...]:
    """Return the conflicts among these entries in the order of the articles, each once.

    It takes whole articles: the entries of one document must be all of them, in any order.
    """
    found: list[Conflict] = []
    by_place = sorted(entries, key=_place)
    for _, of_document in groupby(by_place, key=lambda entry: entry.document.id):
        whole = list(of_document)
        document = whole[0].document
        cells = {block for table in document.tables for block in table.row_blocks}
        for position, of_sentence in groupby(whole, key=lambda entry: entry.figure.sentence):
            if document.sentences[position].block not in cells:
                read = items(of_sentence)
                found.extend((*changes(read), *parts_and_wholes(read)))
        found.extend(in_tables(document, whole))
    found.extend(repeated(by_place))
    return tuple(sorted(found, key=lambda conflict: (*_place(conflict.entries[0]), conflict.sort)))


def _place(entry: Entry) -> tuple[str, int, int]:
    return entry.document.id, entry.figure.sentence, entry.figure.quantity.span.start
