"""Plain text files: the canonical text of one is the file itself."""

from __future__ import annotations

from documents.build import About, build
from documents.readers.common import Source, decoded, prettified
from documents.structure import plain_blocks
from documents.structure_meta import stated
from documents.structure_outline import outline
from documents.types import Document


def read_text(source: Source) -> Document:
    """Read a .txt file."""
    text, notes = decoded(source)
    raws, title_at = outline(text, plain_blocks(text), find_title=True)
    title = " ".join(raws[title_at].span.of(text).split()) if title_at is not None else prettified(source.id)
    about = stated(text, raws, About(title=title))
    return build(text, raws, about, id=source.id, source=source.name, title_at=title_at, notes=notes)
