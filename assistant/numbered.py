"""Names that hold a number: "Model 3", "Nine Elms". The number of a name is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant import stated

_WORD = re.compile(r"\w+")


@lru_cache(maxsize=16384)
def siblings(left: str, right: str) -> bool:
    """Say whether two names differ by their numbers alone: what is told of the Model 3 is not told of the Model 4."""
    mine, theirs = left.split(), right.split()
    apart = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    numbers = len(apart) == 1 and all(word.isdigit() for word in apart[0])
    return numbers and (len(mine) > 1 and len(theirs) > 1)


class Numbered:
    """The names of the articles that hold a number, by their first words: a text is searched for those it may hold."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            if any(c.isalpha() for c in name) and (any(c.isdigit() for c in name) or any(stated.words(name))):
                self._names.setdefault(_WORD.findall(name)[0], []).append(name)

    def without(self, text: str) -> str:
        """Return a text with a blank in the place of each name, the longest first where they overlap."""
        found = {name for word in _WORD.findall(text) for name in self._names.get(word, ())}
        if not found:
            return text
        longest = sorted(found, key=lambda name: (-len(name), name))
        return re.sub("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest), " ", text)
