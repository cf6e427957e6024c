"""What two processes say to each other: pieces of bytes, each after its length, none longer than a limit."""

from __future__ import annotations

import struct
import subprocess
from contextlib import suppress
from typing import IO

_LENGTH = struct.Struct(">Q")


class BadFrame(Exception):
    """The other side ended in the middle of a piece, or announced one past the limit."""


def send(stream: IO[bytes], piece: bytes) -> None:
    """Write one piece. Raises OSError where nobody reads any more."""
    stream.write(_LENGTH.pack(len(piece)))
    stream.write(piece)
    stream.flush()


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process that is spoken to, close its pipes and wait until it is gone."""
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
    process.wait()


def receive(stream: IO[bytes], most: int) -> bytes | None:
    """Return the next piece, or None at the end. Raises BadFrame where it is cut short or over `most` bytes."""
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BadFrame("cut short")
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise BadFrame(f"{length:,} bytes, more than {most:,}")
    piece = stream.read(length)
    if len(piece) < length:
        raise BadFrame("cut short")
    return piece
