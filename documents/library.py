"""A folder of articles: which files are read, which could not be and why, and what changed since last time."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from documents.errors import DocumentError, MissingFolder, SkippedFile, UnknownDocument
from documents.folder import visible
from documents.readers import source_of
from documents.readers.common import Source, without_surrogates
from documents.reading import ReadingProcess
from documents.types import Document


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What identifies the content of a file."""

    source: str  # path relative to the folder, with forward slashes
    size: int  # bytes
    sha256: str  # hex, of the bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that is not among the documents, and why."""

    source: str
    error: DocumentError


class Library:
    """The articles below a folder, read once; iterating gives the documents in the order of their paths.

    One bad file never stops the others, whatever it does to the process that reads it: it is listed in `failures`.
    Raises MissingFolder.
    """

    def __init__(self, folder: Path | str, told: Callable[[int, int], None] | None = None) -> None:
        """`told` learns how many of how many files have been seen."""
        self.folder = Path(folder)
        documents: list[Document] = []
        failures: list[Failure] = []
        prints: list[Fingerprint] = []
        with ReadingProcess() as process:
            paths = files_of(self.folder, failures)
            for done, path in enumerate(paths, 1):
                try:
                    source = source_of(path, self.folder)
                    documents.append(process.read(source))
                    prints.append(_fingerprint(source))
                except DocumentError as error:
                    failures.append(Failure(_name(path, self.folder), error))
                if told:
                    told(done, len(paths))
        self.documents: tuple[Document, ...] = _with_unique_ids(_once(documents))
        self.failures: tuple[Failure, ...] = tuple(sorted(failures, key=lambda failure: failure.source))
        self.fingerprints: tuple[Fingerprint, ...] = tuple(prints)
        self._by_id = {document.id: document for document in self.documents}

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def get(self, id: str) -> Document:
        """Return the document with this id. Raises UnknownDocument."""
        if id not in self._by_id:
            raise UnknownDocument(id, "is not the id of a document here", "list the library to see the ids it has")
        return self._by_id[id]


def fingerprints(folder: Path | str) -> tuple[Fingerprint, ...]:
    """Return the fingerprints of the files that can be read now, without making documents of them.

    Comparing them with those of a Library says what is new, changed or gone. Raises MissingFolder.
    """
    found = []
    for path in files_of(Path(folder), []):
        with contextlib.suppress(DocumentError):
            found.append(_fingerprint(source_of(path, Path(folder))))
    return tuple(found)


def _fingerprint(source: Source) -> Fingerprint:
    return Fingerprint(source.name, len(source.data), hashlib.sha256(source.data).hexdigest())


def _name(path: Path, folder: Path) -> str:
    return without_surrogates(path.relative_to(folder).as_posix())


def files_of(folder: Path, failures: list[Failure]) -> list[Path]:
    """Return the visible files below a folder by their paths; links that lead out go to the failures.

    Raises MissingFolder.
    """
    if not folder.is_dir():
        problem = "is not a folder" if folder.exists() else "does not exist"
        raise MissingFolder(str(folder), problem, "name a folder with .txt, .md, .html or .pdf articles")
    inside = folder.resolve()
    found = []
    for path in visible(folder):
        source = _name(path, folder)
        if path.is_symlink() and not _stays(path, inside):
            failures.append(
                Failure(source, SkippedFile(source, "is a link that leads out of the folder", "copy the file itself"))
            )
        else:
            found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _stays(link: Path, inside: Path) -> bool:
    """Say whether a link leads to a place inside the folder; one that leads round in a circle leads nowhere."""
    try:
        return link.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):
        return False


def _once(documents: list[Document]) -> list[Document]:
    """Keep the first of several files of one text, with a note: quoted twice, it would look like two sources."""
    sources: dict[str, list[str]] = {}
    for document in documents:
        sources.setdefault(document.content_hash, []).append(document.source)
    kept = []
    for document in documents:
        first, *others = sources[document.content_hash]
        if document.source == first:
            note = (f"The same text lies in {' and '.join(others)}; it is one article.",) if others else ()
            kept.append(replace(document, notes=(*document.notes, *note)) if note else document)
    return kept


def _with_unique_ids(documents: list[Document]) -> tuple[Document, ...]:
    ids = unique([document.id for document in documents])
    return tuple(
        document if id == document.id else replace(document, id=id) for document, id in zip(documents, ids, strict=True)
    )


def unique(ids: Sequence[str]) -> list[str]:
    """Number the later ones where two paths make the same id ("a.md" and "a.txt")."""
    taken, seen = set(ids), set[str]()
    found = []
    for wanted in ids:
        id, number = wanted, 2
        while id in seen or (id != wanted and id in taken):
            id, number = f"{wanted}-{number}", number + 1
        seen.add(id)
        found.append(id)
    return found
