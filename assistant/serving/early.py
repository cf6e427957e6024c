"""Who only asks while all are busy is told so before there is a connection to look after, let alone a request.

A crowd costs the server little only where a refusal does: as a request of its own, with its tasks, layers and clocks,
one takes a tenth of the time of an answer, and ten times as many as can be answered are then all that is done.
What is not plain (half a request, another site, a name that may be none) goes the whole way, and is refused there.
"""

from __future__ import annotations

import json
import random
import re
import socket
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

from assistant.api import problems
from assistant.serving.envelope import NAME as REQUEST_ID
from assistant.serving.rules import Rules
from assistant.serving.traffic import Traffic

SOON = 2  # seconds after which it is worth coming back where all are busy
BUSY = f"Too many questions are asked at once; ask again in {SOON} seconds."
_LONGEST = 8_192  # bytes of a request that is looked at here; a browser's have some hundreds
_AT_A_STROKE = 64  # refusals, some milliseconds, after which those who are being answered have their turn
# The head of a request for an answer or a list; each byte can be read in one way only.
_OTHERS = (
    rb"(?:(?!(?i:transfer-encoding|expect|upgrade|origin|host):)"
    rb"[!#-'*+.^_`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n)*"
)
_PLAIN = re.compile(
    rb"(?:GET|POST) /api/[!-~]* HTTP/1\.1\r\n" + _OTHERS + rb"(?i:host):[\t ]?(?P<host>[!-~]+)\r\n" + _OTHERS + rb"\r\n"
)
_LENGTH = re.compile(rb"(?i)\r\ncontent-length:([^\r]*)")
_BYTES = re.compile(rb"[\t ]?\d{1,4}")
_PORT = re.compile(r":\d*$")


class Early:
    """Says what a plain request is told that need not be taken up."""

    def __init__(self, rules: Rules, traffic: Callable[[], Traffic], headers: dict[str, str]) -> None:
        self._rules, self._traffic = rules, traffic
        told = {**problems.body("busy", BUSY), "request_id": "0" * 16}
        self._body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        lines = {
            "content-type": problems.MEDIA_TYPE, "content-length": str(len(self._body)), "retry-after": str(SOON),
            "connection": "close", **headers, REQUEST_ID: "",
        }  # fmt: skip
        self._head = "HTTP/1.1 429 Too Many Requests\r\n" + "\r\n".join(f"{k}: {v}" for k, v in lines.items())

    def crowded(self) -> bool:
        """Say whether one more would be refused."""
        traffic = self._traffic()
        return not traffic.stopping and traffic.slots is not None and traffic.slots.full(coming=True)

    def heard(self, data: bytes) -> bytes | None:
        """Return what a request is told that is not taken up, its line closed then; None for one that is."""
        told = self.refusal(data)
        if told is None or self.crowded():
            return told
        if (slots := self._traffic().slots) is not None:
            slots.expect()
        return None

    def refusal(self, data: bytes) -> bytes | None:
        """Return what a plain request is told where it is crowded, None for any other."""
        found = _PLAIN.match(data) if len(data) < _LONGEST else None
        if found is None or not _is_whole(found[0], len(data)):
            return None
        if self._rules.hosts and _name(found["host"]) not in self._rules.hosts:
            return None
        request = f"{random.getrandbits(64):016x}"
        head = f"{self._head}{request}\r\ndate: {formatdate(usegmt=True)}\r\n\r\n"
        return head.encode("latin-1") + self._body.replace(b"0" * 16, request.encode())


class Door(socket.socket):
    """A listening socket at which plain requests are turned away while it is crowded.

    Nobody is counted here: who is refused took nothing.
    """

    early: Early | None = None
    _paused = False

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection that is to be looked after, with its address. Raises BlockingIOError for none."""
        if self._paused:
            self._paused = False
            raise BlockingIOError
        for _ in range(_AT_A_STROKE):
            line, address = super().accept()
            if self.early is None or not self.early.crowded() or not _turned_away(line, self.early):
                self._paused = True  # what this one asks is heard before the next one is let in
                return line, address
        raise BlockingIOError


def _turned_away(line: socket.socket, early: Early) -> bool:
    """Say whether a new connection was told to come back and closed; it is untouched otherwise."""
    try:
        line.setblocking(False)
        told = early.refusal(line.recv(_LONGEST, socket.MSG_PEEK))
        if told is None:
            return False
        line.recv(_LONGEST)  # a line that is closed with something unread breaks at the other end
        line.send(told)
    except BlockingIOError:  # nothing was said yet
        return False
    except OSError:
        pass  # it is gone already
    line.close()
    return True


def _is_whole(head: bytes, sent: int) -> bool:
    """Say whether a request is there to its last byte, and nothing after it."""
    lengths = _LENGTH.findall(head)
    if not lengths:
        return sent == len(head)
    return len(lengths) == 1 and _BYTES.fullmatch(lengths[0]) is not None and sent == len(head) + int(lengths[0])


def _name(host: bytes) -> str:
    return _PORT.sub("", host.decode("ascii").lower())
