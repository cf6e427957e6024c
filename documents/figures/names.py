"""The article's own names: companies, people, products, places and coined terms, with aliases and owners.

Names come from capitals, codes, labels and table headers of the document alone; no list of known names exists.
How they are spelled is in `spelling`, how they hang together in `owners` and `cast`.
"""

from __future__ import annotations

from documents.figures.cast import cast_of
from documents.figures.spelling import Name
from documents.types import Document

__all__ = ["Name", "names"]


def names(document: Document) -> tuple[Name, ...]:
    """Return the names of the document, the most frequent first, ties by first mention.

    Example: "Acme's R9 sold well" -> Name("Acme", count=1), Name("R9", owner="Acme", count=1)
    """
    return tuple(cast_of(document).known.values())
