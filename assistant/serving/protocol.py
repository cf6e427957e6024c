"""Connections: how many there may be, and how long one may take to say something or to read what it is told.

uvicorn waits for a request as long as it takes: seventy half-sent ones are alive for ever, and no layer above it sees
them. This is its own protocol with clocks.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from assistant.serving.addresses import limited, parsed, trusted
from assistant.serving.early import Early
from assistant.serving.envelope import headers
from assistant.serving.rules import Rules

RECEIVE = 10.0  # seconds for a whole request, from its first byte or the opening of the connection
SEND = 20.0  # seconds that a reader may leave a full buffer unread
_SPARE = 200  # files that the process needs beside its connections


class Crowd:
    """The connections of a server."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.most = min(rules.connections, max(50, _files() - _SPARE))
        self.members: dict[Watched, str | None] = {}  # in the order of coming, with the address that is counted
        self._counts: Counter[str] = Counter()

    def admit(self, one: Watched, address: str | None) -> bool:
        """Return whether there is room for one more, made where necessary by parting from one that nobody works for."""
        if address is not None and self._counts[address] >= self.rules.per_address:
            return False
        if len(self.members) >= self.most:
            idle = next((old for old in self.members if old.is_idle()), None)
            if idle is None:
                return False
            idle.transport.abort()
            self.forget(idle)
        self.members[one] = address
        if address is not None:
            self._counts[address] += 1
        return True

    def forget(self, one: Watched) -> None:
        """A connection is gone."""
        address = self.members.pop(one, None)
        if address is not None:
            self._counts[address] -= 1
            if not self._counts[address]:
                del self._counts[address]


class Watched(H11Protocol):
    """A connection with clocks. `watched` makes the class for a server."""

    crowd: Crowd
    answers: dict[str, str]
    early: Early

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._receiving: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None
        self._heard = False
        here = parsed(self.client[0]) if self.client else None
        address = None if trusted(here, self.crowd.rules.proxies) else limited(here)
        if self.crowd.admit(self, address):
            self._expect()
        else:
            self._refuse(
                429, "Too Many Requests", "too_often", "There are too many connections; come back in a minute."
            )

    def connection_lost(self, exc: Exception | None) -> None:
        self.crowd.forget(self)
        self._stop("_receiving")
        self._stop("_sending")
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        self._heard = True
        if self.is_idle() and self.conn.their_state is h11.IDLE and self._turned_away(data):
            return
        self._expect()
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._leave()
        else:
            self._look()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._leave()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._sending is None:
            self._sending = self.loop.call_later(SEND, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop("_sending")
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, "Bad Request", "bad_request", "This is no request that can be read.")

    def is_idle(self) -> bool:
        """Say whether nothing is being made for the other end."""
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is None or cycle.response_complete or not self._is_whole()

    def _is_whole(self) -> bool:
        """Say whether all of a request is there, or nothing of the next one."""
        state = self.conn.their_state
        return state is not h11.SEND_BODY and not (state is h11.IDLE and self.conn.trailing_data[0])

    def _look(self) -> None:
        if self._is_whole():
            self._stop("_receiving")
        else:
            self._expect()

    def _expect(self) -> None:
        if self._receiving is None:
            self._receiving = self.loop.call_later(RECEIVE, self._late)

    def _late(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        sending = self.conn.their_state is h11.SEND_BODY
        if not self._heard or (cycle and cycle.response_started and (sending or not cycle.response_complete)):
            self.transport.abort()
        else:
            told = f"The request was not there within {RECEIVE:.0f} seconds."
            self._refuse(408, "Request Timeout", "too_slow", told)

    def _turned_away(self, data: bytes) -> bool:
        """Say whether a whole request was told to come back, so that nothing else is to be done for it."""
        told = None if self.conn.trailing_data[0] else self.early.heard(data)
        if told is None:
            return False
        self.transport.write(told)
        self._part()
        return True

    def _refuse(self, status: int, phrase: str, code: str, detail: str) -> None:
        """Answer without the application, and part."""
        body = json.dumps({"title": phrase, "status": status, "detail": detail, "code": code}).encode()
        head = {
            "content-type": "application/problem+json", "content-length": str(len(body)), "connection": "close",
            **({"retry-after": "60"} if status == 429 else {}), **self.answers,
        }  # fmt: skip
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.transport.write(f"HTTP/1.1 {status} {phrase}\r\n{lines}\r\n".encode("latin-1") + body)
        self._part()

    def _part(self) -> None:
        """Close; where its last bytes are on their way, there is nothing to wait for."""
        waits = self.transport.get_write_buffer_size() > 0
        self.transport.close()
        if waits:
            self._leave()

    def _leave(self) -> None:
        """A closed connection waits for its last bytes to be read; not for ever."""
        self.loop.call_later(SEND, self.transport.abort)

    def _stop(self, clock: str) -> None:
        running: asyncio.TimerHandle | None = getattr(self, clock)
        if running is not None:
            running.cancel()
            setattr(self, clock, None)


def watched(rules: Rules, early: Early, origins: tuple[str, ...] = ()) -> type[asyncio.Protocol]:
    """Return the protocol of one server."""
    return type("Watched", (Watched,), {"crowd": Crowd(rules), "answers": headers(origins), "early": early})


def _files() -> int:
    """Return how many files this process may open."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return 1 << 20
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
