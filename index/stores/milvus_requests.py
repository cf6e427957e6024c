"""How requests to a Milvus server are written and its answers ordered: pure functions, no connection."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from index import lexical
from index.types import Filter, Found

TEXT = 65_535  # bytes of a text field
_BATCH = 500  # passages a request: with the longest texts half of the 64 MB that a server takes in one


def terms(text: str) -> str:
    """The terms of a text as the lexical index has them, parted by blanks, as far as a field reaches.

    Example: "The 41,706 confirmed orders" -> "the 41x706 confirm order": the server must not cut a number in two
    """
    joined = " ".join(re.sub(r"[.,]", "x", term) for term in lexical.terms(text)).encode("utf-8")
    whole = joined if len(joined) <= TEXT else joined[:TEXT].rpartition(b" ")[0]
    return whole.decode("utf-8")


def within(where: Filter) -> str:
    """The filter of a search; none where everything is allowed."""
    return one_of("document", where.documents) if where.documents else ""


def one_of(field: str, values: Iterable[str]) -> str:
    """A filter expression. JSON's quoting is the server's own."""
    return f"{field} in {json.dumps(list(values), ensure_ascii=False)}"


def parts(rows: list[Any]) -> list[list[Any]]:
    """Rows in as many lists as they need requests."""
    return [rows[first : first + _BATCH] for first in range(0, len(rows), _BATCH)]


def ordered(scored: Iterable[tuple[str, float]], places: int) -> Found:
    """Best first, ties by id."""
    found = [(id, round(float(score), places)) for id, score in scored]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))
