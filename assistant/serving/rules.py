"""What an owner may set: origins, hosts, proxies, how much one reader asks and how much is calculated at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network

Network = IPv4Network | IPv6Network

_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\]")
# By these names a browser on this machine reaches it; any other one came from a name server that may lie.
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class BadRule(ValueError):
    """A text that cannot be what it is given as; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits of a server. The defaults suit a reader who types and clicks, and a small machine."""

    per_minute: int = 60  # questions of one address, over any length of time
    burst: int = 20  # questions of one address at a stroke
    at_once: int = 2  # requests that calculate; more of them only wait for one another's processor
    waiting: int = 32  # that wait for their turn; what comes beyond is told to come back
    patience: float = 1.0  # seconds that one waits for a slot
    short_patience: float = 0.3  # the same once others had to be refused
    answering: float = 30.0  # seconds for an answer, then its reader is told that it takes too long
    connections: int = 1_000  # at the same time, of all addresses
    per_address: int = 100  # connections; a browser opens six
    hosts: frozenset[str] = frozenset()  # names by which the server may be called; empty: any
    proxies: tuple[Network, ...] = ()  # whose word on a reader's address is taken


def origins_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the origins that may read and frame, as browsers name them. Raises BadRule."""
    found = tuple(text.strip().rstrip("/").lower() for text in texts if text.strip())
    for origin in found:
        if not _ORIGIN.fullmatch(origin):
            raise BadRule(f'"{origin[:80]}" is no origin; write scheme and host alone, like https://news.example.')
    return tuple(dict.fromkeys(found))


def hosts_of(texts: Iterable[str], bound: str) -> frozenset[str]:
    """Return the hosts by which a server that is bound to an address may be called; none: by any. Raises BadRule."""
    found = {text.strip().lower() for text in texts if text.strip()}
    for host in found:
        if not _HOST.fullmatch(host):
            raise BadRule(f'"{host[:80]}" is no host; write a name alone, without scheme and port: news.example.')
    if found or is_loopback(bound):
        bracketed = f"[{bound.lower()}]" if ":" in bound else bound.lower()
        return frozenset({*found, *LOOPBACK_HOSTS, bracketed})
    return frozenset()


def is_loopback(host: str) -> bool:
    """Say whether an address to bind to is seen by this machine only."""
    return host in ("localhost", "::1") or host.startswith("127.")


def networks_of(texts: Iterable[str]) -> tuple[Network, ...]:
    """Return addresses and networks ("10.0.0.0/8") of proxies. Raises BadRule."""
    found = []
    for text in (text.strip() for text in texts if text.strip()):
        try:
            found.append(ip_network(text, strict=False))
        except ValueError as error:
            raise BadRule(f'"{text[:80]}" is no address; write one like 10.0.0.7, or a network like 10.0.0.0/8.') from (
                error
            )
    return tuple(found)
