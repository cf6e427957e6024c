"""Models that are told apart by a letter: who asks for a "model y" asks for none of an article that has a Model 3."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from assistant.words import fold

_LETTERED = re.compile(r"(?<![\w'-])([^\W\d_]{3,}) ([b-hj-z])(?![\w'’-])", re.IGNORECASE)  # neither "a" nor "I"


def other_models(text: str, names: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Yield what differs from names of the articles by the letter at its end alone."""
    for match in _LETTERED.finditer(text):
        head, letter = fold(match[1]), fold(match[2])
        if (head, letter) not in names and any(_of_series(name, head) for name in names):
            yield match.group()


def _of_series(name: tuple[str, ...], head: str) -> bool:
    return len(name) == 2 and name[0] == head and (len(name[1]) == 1 or name[1].isdigit())
