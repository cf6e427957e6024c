"""The figures of a generation as its file holds them: those of an article are read when somebody first asks for them.

To read them all takes most of the time that a large index takes to open, and a question looks at a few articles. The
file is in memory, verified, so that a generation still answers when its folder is gone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import overload

from documents.codec import from_lines
from documents.figures.types import Figure
from index.errors import REBUILD, IndexCorrupt

# Whose figure a line holds. Within a text of the line a quote is escaped, so that none can read like this.
_WHOSE = re.compile(rb'"document":("(?:[^"\\\n]|\\.)*")')


class StoredFigures(Sequence[Figure]):
    """Figures in the order of their documents; those that were asked for by document are kept as they were read."""

    def __init__(self, counts: Mapping[str, int], read: Callable[[str], tuple[Figure, ...]]) -> None:
        """Take how many figures each document has that has any, and what reads those of one."""
        self.counts = dict(counts)
        self._read = read
        self._kept: dict[str, tuple[Figure, ...]] = {}

    def of(self, document: str) -> tuple[Figure, ...]:
        """Return the figures of a document, in text order. Raise IndexCorrupt where they cannot be read."""
        found = self._seen(document)
        return self._kept.setdefault(document, found) if found else ()

    def through(self, change: Callable[[Figure], Figure]) -> StoredFigures:
        """Return what a function makes of each figure, likewise when it is asked for."""
        return StoredFigures(self.counts, lambda document: tuple(map(change, self.of(document))))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __iter__(self) -> Iterator[Figure]:
        for document in self.counts:
            yield from self._seen(document)  # who goes through all keeps what he needs

    @overload
    def __getitem__(self, at: int) -> Figure: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Figure, ...]: ...
    def __getitem__(self, at: int | slice) -> Figure | tuple[Figure, ...]:
        return tuple(self)[at]

    def _seen(self, document: str) -> tuple[Figure, ...]:
        if document not in self.counts:
            return ()
        return self._kept.get(document) or self._read(document)


def counts(figures: Sequence[Figure]) -> Mapping[str, int]:
    """Return how many figures each document has that has any, without reading those that are stored."""
    return figures.counts if isinstance(figures, StoredFigures) else Counter(figure.document for figure in figures)


def stored(path: Path) -> StoredFigures:
    """Return the figures of a file that `content` wrote. Raise OSError or ValueError where it is none of that kind."""
    lines = path.read_bytes()
    counts: dict[str, int] = {}
    places: dict[str, list[int]] = {}
    last, at = b"", 0
    for found in _WHOSE.finditer(lines):
        start, at = at, lines.find(b"\n", found.end()) + 1
        if not start <= found.start() < at or lines.find(b"\n", start, found.start()) >= 0:
            raise ValueError("a line holds no figure of a document")
        document = json.loads(found[1])
        if found[1] != last and document in counts:
            raise ValueError("the figures of a document are not together")
        last = found[1]
        counts[document] = counts.get(document, 0) + 1
        places.setdefault(document, [start, at])[1] = at
    if at != len(lines):
        raise ValueError("a line holds no figure of a document")

    def read(document: str) -> tuple[Figure, ...]:
        try:
            return from_lines(Figure, lines[slice(*places[document])])
        except ValueError as error:
            raise IndexCorrupt(f"the file {path.name} cannot be read ({error!s:.100})", REBUILD) from None

    return StoredFigures(counts, read)
