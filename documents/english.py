"""How often English words and pairs of words occur in print: tells an ordinary word from a name or a misspelling."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from functools import cache, lru_cache
from importlib import resources

# A word of this frequency ("Today": 184 million) stands at the start of a sentence more often than it is a name.
COMMON = 20_000_000
_BLOCK = 64  # lines that are looked through for a pair


@cache
def frequencies() -> dict[str, int]:
    """Return word -> count, from symspellpy's dictionary (82,765 words, Google n-grams)."""
    lines = _bytes("frequency_dictionary_en_82_765.txt").decode("utf-8").splitlines()
    return {word: int(count) for word, count in map(str.split, lines)}


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
    firsts, blocks = _pairs()
    key = f"{left} {right} ".encode("utf-8", "replace")
    # The count begins with a digit, so that the line, if there is one, lies before the key with what follows "9".
    block = blocks[max(0, bisect_right(firsts, key + b":") - 1)]
    start = block.find(b"\n" + key)
    if start < 0:
        return 0
    return int(block[start + 1 + len(key) : block.index(b"\n", start + 1)])


@cache
def _pairs() -> tuple[list[bytes], list[bytes]]:
    """Return the lines "left right count", sorted, in blocks, and the first line of each.

    As lines of their own they would take 19 MB, not 5.
    """
    lines = _bytes("frequency_bigramdictionary_en_243_342.txt").splitlines(keepends=True)
    lines.sort()
    places = range(0, len(lines), _BLOCK)
    return lines[::_BLOCK], [b"\n" + b"".join(lines[at : at + _BLOCK]) for at in places]


def _bytes(name: str) -> bytes:
    return resources.files("symspellpy").joinpath(name).read_bytes().removeprefix(BOM_UTF8)
