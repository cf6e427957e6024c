"""The figures and names of many documents, worked out on all processors; `documents.figures.extract` reads one.

Few documents are read here and now: a process takes half a second to start, and what travels to it and back has to be
written and read. What is found is the same either way, and in the order of the documents.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from documents.codec import decode, encode
from documents.figures.names import Named, named
from documents.figures.types import Figure
from documents.frames import receive, send
from documents.types import Document
from documents.workers import Lost, Workers

WORTH = 300_000  # characters: some two seconds of one processor, and some fifty articles
_MOST = 1 << 30  # bytes of a document, and of its figures
_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from documents.figures.many import main;main(a['parent'])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a document states, and whom and what it names."""

    figures: tuple[Figure, ...]
    named: Named
    error: str = ""  # the kind of what went wrong where the figures could not be read


def told_of(documents: Sequence[Document], processes: int | None = None) -> Iterator[Told]:
    """Yield what each document tells, in order."""
    several = (os.cpu_count() or 1) if processes is None else processes
    if several < 2 or sum(len(document.text) for document in documents) < WORTH:
        yield from map(_here, documents)
        return
    own = Workers(_PROGRAM, {})
    threads = ThreadPoolExecutor(min(several, len(documents)))
    try:
        yield from threads.map(partial(_of_document, own), documents)
    finally:
        own.close()
        threads.shutdown(cancel_futures=True)


def _of_document(workers: Workers, document: Document) -> Told:
    """Return what a document tells; where no process says it, work it out here."""
    try:
        return decode(
            Told, json.loads(workers.ask(json.dumps(encode(document), separators=(",", ":")).encode("ascii")))
        )
    except (Lost, ValueError, KeyError, TypeError):
        return _here(document)


def _here(document: Document) -> Told:
    # Imported here: a process that only starts others needs none of it.
    from documents.figures.extract import extract

    found = Named()
    try:
        found = named(document)
        return Told(extract(document), found)
    except Exception as error:  # a text from anywhere may hold what nobody thought of
        return Told((), found, type(error).__name__)


def main(parent: int) -> None:
    """Read one document after another until there is none left."""
    from documents.child import die_with, pipes

    die_with(parent)
    requests, replies = pipes()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        while (piece := receive(requests, _MOST)) is not None:
            found = _here(decode(Document, json.loads(piece)))
            send(replies, json.dumps(encode(found), separators=(",", ":")).encode("ascii"))
    os._exit(0)
