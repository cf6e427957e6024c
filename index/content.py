"""What an index holds before anything is embedded: documents, figures, passages, the rows to search, and their id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from documents.codec import from_lines, to_lines
from documents.figures.types import Figure
from documents.types import Document
from index.errors import REBUILD, IndexCorrupt
from index.figures import stored
from index.lexical import LexicalRow
from index.passages import passages, sentence_contexts
from index.snapshot import FORMAT
from index.types import Passage
from index.words import words_of

T = TypeVar("T")
LevelName = Literal["passage", "sentence"]

_DOCUMENTS, _FIGURES, _PASSAGES, _WORDS = "documents.jsonl", "figures.jsonl", "passages.jsonl", "words.txt"


@dataclass(frozen=True, slots=True)
class Content:
    """The text side of an index. Documents are in the order of their source, everything else follows it."""

    documents: tuple[Document, ...]
    figures: Sequence[Figure]  # in the order of the documents; of an opened index `StoredFigures`
    passages: tuple[Passage, ...]
    words: tuple[str, ...]  # distinct and sorted, as `index.words` cuts them

    def sentences(self) -> tuple[tuple[str, int], ...]:
        """All sentences, as (document id, position)."""
        return tuple((document.id, at) for document in self.documents for at in range(len(document.sentences)))

    def documents_of(self, level: LevelName) -> tuple[str, ...]:
        """The document of each row of a level."""
        if level == "passage":
            return tuple(passage.document for passage in self.passages)
        return tuple(document for document, _ in self.sentences())

    def rows(self, level: LevelName) -> Iterator[LexicalRow]:
        """What is searched at a level by words: a copy of its text."""
        titles = {document.id: document.title for document in self.documents}
        about = {
            document.id: "\n".join(filter(None, (document.publisher, document.author))) for document in self.documents
        }
        if level == "passage":
            for passage in self.passages:
                heading = "\n".join((titles[passage.document], *passage.heading))
                yield LexicalRow(heading, passage.text, passage.document, about[passage.document])
            return
        for document in self.documents:
            for context, sentence in zip(sentence_contexts(document), document.sentences, strict=True):
                yield LexicalRow(context, document.quote(sentence.span), document.id, about[document.id])

    def files(self) -> dict[str, bytes]:
        """The content as files, the same bytes for the same content."""
        return {
            _DOCUMENTS: to_lines(self.documents),
            _FIGURES: to_lines(self.figures),
            _PASSAGES: to_lines(self.passages),
            _WORDS: "".join(f"{word}\n" for word in self.words).encode("utf-8"),
        }


def of(documents: Sequence[Document], figures: Sequence[Figure]) -> Content:
    """Cut the documents into passages. Raise ValueError where two documents have one id or a figure has no document."""
    ordered = tuple(sorted(documents, key=lambda document: (document.source, document.id)))
    place = {document.id: at for at, document in enumerate(ordered)}
    if len(place) < len(ordered):
        raise ValueError("two documents have the same id")
    if strangers := {figure.document for figure in figures} - set(place):
        raise ValueError(f"figures of unknown documents: {', '.join(sorted(strangers))}")
    return Content(
        documents=ordered,
        figures=tuple(sorted(figures, key=lambda figure: place[figure.document])),
        passages=tuple(passage for document in ordered for passage in passages(document)),
        words=words_of(ordered),
    )


def generation(content: Content, embedder_id: str, store: str) -> str:
    """Hash of everything that decides an answer: the same library, program and model give the same id."""
    parts = [f"format {FORMAT}", f"embedder {embedder_id}", f"store {store}"]
    parts += [f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(content.files().items())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read(folder: Path) -> Content:
    """Read what `files` wrote, figures when they are asked for. Raise IndexCorrupt where it does not fit."""
    return Content(
        documents=documents(folder),
        figures=_figures(folder / _FIGURES),
        passages=_read(folder / _PASSAGES, Passage),
        words=_read_words(folder / _WORDS),
    )


def documents(folder: Path) -> tuple[Document, ...]:
    """Read the documents alone. Raise IndexCorrupt where they do not fit."""
    return _read(folder / _DOCUMENTS, Document)


def _figures(path: Path) -> Sequence[Figure]:
    try:
        return stored(path)
    except (OSError, ValueError) as error:
        raise IndexCorrupt(f"the file {path.name} cannot be read ({error!s:.100})", REBUILD) from None


def _read_words(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8").split())
    except (OSError, ValueError) as error:
        raise IndexCorrupt(f"the file {path.name} cannot be read ({error!s:.100})", REBUILD) from None


def _read(path: Path, kind: type[T]) -> tuple[T, ...]:
    try:
        return from_lines(kind, path.read_bytes())
    except (OSError, ValueError) as error:
        raise IndexCorrupt(f"the file {path.name} cannot be read ({error!s:.100})", REBUILD) from None
