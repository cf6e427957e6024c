"""What is worked out once for a generation and kept beside the index: the articles' names, and questions to begin with.

A cold `ask` would spend most of its time on them. A cache and no more: where it is damaged, or was written for another
generation or by another version of the program, everything is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from documents.codec import decode, encode
from documents.figures.names import Name, names
from documents.types import Document
from index import files, places
from index.sealed import sealed, unsealed

_FILE = "prepared.json"
Examples = tuple[tuple[str, str], ...]  # (question, id of its document), most telling first


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the assistant of a generation knows before it is asked."""

    program: str  # of the code that worked it out
    generation: str
    names: tuple[Name, ...]  # of all documents, in the order of the documents
    examples: Examples


class Beside:
    """What lies beside the index of a generation, worked out where it does not; `library` is None for one in memory."""

    def __init__(self, library: Path | None, generation: str, documents: Sequence[Document]) -> None:
        self._library, self._generation, self._documents = library, generation, documents

    @cached_property
    def _kept(self) -> Prepared | None:
        return remembered(self._library, self._generation)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of all documents, in the order of the documents."""
        if self._kept is not None:
            return self._kept.names
        return tuple(name for document in self._documents for name in names(document))

    def examples(self, worked_out: Callable[[], Examples]) -> Examples:
        """Return the questions to begin with, which `worked_out` gives where none are kept; they are kept then."""
        if self._kept is not None:
            return self._kept.examples
        found = worked_out()
        remember(self._library, self._generation, self.names, found)
        return found


def remembered(library: Path | None, generation: str) -> Prepared | None:
    """Return what was kept for the generation, None where there is nothing that can be used."""
    if library is None:
        return None
    try:
        found = decode(Prepared, unsealed(library / _FILE))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if (found.program, found.generation) == (_program(), generation) else None


def remember(library: Path | None, generation: str, names: tuple[Name, ...], examples: Examples) -> None:
    """Keep it for the next start; a folder that cannot be written costs that start some time and nothing else."""
    if library is not None:
        with suppress(OSError):
            files.replace(library / _FILE, sealed(encode(Prepared(_program(), generation, names, examples))))


@cache
def _program() -> str:
    return places.program("documents", "index", "assistant")
