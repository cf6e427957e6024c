"""Who and what a document speaks of, ready for look-up: names found in tokens, and the names that own them."""

from __future__ import annotations

from dataclasses import dataclass

from documents.figures.names import Name, base_text, names
from documents.figures.tokens import Token, tokenize
from documents.figures.vocabulary import words
from documents.types import Document


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a document by their words, and the one it is mostly about."""

    known: dict[str, Name]
    keys: dict[tuple[str, ...], str]
    longest: int
    main: str | None

    def mentions(self, tokens: tuple[Token, ...], first: int, last: int) -> list[tuple[int, int, str]]:
        """Return (first token, last token, canonical name) of each name in tokens[first:last], longest first."""
        found: list[tuple[int, int, str]] = []
        i = first
        while i < last:
            for length in range(min(self.longest, last - i), 0, -1):
                name = self.keys.get(tuple(base_text(token) for token in tokens[i : i + length]))
                if name is not None:
                    found.append((i, i + length, name))
                    i += length - 1
                    break
            i += 1
        return found

    def chain(self, name: str) -> tuple[str, ...]:
        """Return the name and what it belongs to, nearest first: ("R9", "Acme")."""
        out: list[str] = []
        here: str | None = name
        while here is not None and here not in out and len(out) < 6:
            out.append(here)
            here = self.known[here].owner if here in self.known else None
        return tuple(out)

    def person(self, name: str) -> bool:
        """Say whether the name reads as a person's: two or three capitalised words, none of them a firm's."""
        parts = name.split()
        corporate = words("corporate", name="names")
        return 2 <= len(parts) <= 3 and all(
            part[:1].isupper() and part[1:].islower() and part.lower() not in corporate for part in parts
        )

    def product(self, name: str) -> bool:
        """Say whether the name reads as a product: it has digits or an owner."""
        return any(letter.isdigit() for letter in name) or (name in self.known and self.known[name].owner is not None)


def cast_of(document: Document) -> Cast:
    """Find the names of the document and the one it is about: the first of its title, else the most frequent."""
    found = names(document)
    keys: dict[tuple[str, ...], str] = {}
    for name in found:
        for surface in (name.surface, *name.aliases):
            keys.setdefault(tuple(base_text(token) for token in tokenize(surface)), name.surface)
    longest = max((len(key) for key in keys), default=0)
    known = {name.surface: name for name in found}
    cast = Cast(known, keys, longest, None)
    title = tokenize(document.title)
    entitled = [known[name] for _, _, name in cast.mentions(title, 0, len(title))]
    plain = [name for name in entitled if not name.coined] or [name for name in found if not name.coined]
    main = max(plain, key=lambda name: name.count).surface if plain else None
    return Cast(known, keys, longest, main)
