"""What all readers need: the bytes of a file with its names, and text decoded from bytes."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from documents.errors import EmptyDocument, NotText
from documents.readers.encoding import decode, is_text

_STRANGE_SHARE = 0.02  # of the characters may be control characters before the file is called binary
_AS_TEXT = "save the article as UTF-8 text, Markdown, HTML or PDF"
# Files of other programs that are, or begin, in plain characters: read as text, their commands would be quoted.
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PK\x03\x04": "an archive or an office file",
    b"\x1f\x8b": "a packed file",
    b"%!PS": "a PostScript file",
}
_CONTROLS = dict.fromkeys([*range(0, 9), 11, 12, *range(14, 32), 127, 65279])


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a reader gets it."""

    id: str
    name: str  # path relative to the library folder, with forward slashes
    data: bytes


def decoded(source: Source, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file with newlines as "\\n", and notes on what had to be assumed.

    `declared`: the encoding that the file itself names, used where it is not UTF-8 after all.
    Raises EmptyDocument and NotText.
    """
    for start, kind in _SIGNATURES.items():
        if source.data.startswith(start):
            raise NotText(source.name, f"is not text but {kind}", _AS_TEXT)
    found = decode(source.data, declared)
    if found is None:
        raise NotText(source.name, "is not text in any encoding that can be told", _AS_TEXT)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    clean = text.translate(_CONTROLS)
    strange = len(text) - len(clean)
    if strange > 2 + _STRANGE_SHARE * len(text) or not is_text(clean):
        raise NotText(source.name, "is not text", _AS_TEXT)
    notes = (*found.notes, f"{strange} control characters were left out.") if strange else found.notes
    if not clean.strip():
        raise EmptyDocument(source.name, "has no text", "add the text or remove the file")
    return clean, notes


@contextmanager
def quiet(logger_name: str) -> Iterator[None]:
    """Keep a library's remarks on broken files out of the output; what matters is raised or noted."""
    logger = logging.getLogger(logger_name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def slug(name: str) -> str:
    """Return an id made of a relative path without its suffix. Example: "2024/Big News.txt" -> "2024-big-news"."""
    stem = re.sub(r"\.[^./]{1,10}$", "", name)
    plain = unicodedata.normalize("NFKD", stem).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:120].strip("-") or "article"


def prettified(id: str) -> str:
    """A title made of an id, for articles that state none. Example: "big-news" -> "Big news"."""
    words = id.replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, which no file or database can store."""
    return text.encode("utf-8", errors="replace").decode("utf-8") if not text.isascii() else text
