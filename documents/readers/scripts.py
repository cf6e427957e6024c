"""Whether decoded letters are anybody's writing: bytes read in the wrong width give letters from everywhere."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

_MOST_OTHERS = 0.1  # of the letters beyond ASCII may stand outside of the scripts that are written together
_FEWEST_COMMON = 0.75  # of the Han signs, and of the Hangul ones, are among the few thousand in use
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH", "FULLWIDTH", "LATIN"}),
    frozenset({"HANGUL", "LATIN"}),
    frozenset({"LATIN", "GREEK", "MODIFIER"}),
)
# The rows of national standards that hold the signs in common use, by the first byte.
_COMMON = (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("shift_jis", 0x88, 0x97))


def written_in_few_scripts(text: str) -> bool:
    """Say whether the letters beyond ASCII belong to scripts that are written together, in signs that are in use."""
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    if not letters:
        return True
    scripts = Counter(map(_script, letters))
    kept = max([*scripts.values(), *(sum(scripts[script] for script in group) for group in _TOGETHER)])
    return (
        kept >= (1 - _MOST_OTHERS) * len(letters)
        and _in_use([char for char in letters if _script(char) == "CJK"], _is_common_han)
        and _in_use([char for char in letters if _script(char) == "HANGUL"], _is_common_hangul)
    )


@cache
def _script(char: str) -> str:
    """The script of a letter, as the first word of its name."""
    return unicodedata.name(char, "?").split(" ", 1)[0]


def _in_use(signs: list[str], is_common: Callable[[str], bool]) -> bool:
    return sum(map(is_common, signs)) >= _FEWEST_COMMON * len(signs)


@cache
def _is_common_han(char: str) -> bool:
    for encoding, first, last in _COMMON:
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False


@cache
def _is_common_hangul(char: str) -> bool:
    try:
        return len(char.encode("euc_kr")) == 2
    except UnicodeEncodeError:
        return False
