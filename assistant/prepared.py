"""What is worked out once for a generation and kept beside the index: questions to begin with, names, what is counted.

A cold `ask` would spend most of its time on them. A cache and no more: where it is damaged, or was written for another
generation or by another version of the program, everything is worked out anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from documents.codec import decode, encode
from documents.figures.names import Named, named
from documents.figures.types import Figure
from documents.types import Document
from index import files, names, places
from index.sealed import sealed, unsealed

_FILE = "prepared.json"
Examples = tuple[tuple[str, str], ...]  # (question, id of its document), most telling first


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the assistant of a generation knows before it is asked."""

    program: str  # of the code that worked it out
    generation: str
    examples: Examples
    counted: tuple[str, ...]  # what the figures of the articles count, each once


class Beside:
    """What lies beside the index of a generation, worked out where it does not; `library` is None for one in memory."""

    def __init__(
        self, library: Path | None, generation: str, documents: Sequence[Document], figures: Iterable[Figure]
    ) -> None:
        self._library, self._generation, self._documents, self._figures = library, generation, documents, figures

    @cached_property
    def _kept(self) -> Prepared | None:
        return remembered(self._library, self._generation)

    @cached_property
    def named(self) -> dict[str, Named]:
        """What each document names, by its id, in the order of the documents; reading them is what keeps it, mostly."""
        found = names.kept(self._library, self._generation, len(self._documents))
        if found is None:
            found = tuple(named(document) for document in self._documents)
            names.keep(self._library, self._generation, found)
        return dict(zip((document.id for document in self._documents), found, strict=True))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """What the figures count, in the words of their units, each once."""
        if self._kept is not None:
            return self._kept.counted
        quantities = (figure.quantity for figure in self._figures)
        return tuple(sorted({one.unit for one in quantities if one.dimension in ("count", "ordinal")}))

    def examples(self, worked_out: Callable[[], Examples]) -> Examples:
        """Return the questions to begin with, which `worked_out` gives where none are kept; they are kept then."""
        if self._kept is not None:
            return self._kept.examples
        found = worked_out()
        remember(self._library, self._generation, found, self.counted)
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


def remember(library: Path | None, generation: str, examples: Examples, counted: tuple[str, ...]) -> None:
    """Keep it for the next start; a folder that cannot be written costs that start some time and nothing else."""
    if library is not None:
        with suppress(OSError):
            files.replace(library / _FILE, sealed(encode(Prepared(_program(), generation, examples, counted))))


@cache
def _program() -> str:
    return places.program("documents", "index", "assistant")
