"""Files become documents here: one reader per format, all producing the same form.

A new format is one file with a `Source -> Document` function and one line in READERS.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from documents.errors import (
    ChangedDocument,
    EmptyDocument,
    SkippedFile,
    TooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from documents.readers.common import Source, slug, without_surrogates
from documents.readers.html import read_html
from documents.readers.markdown import read_markdown
from documents.readers.pdf import read_pdf
from documents.readers.text import read_text
from documents.types import Document

MOST_BYTES = 50_000_000  # of one file: a book is 1 MB of text; more is a dump, not an article
_AT_ONCE = 1 << 20  # bytes of one read

READERS: dict[str, Callable[[Source], Document]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
}


def read(path: Path, root: Path | None = None) -> Document:
    """Read one article; its id comes from its path relative to `root` (default: the file's own folder).

    Raises DocumentError: UnsupportedFormat, EmptyDocument, UnreadableDocument, EncryptedDocument,
    NoTextLayer, TooLarge, SkippedFile or ChangedDocument.
    """
    return document_of(source_of(path, root))


def document_of(source: Source) -> Document:
    """Return the article that a file's bytes hold. Raises DocumentError."""
    suffix = PurePosixPath(source.name).suffix.casefold()
    if suffix not in READERS:
        raise UnsupportedFormat(source.name, "has a format that is not read", f"convert it to {_formats()}")
    return READERS[suffix](source)


def source_of(path: Path, root: Path | None = None) -> Source:
    """Return the bytes of a file with its names; what cannot be an article is refused unread. Raises DocumentError."""
    name = without_surrogates(path.relative_to(root).as_posix() if root is not None else path.name)
    if path.suffix.casefold() not in READERS:
        raise UnsupportedFormat(name, "has a format that is not read", f"convert it to {_formats()}")
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_regular(name)
        data = _stable_bytes(path, name)
    except FileNotFoundError as error:
        if path.is_symlink():
            raise _not_regular(name) from error
        raise ChangedDocument(name, "vanished while it was read", "run again") from error
    except OSError as error:
        raise UnreadableDocument(name, f"cannot be opened ({error.strerror})", "check its permissions") from error
    if not data.strip():
        raise EmptyDocument(name, "is empty", "add the text or remove the file")
    return Source(slug(name), name, data)


def _stable_bytes(path: Path, name: str) -> bytes:
    """Read a file that is not being written to; one that is gets a second chance."""
    for _ in range(2):
        # What is at the path may have become a pipe or a device since it was looked at: opening must not wait for it.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            before = os.fstat(number)
            if not stat.S_ISREG(before.st_mode):
                raise _not_regular(name)
            if before.st_size > MOST_BYTES:
                problem = f"is {before.st_size:,} bytes, more than the limit of {MOST_BYTES:,}"
                raise TooLarge(name, problem, "split it into articles")
            data = _whole(number)
            after = os.fstat(number)
        finally:
            os.close(number)
        if len(data) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return data
    raise ChangedDocument(name, "changed while it was read", "run again when it is written")


def _whole(number: int) -> bytes:
    """Read an open file to its end, or a little past the limit where it is growing."""
    pieces: list[bytes] = []
    left = MOST_BYTES + 1
    while left > 0 and (piece := os.read(number, min(left, _AT_ONCE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _not_regular(name: str) -> SkippedFile:
    return SkippedFile(name, "is not a regular file", "put the article itself there")


def _formats() -> str:
    return "one of " + ", ".join(READERS)
