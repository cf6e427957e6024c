"""Processes that work for the threads of this one: each thread asks its own, which is started when it is needed.

What is asked and said are pieces of bytes (`documents.frames`). A process that is lost harms nothing but its answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from documents.frames import BadFrame, ended, receive, send
from documents.module_folders import module_folders

_MOST = 1 << 30  # bytes of an answer
_END = 1.0  # seconds for a process that says nothing more to be gone


class Lost(Exception):
    """There is no process, or it ended before it had answered; the message says which, without a full stop."""


class Workers:
    """One process for each thread that asks, all ended by `close`.

    A thread must live as long as it is to be answered: the system ends a process with the thread that started it.
    """

    def __init__(self, program: str, given: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> None:
        """`program` finds the module folders, this process's id and what else is given in `sys.argv[1]`, as JSON."""
        self._program = program
        self._given = {"path": module_folders(), "parent": os.getpid(), **given}
        self._environment = {**os.environ, **(environment or {})}
        self._of_thread = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()
        self._closed = False

    def ask(self, piece: bytes) -> bytes:
        """Return what this thread's process says to a piece. Raise Lost; the next piece goes to another process."""
        process = self._process()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, piece)
            reply = receive(process.stdout, _MOST)
        except (OSError, ValueError, BadFrame):  # gone, or closed meanwhile
            reply = None
        if reply is None:
            self._of_thread.process = None
            with self._lock:
                self._all.remove(process)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_END)  # how it ended is told
            ended(process)
            raise Lost(f"its process ended with {process.returncode}")
        return reply

    def close(self) -> None:
        """End the processes; whoever asks now, or still waits, gets Lost."""
        with self._lock:
            self._closed = True
            for process in self._all:
                ended(process)

    def _process(self) -> subprocess.Popen[bytes]:
        found: subprocess.Popen[bytes] | None = getattr(self._of_thread, "process", None)
        if found is None:
            with self._lock:
                if self._closed:
                    raise Lost("its process was ended")
                found = self._of_thread.process = self._started()
                self._all.append(found)
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(
                [sys.executable, "-P", "-c", self._program, json.dumps(self._given)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment,
            )  # fmt: skip
        except OSError as error:
            raise Lost(f"no process can be started: {error.strerror}") from None
