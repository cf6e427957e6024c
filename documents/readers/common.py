"""What all readers need: the bytes of a file with its names, and text decoded from bytes."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from documents.errors import EmptyDocument, UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024  # bytes that charset detection looks at; more does not change its mind
_CLOSE_CALL = 0.05  # of charset-normalizer's coherence, which goes from 0 to 1
_STRANGE_SHARE = 0.02  # of the characters may be control characters before the file is called binary
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
    Raises EmptyDocument and UnreadableDocument.
    """
    text, notes = _decode(source, declared)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = text.translate(_CONTROLS)
    strange = len(text) - len(clean)
    if strange > 2 + _STRANGE_SHARE * len(text):
        raise UnreadableDocument(source.name, "is not text", "save the article as UTF-8 text, Markdown, HTML or PDF")
    if strange:
        notes = (*notes, f"{strange} control characters were left out.")
    if not clean.strip():
        raise EmptyDocument(source.name, "has no text", "add the text or remove the file")
    return clean, notes


def _decode(source: Source, declared: str | None) -> tuple[str, tuple[str, ...]]:
    data = source.data
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), _replaced(data[len(bom) :], encoding)
    if b"\x00" in data:
        step = "save the article as UTF-8 text, Markdown, HTML or PDF"
        raise UnreadableDocument(source.name, "is not text: it has zero bytes", step)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if _is_cut_or_damaged_utf8(data, error):
            return data.decode("utf-8", errors="replace"), ("Some bytes were not valid UTF-8 and are shown as \ufffd.",)
    if declared is not None and _is_encoding(declared):
        return data.decode(declared, errors="replace"), ()
    return _guessed(source)


def _is_encoding(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _replaced(data: bytes, encoding: str) -> tuple[str, ...]:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return (f"Some bytes were not valid {encoding.upper()} and are shown as \ufffd.",)
    return ()


def _is_cut_or_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Mostly good multi-byte sequences with few bad ones: another encoding would garble all the good ones."""
    sample = data[:_SAMPLE].decode("utf-8", errors="replace")
    bad = sample.count("\ufffd")
    good = sum(ord(char) > 127 for char in sample) - bad
    return bad * 10 <= good or (error.start >= len(data) - 4 and error.end == len(data))


def _guessed(source: Source) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    matches = from_bytes(source.data[:_SAMPLE])
    best = matches.best()
    encoding = best.encoding if best is not None else "cp1252"
    western = next((match for match in matches if match.encoding == "cp1252"), None)
    if best is not None and western is not None and western.coherence >= best.coherence - _CLOSE_CALL:
        # Rare encodings win by a hair on texts of a few accents; nearly all such files are Western.
        encoding = "cp1252"
    text = source.data.decode(encoding, errors="replace")
    return text, (f"The file is not UTF-8; it was read as {encoding}, which is a guess.",)


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
