"""How often English words and pairs of words occur in print: tells an ordinary word from a name or a misspelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib import resources

# A word of this frequency ("Today": 184 million) stands at the start of a sentence more often than it is a name.
COMMON = 20_000_000


@cache
def frequencies() -> dict[str, int]:
    """Return word -> count, from symspellpy's dictionary (82,765 words, Google n-grams)."""
    return {word: int(count) for word, count in (line.split() for line in _lines("frequency_dictionary_en_82_765.txt"))}


@cache
def words_in_print() -> int:
    """Return how many words were counted, all frequencies together."""
    return sum(frequencies().values())


def frequency(word: str) -> int:
    """Return how often a word in lower case was counted, 0 where it stands in no English dictionary.

    The dictionary has "favourite" and "centre"; of a word in the other spelling it has the count of its own.
    """
    known = frequencies()
    return known[word] if word in known else known.get(_in_dictionary(word), 0)


@lru_cache(maxsize=4096)
def _in_dictionary(word: str) -> str:
    for form, spelled in _OTHER_SPELLING:
        word = form.sub(spelled, word)
    return word


# The other spelling of "favourite", "organise", "analyse", "centre", "defence", "catalogue", "cancelling". A slip of
# the keyboard must not read as one, so each stands only where that spelling has it.
_OTHER_SPELLING = tuple(
    (re.compile(form), spelled)
    for form, spelled in (
        (r"(?<=..)or(?=s?$|ed$|ing$|ite|able|al|ful|hood)", "our"),
        (r"(?<=..[iy])z(?=e[drs]?$|es$|ers$|ing$|ation)", "s"),
        (r"(?<=..[bt])er(?=s?$|ed$|ing$)", "re"),
        (r"(?<=...en)s(?=e|i)", "c"),
        (r"(?<=..og)(?=s?$)", "ue"),
        (r"(?<=...[ae]l)(?=ed$|ing$|ers?$|or$)", "l"),
        (r"(?<=..l)l(?=ments?$)", ""),
        (r"(?<=t)i(?=fact)", "e"),
    )
)


def pair_frequency(left: str, right: str) -> int:
    """Return how often two words in lower case followed each other, 0 for a pair outside the 242,342 most frequent."""
    pairs = _pairs()
    key = f"{left} {right} "
    at = bisect_left(pairs, key)
    return int(pairs[at][len(key) :]) if at < len(pairs) and pairs[at].startswith(key) else 0


@cache
def _pairs() -> list[str]:
    """Return the sorted lines "left right count": a third of the memory of a table, and made in a tenth of the time."""
    return sorted(_lines("frequency_bigramdictionary_en_243_342.txt"))


def _lines(name: str) -> list[str]:
    return resources.files("symspellpy").joinpath(name).read_text(encoding="utf-8-sig").splitlines()
