"""The process that answers: questions come by one pipe, answers go by another, and it ends with who started it.

It has the same index as that process, loads the same model, and holds nothing that a question leaves behind.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from assistant.api.settled import settle
from assistant.api.wire import TASKS, packed
from assistant.pipeline import Assistant
from documents.frames import BadFrame, receive, send
from index.embedders import DEFAULT, prefetch
from index.errors import IndexProblem
from index.hybrid import HybridIndex
from index.places import models_folder

MOST = 64 << 20  # bytes of a question with all before it, or of an answer; both take kilobytes
_OPEN = 2  # generations: while a new one is taken up, answers of the one before are still under way

log = logging.getLogger(__name__)


class Generations:
    """The assistants of the generation that serves and of the one before."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._opened: dict[str, Assistant] = {}
        self._open()

    def of(self, generation: str) -> Assistant | None:
        """Return the assistant of a generation, opened now where it is the one that serves; None where it is gone."""
        if generation not in self._opened and published(self._library).endswith(f"-{generation[:16]}"):
            with suppress(IndexProblem, OSError):
                self._open()
        return self._opened.get(generation)

    def _open(self) -> None:
        index = HybridIndex.open(self._library)
        for older in self._opened.values():
            if older.index.manifest.embedder_id == index.manifest.embedder_id:
                index = replace(index, encoder=older.index.encoder)
        self._opened[index.generation] = made = Assistant(index, warnings=index.warnings, library=self._library)
        made.examples()  # what the first reader would wait for
        for generation in list(self._opened)[:-_OPEN]:
            del self._opened[generation]
        settle(again=len(self._opened) > 1)


def published(library: Path) -> str:
    """Return the name of the published generation, "" where that cannot be read just now."""
    try:
        return (library / "CURRENT").read_bytes()[:64].decode("ascii", "replace").strip()
    except OSError:
        return ""


def serve(requests: IO[bytes], replies: IO[bytes], library: Path) -> None:
    """Answer one question after another. Ends the process, be it amid an answer, when nobody asks any more."""
    waiting: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        with suppress(OSError, BadFrame):
            while (piece := receive(requests, MOST)) is not None:
                waiting.put(piece)
        os._exit(0)

    Thread(target=listen, name="questions", daemon=True).start()
    prefetch(DEFAULT, models_folder(library))
    generations = Generations(library)
    send(replies, b"ready")
    while True:
        send(replies, packed(_reply(generations, *json.loads(waiting.get()))))


def _reply(generations: Generations, generation: str, task: str, *parts: Any) -> tuple[str, Any]:
    """Return ("done", result), ("gone", None) for a generation that is not here, or ("fault", traceback)."""
    try:
        assistant = generations.of(generation)
        if assistant is None:
            return "gone", None
        return "done", TASKS[task].tell(TASKS[task].run(assistant, *parts))
    except Exception:
        return "fault", traceback.format_exc()


def main(library: str) -> None:
    """Take over standard input and output for the two pipes; nothing else may write into them."""
    # Both go to all processes of a terminal or a service; answers under way are finished, and the pipe tells the end.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for descriptor in (0, 1):
        with open(os.devnull, "r+b") as nothing:
            os.dup2(nothing.fileno(), descriptor)
    logging.getLogger("assistant").setLevel(logging.ERROR)  # the process that serves says the rest
    try:
        serve(requests, replies, Path(library))
    except BrokenPipeError:
        pass
    except (IndexProblem, OSError) as problem:
        print(f"article-assistant: {problem}", file=sys.stderr)
    os._exit(1)
