"""What is worked out once for a generation and kept beside the index: the articles' names, and questions to begin with.

A cold `ask` would spend most of its time on them. A cache and no more: where it is damaged, or was written for another
generation or by another version of the program, everything is worked out anew.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from documents.codec import decode, encode
from documents.figures.names import Name
from index import files, places
from index.sealed import sealed, unsealed

_FILE = "prepared.json"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the assistant of a generation knows before it is asked."""

    program: str  # of the code that worked it out
    generation: str
    names: tuple[Name, ...]  # of all documents, in the order of the documents
    examples: tuple[tuple[str, str], ...]  # (question, id of its document), most telling first


def remembered(library: Path | None, generation: str) -> Prepared | None:
    """Return what was kept for the generation, None where there is nothing that can be used."""
    if library is None:
        return None
    try:
        found = decode(Prepared, unsealed(library / _FILE))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if (found.program, found.generation) == (_program(), generation) else None


def remember(
    library: Path | None, generation: str, names: tuple[Name, ...], examples: tuple[tuple[str, str], ...]
) -> None:
    """Keep it for the next start; a folder that cannot be written costs that start some time and nothing else."""
    if library is not None:
        with suppress(OSError):
            files.replace(library / _FILE, sealed(encode(Prepared(_program(), generation, names, examples))))


@cache
def _program() -> str:
    return places.program("documents", "index", "assistant")
