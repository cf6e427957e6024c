"""Files are read in a process of their own: one that takes too long, too much or its process down harms no other file.

What travels is plain: the bytes of a file there, JSON back. How a format is read belongs in `documents.readers`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import Any, Self

from documents.codec import decode
from documents.errors import DocumentError, TooLarge, UnreadableDocument, with_code
from documents.frames import BadFrame, ended, receive, send
from documents.module_folders import module_folders
from documents.readers.common import Source
from documents.types import Document

SECONDS = 20.0  # for one file; an article takes less than one
MEMORY = 512 << 20  # bytes for one file, beyond what the process needs to stand by
_MOST_REPLY = 256 << 20  # bytes of one document: 50 MB of text with its blocks and sentences are some 150
_START = 60.0  # seconds until a new process says that it is ready; a laptop takes a fifth of one
_NONSENSE = "its process sent nonsense"
_STEP = "save it anew, or save its text as .txt"
_PROGRAM = (
    "import json,sys;a=json.loads(sys.argv[1]);sys.path[:]=a['path'];"
    "from documents.child import main;main(a['seconds'],a['memory'],a['parent'])"
)


class _Lost(Exception):
    """The process is gone; `late` where it was ended because its time was over."""

    def __init__(self, how: str, *, late: bool = False) -> None:
        super().__init__(how)
        self.late = late


class ReadingProcess:
    """Reads one file after another in a process that is started when it is needed and replaced when it is lost.

    To be used and closed by one thread: the system ends the process with the thread that started it.
    """

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._used = False  # a file was read by this process before

    @property
    def pid(self) -> int | None:
        """The process that reads at present."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, source: Source) -> Document:
        """Return the article that a file's bytes hold. Raises DocumentError, whatever the file does."""
        reply = self._tried(source)
        if reply is None:  # lost, or short of memory, in a process that other files had used: it gets a fresh one
            reply = self._tried(source)
        assert reply is not None
        if isinstance(reply, DocumentError):
            raise reply
        return reply

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process, self._used = self._process, None, False
        if process is not None:
            ended(process)

    def _tried(self, source: Source) -> Document | DocumentError | None:
        """The document or its error; None where an earlier file may be to blame."""
        used = self._used
        try:
            reply = self._asked(self._process or self._started(), source)
            result = _result(source, reply)
        except _Lost as lost:
            self.close()
            if lost.late:
                return TooLarge(
                    source.name, f"takes longer to read than the limit of {self.seconds:g} seconds", "split it"
                )
            return None if used else UnreadableDocument(source.name, f"cannot be read ({lost})", _STEP)
        self._used = True
        if reply.get("worn"):
            self.close()
        return None if used and reply.get("worn") and isinstance(result, DocumentError) else result

    def _asked(self, process: subprocess.Popen[bytes], source: Source) -> dict[str, Any]:
        header = json.dumps({"id": source.id, "name": source.name}).encode("ascii")
        piece = self._exchange(process, (header, source.data), self.seconds)
        try:
            reply = json.loads(piece)
        except (ValueError, RecursionError):
            raise _Lost(_NONSENSE) from None
        if not isinstance(reply, dict):
            raise _Lost(_NONSENSE)
        return reply

    def _started(self) -> subprocess.Popen[bytes]:
        given = {
            "path": module_folders(),
            "seconds": self.seconds,
            "memory": self.memory,
            "parent": os.getpid(),
        }
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, json.dumps(given)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise _Lost(f"no process can be started: {error.strerror}") from error
        if self._exchange(self._process, (), _START) != b"ready":
            raise _Lost("its process does not start")
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], pieces: tuple[bytes, ...], seconds: float) -> bytes:
        """Send the pieces and return the answer. Raises _Lost: crashed, past its time, or not to be believed."""
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            for piece in pieces:
                send(process.stdin, piece)
            reply = receive(process.stdout, _MOST_REPLY)
        except (OSError, BadFrame):
            reply = None
        finally:
            timer.cancel()
        if reply is None:
            process.kill()
            status = process.wait()
            raise _Lost(f"its process ended with {status}", late=late.is_set())
        return reply


def _result(source: Source, reply: dict[str, Any]) -> Document | DocumentError:
    """What the process said. Raises _Lost where that has not the form that it must have: it is not itself any more."""
    try:
        if "error" in reply:
            code, problem, step = map(str, reply["error"])
            return with_code(code)(source.name, problem, step)
        document = decode(Document, reply["document"])
    except (KeyError, TypeError, ValueError):
        raise _Lost(_NONSENSE) from None
    if (document.id, document.source) != (source.id, source.name):
        raise _Lost(_NONSENSE)
    return document
