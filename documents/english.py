"""How often English words occur in print: tells an ordinary word from a name or a misspelling."""

from __future__ import annotations

from functools import cache
from importlib import resources

# A word of this frequency ("Today": 184 million) stands at the start of a sentence more often than it is a name.
COMMON = 20_000_000


@cache
def _frequencies() -> dict[str, int]:
    """Return word -> count, from symspellpy's dictionary (82,765 words, Google n-grams)."""
    data = resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return {word: int(count) for word, count in (line.split() for line in data.splitlines())}


def frequency(word: str) -> int:
    """Return how often a word in lower case was counted, 0 where it stands in no English dictionary."""
    return _frequencies().get(word, 0)
