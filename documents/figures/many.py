"""The figures of many documents, worked out on all processors; what a document states is `documents.figures.extract`.

Few documents are read here and now: a process takes half a second to start, and what travels to it and back has to be
written and read. The figures are the same either way, and in the order of the documents.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from documents.codec import decode, encode
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

Result = tuple[Figure, ...] | str  # the figures, or the kind of what went wrong


def figures_of(documents: Sequence[Document], processes: int | None = None) -> Iterator[Result]:
    """Yield what each document states, in order, or the name of the exception that it raised."""
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


def _of_document(workers: Workers, document: Document) -> Result:
    """Return what a document states; where no process says it, work it out here."""
    try:
        reply = json.loads(workers.ask(json.dumps(encode(document), separators=(",", ":")).encode("ascii")))
        return str(reply["error"]) if "error" in reply else decode(tuple[Figure, ...], reply["figures"])
    except (Lost, ValueError, KeyError, TypeError):
        return _here(document)


def _here(document: Document) -> Result:
    # Imported here: a process that only starts others needs none of it.
    from documents.figures.extract import extract

    try:
        return extract(document)
    except Exception as error:  # a text from anywhere may hold what nobody thought of
        return type(error).__name__


def main(parent: int) -> None:
    """Read one document after another until there is none left."""
    from documents.child import die_with, pipes

    die_with(parent)
    requests, replies = pipes()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        while (piece := receive(requests, _MOST)) is not None:
            found = _here(decode(Document, json.loads(piece)))
            reply = {"error": found} if isinstance(found, str) else {"figures": encode(found)}
            send(replies, json.dumps(reply, separators=(",", ":")).encode("ascii"))
    os._exit(0)
