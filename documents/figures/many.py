"""The figures of many documents, worked out on all processors; what a document states is `documents.figures.extract`.

Few documents are read here and now: a process takes half a second to start, and what travels to it and back has to be
written and read. The figures are the same either way, and in the order of the documents.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from documents.codec import decode, encode
from documents.figures.types import Figure
from documents.frames import BadFrame, ended, receive, send
from documents.module_folders import module_folders
from documents.types import Document

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
    own = _Processes()
    # Its threads live as long as it does: the system ends a process with the thread that started it.
    threads = ThreadPoolExecutor(min(several, len(documents)))
    try:
        yield from threads.map(own.result, documents)
    finally:
        own.close()
        threads.shutdown(cancel_futures=True)


class _Processes:
    """A process for each thread, started when it is needed. Where one cannot be had, its thread does the work."""

    def __init__(self) -> None:
        self._of_thread = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def result(self, document: Document) -> Result:
        """Return what a document states."""
        try:
            process = self._process()
            assert process.stdin is not None
            assert process.stdout is not None
            send(process.stdin, json.dumps(encode(document), separators=(",", ":")).encode("ascii"))
            reply = json.loads(receive(process.stdout, _MOST) or b"")
            return str(reply["error"]) if "error" in reply else decode(tuple[Figure, ...], reply["figures"])
        except (OSError, BadFrame, ValueError, KeyError, TypeError):
            self._of_thread.process = None
            return _here(document)

    def close(self) -> None:
        """End the processes."""
        for process in self._all:
            ended(process)

    def _process(self) -> subprocess.Popen[bytes]:
        found: subprocess.Popen[bytes] | None = getattr(self._of_thread, "process", None)
        if found is None:
            given = json.dumps({"path": module_folders(), "parent": os.getpid()})
            found = self._of_thread.process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, given],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            self._all.append(found)
        return found


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
