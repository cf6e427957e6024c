"""The process that reads files: it gets a file's bytes, says what they hold, and may die of it.

It is started by `documents.reading`, has nothing but two pipes, and limits itself before the first file: memory
beyond what it needs to stand by, no files written, no dumps. What is wrong with a file becomes one error; what
it cannot catch (a crash, a loop) is for the process that started it to see.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, Any

from documents.codec import encode
from documents.errors import DocumentError, TooLarge, UnreadableDocument
from documents.frames import receive, send
from documents.readers import MOST_BYTES, document_of
from documents.readers.common import Source

_WORN = 128 << 20  # bytes by which a process may have grown before it gives way to a fresh one
_GRACE = 2  # seconds after which a process that nobody ends any more ends itself
_MOST_HEADER = 100_000  # bytes: a name and an id


def serve(requests: IO[bytes], replies: IO[bytes], *, seconds: float, memory: int) -> None:
    """Read files until there is none left, or until this process has grown too much to go on."""
    start = _limit(memory)
    send(replies, b"ready")
    while (header := receive(requests, _MOST_HEADER)) is not None:
        data = receive(requests, MOST_BYTES) or b""
        named = json.loads(header)
        _alarm(seconds + _GRACE)
        reply = _read(Source(named["id"], named["name"], data))
        _alarm(0)
        reply["worn"] = reply.get("worn", False) or _size() - start > _WORN
        del data
        send(replies, json.dumps(reply, separators=(",", ":")).encode("ascii"))
        if reply["worn"]:
            return


def _read(source: Source) -> dict[str, Any]:
    """Return the document, or what is wrong with it, as plain values."""
    try:
        return {"document": encode(document_of(source))}
    except DocumentError as error:
        return {"error": [error.code, error.problem, error.step], "worn": _was_memory(error)}
    except (MemoryError, RecursionError) as error:
        problem = "needs more memory than is safe to give" if isinstance(error, MemoryError) else "is nested too deeply"
        return {"error": [TooLarge.code, problem, "split it, or save its text as .txt"], "worn": True}
    except Exception as error:
        problem = f"cannot be read ({type(error).__name__})"
        return {"error": [UnreadableDocument.code, problem, "save it anew, or save its text as .txt"]}


def _was_memory(error: BaseException | None) -> bool:
    """Say whether memory had run out: then a fresh process might do better, and this one is not to be trusted."""
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _limit(memory: int) -> int:
    """Limit what this process may take, where the system can; return its size so far in bytes."""
    start = _size()
    try:
        import resource
    except ImportError:  # not on every system; the time limit is kept by the other side
        return start
    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, start + memory)):
        if what != resource.RLIMIT_AS or start:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))
    return start


def _size() -> int:
    """Bytes of address space, or 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def die_with(parent: int) -> None:
    """Ask the system to end this process with the one that started it, in the middle of a file too."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Return standard input and output; whatever else reads or writes there from now on meets nothing."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for number in (0, 1):
        with open(os.devnull, "r+b") as nothing:
            os.dup2(nothing.fileno(), number)
    return requests, replies


def main(seconds: float, memory: int, parent: int) -> None:
    """Take over standard input and output for the two pipes; nothing else may write into them."""
    die_with(parent)
    requests, replies = pipes()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(requests, replies, seconds=seconds, memory=memory)
    os._exit(0)  # nothing here needs tidying up, and what a hostile file left behind must not run
