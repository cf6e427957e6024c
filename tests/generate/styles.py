"""How people type: in full, in lower case, without a question mark, with a slip, with a friendly word before it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.generate.values import Asked

BEFORE = ("Quick one: ", "Hi! ", "Sorry to ask again, but ", "For my notes: ", "ok so ")


def styled(rng: Random, asked: Asked) -> Asked:
    """Return the question in one of the styles, more often than not unchanged."""
    text = asked.text
    way = rng.randrange(12)
    if way == 0:
        text = text.lower()
    elif way == 1:
        text = text.rstrip("?. ")
    elif way == 2:
        text = slipped(rng, text)
    elif way == 3:
        text = rng.choice(BEFORE) + text
    elif way == 4:
        text = text + rng.choice(("??", " thanks", " Please be exact.", "  "))
    return replace(asked, text=text)


def slipped(rng: Random, text: str) -> str:
    """Swap two inner letters of a long word in lower case."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 6 and word.isalpha() and word.islower()]
    if long:
        at = rng.choice(long)
        word, k = words[at], rng.randint(2, len(words[at]) - 4)
        words[at] = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    return " ".join(words)
