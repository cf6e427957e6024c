"""Addresses that a document states of itself: only what a reader may follow without harm."""

from __future__ import annotations

from urllib.parse import urlsplit

_LONGEST = 2_000  # characters: longer ones carry data, not an address


def web_address(text: str | None) -> str | None:
    """Return an address of the web as it is written; None for another scheme, a password, or characters of no address.

    Example: "https://paper.example/mill" -> the same; "javascript:alert(1)" and "https://bank.example@other.example/"
    -> None
    """
    if not text or len(text) > _LONGEST or not text.isprintable() or set(text) & set(' "<>\\^`{|}'):
        return None
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port or a bracket that is none
        return None
    return text if known and "@" not in parts.netloc else None
