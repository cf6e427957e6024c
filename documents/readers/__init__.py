"""Files become documents here: one reader per format, all producing the same form.

A new format is one file with a `Source -> Document` function and one line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from documents.errors import (
    ChangedDocument,
    EmptyDocument,
    SkippedFile,
    TooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from documents.readers.common import Source, slug
from documents.readers.html import read_html
from documents.readers.markdown import read_markdown
from documents.readers.pdf import read_pdf
from documents.readers.text import read_text
from documents.types import Document

MOST_BYTES = 50_000_000  # of one file: a book is 1 MB of text; more is a dump, not an article

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
    name = path.relative_to(root).as_posix() if root is not None else path.name
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        raise UnsupportedFormat(name, "has a format that is not read", f"convert it to one of {', '.join(READERS)}")
    return reader(Source(slug(name), name, _bytes(path, name)))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise SkippedFile(name, "is not a regular file", "put the article itself there")
        size = path.stat().st_size
        if size > MOST_BYTES:
            limit = f"is {size:,} bytes, more than the limit of {MOST_BYTES:,}"
            raise TooLarge(name, limit, "split it into articles")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise ChangedDocument(name, "vanished while it was read", "run again") from error
    except OSError as error:
        raise UnreadableDocument(name, f"cannot be opened ({error.strerror})", "check its permissions") from error
    if len(data) > MOST_BYTES:
        raise TooLarge(name, f"grew past the limit of {MOST_BYTES:,} bytes", "split it into articles")
    if not data.strip():
        raise EmptyDocument(name, "is empty", "add the text or remove the file")
    return data
