"""Processes that work out answers, so that the one that serves has its interpreter for itself.

A process answers one question at a time, each of the generation that is asked for. One that is lost is replaced, and
its question asked once more; one that takes too long is ended. What is of a generation that they no longer have is
answered in this process.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from assistant.api.answerer import MOST
from assistant.api.problems import Problem
from assistant.api.wire import TASKS, packed
from assistant.pipeline import Assistant
from documents.frames import BadFrame, receive, send
from documents.module_folders import module_folders

SECONDS = 30.0  # for an answer, then its process is ended
_START = 120.0  # seconds until a process has opened the index, on a machine that does other things as well
_LOOK = 0.5  # seconds between two looks at the processes
_TRIES = 2
_END = 2.0  # seconds for a process to end by itself
_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from assistant.api.answerer import main;main(a['library'])"
)
# Works something out: takes an assistant, the name of a task in TASKS, and what that takes.
Work = Callable[..., Any]

log = logging.getLogger(__name__)


class Lost(Exception):
    """The process is gone: `early` before it had opened the index, `late` because its time was over."""

    def __init__(self, *, early: bool = False, late: bool = False) -> None:
        super().__init__()
        self.early, self.late = early, late


def here(assistant: Assistant, task: str, *parts: Any) -> Any:
    """Work it out in this process."""
    return TASKS[task].run(assistant, *parts)


class Answerer:
    """One process. Used by one thread at a time, but for `watch`."""

    def __init__(self, library: Path, seconds: float) -> None:
        self._library, self.seconds = library, seconds
        self._due: float | None = None  # when what is worked out takes too long
        self._ready = self._late = self._closed = False
        self._process = _started(library)

    @property
    def pid(self) -> int:
        """The process that answers at present."""
        return self._process.pid

    @property
    def busy(self) -> bool:
        """Say whether it is at something."""
        return self._due is not None

    @property
    def is_ready(self) -> bool:
        """Say whether it has opened the index and waits to be asked."""
        return self._ready and not self.busy

    def asked(self, piece: bytes) -> tuple[str, Any]:
        """Return what the process says. Raises Lost; another process has been started then."""
        self._late = False
        self.replace_lost()  # whoever ended that one, it was not this question
        reply = None if self._closed else self._exchanged(piece)
        if reply is None:
            lost = Lost(early=not self._ready, late=self._late)
            self._replace()
            raise lost
        how, result = json.loads(reply)
        return how, result

    def _exchanged(self, piece: bytes) -> bytes | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            if not self._ready:
                self._due = time.monotonic() + _START
                self._ready = receive(self._process.stdout, MOST) == b"ready"
            if self._ready:
                self._due = time.monotonic() + self.seconds
                send(self._process.stdin, piece)
                return receive(self._process.stdout, MOST)
        except (OSError, ValueError, BadFrame):  # gone, or closed
            pass
        finally:
            self._due = None
        return None

    def watch(self) -> None:
        """End the process where it takes too long."""
        due = self._due
        if due is not None and time.monotonic() > due:
            self._late = True
            self._process.kill()

    def replace_lost(self) -> None:
        """Start another process where this one is gone."""
        if self._ready and self._process.poll() is not None:
            self._replace()

    def close(self) -> None:
        """End the process, if need be by force. Another thread may still read what it says."""
        self._closed = True
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _replace(self) -> None:
        if self._closed:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        self._ready, self._process = False, _started(self._library)


def _started(library: Path) -> subprocess.Popen[bytes]:
    given = {"path": module_folders(), "library": os.fspath(library)}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM, json.dumps(given)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


class Answerers:
    """Some processes of one library, to be closed. Called as `here` is, by any thread."""

    def __init__(self, count: int, library: Path, *, seconds: float = SECONDS) -> None:
        self.all = tuple(Answerer(library, seconds) for _ in range(count))
        self._idle: SimpleQueue[Answerer] = SimpleQueue()
        for one in self.all:
            self._idle.put(one)
        self._closed = Event()
        Thread(target=self._watch, name="answerers", daemon=True).start()

    def __call__(self, assistant: Assistant, task: str, *parts: Any) -> Any:
        """Return what a process works out of the assistant's generation. Raises Problem where two were lost over it."""
        piece = packed([assistant.generation, task, *parts])
        for _ in range(_TRIES):
            one = self._idle.get()
            try:
                how, result = one.asked(piece)
            except Lost as lost:
                if self._closed.is_set():
                    break
                log.warning("A process that answers was lost; another one has been started")
                if lost.late:
                    raise Problem("too_slow", "The answer takes too long; ask again, or in simpler words.") from None
                if lost.early:  # that cannot be the question's fault
                    return here(assistant, task, *parts)
                continue
            finally:
                self._idle.put(one)
            if how == "fault":
                raise RuntimeError(f"in the process that answers:\n{result}")
            return TASKS[task].hear(result) if how == "done" else here(assistant, task, *parts)
        raise Problem("unavailable", "This could not be answered just now; ask again in a minute.")

    def close(self) -> None:
        """End all processes, within seconds."""
        self._closed.set()
        for one in self.all:
            with suppress(OSError):
                one.close()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK):
            for one in self.all:
                one.watch()
            for _ in self.all:  # those that nobody uses
                with suppress(Empty):
                    one = self._idle.get_nowait()
                    one.replace_lost()
                    self._idle.put(one)
