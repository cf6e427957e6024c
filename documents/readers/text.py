"""Plain text files: the canonical text of one is the file itself."""

from __future__ import annotations

from documents.build import About
from documents.readers.common import Source, decoded
from documents.readers.finish import finished
from documents.structure import plain_blocks
from documents.types import Document


def read_text(source: Source) -> Document:
    """Read a .txt file."""
    text, notes = decoded(source)
    return finished(source, text, plain_blocks(text), About(), notes)
