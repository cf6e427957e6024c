"""Work in a process of its own that can be killed at any instant: forked from a server that has imported everything."""

from __future__ import annotations

import ctypes
import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

_PATIENCE = 60  # seconds until a child that neither answers nor ends counts as hanging
_PTRACER, _ANYONE = 0x59616D61, -1  # prctl(2): PR_SET_PTRACER
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["benchmarks.torture.small_library"])


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what its function returned, what it raised, or the signal that stopped it."""

    result: Any = None
    error: str = ""
    exit: int | None = 0  # negative: the signal; None: it had to be stopped

    @property
    def done(self) -> bool:
        """Say whether the function returned."""
        return self.exit == 0 and not self.error


class Child:
    """A function under way in another process; it waits for `go` first."""

    def __init__(self, function: Callable[..., Any], *arguments: Any) -> None:
        self._ours, theirs = _context.Pipe()
        self._process = _context.Process(target=_work, args=(theirs, function, arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._ours.recv()  # it is there

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process.pid is not None
        return self._process.pid

    def go(self) -> None:
        """Let it begin."""
        self._ours.send("go")

    def kill(self) -> None:
        """End it as a power switch would: SIGKILL."""
        self._process.kill()

    def ended(self, patience: float = _PATIENCE) -> Ended:
        """Wait until it ends; one that does not is killed."""
        answer: tuple[str, Any] | None = None
        try:
            if self._ours.poll(patience):
                answer = self._ours.recv()
        except (EOFError, OSError):
            answer = None
        self._process.join(patience)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
        self._ours.close()
        if answer is None:
            return Ended(exit=code, error="" if code else "no answer")
        kind, value = answer
        return Ended(value, exit=code) if kind == "result" else Ended(error=str(value), exit=code)


def call(function: Callable[..., Any], *arguments: Any) -> Ended:
    """Run a function in a fresh process to its end."""
    child = Child(function, *arguments)
    child.go()
    return child.ended()


def _work(connection: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PTRACER, ctypes.c_ulong(_ANYONE), 0, 0, 0)  # so that strace may attach
    connection.send("there")
    connection.recv()
    try:
        answer: tuple[str, Any] = ("result", function(*arguments))
    except Exception as error:
        answer = ("error", f"{type(error).__name__}: {error}")
    connection.send(answer)
