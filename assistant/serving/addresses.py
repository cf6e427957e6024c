"""Whose request it is, as far as limits go, and which headers of a proxy are believed. No address is ever kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import Scope

from assistant.serving.rules import Network

Address = IPv4Address | IPv6Address
_CLAIMS = (b"x-forwarded-", b"x-real-ip", b"forwarded")  # what only a proxy has to say
_MOST = 20  # proxies in a row that are read


def parsed(text: str) -> Address | None:
    """Return an address, IPv4 within IPv6 as IPv4; None for what is none."""
    with suppress(ValueError):
        found = ip_address(text.strip().strip("[]").partition("%")[0])
        return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found
    return None


def limited(address: Address | None) -> str | None:
    """Return by what an address is counted: IPv6 by its /64, which one subscriber has; None where it is not counted.

    This machine is not: its owner tries things out, and a proxy on it that is not named speaks for everybody.
    """
    if address is None or address.is_loopback:
        return None
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def trusted(address: Address | None, proxies: Sequence[Network]) -> bool:
    """Say whether an address is one of the owner's proxies."""
    return address is not None and any(address in network for network in proxies)


def peer(scope: Scope) -> Address | None:
    """Return who is at the other end of the connection."""
    client = scope.get("client")
    return parsed(client[0]) if client else None


def reader(scope: Scope, proxies: Sequence[Network]) -> str | None:
    """Return by what the reader of a request is counted: the nearest address of X-Forwarded-For that no proxy of the
    owner's has, or the peer's where that is no proxy.
    """
    here = peer(scope)
    if not trusted(here, proxies):
        return limited(here)
    named = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
    for text in reversed(named.decode("latin-1").split(",")[-_MOST:]):
        address = parsed(text)
        if address is None:
            break
        if not trusted(address, proxies):
            return limited(address)
    return limited(here)


def believed(scope: Scope, proxies: Sequence[Network]) -> Scope:
    """Return the request with the scheme that a proxy names, and without the claims of who is none.

    A program on this machine is believed here: the page's own addresses depend on what it says, and nothing else.
    """
    here = peer(scope)
    if here is not None and not here.is_loopback and not trusted(here, proxies):
        kept = [pair for pair in scope["headers"] if not pair[0].startswith(_CLAIMS)]
        return {**scope, "headers": kept} if len(kept) < len(scope["headers"]) else scope
    named = [value for name, value in scope["headers"] if name == b"x-forwarded-proto"]
    scheme = named[-1].strip().lower().decode("latin-1") if named else ""
    return {**scope, "scheme": scheme} if scheme in ("http", "https") else scope
