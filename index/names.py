"""Whom and what each article names, kept beside the index as reading the articles found it.

Reading the names of an article takes longer than a search, and an index reads them anyway. A cache and no more: what is
damaged, or is of another generation or another version of the program, counts as not kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from documents.codec import from_lines, to_lines
from documents.figures.names import Named
from index import files, places

_FILE = "names.jsonl"  # one line that says of what, then one for each document of the generation, in their order


def keep(library: Path | None, generation: str, named: Sequence[Named]) -> None:
    """Keep what the documents of a generation name; a folder that cannot be written costs time and nothing else."""
    if library is not None:
        body = to_lines(named)
        with suppress(OSError):
            files.replace(library / _FILE, _head(generation, body) + body)


def kept(library: Path | None, generation: str, documents: int) -> tuple[Named, ...] | None:
    """Return what so many documents of a generation name, None where that is not kept."""
    if library is None:
        return None
    try:
        head, _, body = (library / _FILE).read_bytes().partition(b"\n")
        found = from_lines(Named, body) if head + b"\n" == _head(generation, body) else ()
    except (OSError, ValueError):
        return None
    return found if len(found) == documents else None


def _head(generation: str, body: bytes) -> bytes:
    told = {
        "generation": generation,
        "program": places.program("documents"),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(told, sort_keys=True).encode("ascii") + b"\n"
