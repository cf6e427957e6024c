"""The article's own names: companies, people, products, places and coined terms, with aliases and owners.

Names come from capitals, codes, labels and table headers of the document alone; no list of known names exists.
How they are spelled is in `spelling`, how they hang together in `owners` and `cast`.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.cast import cast_of
from documents.figures.spelling import Name
from documents.figures.vocabulary import words
from documents.types import Document

__all__ = ["Name", "Named", "named", "names"]


@dataclass(frozen=True, slots=True)
class Named:
    """What an article names, and as what; all but `names` sorted."""

    names: tuple[Name, ...] = ()  # the most frequent first
    people: tuple[str, ...] = ()  # that the text treats as people's
    places: tuple[str, ...] = ()  # that stand where a place does
    bodies: tuple[str, ...] = ()  # that it calls a company, a court, a party


def named(document: Document) -> Named:
    """Return the names of the document and what it treats them as."""
    cast = cast_of(document)
    bodies = {name for noun, _, name in cast.roles if noun in words("roles", "company", name="names")}
    return Named(names(document), *(tuple(sorted(found)) for found in (cast.people, cast.places, bodies)))


def names(document: Document) -> tuple[Name, ...]:
    """Return the names of the document, the most frequent first, ties by first mention.

    Example: "Acme's R9 sold well" -> Name("Acme", count=1), Name("R9", owner="Acme", count=1)
    """
    return tuple(cast_of(document).known.values())
